package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rows are ordered by has the type that the database gives it, placeholder or not. */
class PlaceholderOrderTest {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.POSTGRESQL, 2);

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_n:
                  actualDataNodes: ds_${0..1}.t_n
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: by_id}}
              shardingAlgorithms:
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
            """;

    /** 9 comes before 10: a placeholder among numbers was taken for a text, by which it doesn't. */
    @Test
    void numbersBesidePlaceholdersAreOrderedAsNumbers() throws SQLException {
        SHARDS.onEveryDatabase(
                "CREATE TABLE t_n (id int PRIMARY KEY, note text COLLATE \"und-x-icu\")");
        try (SessionOracle oracle = new SessionOracle(SHARDS, RULES)) {
            oracle.same(
                    "INSERT INTO t_n VALUES (8, 'B'), (9, 'a'), (10, 'b'), (11, 'A'), (100, NULL)");
            for (String key :
                    new String[] {
                        "NULLIF(id, ?)",
                        "COALESCE(id, ?)",
                        "GREATEST(?, id)",
                        "CASE WHEN id > 0 THEN id ELSE ? END"
                    }) {
                RandomStatement statement =
                        new RandomStatement(
                                "SELECT id, " + key + " AS k FROM t_n ORDER BY k DESC, id",
                                List.of(new BigDecimal(3)),
                                true,
                                false,
                                null);
                oracle.same(statement);
            }
        }
    }

    /** A text keeps its column's collation through a cast. */
    @Test
    void castTextsAreOrderedByTheirColumn() throws SQLException {
        SHARDS.onEveryDatabase(
                "CREATE TABLE t_c (id int PRIMARY KEY, note text COLLATE \"und-x-icu\")");
        try (SessionOracle oracle = new SessionOracle(SHARDS, RULES.replace("t_n", "t_c"))) {
            oracle.same("INSERT INTO t_c VALUES (8, 'B'), (9, 'a'), (10, 'b'), (11, 'A')");
            oracle.same("SELECT id FROM t_c ORDER BY note::varchar, id");
            oracle.same("SELECT note::varchar AS n, COUNT(*) FROM t_c GROUP BY n ORDER BY n");
            oracle.same("SELECT ARRAY[id::text] AS a FROM t_c ORDER BY ARRAY[id::text]::text[]");
        }
    }
}
