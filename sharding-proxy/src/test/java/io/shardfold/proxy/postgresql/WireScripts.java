package io.shardfold.proxy.postgresql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversations that must read the same with PostgreSQL itself and with the proxy, message by
 * message. They use a table {@code w(id int primary key, v text)}, which is empty at first.
 */
final class WireScripts {

    private static final String ALL_ROWS = "select * from w order by id";

    private WireScripts() {}

    /** What a client says; the result is what it heard. */
    interface Script {
        List<String> run(RawClient client) throws IOException;
    }

    static Map<String, Script> all() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        simple(scripts);
        transactions(scripts);
        extended(scripts);
        pipelines(scripts);
        cursors(scripts);
        malformed(scripts);
        return scripts;
    }

    private static Script queries(String... queries) {
        return client -> {
            List<String> heard = new ArrayList<>();
            for (String query : queries) {
                heard.add(client.query(query).answer());
            }
            return heard;
        };
    }

    private static void simple(Map<String, Script> scripts) {
        scripts.put("one row", queries("select 1 as x, 'a' as y, null as z"));
        scripts.put("no rows", queries("select 1 as x where false"));
        scripts.put("no columns", queries("select"));
        scripts.put("booleans", queries("select true, false, null::boolean"));
        scripts.put("empty", queries("", "  ", ";;", "-- x", "/* only /* a */ comment */"));
        scripts.put("comments around", queries("-- hello\nSELECT 1", "SELECT 1 /* t */ -- end"));
        scripts.put("trailing semicolons", queries("select 1;;"));
        scripts.put(
                "several",
                queries(
                        "select 1; select 2; select 3",
                        "select 1; insert into w values (0, null), (0, null); select 2"));
        scripts.put("syntax anywhere", queries("insert into w values (1, 'a'); selec 1", ALL_ROWS));
        scripts.put(
                "meaning later",
                queries("insert into w values (1, 'a'); select nosuch from w", ALL_ROWS));
        scripts.put(
                "writes",
                queries(
                        "insert into w values (1, 'a'), (2, 'b')",
                        "insert into w values (3, 'c') returning id, v",
                        "update w set v = 'x' where id < 3",
                        "delete from w where id = 1 returning *",
                        "delete from w where id = 77",
                        "insert into w values (2, 'again')",
                        "select * from w order by id"));
        scripts.put(
                "start-up of a tool",
                queries(
                        "SET datestyle = ISO; SET client_min_messages = notice;"
                                + " SELECT set_config('bytea_output','hex',false);"
                                + " SET client_encoding = 'utf-8'",
                        "SET datestyle = ISO; SET client_min_messages = nosuch;"
                                + " SELECT 1; SELECT 2"));
        scripts.put("explain and show", queries("show standard_conforming_strings"));
        scripts.put(
                "types",
                queries(
                        "select 1::int2, 2::int4, 3::int8, 1.5::float4, 1e20::float8, 1.10::numeric,"
                                + " 'x'::varchar(5), 'x'::char(3), 'n'::name, '\\x00ff'::bytea,"
                                + " date '2024-02-29', time '12:34:56.7',"
                                + " timestamp '2024-02-29 12:00:00.5', interval '1 year 2 days 03:04',"
                                + " '{\"b\":1, \"a\":2}'::jsonb, '{\"b\":1}'::json,"
                                + " '00112233-4455-6677-8899-AABBCCDDEEFF'::uuid,"
                                + " '{1,NULL,3}'::int[], '{\"a b\",\"\",NULL}'::text[],"
                                + " '1.2.3.4'::inet, B'101'"));
    }

    private static void transactions(Map<String, Script> scripts) {
        scripts.put(
                "failed block",
                queries(
                        "begin",
                        "insert into w values (1, 'a')",
                        "select nosuch",
                        "select 1",
                        "",
                        "selec",
                        "commit",
                        "select count(*) from w"));
        scripts.put(
                "rollback ends it",
                queries(
                        "begin",
                        "insert into w values (0, null), (0, null)",
                        "rollback",
                        "select 1"));
        scripts.put(
                "begin inside",
                queries(
                        "insert into w values (1, 'a'); begin; insert into w values (2, 'b'); insert into w values (0, null), (0, null)",
                        "rollback",
                        ALL_ROWS));
        scripts.put(
                "commit inside",
                queries(
                        "insert into w values (1, 'a'); commit; insert into w values (2, 'b'); insert into w values (0, null), (0, null)",
                        ALL_ROWS));
        scripts.put(
                "rollback inside",
                queries("insert into w values (1, 'a'); rollback; select 1", ALL_ROWS));
        scripts.put(
                "block in one message",
                queries(
                        "begin; insert into w values (2, 'b'); commit; insert into w values (3, 'c'); insert into w values (0, null), (0, null)",
                        ALL_ROWS));
        scripts.put(
                "block around messages",
                queries(
                        "begin",
                        "insert into w values (2, 'b'); commit; insert into w values (3, 'c'); insert into w values (0, null), (0, null)",
                        ALL_ROWS));
        scripts.put(
                "stops at the error",
                queries("begin; insert into w values (0, null), (0, null); commit", "rollback"));
        scripts.put(
                "failed, then on",
                queries(
                        "begin",
                        "insert into w values (0, null), (0, null)",
                        "rollback; select 1",
                        "begin",
                        "insert into w values (0, null), (0, null)",
                        "select 1; rollback",
                        "rollback"));
        scripts.put(
                "out of place",
                queries(
                        "commit",
                        "rollback",
                        "begin",
                        "begin",
                        "rollback",
                        "savepoint a",
                        "release a",
                        "rollback to a",
                        "select 1; savepoint a",
                        "commit and chain",
                        "set local timezone = 'UTC'",
                        "declare c cursor for select 1",
                        "fetch c"));
        scripts.put(
                "savepoints",
                queries(
                        "begin",
                        "insert into w values (1, 'a')",
                        "savepoint s",
                        "insert into w values (1, 'a')",
                        "rollback to s",
                        "insert into w values (2, 'b')",
                        "release s",
                        "rollback to s",
                        "commit",
                        ALL_ROWS));
        scripts.put("start transaction", queries("start transaction", "end", "begin", "abort"));
    }

    private static void extended(Map<String, Script> scripts) {
        scripts.put(
                "describe the statement",
                client ->
                        List.of(
                                client.parse("s", "select $1::int + 1 as x, 'a'::text as y")
                                        .describe('S', "s")
                                        .sync()
                                        .answer(),
                                client.bind("", "s", 0, "41").execute("", 0).sync().answer(),
                                client.bind("", "s", 1, "41").execute("", 0).sync().answer()));
        scripts.put(
                "describe the portal",
                client ->
                        List.of(
                                client.parse("", "select 7 as x")
                                        .bind("", "", 1)
                                        .describe('P', "")
                                        .execute("", 0)
                                        .sync()
                                        .answer(),
                                client.parse("", "insert into w values (9, 'i')")
                                        .bind("", "", 0)
                                        .describe('P', "")
                                        .execute("", 0)
                                        .sync()
                                        .answer(),
                                client.parse("", "select 7 as x")
                                        .bind("", "", 1)
                                        .describe('P', "")
                                        .sync()
                                        .answer()));
        scripts.put(
                "flush instead of sync",
                client ->
                        List.of(
                                client.parse("a", "select 5 as x")
                                        .describe('S', "a")
                                        .message('H')
                                        .next(3),
                                client.bind("", "a", 0).execute("", 0).message('H').next(3),
                                client.sync().answer()));
        scripts.put(
                "empty statement",
                client ->
                        List.of(
                                client.parse("", "")
                                        .describe('S', "")
                                        .bind("", "", 0)
                                        .execute("", 0)
                                        .sync()
                                        .answer()));
        scripts.put(
                "row limits",
                client ->
                        List.of(
                                client.query("begin").answer(),
                                client.parse("", "select generate_series(1,3) g")
                                        .bind("p", "", 0)
                                        .execute("p", 2)
                                        .execute("p", 2)
                                        .execute("p", 2)
                                        .sync()
                                        .answer(),
                                client.parse("", "select generate_series(1,2) g")
                                        .bind("", "", 0)
                                        .execute("", 2)
                                        .sync()
                                        .answer(),
                                client.execute("", 2).sync().answer(),
                                client.parse("", "insert into w values (1, 'a')")
                                        .bind("", "", 0)
                                        .execute("", 1)
                                        .execute("", 1)
                                        .sync()
                                        .answer(),
                                client.query("rollback").answer()));
        scripts.put(
                "returning with a limit",
                client ->
                        List.of(
                                client.parse(
                                                "",
                                                "insert into w values (2, 'a'), (4, 'b') returning id")
                                        .bind("", "", 0)
                                        .execute("", 1)
                                        .execute("", 1)
                                        .execute("", 1)
                                        .sync()
                                        .answer()));
        scripts.put(
                "names",
                client ->
                        List.of(
                                client.parse("s", "select 1").sync().answer(),
                                client.parse("s", "select 2").sync().answer(),
                                client.bind("p", "nosuch", 0).sync().answer(),
                                client.bind("p", "", 0).sync().answer(),
                                client.bind("p", "s", 0).bind("p", "s", 0).sync().answer(),
                                client.execute("p", 0).sync().answer(),
                                client.describe('S', "nosuch").sync().answer(),
                                client.describe('P', "nosuch").sync().answer(),
                                client.closeNamed('S', "nosuch")
                                        .closeNamed('P', "x")
                                        .sync()
                                        .answer(),
                                client.closeNamed('S', "s").sync().answer(),
                                client.bind("", "s", 0).sync().answer(),
                                client.parse("d", "select 1").sync().answer(),
                                client.query("deallocate d").answer(),
                                client.query("deallocate d").answer(),
                                client.parse("d", "select 1").sync().answer(),
                                client.query("deallocate all").answer(),
                                client.bind("", "d", 0).sync().answer()));
        scripts.put(
                "discard",
                client ->
                        List.of(
                                client.query("set timezone to 'Asia/Tokyo'").answer(),
                                client.parse("s", "select 1").sync().answer(),
                                client.query("discard plans").answer(),
                                client.query("show timezone").answer(),
                                client.query("begin").answer(),
                                client.query("discard all").answer(),
                                client.query("rollback").answer(),
                                client.query("select 1; discard all").answer(),
                                client.query("discard all").answer(),
                                client.query("select current_setting('timezone') = 'Asia/Tokyo'")
                                        .answer(),
                                client.bind("", "s", 0).sync().answer()));
        scripts.put(
                "a query ends what is unnamed",
                client ->
                        List.of(
                                client.parse("", "select 1").sync().answer(),
                                client.query("select 2").answer(),
                                client.bind("", "", 0).sync().answer()));
        scripts.put(
                "wrong counts",
                client ->
                        List.of(
                                client.parse("", "select $1::int").bind("", "", 0).sync().answer(),
                                client.parse("", "select 1").bind("", "", 0, "x").sync().answer(),
                                client.parse("", "select 1; select 2").sync().answer()));
        scripts.put(
                "binary parameters",
                client ->
                        List.of(
                                client.parse("b", "select $1::int4 + 1, $2::text, $3::int4[]")
                                        .describe('S', "b")
                                        .sync()
                                        .answer(),
                                client.bind(
                                                "",
                                                "b",
                                                1,
                                                1,
                                                new byte[] {0, 0, 1, 0},
                                                new byte[] {'o', 'k'},
                                                null)
                                        .execute("", 0)
                                        .sync()
                                        .answer(),
                                client.bind("", "b", 1, 0, new byte[] {1}, null, null)
                                        .sync()
                                        .answer(),
                                client.bind("", "b", 1, 0, new byte[5], null, null).sync().answer(),
                                client.bind("", "b", 2, 0, new byte[4], null, null)
                                        .sync()
                                        .answer()));
        scripts.put(
                "bad text",
                client ->
                        List.of(
                                client.parse("", "select $1::text")
                                        .bind("", "", 0, 0, new byte[] {(byte) 0xff})
                                        .sync()
                                        .answer()));
        scripts.put(
                "in a failed block",
                client ->
                        List.of(
                                client.parse("s", "select 1")
                                        .parse("r", "rollback")
                                        .sync()
                                        .answer(),
                                client.query("begin").answer(),
                                client.query("insert into w values (0, null), (0, null)").answer(),
                                client.parse("", "select 1").sync().answer(),
                                client.parse("", "").sync().answer(),
                                client.bind("", "s", 0).sync().answer(),
                                client.describe('S', "s").sync().answer(),
                                client.closeNamed('S', "s").sync().answer(),
                                client.bind("", "r", 0).execute("", 0).sync().answer()));
        scripts.put(
                "parameter types",
                client ->
                        List.of(
                                client.parse("", "insert into w values ($1, $2)")
                                        .describe('S', "")
                                        .sync()
                                        .answer(),
                                client.parse("", "select $1, $2::int8", 23)
                                        .bind("", "", 0, "5", "6")
                                        .describe('P', "")
                                        .execute("", 0)
                                        .sync()
                                        .answer(),
                                client.parse("", "select * from w where id = $1")
                                        .describe('S', "")
                                        .sync()
                                        .answer()));
    }

    private static void pipelines(Map<String, Script> scripts) {
        scripts.put(
                "undone as one",
                client ->
                        List.of(
                                insert(client, 1)
                                        .parse("", "insert into w values (0, null), (0, null)")
                                        .bind("", "", 0)
                                        .execute("", 0)
                                        .parse("", "select 1")
                                        .query("select 2")
                                        .closeNamed('S', "x")
                                        .sync()
                                        .sync()
                                        .answer(),
                                client.answer(),
                                client.query(ALL_ROWS).answer()));
        scripts.put(
                "committed as one",
                client ->
                        List.of(
                                insert(insert(client, 1), 2).sync().answer(),
                                client.query(ALL_ROWS).answer()));
        scripts.put(
                "begin in a pipeline",
                client ->
                        List.of(
                                insert(command(insert(client, 1), "begin"), 2).sync().answer(),
                                client.query("rollback").answer(),
                                client.query(ALL_ROWS).answer()));
        scripts.put(
                "commit in a pipeline",
                client ->
                        List.of(
                                command(
                                                command(insert(client, 1), "commit"),
                                                "insert into w values (0, null), (0, null)")
                                        .sync()
                                        .answer(),
                                client.query(ALL_ROWS).answer()));
        scripts.put(
                "rollback in a pipeline",
                client ->
                        List.of(
                                insert(command(insert(client, 1), "rollback"), 2).sync().answer(),
                                client.query(ALL_ROWS).answer()));
        scripts.put(
                "savepoint in a pipeline",
                client ->
                        List.of(
                                command(command(client, "select 1"), "savepoint a")
                                        .sync()
                                        .answer()));
        scripts.put(
                "separate syncs",
                client ->
                        List.of(
                                command(
                                                insert(client, 1).sync(),
                                                "insert into w values (0, null), (0, null)")
                                        .sync()
                                        .answer(),
                                client.answer(),
                                client.query(ALL_ROWS).answer()));
    }

    private static void cursors(Map<String, Script> scripts) {
        scripts.put(
                "declare and fetch",
                queries(
                        "begin",
                        "declare c cursor for select generate_series(1, 5) g",
                        "fetch 2 from c",
                        "fetch c",
                        "move 1 in c",
                        "fetch all from c",
                        "fetch c",
                        "close c",
                        "close c",
                        "rollback"));
        scripts.put(
                "cursors end with the block",
                queries(
                        "begin; declare c cursor for select 1; declare d cursor for select 2",
                        "close all",
                        "declare c cursor for select 1",
                        "commit",
                        "begin",
                        "fetch c",
                        "rollback"));
        scripts.put(
                "in one message", queries("declare c cursor for select 1 as x; fetch all from c"));
        scripts.put(
                "a cursor is a portal",
                client ->
                        List.of(
                                client.query("begin").answer(),
                                client.query("declare c cursor for select generate_series(1,4) g")
                                        .answer(),
                                client.describe('P', "c").sync().answer(),
                                client.execute("c", 2).sync().answer(),
                                command(client, "fetch forward 1 from c").sync().answer(),
                                client.query("commit").answer()));
        scripts.put(
                "with hold",
                queries(
                        "declare h cursor with hold for select generate_series(1, 3) g",
                        "fetch h",
                        "select 1",
                        "fetch 5 from h",
                        "close h"));
    }

    private static void malformed(Map<String, Script> scripts) {
        scripts.put(
                "a query without an end",
                client ->
                        List.of(
                                client.message('Q', (byte) 'x').answer(),
                                client.query("select 1").answer()));
        scripts.put(
                "a sync with a body",
                client ->
                        List.of(
                                client.message('S', (byte) 1).answer(),
                                client.query("select 1").answer()));
        scripts.put(
                "a describe of nothing",
                client ->
                        List.of(
                                client.message('D', (byte) 'Q', (byte) 0)
                                        .query("select 1")
                                        .sync()
                                        .answer()));
        scripts.put(
                "leftovers of a COPY",
                client ->
                        List.of(
                                client.message('d', (byte) 1)
                                        .message('c')
                                        .query("select 1")
                                        .answer()));
        scripts.put("an unknown message", client -> List.of(client.message('y').answer()));
    }

    private static RawClient insert(RawClient client, int id) {
        return command(client, "insert into w values (" + id + ", 'p')");
    }

    private static RawClient command(RawClient client, String sql) {
        return client.parse("", sql).bind("", "", 0).execute("", 0);
    }
}
