package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.row.Parameters;
import io.shardfold.testkit.ShardSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A key finds its row in every form that a client may give it, wherever drivers of another product
 * would have put the row.
 */
abstract class KeyFormsContract {

    abstract ShardSet shards();

    /** One type of keys, and what a condition may compare it with. */
    record KeyColumn(String name, String type, List<String> literals, List<Object> parameters) {}

    /** Types that both engines have. */
    static List<KeyColumn> common() {
        List<Object> numbers =
                List.of(
                        7,
                        7L,
                        (short) 7,
                        new BigDecimal("7"),
                        new BigDecimal("7.0"),
                        BigInteger.valueOf(7),
                        -5,
                        -5L,
                        new BigDecimal("-5.00"),
                        4.5,
                        "7",
                        "-5");
        List<String> numberTexts = List.of("7", "'7'", "7.0", "7.00", "-5", "'-5'", "4.5", "7e0");
        return List.of(
                new KeyColumn("k_int", "int", numberTexts, numbers),
                new KeyColumn("k_bigint", "bigint", numberTexts, numbers),
                new KeyColumn("k_decimal0", "decimal(20,0)", numberTexts, numbers),
                new KeyColumn("k_decimal2", "decimal(10,2)", numberTexts, numbers),
                new KeyColumn(
                        "k_text",
                        "varchar(30)",
                        List.of("'7'", "'-5'", "'abc'", "'abc '", "'2024-02-29'", "'it''s'"),
                        List.of("7", "-5", "abc", "it's", "2024-02-29")),
                new KeyColumn(
                        "k_char",
                        "char(12)",
                        List.of("'abc'", "'abc  '", "'7'"),
                        List.of("abc", "7")),
                new KeyColumn(
                        "k_date",
                        "date",
                        List.of("'2024-02-29'", "DATE '2024-02-29'"),
                        List.of(LocalDate.of(2024, 2, 29), java.sql.Date.valueOf("2024-02-29"))),
                new KeyColumn(
                        "k_time_of_day",
                        "TIMESTAMP_TYPE",
                        List.of(
                                "'2024-02-29 12:00:00'",
                                "TIMESTAMP '2024-02-29 12:00:00'",
                                "'2024-02-29 12:00:00.500'"),
                        List.of(
                                LocalDateTime.of(2024, 2, 29, 12, 0),
                                Timestamp.valueOf("2024-02-29 12:00:00"),
                                Timestamp.valueOf("2024-02-29 12:00:00.5"))));
    }

    abstract String dateTimeType();

    /** Types of one engine. */
    abstract List<KeyColumn> own();

    private static String rules(List<KeyColumn> columns) {
        StringBuilder rules = new StringBuilder("rules:\n- !SHARDING\n  autoTables:\n");
        for (KeyColumn column : columns) {
            rules.append("    ")
                    .append(column.name)
                    .append(
                            ": {actualDataSources: 'ds_${0..1}', shardingStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_hash}}}\n");
        }
        return rules.append(
                        "  shardingAlgorithms:\n    by_hash: {type: HASH_MOD, props: {sharding-count: 8}}\n")
                .toString();
    }

    private List<KeyColumn> columns() {
        List<KeyColumn> columns = new ArrayList<>();
        for (KeyColumn column : common()) {
            columns.add(
                    new KeyColumn(
                            column.name,
                            column.type.replace("TIMESTAMP_TYPE", dateTimeType()),
                            column.literals,
                            column.parameters));
        }
        columns.addAll(own());
        return columns;
    }

    @Test
    void everyFormOfAKeyFindsItsRow() throws Exception {
        List<KeyColumn> columns = columns();
        for (KeyColumn column : columns) {
            String definition = " (k " + column.type + ", v int)";
            for (int i = 0; i < 8; i++) {
                shards().shard(i % 2).execute("CREATE TABLE " + column.name + "_" + i + definition);
            }
            shards().unsharded().execute("CREATE TABLE " + column.name + definition);
        }
        try (SessionOracle oracle = new SessionOracle(shards(), rules(columns), true)) {
            for (KeyColumn column : columns) {
                // Placed by us, from a literal each.
                String first = column.literals.get(0);
                String insert = "INSERT INTO " + column.name + " (k, v) VALUES (" + first + ", 1)";
                oracle.same(insert);
                // Placed by others, in every table: whichever one a driver's class led to.
                for (int i = 0; i < 8; i++) {
                    for (String literal : column.literals) {
                        String stored = " (k, v) VALUES (" + literal + ", " + (10 + i) + ")";
                        if (isPlacedByOthers(oracle, column, literal, i)) {
                            shards().shard(i % 2)
                                    .execute("INSERT INTO " + column.name + "_" + i + stored);
                            shards().unsharded().execute("INSERT INTO " + column.name + stored);
                        }
                    }
                }
                for (String literal : column.literals) {
                    oracle.same("SELECT v FROM " + column.name + " WHERE k = " + literal);
                    oracle.same("SELECT v FROM " + column.name + " WHERE k IN (" + literal + ")");
                }
                for (Object value : column.parameters) {
                    oracle.same("SELECT v FROM " + column.name + " WHERE k = ?", value);
                }
                oracle.same("SELECT v FROM " + column.name + " WHERE k IS NULL");
            }
        }
    }

    /** One node is where a formula over some class of the literal's value leads. */
    private static boolean isPlacedByOthers(
            SessionOracle oracle, KeyColumn column, String literal, int node) {
        for (Object asClass : classes(literal, column.type)) {
            if (Math.abs((long) asClass.hashCode()) % 8 == node) {
                return true;
            }
        }
        return false;
    }

    private static List<Object> classes(String literal, String type) {
        String text = literal.replaceAll("^(DATE|TIMESTAMP) ", "");
        boolean quoted = text.startsWith("'");
        String plain = quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
        List<Object> classes = new ArrayList<>();
        // A text with spaces at its end is found elsewhere only by who asks for it with them.
        if (quoted
                && !plain.matches("-?\\d+|.* ")
                && !type.equals("boolean")
                && !plain.startsWith("\\x")) {
            classes.add(plain);
            classes.add(plain.replace("'", "''"));
            if (plain.matches("\\d{4}-\\d\\d-\\d\\d") && type.equals("date")) {
                classes.add(java.sql.Date.valueOf(plain));
                classes.add(LocalDate.parse(plain));
            } else if (plain.matches("\\d{4}-\\d\\d-\\d\\d .*") && !type.contains("char")) {
                classes.add(Timestamp.valueOf(plain));
            }
        } else if (!quoted && plain.matches("-?\\d+")) {
            BigInteger number = new BigInteger(plain);
            classes.add(number.bitLength() < 32 ? number.intValue() : number);
            // An unsigned BIGINT of a prepared statement arrived as a Long of the same bits.
            classes.add(number.longValue());
        }
        return classes;
    }

    // ---- keys that an UPDATE sets

    @Test
    void aKeyThatStaysMayBeSetAndOneThatMovesMayNot() throws Exception {
        for (int i = 0; i < 4; i++) {
            shards().shard(i % 2)
                    .execute("CREATE TABLE k_moved_" + i + " (k bigint PRIMARY KEY, v int)");
        }
        shards().unsharded().execute("CREATE TABLE k_moved (k bigint PRIMARY KEY, v int)");
        String rules =
                """
                rules:
                - !SHARDING
                  autoTables:
                    k_moved: {actualDataSources: 'ds_${0..1}', shardingStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_hash}}}
                  shardingAlgorithms:
                    by_hash: {type: HASH_MOD, props: {sharding-count: 4}}
                """;
        try (SessionOracle oracle = new SessionOracle(shards(), rules, true)) {
            oracle.same("INSERT INTO k_moved (k, v) VALUES (-5, 1), (5, 2), (6, 3)");
            oracle.same("UPDATE k_moved SET k = -5, v = 4 WHERE k = -5");
            oracle.same("UPDATE k_moved SET k = ?, v = 5 WHERE k = ?", -5L, -5);
            oracle.same("UPDATE k_moved SET k = 9 WHERE k = 5");
            oracle.same("UPDATE k_moved SET k = 6 WHERE v = 3");
            oracle.same("SELECT v FROM k_moved WHERE k = 9");
            for (String moved :
                    List.of(
                            "UPDATE k_moved SET k = -6 WHERE k = -5",
                            "UPDATE k_moved SET k = 7 WHERE k = 6",
                            "UPDATE k_moved SET k = 7 WHERE v = 3",
                            "UPDATE k_moved SET k = NULL WHERE k = 6")) {
                ShardfoldException refused =
                        assertThrows(
                                ShardfoldException.class,
                                () ->
                                        oracle.session()
                                                .execute(
                                                        oracle.session().prepare(moved),
                                                        Parameters.NONE,
                                                        ExecuteOptions.DEFAULT));
                assertTrue(
                        refused.getMessage().contains("to a value of another shard"),
                        refused.getMessage());
            }
            oracle.same("SELECT k, v FROM k_moved ORDER BY k");
        }
    }

    @Test
    void aRowPlacedByOthersIsWrittenWhereItLies() throws Exception {
        String definition = " (k bigint PRIMARY KEY, v int)";
        for (int i = 0; i < 4; i++) {
            shards().shard(i % 2)
                    .execute(
                            "CREATE TABLE k_elsewhere_" + i + definition,
                            "CREATE TABLE k_other_" + i + definition);
        }
        shards().unsharded()
                .execute(
                        "CREATE TABLE k_elsewhere" + definition,
                        "CREATE TABLE k_other" + definition);
        String rules =
                """
                rules:
                - !SHARDING
                  autoTables:
                    k_elsewhere: {actualDataSources: 'ds_${0..1}', shardingStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_hash}}}
                    k_other: {actualDataSources: 'ds_${0..1}', shardingStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_hash}}}
                  shardingAlgorithms:
                    by_hash: {type: HASH_MOD, props: {sharding-count: 4}}
                """;
        // Where a driver's Long led, which isn't where the Integer of a literal leads.
        int node = Math.abs(Long.hashCode(-5L)) % 4;
        String row = " (k, v) VALUES (-5, 1)";
        shards().shard(node % 2).execute("INSERT INTO k_elsewhere_" + node + row);
        shards().unsharded().execute("INSERT INTO k_elsewhere" + row);
        try (SessionOracle oracle = new SessionOracle(shards(), rules, true)) {
            oracle.same("INSERT INTO k_elsewhere (k, v) VALUES (6, 1), (-7, 2)");
            oracle.same("INSERT INTO k_other (k, v) VALUES (1, 1), (2, 5)");
            oracle.same(
                    "UPDATE k_elsewhere SET v = 5 WHERE EXISTS"
                            + " (SELECT 1 FROM k_other o WHERE o.v = k_elsewhere.v AND o.k <> k_elsewhere.k)");
            oracle.same("SELECT k, v FROM k_elsewhere ORDER BY k");
            oracle.same(
                    "DELETE FROM k_elsewhere WHERE EXISTS"
                            + " (SELECT 1 FROM k_other o WHERE o.v = k_elsewhere.v AND o.k > k_elsewhere.k)");
            oracle.same("SELECT k, v FROM k_elsewhere ORDER BY k");
        }
    }

    // ---- keys that are moments

    abstract String momentType();

    abstract String setZone(String zone);

    @Test
    void aMomentIsOneKeyWhateverTheSessionsTimeZone() throws Exception {
        for (int i = 0; i < 8; i++) {
            shards().shard(i % 2)
                    .execute("CREATE TABLE k_moment_" + i + " (k " + momentType() + ", v int)");
        }
        shards().unsharded().execute("CREATE TABLE k_moment (k " + momentType() + ", v int)");
        String rules =
                rules(List.of(new KeyColumn("k_moment", momentType(), List.of(), List.of())));
        try (SessionOracle oracle = new SessionOracle(shards(), rules, true)) {
            oracle.same(setZone("+00:00"));
            oracle.same("INSERT INTO k_moment (k, v) VALUES ('2024-02-29 12:00:00', 1)");
            oracle.same("SELECT v FROM k_moment WHERE k = '2024-02-29 12:00:00'");
            oracle.same(setZone("+08:00"));
            oracle.same("SELECT v FROM k_moment WHERE k = '2024-02-29 20:00:00'");
            oracle.same("SELECT v FROM k_moment WHERE k = '2024-02-29 12:00:00'");
            oracle.same("INSERT INTO k_moment (k, v) VALUES ('2024-02-29 12:00:00', 2)");
            oracle.same("SELECT v FROM k_moment WHERE k = '2024-02-29 12:00:00'");
            oracle.same(setZone("+00:00"));
            oracle.same("SELECT v FROM k_moment WHERE k = '2024-02-29 04:00:00'");
            oracle.same(
                    "SELECT v FROM k_moment WHERE k BETWEEN '2024-02-29 04:00:00' AND '2024-02-29 12:00:00' ORDER BY v");
        }
        assertEquals(1, count("2024-02-29 12:00:00"));
        assertEquals(1, count("2024-02-29 04:00:00"));
    }

    /** The tables that hold a moment: more than one would be two places of one key. */
    private int count(String moment) throws Exception {
        int count = 0;
        for (int i = 0; i < 8; i++) {
            try (var connection = shards().shard(i % 2).connect();
                    var statement = connection.createStatement()) {
                statement.execute(setZone("+00:00"));
                try (var rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM k_moment_"
                                        + i
                                        + " WHERE k = '"
                                        + moment
                                        + "'")) {
                    rows.next();
                    count += rows.getInt(1) > 0 ? 1 : 0;
                }
            }
        }
        return count;
    }
}
