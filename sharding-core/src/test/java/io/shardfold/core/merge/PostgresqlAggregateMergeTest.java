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

class PostgresqlAggregateMergeTest extends AggregateMergeContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(EmbeddedEngine.Kind.POSTGRESQL, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    boolean nullsFirst() {
        return false;
    }

    @Override
    String createTable() {
        return "CREATE TABLE a (g int, i int, l bigint, n numeric, f float8, t text COLLATE \"C\", d"
                + " timestamp, b boolean, s smallint)";
    }

    @Override
    String values(Random random) {
        return String.join(
                ", ",
                orNull(random, Integer.toString(random.nextInt(1_000) - 500)),
                orNull(random, Long.toString(random.nextLong() >> 20)),
                orNull(
                        random,
                        random.nextInt(2_000_000)
                                + "."
                                + Integer.toString(random.nextInt(1_000_000))
                                        .substring(0, 1 + random.nextInt(1))
                                + "e"
                                + (random.nextInt(12) - 6)),
                orNull(random, (random.nextInt(4_000) - 2_000) + "e-3"),
                orNull(random, "'" + Integer.toString(random.nextInt(900), 36) + "'"),
                orNull(
                        random,
                        "'2024-01-01'::timestamp + interval '"
                                + random.nextInt(9_999_999)
                                + " ms'"),
                orNull(random, Boolean.toString(random.nextInt(5) > 0)),
                orNull(random, Integer.toString(random.nextInt(30_000))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyAggregateIsThatOfOneDatabase(boolean grouped) {
        String group = grouped ? "g" : "count(g)";
        for (String column : new String[] {"i", "l", "n", "s"}) {
            assertSame(
                    "SELECT %s, count(*), count(%s), sum(%s), avg(%s), min(%s), max(%s), sum(%s), count(%s) FROM a"
                            .formatted(
                                    group, column, column, column, column, column, column, column),
                    grouped,
                    withGroup(
                            grouped,
                            of(Kind.COUNT, 1),
                            of(Kind.COUNT, 2),
                            of(Kind.SUM, 3),
                            Aggregate.average(Kind.AVG_POSTGRESQL, 4, 7, 8),
                            extreme(Kind.MIN, 5, Comparison.DECIMAL),
                            extreme(Kind.MAX, 6, Comparison.DECIMAL)));
        }
        assertSame(
                "SELECT " + group + ", min(t), max(t), min(d), max(d), any_value(1) FROM a",
                grouped,
                withGroup(
                        grouped,
                        extreme(Kind.MIN, 1, Comparison.TEXT),
                        extreme(Kind.MAX, 2, Comparison.TEXT),
                        extreme(Kind.MIN, 3, Comparison.TIMESTAMP),
                        extreme(Kind.MAX, 4, Comparison.TIMESTAMP),
                        of(Kind.ANY_VALUE, 5)));
        assertSame(
                "SELECT "
                        + group
                        + ", bool_and(b), bool_or(b), every(b), bit_and(i), bit_or(l), bit_xor(s) FROM a",
                grouped,
                withGroup(
                        grouped,
                        of(Kind.BOOL_AND, 1),
                        of(Kind.BOOL_OR, 2),
                        of(Kind.BOOL_AND, 3),
                        of(Kind.BIT_AND, 4),
                        of(Kind.BIT_OR, 5),
                        of(Kind.BIT_XOR, 6)));
    }

    /** Sums of multiples of 1/8 are exact in any order. */
    @Test
    void floatingPointSumsAndAveragesAreExactWhereTheNumbersAre() {
        assertSame(
                "SELECT g, sum(round(f * 8) / 8), avg(round(f * 8) / 8), sum(round(f * 8) / 8),"
                        + " count(f) FROM a",
                true,
                of(Kind.SUM_FLOAT, 1),
                Aggregate.average(Kind.AVG_FLOAT, 2, 3, 4));
    }

    @Test
    void averagesHaveTheScaleOfTheServersDivision() {
        for (String factor :
                new String[] {
                    "1", "0.001", "1e-12", "12345678.9", "1e15", "0.00000000000000000001"
                }) {
            String n = "n * " + factor;
            assertSame(
                    "SELECT g, avg(" + n + "), sum(" + n + "), count(" + n + ") FROM a",
                    true,
                    Aggregate.average(Kind.AVG_POSTGRESQL, 1, 2, 3));
        }
    }

    @Test
    void specialNumbersAddUpAsTheyDo() {
        assertSame(
                "SELECT g, sum(CASE WHEN i % 7 = 0 THEN 'NaN' WHEN i % 11 = 0 THEN 'Infinity' ELSE n"
                        + " END), max(CASE WHEN i % 7 = 0 THEN 'NaN'::numeric ELSE n END) FROM a",
                true, of(Kind.SUM, 1), extreme(Kind.MAX, 2, Comparison.DECIMAL));
    }

    @Test
    void doublesAreWrittenAsTheServerWritesThem() throws SQLException {
        assertSameText("SELECT (%s::float8)::text", true);
    }
}
