package io.shardfold.testkit;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Runs each statement on what is tested and on one unsharded database, and compares what a client
 * sees: rows (in the order that ORDER BY asks for, else as a bag), column labels and types, update
 * counts, errors.
 *
 * <p>There is one session on each side for the oracle's life, so that transactions and settings can
 * be compared too. Bound parameters go through a PreparedStatement; {@link #asLiterals} writes them
 * into the text instead.
 *
 * <p>Confined to one thread.
 */
public final class Oracle implements AutoCloseable {

    /** What a comparison found. */
    public enum Verdict {
        /** Both succeeded and a client can't tell them apart. */
        SAME_RESULT("same result"),
        /**
         * Both failed with the same SQLSTATE, and on MySQL and MariaDB with the same error number.
         */
        SAME_ERROR("same error"),
        /**
         * What is tested says "not supported" (SQLSTATE 0A000 or MySQL's error 1235); the unsharded
         * database doesn't.
         */
        REFUSED("refused"),
        /** A wrong answer, or an error on one side. */
        DIFFERENT("different");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * One statement compared.
     *
     * @param explanation both answers and how they differ, for a person
     * @param testedError null where what is tested succeeded
     * @param unshardedError null where the unsharded database succeeded
     */
    public record Comparison(
            Verdict verdict,
            String explanation,
            SQLException testedError,
            SQLException unshardedError) {}

    private static final int ROWS_SHOWN_MAX = 12;
    private static final int MYSQL_NOT_SUPPORTED = 1235;

    private final Kind kind;
    private final Connection tested;
    private final Connection unsharded;
    private final boolean inlinesParameters;

    private Oracle(Kind kind, Connection tested, Connection unsharded, boolean inlinesParameters) {
        this.kind = kind;
        this.tested = tested;
        this.unsharded = unsharded;
        this.inlinesParameters = inlinesParameters;
    }

    /** Opens a session on each side. */
    static Oracle open(Kind kind, ConnectionSource tested, ConnectionSource unsharded)
            throws SQLException {
        Connection testedConnection = tested.connect();
        try {
            return new Oracle(kind, testedConnection, unsharded.connect(), false);
        } catch (SQLException failure) {
            testedConnection.close();
            throw failure;
        }
    }

    /**
     * The same two sessions, with parameters written into the text as literals. Closing either
     * closes both.
     */
    public Oracle asLiterals() {
        return new Oracle(kind, tested, unsharded, true);
    }

    /** The session on what is tested. */
    public Connection tested() {
        return tested;
    }

    /** The session on the unsharded database. */
    public Connection unsharded() {
        return unsharded;
    }

    /**
     * Asserts that the statement succeeds on both sides with the same result.
     *
     * @param parameters values of the placeholders {@code ?}, as PreparedStatement.setObject takes
     *     them
     * @throws AssertionError with both answers
     */
    public void sameAsUnsharded(String sql, Object... parameters) {
        expect(Verdict.SAME_RESULT, sql, parameters);
    }

    /**
     * Asserts the same as {@link #sameAsUnsharded}, with bound parameters and then with literals.
     * For statements that only read.
     */
    public void sameAsUnshardedInBothForms(String sql, Object... parameters) {
        sameAsUnsharded(sql, parameters);
        asLiterals().sameAsUnsharded(sql, parameters);
    }

    /**
     * Asserts that the statement fails on both sides with the same error: see {@link
     * Verdict#SAME_ERROR}.
     *
     * @return the error of what is tested, to ask for its position or message
     */
    public SQLException sameErrorAsUnsharded(String sql, Object... parameters) {
        return expect(Verdict.SAME_ERROR, sql, parameters).testedError();
    }

    /**
     * Asserts that what is tested refuses the statement as not supported.
     *
     * @return the error, to ask for its position or message
     */
    public SQLException refused(String sql, Object... parameters) {
        return expect(Verdict.REFUSED, sql, parameters).testedError();
    }

    /**
     * Asserts that the statement gives the same result or is refused: a wrong answer or another
     * error fails.
     *
     * @return the refusal, or null where the result is the same
     */
    public SQLException sameAsUnshardedOrRefused(String sql, Object... parameters) {
        Comparison comparison = compare(sql, parameters);
        if (comparison.verdict() != Verdict.SAME_RESULT
                && comparison.verdict() != Verdict.REFUSED) {
            throw new AssertionError(comparison.explanation());
        }
        return comparison.testedError();
    }

    private Comparison expect(Verdict expected, String sql, Object... parameters) {
        Comparison comparison = compare(sql, parameters);
        if (comparison.verdict() != expected) {
            throw new AssertionError(
                    "Expected "
                            + expected.words()
                            + ", got "
                            + comparison.verdict().words()
                            + "\n"
                            + comparison.explanation());
        }
        return comparison;
    }

    /** Compares without asserting anything. */
    public Comparison compare(String sql, Object... parameters) {
        String text =
                inlinesParameters ? Literals.inline(sql, kind.speaksMySql(), parameters) : sql;
        Object[] bound = inlinesParameters ? new Object[0] : parameters;
        Outcome answer = Outcome.of(tested, text, bound);
        boolean isRefused = answer.error() != null && isRefusal(answer.error());
        // A refused write is left out on the other side too: both go on with the same rows.
        Outcome right =
                isRefused && !new SqlText(text, kind.speaksMySql()).isQuery()
                        ? Outcome.NOT_RUN
                        : Outcome.of(unsharded, text, bound);
        Comparison comparison = compare(text, bound, right, answer);
        OracleTally.count(kind, comparison.verdict());
        return comparison;
    }

    private Comparison compare(String sql, Object[] parameters, Outcome right, Outcome answer) {
        Verdict verdict;
        String difference = null;
        if (right.error() != null
                && answer.error() != null
                && isSameError(right.error(), answer.error())) {
            verdict = Verdict.SAME_ERROR;
        } else if (answer.error() != null) {
            verdict = isRefusal(answer.error()) ? Verdict.REFUSED : Verdict.DIFFERENT;
            difference = right.error() == null ? "an error instead of an answer" : "another error";
        } else if (right.error() != null) {
            verdict = Verdict.DIFFERENT;
            difference = "an answer instead of an error";
        } else {
            difference =
                    new OutcomeDifference(new SqlText(sql, kind.speaksMySql()))
                            .between(right, answer);
            verdict = difference == null ? Verdict.SAME_RESULT : Verdict.DIFFERENT;
        }
        StringBuilder explanation = new StringBuilder("On ").append(kind).append(": ").append(sql);
        if (parameters.length > 0) {
            explanation.append("\nwith ").append(Arrays.deepToString(parameters));
        }
        if (difference != null) {
            explanation.append("\ndifference: ").append(difference);
        }
        explanation.append("\nunsharded: ").append(right.describe(ROWS_SHOWN_MAX));
        explanation.append("\ntested: ").append(answer.describe(ROWS_SHOWN_MAX));
        return new Comparison(verdict, explanation.toString(), answer.error(), right.error());
    }

    private boolean isSameError(SQLException right, SQLException answer) {
        // Half of MySQL's errors share the SQLSTATE 42000: there the number tells them apart.
        return right.getSQLState() != null
                && right.getSQLState().equals(answer.getSQLState())
                && (!kind.speaksMySql() || right.getErrorCode() == answer.getErrorCode());
    }

    private static boolean isRefusal(SQLException error) {
        return "0A000".equals(error.getSQLState()) || error.getErrorCode() == MYSQL_NOT_SUPPORTED;
    }

    @Override
    public void close() throws SQLException {
        try {
            tested.close();
        } finally {
            unsharded.close();
        }
    }
}
