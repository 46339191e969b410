package io.shardfold.core.error;

/**
 * The client's bytes can't be what the protocol allows. The client is told, and the connection is
 * closed.
 */
public final class ProtocolException extends ShardfoldException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        this(Problem.PROTOCOL, message);
    }

    public ProtocolException(Problem problem, String message) {
        super(problem, message, null);
    }

    @Override
    public Kind kind() {
        return Kind.PROTOCOL;
    }
}
