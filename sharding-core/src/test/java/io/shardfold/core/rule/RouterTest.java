package io.shardfold.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.algorithm.ComplexSharding;
import io.shardfold.core.rule.algorithm.StandardSharding;
import io.shardfold.core.rule.key.KeyServices;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.TextEquality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final String SOURCES =
            "dataSources: {ds_0: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:a'},"
                    + " ds_1: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:b'}}\n";

    private static Rules rules(String text) {
        return Rules.of(
                ConfigurationLoader.jdbc("shop.yaml", SOURCES + text, Placeholders.NONE).database(),
                KeyServices.NONE);
    }

    private static ShardedTable table(String text, String name) {
        return (ShardedTable) rules(text).table(name);
    }

    private static Router integers(ShardedTable table) {
        return table.router(table.keyColumns().stream().map(column -> KeyDomain.INTEGER).toList());
    }

    private static List<String> names(Router router, NodeSet nodes) {
        List<String> names = new ArrayList<>();
        for (int node : nodes.toArray()) {
            names.add(router.table().nodes().get(node).toString());
        }
        return names;
    }

    private static final String TWO_KEYS =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: tables}}
              defaultDatabaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: sources}}
              shardingAlgorithms:
                sources: {type: INLINE, props: {algorithm-expression: 'ds_${Math.floorMod(user_id, 2)}'}}
                tables: {type: INLINE, props: {algorithm-expression: 't_order_${Math.floorMod(order_id, 2)}'}}
            """;

    @Test
    void twoKeysNarrowTwoSteps() {
        Router router = integers(table(TWO_KEYS, "T_Order"));
        KeyCondition any = KeyCondition.ANY;
        assertEquals(List.of("user_id", "order_id"), router.table().keyColumns());
        assertEquals(4, router.nodes(List.of(any, any)).size());
        assertEquals(
                List.of("ds_1.t_order_0", "ds_1.t_order_1"),
                names(router, router.nodes(List.of(KeyCondition.point(7), any))));
        assertEquals(
                List.of("ds_0.t_order_1", "ds_1.t_order_1"),
                names(router, router.nodes(List.of(any, KeyCondition.point(7L)))));
        assertEquals(
                List.of("ds_1.t_order_0"),
                names(
                        router,
                        router.nodes(List.of(KeyCondition.point("7"), KeyCondition.point(8)))));
        assertEquals(2, router.nodeOf(new Object[] {7, 8}));
        assertEquals(2, router.nodeForInsert(new Object[] {7, 8}, Hint.NONE));
        assertEquals(NodeSet.EMPTY, router.nodes(List.of(KeyCondition.NEVER, any)));
        // A NULL key lies with the first target of its strategy.
        assertEquals(1, router.nodeForInsert(new Object[] {null, 1}, Hint.NONE));
        assertTrue(router.nodes(List.of(any, KeyCondition.point(1))).contains(1));
        assertTrue(router.nodes(List.of(KeyCondition.point(null), any)).contains(1));
    }

    @Test
    void bothStepsOverOneColumnGoValueByValue() {
        Router router = integers(table(TWO_KEYS.replace("order_id", "user_id"), "t_order"));
        assertEquals(
                List.of("ds_0.t_order_0", "ds_1.t_order_1"),
                names(router, router.nodes(List.of(new KeyCondition.Points(List.of(2, 3))))));
        assertEquals(
                List.of("ds_0.t_order_0", "ds_1.t_order_1"),
                names(router, router.nodes(List.of(new KeyCondition.Range(2, true, 4, false)))));
        assertEquals(3, router.nodeOf(3L));
        assertEquals(Router.NONE, router.nodeOf(3.5));
        assertEquals(0, router.nodeOf((Object) null));
    }

    private static final String BOUND =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: a}}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: b}}
                t_item:
                  actualDataNodes: ds_${0..1}.t_item_${0..1}
                  databaseStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: c}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: d}}
                t_log:
                  actualDataNodes: ds_${0..1}.t_log_${0..1}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: a}}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: e}}
                t_text:
                  actualDataNodes: ds_0.t_text_${['ab','cd']}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: f}}
                t_word:
                  actualDataNodes: ds_0.t_word_${['ab','cd']}
                  tableStrategy: {standard: {shardingColumn: word, shardingAlgorithmName: g}}
              shardingAlgorithms:
                a: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
                b: {type: INLINE, props: {algorithm-expression: 't_order_${id.intdiv(2) % 2}'}}
                c: {type: INLINE, props: {algorithm-expression: 'ds_${order_id % 2}'}}
                d: {type: INLINE, props: {algorithm-expression: 't_item_${order_id.intdiv(2)%2}'}}
                e: {type: INLINE, props: {algorithm-expression: 't_log_${id.intdiv(3) % 2}'}}
                f: {type: INLINE, props: {algorithm-expression: 't_text_${id.substring(0, 2)}'}}
                g: {type: INLINE, props: {algorithm-expression: 't_word_${word.substring(0, 2)}'}}
            """;

    @Test
    void tablesOfOneShapeAreAlikeWithoutBinding() {
        Rules rules = rules(BOUND);
        ShardedTable order = (ShardedTable) rules.table("t_order");
        ShardedTable item = (ShardedTable) rules.table("t_item");
        ShardedTable log = (ShardedTable) rules.table("t_log");
        assertTrue(order.isPlacedLike(item));
        assertFalse(order.isPlacedLike(log));
        assertTrue(integers(order).isAlike(integers(item)));
        Router texts = item.router(List.of(KeyDomain.EXACT_TEXT));
        assertFalse(integers(order).isAlike(texts), "7 and '7' are placed by other rules");
        assertTrue(
                ((ShardedTable) rules.table("t_text"))
                        .isPlacedLike((ShardedTable) rules.table("t_word")));
    }

    @Test
    void tablesWithoutStrategyAreNotAlike() {
        Rules rules =
                rules(
                        """
                        rules:
                        - !SHARDING
                          tables:
                            a: {actualDataNodes: 'ds_${0..1}.a'}
                            b: {actualDataNodes: 'ds_${0..1}.b'}
                        """);
        assertFalse(
                ((ShardedTable) rules.table("a")).isPlacedLike((ShardedTable) rules.table("b")));
        StatementException refused =
                assertThrows(
                        StatementException.class,
                        () ->
                                ((ShardedTable) rules.table("a"))
                                        .router(List.of())
                                        .nodeForInsert(new Object[0], Hint.NONE));
        assertEquals(Problem.NOT_SUPPORTED, refused.problem());
    }

    @Test
    void automaticTablesLieInTurn() {
        String text =
                """
                rules:
                - !SHARDING
                  autoTables:
                    t:
                      actualDataSources: ds_${0..1}
                      shardingStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: m}}
                  shardingAlgorithms:
                    m: {type: MOD, props: {sharding-count: 5}}
                """;
        assertEquals(
                "[ds_0.t_0, ds_1.t_1, ds_0.t_2, ds_1.t_3, ds_0.t_4]",
                table(text, "t").nodes().toString());
        assertEquals(4, integers(table(text, "t")).nodeOf(-1L));
        assertEquals(
                "[ds_1.t_0, ds_0.t_1, ds_1.t_2, ds_0.t_3, ds_1.t_4]",
                table(text.replace("      actualDataSources: ds_${0..1}\n", ""), "t")
                        .nodes()
                        .toString(),
                "without a list the order is that of a hash map, in which the data lies");
    }

    @Test
    void complexStrategyTakesItsColumnsTogether() {
        Router router =
                integers(
                        table(
                                """
                                rules:
                                - !SHARDING
                                  tables:
                                    t:
                                      actualDataNodes: ds_0.t_${0..1}_${0..2}
                                      tableStrategy: {complex: {shardingColumns: 'user_id, order_id', shardingAlgorithmName: c}}
                                  shardingAlgorithms:
                                    c: {type: COMPLEX_INLINE, props: {algorithm-expression: 't_${user_id % 2}_${order_id % 3}'}}
                                """,
                                "t"));
        assertEquals(
                List.of("ds_0.t_1_1"),
                names(
                        router,
                        router.nodes(List.of(KeyCondition.point(3), KeyCondition.point("7")))));
        assertEquals(
                List.of("ds_0.t_0_1", "ds_0.t_0_2", "ds_0.t_1_1", "ds_0.t_1_2"),
                names(
                        router,
                        router.nodes(
                                List.of(
                                        new KeyCondition.Points(List.of(3, 4)),
                                        new KeyCondition.Points(List.of(7, 8))))));
        assertEquals(6, router.nodes(List.of(KeyCondition.point(3), KeyCondition.ANY)).size());
        StatementException refused =
                assertThrows(
                        StatementException.class,
                        () -> router.nodeForInsert(new Object[] {3, -7}, Hint.NONE));
        assertEquals(Problem.NO_SHARD_FOR_VALUE, refused.problem());
        assertTrue(refused.getMessage().contains("t_1_-1"), refused.getMessage());
    }

    private static final String HINTED =
            """
            rules:
            - !SHARDING
              tables:
                t:
                  actualDataNodes: ds_${0..1}.t
                  databaseStrategy: {hint: {shardingAlgorithmName: h}}
              shardingAlgorithms:
                h: {type: HINT_INLINE, props: {algorithm-expression: 'ds_${value % 2}'}}
            """;

    @Test
    void hintChoosesAndAnInsertWithoutOneIsRefused() {
        Router router = integers(table(HINTED, "t"));
        Hint hint = Hint.parse("/* SHARDINGSPHERE_HINT: T.sharding_database_value = -5 */");
        assertEquals(List.of("ds_1.t"), names(router, router.nodes(List.of(), hint)));
        assertEquals(1, router.nodeForInsert(new Object[0], hint));
        assertEquals(2, router.nodes(List.of()).size());
        assertTrue(router.table().needsHint());
        assertEquals(
                Problem.NOT_SUPPORTED,
                assertThrows(
                                StatementException.class,
                                () -> router.nodeForInsert(new Object[0], Hint.NONE))
                        .problem());
        Hint elsewhere = Hint.parse("SHARDFOLD_HINT: other.shardingDatabaseValue=1");
        assertEquals(2, router.nodes(List.of(), elsewhere).size());
    }

    @Test
    void hintsAreReadStrictly() {
        assertNull(Hint.parse("/* just a comment */"));
        Hint hint =
                Hint.parse(
                        "/*+ SHARDFOLD_HINT: dataSourceName=ds_0, WRITE_ROUTE_ONLY=true, disable_audit_names=A b, shardingTableValue=x */");
        assertEquals("ds_0", hint.dataSource());
        assertTrue(hint.writeRouteOnly());
        assertEquals(List.of("a", "b"), hint.disabledAuditors());
        assertEquals(List.of("x"), hint.tableValues("anything"));
        for (String wrong :
                List.of(
                        "SHARDFOLD_HINT",
                        "SHARDFOLD_HINT: a",
                        "SHARDFOLD_HINT: shadow=1",
                        "SHARDFOLD_HINT: shadow=true=false",
                        "SHARDFOLD_HINT: colour=red")) {
            assertThrows(IllegalArgumentException.class, () -> Hint.parse(wrong), wrong);
        }
    }

    @Test
    void auditStandsUnlessAHintMaySwitchItOff() {
        Audit audit = new Audit(List.of("Must_Have_Key"), true);
        Hint off = Hint.parse("SHARDFOLD_HINT: disableAuditNames=MUST_HAVE_KEY");
        assertTrue(audit.isDemanded(Hint.NONE));
        assertFalse(audit.isDemanded(off));
        assertTrue(new Audit(audit.auditors(), false).isDemanded(off));
    }

    /** For the test of named classes: wants longs, and puts even ones first. */
    public static final class EvenFirst implements StandardSharding<Long> {
        @Override
        public String target(Collection<String> names, String table, String column, Long value) {
            return table + "_" + (value % 2 == 0 ? 0 : 1);
        }
    }

    /** For the test of named classes. */
    public static final class Sum implements ComplexSharding {
        @Override
        public String target(Collection<String> names, String table, Map<String, Object> values) {
            long sum = 0;
            for (Object value : values.values()) {
                sum += ((Number) value).longValue();
            }
            return table + "_" + sum % 2;
        }
    }

    @Test
    void applicationsBringTheirOwnAlgorithms() {
        String text =
                """
                rules:
                - !SHARDING
                  tables:
                    t:
                      actualDataNodes: ds_0.t_${0..1}
                      tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: own}}
                  shardingAlgorithms:
                    own:
                      type: CLASS_BASED
                      props: {strategy: standard, algorithmClassName: '%s'}
                """;
        Router router = integers(table(text.formatted(EvenFirst.class.getName()), "t"));
        assertEquals(1, router.nodeOf((Object) 7));
        assertEquals(0, router.nodeForInsert(new Object[] {"8"}, Hint.NONE));
        assertEquals(2, router.nodes(List.of(new KeyCondition.Range(1, true, null, true))).size());
        Findings findings = new Findings();
        for (String name : List.of("java.lang.String", Sum.class.getName(), "no.such.Class")) {
            Rules.of(
                    ConfigurationLoader.jdbc(
                                    "shop.yaml", SOURCES + text.formatted(name), Placeholders.NONE)
                            .database(),
                    KeyServices.NONE,
                    findings);
        }
        assertEquals(3, findings.all().stream().filter(finding -> finding.isError()).count());
        Router complex =
                integers(
                        table(
                                text.formatted(Sum.class.getName())
                                        .replace("strategy: standard", "strategy: complex")
                                        .replace(
                                                "{standard: {shardingColumn: id",
                                                "{complex: {shardingColumns: 'id,x'"),
                                "t"));
        assertEquals(1, complex.nodeOf(new Object[] {3, 4}));
    }

    @Test
    void irregularNodesAreFound() {
        Router router =
                integers(
                        table(
                                """
                                rules:
                                - !SHARDING
                                  tables:
                                    t:
                                      actualDataNodes: ds_0.t_${0..2},ds_1.t_${1..3}
                                      databaseStrategy: {standard: {shardingColumn: a, shardingAlgorithmName: d}}
                                      tableStrategy: {standard: {shardingColumn: b, shardingAlgorithmName: t}}
                                  shardingAlgorithms:
                                    d: {type: INLINE, props: {algorithm-expression: 'ds_${a}'}}
                                    t: {type: INLINE, props: {algorithm-expression: 't_${b}'}}
                                """,
                                "t"));
        assertEquals(
                List.of("ds_1.t_1"), names(router, NodeSet.of(router.nodeOf(new Object[] {1, 1}))));
        assertEquals(Router.NONE, router.nodeOf(new Object[] {1, 0}));
        String message =
                assertThrows(
                                StatementException.class,
                                () -> router.nodeForInsert(new Object[] {1, 0}, Hint.NONE))
                        .getMessage();
        assertEquals(
                "Data source ds_1 has no table t_0 for a row of t with a = 1, b = 0; its tables are t_1, t_2, t_3.",
                message);
    }

    @Test
    void broadcastAndSingleTables() {
        Rules rules =
                rules(
                        """
                        rules:
                        - !BROADCAST
                          tables: [T_Region]
                        - !SINGLE
                          tables: ["ds_0.t_config, ds_1.public.*"]
                          defaultDataSource: ds_1
                        """);
        assertEquals(TableRule.Kind.BROADCAST, rules.table("t_region").kind());
        assertEquals("ds_1", rules.defaultDataSource());
        assertTrue(rules.singlePatterns().get(0).matches("ds_0", "anything", "T_CONFIG"));
        assertFalse(rules.singlePatterns().get(1).matches("ds_1", "other", "x"));
        assertTrue(rules.singlePatterns().get(1).matches("ds_1", "PUBLIC", "x"));
        Rules more = rules.withSingleTables(Map.of("t_config", "ds_0", "t_region", "ds_0"));
        assertEquals(
                new DataNode("ds_0", "t_config"),
                ((TableRule.SingleTable) more.table("T_CONFIG")).node());
        assertEquals(TableRule.Kind.BROADCAST, more.table("t_region").kind());
        assertNull(rules.table("t_config"));
    }

    @Test
    void theShortWayAgreesWithTheLongOneForEveryInteger() {
        Rules rules = rules(BOUND);
        for (String name : List.of("t_order", "t_item", "t_log")) {
            Router router = integers((ShardedTable) rules.table(name));
            for (long value :
                    new long[] {
                        0,
                        1,
                        5,
                        7,
                        -1,
                        -5,
                        Integer.MAX_VALUE,
                        Integer.MIN_VALUE,
                        1L << 40,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE
                    }) {
                NodeSet nodes = router.nodes(List.of(KeyCondition.point(value)));
                int expected =
                        nodes.isEmpty()
                                ? Router.NONE
                                : nodes.size() == 1 ? nodes.get(0) : Router.MANY;
                int node = router.nodeOf(value);
                assertTrue(node == expected || node == Router.MANY, name + " " + value);
                assertEquals(expected, router.nodeOf((Object) value), name + " " + value);
            }
        }
    }

    @Test
    void textOfAnUnknownTypeIsLookedForEverywhere() {
        ShardedTable table = table(BOUND, "t_order");
        Router router = table.router(List.of(KeyDomain.UNKNOWN));
        assertEquals(4, router.nodes(List.of(KeyCondition.point("7"))).size());
        assertEquals(1, router.nodes(List.of(KeyCondition.point(7))).size());
        Router times = table.router(List.of(KeyDomain.of(KeyType.TIMESTAMP)));
        assertEquals(4, times.nodes(List.of(KeyCondition.point(7))).size());
    }

    @Test
    void setsOfNodes() {
        NodeSet some = NodeSet.of(5, 1, 3, 1);
        assertEquals("[1, 3, 5]", some.toString());
        assertEquals(NodeSet.of(3), some.intersection(NodeSet.of(2, 3)));
        assertEquals(NodeSet.of(1, 2, 3, 5), some.union(NodeSet.of(2, 3)));
        assertTrue(NodeSet.all(6).containsAll(some));
        assertEquals(Arrays.toString(new int[] {0, 1}), Arrays.toString(NodeSet.all(2).toArray()));
    }

    @Test
    void equalKeysLieTogetherUnlessACollationFoldsThem() {
        String hashed =
                """
                rules:
                - !SHARDING
                  autoTables:
                    t:
                      actualDataSources: ds_${0..1}
                      shardingStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: h}}
                  shardingAlgorithms:
                    h: {type: HASH_MOD, props: {sharding-count: 4, look-besides: %s}}
                """;
        ShardedTable besides = table(hashed.formatted("drivers"), "t");
        ShardedTable own = table(hashed.formatted("none"), "t");
        KeyDomain folded = KeyDomain.text(TextEquality.FOLDED);
        assertTrue(integers(besides).keepsEqualKeysTogether());
        assertTrue(besides.router(List.of(KeyDomain.EXACT_TEXT)).keepsEqualKeysTogether());
        assertFalse(besides.router(List.of(folded)).keepsEqualKeysTogether());
        assertFalse(besides.router(List.of(folded)).isAlike(besides.router(List.of(folded))));
        assertTrue(own.router(List.of(folded)).keepsEqualKeysTogether());
        assertFalse(
                own.router(List.of(KeyDomain.text(TextEquality.UNKNOWN))).keepsEqualKeysTogether());
        KeyDomain uuid = KeyDomain.of(KeyType.UUID);
        assertFalse(besides.router(List.of(uuid)).keepsEqualKeysTogether());
        assertTrue(own.router(List.of(uuid)).keepsEqualKeysTogether());
        assertFalse(table(HINTED, "t").router(List.of()).keepsEqualKeysTogether());
    }

    @Test
    void numbersThatMeanSomethingElseAreLookedForEverywhere() {
        ShardedTable table = table(BOUND, "t_order");
        Router years = table.router(List.of(KeyDomain.of(KeyType.YEAR)));
        assertEquals(1, years.nodes(List.of(KeyCondition.point(2024))).size());
        assertEquals(4, years.nodes(List.of(KeyCondition.point(24))).size());
        Router bits = table.router(List.of(KeyDomain.of(KeyType.BITS)));
        assertEquals(1, bits.nodes(List.of(KeyCondition.point(5))).size());
        assertEquals(4, bits.nodes(List.of(KeyCondition.point(new byte[] {5}))).size());
        Router members =
                table(BOUND, "t_text")
                        .router(List.of(new KeyDomain(KeyType.ENUM, -1, TextEquality.EXACT)));
        assertEquals(1, members.nodes(List.of(KeyCondition.point("abc"))).size());
        assertEquals(2, members.nodes(List.of(KeyCondition.point("1"))).size());
        assertThrows(
                StatementException.class, () -> members.nodeForInsert(new Object[] {1}, Hint.NONE));
    }
}
