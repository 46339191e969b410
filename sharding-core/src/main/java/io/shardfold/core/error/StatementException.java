package io.shardfold.core.error;

/**
 * The statement is at fault, or asks for what isn't supported. It had no effect, and the session
 * goes on.
 */
public final class StatementException extends ShardfoldException {

    private static final long serialVersionUID = 1L;

    /** The position of an error that has no place in the text. */
    public static final int NO_POSITION = -1;

    private final int position;

    /**
     * @param message names the thing and ends with what to do
     * @param position zero-based UTF-16 index in the statement's text, or {@link #NO_POSITION}
     */
    public StatementException(Problem problem, String message, int position) {
        this(problem, message, position, null);
    }

    public StatementException(Problem problem, String message, int position, Throwable cause) {
        super(problem, message, cause);
        this.position = position;
    }

    /**
     * What no plan answers rightly.
     *
     * @param what a noun phrase, such as "UPDATE of sharding key orders.user_id"; " is not
     *     supported." is added
     * @param advice a sentence that says what to do instead, or null when there is nothing to
     *     advise
     */
    public static StatementException notSupported(String what, int position, String advice) {
        String message = what + " is not supported.";
        return new StatementException(
                Problem.NOT_SUPPORTED, advice == null ? message : message + " " + advice, position);
    }

    public static StatementException syntax(String message, int position) {
        return new StatementException(Problem.SYNTAX, message, position);
    }

    /**
     * The same error at another place: for a part of a statement that was read apart from the
     * whole.
     */
    public StatementException at(int newPosition) {
        StatementException moved =
                new StatementException(problem(), getMessage(), newPosition, getCause());
        moved.setStackTrace(getStackTrace());
        return moved;
    }

    @Override
    public Kind kind() {
        return Kind.STATEMENT;
    }

    /**
     * Zero-based UTF-16 index in the statement's text, or {@link #NO_POSITION}. A front end adds
     * one and counts characters.
     */
    public int position() {
        return position;
    }

    public boolean hasPosition() {
        return position >= 0;
    }
}
