package io.shardfold.core.rule.inline;

/**
 * An expression that can't be read, or has no value for what it was given. The message is for the
 * author of the expression.
 */
public final class InlineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence; no stack trace is kept, since a value without a target is an
     *     everyday answer
     */
    public InlineException(String message) {
        super(message, null, false, false);
    }

    /** The message without its full stop, to stand inside a sentence. */
    public String reason() {
        String message = getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
