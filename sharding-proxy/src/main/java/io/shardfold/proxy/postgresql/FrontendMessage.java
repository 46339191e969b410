package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ShardfoldException;

/**
 * A message of a client that is logged in.
 *
 * <p>Layouts: PostgreSQL documentation, "Message Formats", those marked (F).
 */
sealed interface FrontendMessage {

    /** For switches. */
    enum Kind {
        QUERY,
        PARSE,
        BIND,
        DESCRIBE,
        EXECUTE,
        CLOSE,
        FLUSH,
        SYNC,
        TERMINATE,
        FUNCTION_CALL,
        COPY,
        MALFORMED
    }

    Kind kind();

    /** What the message keeps in memory, roughly, in bytes: for the limit on what is queued. */
    default int heldBytes() {
        return 64;
    }

    /**
     * Query ('Q'): runs the statements of a text.
     *
     * @param sql may be empty, or hold several statements
     */
    record Query(String sql) implements FrontendMessage {
        static Query decode(ByteBuf body) {
            String sql = Fields.string(body);
            Fields.end(body);
            return new Query(sql);
        }

        @Override
        public Kind kind() {
            return Kind.QUERY;
        }

        @Override
        public int heldBytes() {
            return 64 + sql.length();
        }
    }

    /**
     * Parse ('P'): prepares a statement.
     *
     * @param name empty for the unnamed statement
     * @param parameterTypes OIDs, 0 for those to be inferred; may be fewer than there are
     *     parameters
     */
    record Parse(String name, String sql, int[] parameterTypes) implements FrontendMessage {
        static Parse decode(ByteBuf body) {
            String name = Fields.string(body);
            String sql = Fields.string(body);
            int[] types = new int[Fields.count(body, 4)];
            for (int i = 0; i < types.length; i++) {
                types[i] = body.readInt();
            }
            Fields.end(body);
            return new Parse(name, sql, types);
        }

        @Override
        public Kind kind() {
            return Kind.PARSE;
        }

        @Override
        public int heldBytes() {
            return 64 + name.length() + sql.length() + 4 * parameterTypes.length;
        }
    }

    /**
     * Bind ('B'): gives a statement its values and makes a portal.
     *
     * @param portal empty for the unnamed portal
     * @param statement empty for the unnamed statement
     * @param parameterFormats none, one for all, or one each; any number on the wire is kept
     * @param values one per parameter, null for SQL NULL
     * @param resultFormats none, one for all, or one each
     */
    record Bind(
            String portal,
            String statement,
            short[] parameterFormats,
            byte[][] values,
            short[] resultFormats)
            implements FrontendMessage {
        static Bind decode(ByteBuf body) {
            String portal = Fields.string(body);
            String statement = Fields.string(body);
            short[] parameterFormats = Fields.formats(body);
            byte[][] values = new byte[Fields.count(body, 4)][];
            for (int i = 0; i < values.length; i++) {
                values[i] = Fields.value(body);
            }
            short[] resultFormats = Fields.formats(body);
            Fields.end(body);
            return new Bind(portal, statement, parameterFormats, values, resultFormats);
        }

        @Override
        public Kind kind() {
            return Kind.BIND;
        }

        @Override
        public int heldBytes() {
            int bytes = 64 + portal.length() + statement.length();
            for (byte[] value : values) {
                bytes += 16 + (value == null ? 0 : value.length);
            }
            return bytes;
        }
    }

    /** Describe ('D'): asks for the columns of a portal, or for a statement's parameters too. */
    record Describe(boolean portal, String name) implements FrontendMessage {
        static Describe decode(ByteBuf body) {
            boolean portal = isPortal(body, "DESCRIBE");
            String name = Fields.string(body);
            Fields.end(body);
            return new Describe(portal, name);
        }

        @Override
        public Kind kind() {
            return Kind.DESCRIBE;
        }
    }

    /**
     * Execute ('E'): runs a portal, or goes on with it.
     *
     * @param maxRows the most rows to send; 0 or less for all
     */
    record Execute(String portal, int maxRows) implements FrontendMessage {
        static Execute decode(ByteBuf body) {
            String portal = Fields.string(body);
            Fields.require(body, 4);
            int maxRows = body.readInt();
            Fields.end(body);
            return new Execute(portal, maxRows);
        }

        @Override
        public Kind kind() {
            return Kind.EXECUTE;
        }
    }

    /** Close ('C'): forgets a statement or a portal. */
    record Close(boolean portal, String name) implements FrontendMessage {
        static Close decode(ByteBuf body) {
            boolean portal = isPortal(body, "CLOSE");
            String name = Fields.string(body);
            Fields.end(body);
            return new Close(portal, name);
        }

        @Override
        public Kind kind() {
            return Kind.CLOSE;
        }
    }

    /** Flush ('H'): asks for the answers so far. */
    record Flush() implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.FLUSH;
        }
    }

    /** Sync ('S'): ends what was sent since the last one, and a state of error. */
    record Sync() implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.SYNC;
        }
    }

    /** Terminate ('X'). */
    record Terminate() implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.TERMINATE;
        }
    }

    /** FunctionCall ('F'): known to be refused, so its body isn't read. */
    record FunctionCall() implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.FUNCTION_CALL;
        }
    }

    /** CopyData, CopyDone or CopyFail: what is left over from a COPY that was refused. */
    record Copy() implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.COPY;
        }
    }

    /**
     * A message in a sound frame that can't be read, or that is too large.
     *
     * @param type the letter, which decides where the session goes on
     * @param failure what to tell the client
     */
    record Malformed(byte type, ShardfoldException failure) implements FrontendMessage {
        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }
    }

    /** Whether a client may send this letter once it is logged in. */
    static boolean isKnown(byte type) {
        return "QPBDECHSXFdcf".indexOf(type) >= 0;
    }

    /**
     * Decodes one whole body, whose size the frame decoder has bounded.
     *
     * @param type a letter that {@link #isKnown}
     * @throws io.shardfold.core.error.StatementException 08P01 where a count, a length or a string
     *     is impossible, or bytes are left over; 22021 where text isn't UTF-8
     */
    static FrontendMessage decode(byte type, ByteBuf body) {
        return switch (type) {
            case 'Q' -> Query.decode(body);
            case 'P' -> Parse.decode(body);
            case 'B' -> Bind.decode(body);
            case 'D' -> Describe.decode(body);
            case 'E' -> Execute.decode(body);
            case 'C' -> Close.decode(body);
            case 'H' -> empty(body, new Flush());
            case 'S' -> empty(body, new Sync());
            case 'X' -> empty(body, new Terminate());
            case 'F' -> new FunctionCall();
            case 'd', 'c', 'f' -> new Copy();
            default -> throw new IllegalArgumentException("no message of a client: " + type);
        };
    }

    private static FrontendMessage empty(ByteBuf body, FrontendMessage message) {
        Fields.end(body);
        return message;
    }

    private static boolean isPortal(ByteBuf body, String message) {
        Fields.require(body, 1);
        byte what = body.readByte();
        if (what != 'P' && what != 'S') {
            throw Fields.violation("invalid " + message + " message subtype " + what);
        }
        return what == 'P';
    }
}
