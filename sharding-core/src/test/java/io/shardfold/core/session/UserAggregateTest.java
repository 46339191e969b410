package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An aggregate that users have made looks like any function, and mustn't run on each shard alone.
 */
class UserAggregateTest {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.POSTGRESQL, 2);

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t:
                  actualDataNodes: ds_${0..1}.t
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: by_id}}
              shardingAlgorithms:
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
            """;

    @Test
    void isComputedOverTheRowsTogether() throws Exception {
        SHARDS.onEveryDatabase(
                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                "CREATE AGGREGATE product(int) (SFUNC = int4mul, STYPE = int, INITCOND = '1')");
        try (SessionOracle oracle = new SessionOracle(SHARDS, RULES)) {
            oracle.same("INSERT INTO t (id, v) VALUES (1, 2), (2, 3), (3, 5), (4, 7)");
            oracle.same("SELECT product(v) FROM t");
            oracle.same("SELECT product(v) FROM t WHERE id = 3");
            oracle.same("SELECT id % 2 AS odd, product(v) FROM t GROUP BY id % 2 ORDER BY 1");
        }
    }
}
