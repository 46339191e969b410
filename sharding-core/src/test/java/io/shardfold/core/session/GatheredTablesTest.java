package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tables that no data source has all of: rows of each come together where the others' physical
 * tables are unknown, with every type as it was declared.
 */
class GatheredTablesTest {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              autoTables:
                t_left:
                  actualDataSources: ds_0
                  shardingStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: mod_3}}
                t_right:
                  actualDataSources: ds_1
                  shardingStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: mod_2}}
              shardingAlgorithms:
                mod_2: {type: MOD, props: {sharding-count: 2}}
                mod_3: {type: MOD, props: {sharding-count: 3}}
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_1
            """;

    private static final String[] QUERIES = {
        "SELECT * FROM t_left l JOIN t_right r ON r.n = l.n ORDER BY l.id, r.id",
        "SELECT r.*, l.id FROM t_right r LEFT JOIN t_left l ON l.n > r.n ORDER BY r.id, l.id",
        "SELECT n, COUNT(*) FROM t_right GROUP BY n HAVING COUNT(*) * 2 > 2 ORDER BY n",
        "SELECT s.id, l.id FROM t_single s CROSS JOIN t_left l WHERE l.n < s.id ORDER BY s.id, l.id",
        "SELECT r.id, r.n, COUNT(*) FROM t_right r JOIN t_left l ON l.n <= r.n GROUP BY r.id ORDER BY r.id"
    };

    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 2);
    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 2);

    @Test
    void inPostgresql() throws SQLException {
        POSTGRESQL.onEveryDatabase("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
        compare(
                POSTGRESQL,
                "(id int PRIMARY KEY, n int, v varchar(10) COLLATE \"C\", t text COLLATE \"en-x-icu\", d numeric(8,3), any_d numeric,"
                        + " f float8, b boolean, y bytea, at timestamp(3), tz timestamptz, ti time, dt date, u uuid, j jsonb, a int[], m mood,"
                        + " c char(4), i interval, bi bit(3), ip inet, money_like int4range)",
                "'Äb', 'zoé', 1.500, 1.50, 0.1, true, '\\x00ff', '2024-02-29 12:00:00.125', '2024-02-29 12:00:00.125+02', '10:11:12.5',"
                        + " '2024-02-29', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\": [1, 2.50]}', '{1,NULL,3}', 'ok', 'ab', '1 mon 2 days', B'101',"
                        + " '10.0.0.0/8', '[1,5)'",
                22);
    }

    @Test
    void inMariaDb() throws SQLException {
        compare(
                MARIADB,
                "(id int PRIMARY KEY, n int, v varchar(10) COLLATE utf8mb4_bin, t text, d decimal(8,3), ub bigint unsigned, f double,"
                        + " fl float, b tinyint, y varbinary(10), at datetime(3), ts timestamp NULL, ti time(1), dt date, ye year, e enum('sad','ok'),"
                        + " s set('a','b','c'), c char(4) CHARACTER SET latin1, bi bit(3), j json, bl blob, u uuid, zero date, zero_at datetime, long_time time(6), small year)",
                "'Äb', 'zoé', 1.500, 18446744073709551615, 0.1, 1.25, true, x'00ff', '2024-02-29 12:00:00.125', '2024-02-29 12:00:00', '-10:11:12.5',"
                        + " '2024-02-29', 2024, 'ok', 'a,c', 'ab', b'101', '{\"a\": [1, 2.50]}', x'00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',"
                        + " '0000-00-00', '0000-00-00 00:00:00', '838:59:59.000001', 0",
                26);
    }

    private static void compare(ShardSet shards, String columns, String values, int columnCount)
            throws SQLException {
        try (SessionOracle oracle = new SessionOracle(shards, RULES)) {
            for (String table : new String[] {"t_left", "t_right", "t_single"}) {
                oracle.same("CREATE TABLE " + table + " " + columns);
                String nothing = ", NULL".repeat(columnCount - 2);
                for (int id = 1; id <= 6; id++) {
                    oracle.same(
                            "INSERT INTO %s VALUES (%d, %d%s)"
                                    .formatted(
                                            table, id, id / 2, id == 4 ? nothing : ", " + values));
                }
            }
            for (String query : QUERIES) {
                oracle.same(query);
            }
        }
    }
}
