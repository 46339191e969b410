package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ProtocolException;

/**
 * What a client asks for after the login: the first byte of a packet, and what stands behind it.
 *
 * <p>Texts are bytes in the session's character set. Source: MySQL Internals, "Text Protocol" and
 * "Prepared Statements".
 */
sealed interface Command {

    enum Kind {
        QUIT,
        INIT_DB,
        QUERY,
        FIELD_LIST,
        STATISTICS,
        PROCESS_INFO,
        PROCESS_KILL,
        PING,
        CHANGE_USER,
        PREPARE,
        EXECUTE,
        SEND_LONG_DATA,
        CLOSE_STATEMENT,
        RESET_STATEMENT,
        SET_OPTION,
        FETCH,
        RESET_CONNECTION,
        UNKNOWN
    }

    Kind kind();

    /** The commands that have nothing behind their byte, or nothing that matters. */
    record Plain(Kind kind) implements Command {}

    record InitDb(byte[] database) implements Command {
        @Override
        public Kind kind() {
            return Kind.INIT_DB;
        }
    }

    record Query(byte[] sql) implements Command {
        @Override
        public Kind kind() {
            return Kind.QUERY;
        }
    }

    /**
     * @param wildcard a LIKE pattern for the columns' names; empty for all
     */
    record FieldList(byte[] table, byte[] wildcard) implements Command {
        @Override
        public Kind kind() {
            return Kind.FIELD_LIST;
        }
    }

    record ProcessKill(int connectionId) implements Command {
        @Override
        public Kind kind() {
            return Kind.PROCESS_KILL;
        }
    }

    record Change(ChangeUser user) implements Command {
        @Override
        public Kind kind() {
            return Kind.CHANGE_USER;
        }
    }

    record Prepare(byte[] sql) implements Command {
        @Override
        public Kind kind() {
            return Kind.PREPARE;
        }
    }

    /**
     * @param flags 1, 2, 4 for a cursor; 8 says that a count of parameters is there
     * @param arguments the rest, which only who knows the statement can read; valid until the
     *     packet is released
     */
    record Execute(int statementId, int flags, ByteBuf arguments) implements Command {
        static final int PARAMETER_COUNT_AVAILABLE = 8;

        @Override
        public Kind kind() {
            return Kind.EXECUTE;
        }
    }

    /** A part of a parameter's value. Never answered. */
    record SendLongData(int statementId, int parameter, byte[] data) implements Command {
        @Override
        public Kind kind() {
            return Kind.SEND_LONG_DATA;
        }
    }

    /** Never answered. */
    record CloseStatement(int statementId) implements Command {
        @Override
        public Kind kind() {
            return Kind.CLOSE_STATEMENT;
        }
    }

    record ResetStatement(int statementId) implements Command {
        @Override
        public Kind kind() {
            return Kind.RESET_STATEMENT;
        }
    }

    /**
     * @param option 0 lets several statements stand in one query, 1 doesn't
     */
    record SetOption(int option) implements Command {
        @Override
        public Kind kind() {
            return Kind.SET_OPTION;
        }
    }

    record Fetch(int statementId, int rowCount) implements Command {
        @Override
        public Kind kind() {
            return Kind.FETCH;
        }
    }

    /**
     * Decodes one whole payload.
     *
     * @throws ProtocolException 1835 where a field is cut or says an impossible length
     */
    static Command decode(ByteBuf in, int capabilities) {
        if (!in.isReadable()) {
            return new Plain(Kind.UNKNOWN);
        }
        int code = in.readUnsignedByte();
        return switch (code) {
            case 0x01 -> new Plain(Kind.QUIT);
            case 0x02 -> new InitDb(Wire.rest(in));
            case 0x03 -> {
                if (Capabilities.has(capabilities, Capabilities.QUERY_ATTRIBUTES)) {
                    Arguments.skipQueryAttributes(in);
                }
                yield new Query(Wire.rest(in));
            }
            case 0x04 -> new FieldList(Wire.nulBytes(in, "table"), Wire.rest(in));
            case 0x09 -> new Plain(Kind.STATISTICS);
            case 0x0a -> new Plain(Kind.PROCESS_INFO);
            case 0x0c -> new ProcessKill(Wire.int4(in, "connection id"));
            case 0x0e -> new Plain(Kind.PING);
            case 0x11 -> new Change(ChangeUser.decode(in, capabilities));
            case 0x16 -> new Prepare(Wire.rest(in));
            case 0x17 -> {
                int statementId = Wire.int4(in, "statement id");
                int flags = Wire.unsignedByte(in, "flags");
                // The number of times to run it, which is always 1.
                Wire.int4(in, "iteration count");
                yield new Execute(statementId, flags, in);
            }
            case 0x18 ->
                    new SendLongData(
                            Wire.int4(in, "statement id"),
                            Wire.unsignedShort(in, "parameter"),
                            Wire.rest(in));
            case 0x19 -> new CloseStatement(Wire.int4(in, "statement id"));
            case 0x1a -> new ResetStatement(Wire.int4(in, "statement id"));
            case 0x1b ->
                    in.readableBytes() < 2
                            ? new Plain(Kind.UNKNOWN)
                            : new SetOption(in.readUnsignedShortLE());
            case 0x1c -> new Fetch(Wire.int4(in, "statement id"), Wire.int4(in, "number of rows"));
            case 0x1f -> new Plain(Kind.RESET_CONNECTION);
            // Also all that a proxy must not pass on, such as 08, which stops a server.
            default -> new Plain(Kind.UNKNOWN);
        };
    }
}
