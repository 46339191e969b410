package io.shardfold.proxy;

import java.util.Objects;

/**
 * Where a server listens, and what it speaks there.
 *
 * @param address an IP address or host name of this machine; null for all
 * @param port 0 for any that is free
 */
public record Endpoint(Protocol protocol, String address, int port) {

    /** A protocol that the proxy speaks. */
    public enum Protocol {
        MYSQL("MySQL", 3307),
        POSTGRESQL("PostgreSQL", 5433);

        private final String title;
        private final int defaultPort;

        Protocol(String title, int defaultPort) {
            this.title = title;
            this.defaultPort = defaultPort;
        }

        /** As its makers write it. */
        public String title() {
            return title;
        }

        /** Beside the database's own port, so that both can run on one machine. */
        public int defaultPort() {
            return defaultPort;
        }
    }

    public Endpoint {
        Objects.requireNonNull(protocol, "protocol");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
        }
    }

    public static Endpoint of(Protocol protocol, int port) {
        return new Endpoint(protocol, null, port);
    }
}
