package io.shardfold.proxy;

import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.Users;
import java.util.Objects;

/**
 * How a server runs, apart from where and what it serves.
 *
 * @param tls null where TLS isn't offered
 * @param tlsRequired whether a login without TLS is refused
 * @param eventLoops threads that read and write sockets; 0 for one per processor
 * @param backlog connections that the system keeps waiting for us
 */
public record ProxySettings(
        Users users, Limits limits, Tls tls, boolean tlsRequired, int eventLoops, int backlog) {

    public ProxySettings {
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(limits, "limits");
        if (tlsRequired && tls == null) {
            throw new IllegalArgumentException("TLS can't be required where it isn't offered");
        }
    }

    /** The defaults, without TLS. */
    public static ProxySettings of(Users users) {
        return new ProxySettings(users, Limits.DEFAULT, null, false, 0, 1024);
    }
}
