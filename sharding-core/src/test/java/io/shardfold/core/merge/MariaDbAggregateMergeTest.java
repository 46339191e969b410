package io.shardfold.core.merge;

import io.shardfold.core.merge.Aggregate.Kind;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.testkit.EmbeddedEngine;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbAggregateMergeTest extends AggregateMergeContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(EmbeddedEngine.Kind.MARIADB, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    boolean nullsFirst() {
        return true;
    }

    @Override
    String createTable() {
        return "CREATE TABLE a (g INT, i INT, l BIGINT, u BIGINT UNSIGNED, n DECIMAL(20,6), m"
                + " DECIMAL(10,5), f DOUBLE, t VARCHAR(20) COLLATE utf8mb4_bin, d DATETIME(3))";
    }

    @Override
    String values(Random random) {
        return String.join(
                ", ",
                orNull(random, Integer.toString(random.nextInt(1_000) - 500)),
                orNull(random, Long.toString(random.nextLong() >> 4)),
                orNull(random, Long.toUnsignedString(random.nextLong())),
                orNull(random, random.nextInt(2_000_000) + "." + random.nextInt(1_000_000)),
                orNull(random, random.nextInt(20_000) + "." + random.nextInt(100_000)),
                orNull(random, (random.nextInt(4_000) - 2_000) + "e-3"),
                orNull(random, "'" + Integer.toString(random.nextInt(900), 36) + "'"),
                orNull(random, "'2024-01-01 10:11:12." + (100 + random.nextInt(900)) + "'"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyAggregateIsThatOfOneDatabase(boolean grouped) {
        String group = grouped ? "g" : "COUNT(g)";
        for (String column : new String[] {"i", "l", "u", "n", "m"}) {
            assertSame(
                    "SELECT %s, COUNT(*), COUNT(%s), SUM(%s), AVG(%s), MIN(%s), MAX(%s), SUM(%s), COUNT(%s) FROM a"
                            .formatted(
                                    group, column, column, column, column, column, column, column),
                    grouped,
                    withGroup(
                            grouped,
                            of(Kind.COUNT, 1),
                            of(Kind.COUNT, 2),
                            of(Kind.SUM, 3),
                            Aggregate.average(Kind.AVG_MYSQL, 4, 7, 8),
                            extreme(Kind.MIN, 5, Comparison.DECIMAL),
                            extreme(Kind.MAX, 6, Comparison.DECIMAL)));
        }
        assertSame(
                "SELECT " + group + ", MIN(t), MAX(t), MIN(d), MAX(d) FROM a",
                grouped,
                withGroup(
                        grouped,
                        extreme(Kind.MIN, 1, Comparison.TEXT_PADDED),
                        extreme(Kind.MAX, 2, Comparison.TEXT_PADDED),
                        extreme(Kind.MIN, 3, Comparison.TIMESTAMP),
                        extreme(Kind.MAX, 4, Comparison.TIMESTAMP)));
        assertSame(
                "SELECT " + group + ", BIT_AND(u), BIT_OR(i), BIT_XOR(u) FROM a",
                grouped,
                withGroup(grouped, of(Kind.BIT_AND, 1), of(Kind.BIT_OR, 2), of(Kind.BIT_XOR, 3)));
    }

    /** Sums of multiples of 1/8 are exact in any order. */
    @Test
    void floatingPointSumsAndAveragesAreExactWhereTheNumbersAre() {
        assertSame(
                "SELECT g, SUM(ROUND(f * 8) / 8), AVG(ROUND(f * 8) / 8), SUM(ROUND(f * 8) / 8),"
                        + " COUNT(f) FROM a",
                true,
                of(Kind.SUM_FLOAT, 1),
                Aggregate.average(Kind.AVG_FLOAT, 2, 3, 4));
    }

    @Test
    void averagesHaveTheServersScale() {
        for (String expression :
                new String[] {
                    "n * 3", "n / 7", "m * m", "i / 3", "CAST(n AS DECIMAL(12,2))", "m * 0.0001"
                }) {
            assertSame(
                    "SELECT g, AVG(%s), SUM(%s), COUNT(%s) FROM a"
                            .formatted(expression, expression, expression),
                    true,
                    Aggregate.average(Kind.AVG_MYSQL, 1, 2, 3));
        }
    }

    @Test
    void doublesAreWrittenAsTheServerWritesThem() throws SQLException {
        assertSameText("SELECT CAST(CAST(%s AS DOUBLE) AS CHAR)", false);
    }
}
