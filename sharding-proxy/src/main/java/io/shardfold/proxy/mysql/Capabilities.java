package io.shardfold.proxy.mysql;

/**
 * What a server offers and a client takes: bits of the handshake. Those that both set hold.
 *
 * <p>Source: MySQL Internals, "Capability Flags".
 */
final class Capabilities {

    /** MySQL's LONG_PASSWORD. A server that leaves it out says that it is MariaDB. */
    static final int MYSQL = 1;

    static final int FOUND_ROWS = 1 << 1;
    static final int LONG_FLAG = 1 << 2;
    static final int CONNECT_WITH_DATABASE = 1 << 3;
    static final int NO_SCHEMA = 1 << 4;
    static final int ODBC = 1 << 6;
    static final int IGNORE_SPACE = 1 << 8;
    static final int PROTOCOL_41 = 1 << 9;
    static final int INTERACTIVE = 1 << 10;
    static final int SSL = 1 << 11;
    static final int IGNORE_SIGPIPE = 1 << 12;
    static final int TRANSACTIONS = 1 << 13;
    static final int RESERVED = 1 << 14;
    static final int SECURE_CONNECTION = 1 << 15;
    static final int MULTI_STATEMENTS = 1 << 16;
    static final int MULTI_RESULTS = 1 << 17;
    static final int PREPARED_MULTI_RESULTS = 1 << 18;
    static final int PLUGIN_AUTH = 1 << 19;
    static final int CONNECT_ATTRIBUTES = 1 << 20;
    static final int PLUGIN_AUTH_LENENC_DATA = 1 << 21;
    static final int EXPIRED_PASSWORDS = 1 << 22;
    static final int DEPRECATE_EOF = 1 << 24;
    static final int QUERY_ATTRIBUTES = 1 << 27;

    /**
     * What every client is offered. Not offered, because nothing here does it: compression, LOCAL
     * INFILE, session tracking, result sets without metadata, several factors, and all of MariaDB's
     * extended flags.
     */
    private static final int OFFER =
            FOUND_ROWS
                    | LONG_FLAG
                    | CONNECT_WITH_DATABASE
                    | NO_SCHEMA
                    | ODBC
                    | IGNORE_SPACE
                    | PROTOCOL_41
                    | INTERACTIVE
                    | IGNORE_SIGPIPE
                    | TRANSACTIONS
                    | RESERVED
                    | SECURE_CONNECTION
                    | MULTI_STATEMENTS
                    | MULTI_RESULTS
                    | PREPARED_MULTI_RESULTS
                    | PLUGIN_AUTH
                    | CONNECT_ATTRIBUTES
                    | PLUGIN_AUTH_LENENC_DATA
                    | EXPIRED_PASSWORDS
                    | DEPRECATE_EOF;

    private Capabilities() {}

    static int offer(boolean mariaDb, boolean tls) {
        return OFFER | (mariaDb ? 0 : MYSQL | QUERY_ATTRIBUTES) | (tls ? SSL : 0);
    }

    static boolean has(int capabilities, int flag) {
        return (capabilities & flag) != 0;
    }
}
