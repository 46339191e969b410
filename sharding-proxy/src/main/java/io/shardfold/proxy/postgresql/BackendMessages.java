package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the messages of a server. Each method appends one whole message.
 *
 * <p>Layouts: PostgreSQL documentation, "Message Formats", those marked (B).
 */
final class BackendMessages {

    private BackendMessages() {}

    /** Starts a message: its letter and room for the length. Give the result to {@link #end}. */
    static int begin(ByteBuf out, char type) {
        out.writeByte(type);
        int start = out.writerIndex();
        out.writeInt(0);
        return start;
    }

    static void end(ByteBuf out, int start) {
        out.setInt(start, out.writerIndex() - start);
    }

    /** A string and its zero byte. A zero in the text would end it early, so it is left out. */
    static void string(ByteBuf out, String text) {
        if (text.indexOf('\0') >= 0) {
            text = text.replace("\0", "");
        }
        ByteBufUtil.writeUtf8(out, text);
        out.writeByte(0);
    }

    private static void empty(ByteBuf out, char type) {
        out.writeByte(type);
        out.writeInt(4);
    }

    // Login.

    private static int authentication(ByteBuf out, int code) {
        int start = begin(out, 'R');
        out.writeInt(code);
        return start;
    }

    static void authenticationOk(ByteBuf out) {
        end(out, authentication(out, 0));
    }

    static void authenticationSasl(ByteBuf out, List<String> mechanisms) {
        int start = authentication(out, 10);
        for (String mechanism : mechanisms) {
            string(out, mechanism);
        }
        out.writeByte(0);
        end(out, start);
    }

    static void authenticationSaslContinue(ByteBuf out, String data) {
        int start = authentication(out, 11);
        out.writeCharSequence(data, StandardCharsets.UTF_8);
        end(out, start);
    }

    static void authenticationSaslFinal(ByteBuf out, String data) {
        int start = authentication(out, 12);
        out.writeCharSequence(data, StandardCharsets.UTF_8);
        end(out, start);
    }

    static void negotiateProtocolVersion(ByteBuf out, int newest, List<String> unknownOptions) {
        int start = begin(out, 'v');
        out.writeInt(newest);
        out.writeInt(unknownOptions.size());
        for (String option : unknownOptions) {
            string(out, option);
        }
        end(out, start);
    }

    static void backendKeyData(ByteBuf out, int processId, byte[] key) {
        int start = begin(out, 'K');
        out.writeInt(processId);
        out.writeBytes(key);
        end(out, start);
    }

    static void parameterStatus(ByteBuf out, String name, String value) {
        int start = begin(out, 'S');
        string(out, name);
        string(out, value);
        end(out, start);
    }

    /**
     * @param status I idle, T in a transaction block, E in a failed one
     */
    static void readyForQuery(ByteBuf out, char status) {
        out.writeByte('Z');
        out.writeInt(5);
        out.writeByte(status);
    }

    // Answers without content.

    static void parseComplete(ByteBuf out) {
        empty(out, '1');
    }

    static void bindComplete(ByteBuf out) {
        empty(out, '2');
    }

    static void closeComplete(ByteBuf out) {
        empty(out, '3');
    }

    static void emptyQueryResponse(ByteBuf out) {
        empty(out, 'I');
    }

    static void noData(ByteBuf out) {
        empty(out, 'n');
    }

    static void portalSuspended(ByteBuf out) {
        empty(out, 's');
    }

    // Results.

    static void parameterDescription(ByteBuf out, int[] types) {
        int start = begin(out, 't');
        out.writeShort(types.length);
        for (int type : types) {
            out.writeInt(type);
        }
        end(out, start);
    }

    /**
     * RowDescription. Columns say nothing about their table: the OIDs of a shard's tables mean
     * nothing elsewhere.
     *
     * @param formats one per column
     */
    static void rowDescription(ByteBuf out, List<ColumnType> columns, short[] formats) {
        int start = begin(out, 'T');
        out.writeShort(columns.size());
        for (int i = 0; i < formats.length; i++) {
            ColumnType column = columns.get(i);
            string(out, column.name());
            out.writeInt(0);
            out.writeShort(0);
            out.writeInt(column.typeId());
            out.writeShort(column.typeLength());
            out.writeInt(column.typeModifier());
            out.writeShort(formats[i]);
        }
        end(out, start);
    }

    static void commandComplete(ByteBuf out, String tag) {
        int start = begin(out, 'C');
        string(out, tag);
        end(out, start);
    }
}
