package io.shardfold.testkit;

import io.shardfold.testkit.Outcome.Result;
import io.shardfold.testkit.Outcome.Rows;
import io.shardfold.testkit.Outcome.UpdateCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how two successful outcomes of one statement differ.
 *
 * <p>SQL leaves open in which order rows come that are equal in ORDER BY. So the rows are compared
 * as a bag; where the statement orders, the columns it orders by are compared row by row as well.
 * Where an ORDER BY term isn't an output column, the whole rows must come in the same order: a test
 * whose order has ties must select what it orders by.
 */
final class OutcomeDifference {

    /** Of sums of doubles: their last digits depend on the order of the additions. */
    private static final double DOUBLE_TOLERANCE = 1e-9;

    /** A float has seven digits. */
    private static final double FLOAT_TOLERANCE = 1e-6;

    private static final Pattern TERM_SUFFIX =
            Pattern.compile("(?i)\\s+(ASC|DESC|NULLS\\s+(FIRST|LAST))\\s*$");
    private static final Pattern COLUMN =
            Pattern.compile("(?:[\\w$]+\\.|\"[^\"]+\"\\.|`[^`]+`\\.)*([\\w$]+|\"[^\"]+\"|`[^`]+`)");

    private final SqlText sql;

    OutcomeDifference(SqlText sql) {
        this.sql = sql;
    }

    /** Returns null if there is none. */
    String between(Outcome unsharded, Outcome tested) {
        assert unsharded.error() == null && tested.error() == null;
        if (unsharded.results().size() != tested.results().size()) {
            return "there are "
                    + tested.results().size()
                    + " results instead of "
                    + unsharded.results().size();
        }
        for (int i = 0; i < unsharded.results().size(); i++) {
            String difference = between(unsharded.results().get(i), tested.results().get(i));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private String between(Result unsharded, Result tested) {
        if (unsharded instanceof Rows right && tested instanceof Rows rows) {
            return between(right, rows);
        }
        if (unsharded instanceof UpdateCount right && tested instanceof UpdateCount count) {
            return right.count() == count.count()
                    ? null
                    : "the update count is " + count.count() + " instead of " + right.count();
        }
        return tested instanceof Rows
                ? "there are rows instead of an update count"
                : "there are no rows";
    }

    private String between(Rows unsharded, Rows tested) {
        if (!unsharded.labels().equals(tested.labels())) {
            return "the column labels are " + tested.labels() + " instead of " + unsharded.labels();
        }
        if (!unsharded.types().equals(tested.types())) {
            return "the column types (java.sql.Types) are "
                    + tested.types()
                    + " instead of "
                    + unsharded.types();
        }
        if (unsharded.rows().size() != tested.rows().size()) {
            return "there are "
                    + tested.rows().size()
                    + " rows instead of "
                    + unsharded.rows().size();
        }
        String missing = bagDifference(unsharded.rows(), tested.rows());
        return missing != null ? missing : orderDifference(unsharded, tested);
    }

    private static String bagDifference(List<List<Object>> unsharded, List<List<Object>> tested) {
        // Rows that agree but for floating-point values meet in one bucket, where each finds its
        // partner.
        Map<List<Object>, List<List<Object>>> buckets = new HashMap<>();
        for (List<Object> row : tested) {
            buckets.computeIfAbsent(exactPart(row), key -> new ArrayList<>()).add(row);
        }
        for (List<Object> row : unsharded) {
            List<List<Object>> bucket = buckets.getOrDefault(exactPart(row), new ArrayList<>());
            int partner = 0;
            while (partner < bucket.size() && !same(row, bucket.get(partner))) {
                partner++;
            }
            if (partner == bucket.size()) {
                return "this row is missing: " + row;
            }
            bucket.remove(partner);
        }
        return null;
    }

    private static List<Object> exactPart(List<Object> row) {
        List<Object> exact = new ArrayList<>(row);
        exact.replaceAll(
                value ->
                        value instanceof Double || value instanceof Float
                                ? value.getClass()
                                : value);
        return exact;
    }

    private String orderDifference(Rows unsharded, Rows tested) {
        List<String> terms = sql.orderByTerms();
        if (terms.isEmpty()) {
            return null;
        }
        int[] keys = keyColumns(terms, unsharded.labels());
        for (int i = 0; i < unsharded.rows().size(); i++) {
            List<Object> right = unsharded.rows().get(i);
            List<Object> row = tested.rows().get(i);
            for (int key : keys) {
                if (!same(right.get(key), row.get(key))) {
                    return "the order differs from row "
                            + (i + 1)
                            + " on: it is "
                            + row
                            + " instead of "
                            + right;
                }
            }
        }
        return null;
    }

    /** The output columns that ORDER BY names; all of them if it names something else. */
    private static int[] keyColumns(List<String> terms, List<String> labels) {
        int[] keys = new int[terms.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = outputColumn(terms.get(i), labels);
            if (keys[i] < 0) {
                int[] all = new int[labels.size()];
                for (int column = 0; column < all.length; column++) {
                    all[column] = column;
                }
                return all;
            }
        }
        return keys;
    }

    /** Returns -1 if the term is no output column, or more than one. */
    private static int outputColumn(String term, List<String> labels) {
        String bare = term;
        for (Matcher suffix = TERM_SUFFIX.matcher(bare);
                suffix.find();
                suffix = TERM_SUFFIX.matcher(bare)) {
            bare = bare.substring(0, suffix.start());
        }
        if (bare.matches("\\d+")) {
            int position = Integer.parseInt(bare);
            return position >= 1 && position <= labels.size() ? position - 1 : -1;
        }
        Matcher column = COLUMN.matcher(bare);
        if (!column.matches()) {
            return -1;
        }
        String name = column.group(1).replaceAll("^[\"`]|[\"`]$", "");
        int found = -1;
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).equalsIgnoreCase(name)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static boolean same(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Types count too: an Integer isn't a Long, and 1.0 isn't 1.00. */
    private static boolean same(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return isNear(a, b, DOUBLE_TOLERANCE);
        }
        if (left instanceof Float a && right instanceof Float b) {
            return isNear(a, b, FLOAT_TOLERANCE);
        }
        return left == null ? right == null : left.equals(right);
    }

    private static boolean isNear(double left, double right, double tolerance) {
        return Double.compare(left, right) == 0
                || Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right));
    }
}
