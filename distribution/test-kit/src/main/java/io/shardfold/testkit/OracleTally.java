package io.shardfold.testkit;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many comparisons this JVM has made, by engine and verdict. */
final class OracleTally {

    private static final Map<Kind, AtomicLongArray> COUNTS = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            COUNTS.put(kind, new AtomicLongArray(Oracle.Verdict.values().length));
        }
    }

    private OracleTally() {}

    static void count(Kind kind, Oracle.Verdict verdict) {
        COUNTS.get(kind).incrementAndGet(verdict.ordinal());
    }

    static long comparisonCount(Kind kind) {
        long sum = 0;
        for (Oracle.Verdict verdict : Oracle.Verdict.values()) {
            sum += COUNTS.get(kind).get(verdict.ordinal());
        }
        return sum;
    }

    /**
     * One line: {@code Oracle comparisons on MARIADB: 3 (2 same result, 0 same error, 1 refused, 0
     * different)}.
     */
    static String line(Kind kind) {
        AtomicLongArray counts = COUNTS.get(kind);
        StringBuilder line =
                new StringBuilder("Oracle comparisons on " + kind + ": " + comparisonCount(kind));
        String separator = " (";
        for (Oracle.Verdict verdict : Oracle.Verdict.values()) {
            line.append(separator)
                    .append(counts.get(verdict.ordinal()))
                    .append(' ')
                    .append(verdict.words());
            separator = ", ";
        }
        return line.append(')').toString();
    }

    /** Prints a line per engine that was used when JUnit closes it, at the end of its last test. */
    static final class Report implements AutoCloseable {
        @Override
        public void close() {
            for (Kind kind : Kind.values()) {
                if (comparisonCount(kind) > 0) {
                    System.out.println(line(kind));
                }
            }
        }
    }
}
