package io.shardfold.proxy.client;

/**
 * The client's connection is closed, or was closed because the client didn't take what was sent:
 * there is nobody to tell. Ends the work for it; never shown to anybody.
 */
public final class ClientGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClientGoneException() {
        super("The client is gone.", null, false, false);
    }
}
