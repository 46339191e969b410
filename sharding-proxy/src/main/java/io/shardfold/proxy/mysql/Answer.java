package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.row.Cursor;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The packets of which answers are made, in the forms that the client's capabilities ask for. Here
 * alone is known what DEPRECATE_EOF changes.
 */
final class Answer {

    private static final int OK = 0x00;
    private static final int EOF = 0xfe;

    private final PacketWriter packets;
    private final int capabilities;

    Answer(PacketWriter packets, int capabilities) {
        this.packets = packets;
        this.capabilities = capabilities;
    }

    void ok(long affectedRows, long insertId, int status) {
        okPacket(OK, affectedRows, insertId, status);
    }

    private void okPacket(int header, long affectedRows, long insertId, int status) {
        ByteBuf out = packets.begin();
        out.writeByte(header);
        Wire.writeLenenc(out, affectedRows);
        Wire.writeLenenc(out, insertId);
        out.writeShortLE(status);
        // Warnings.
        out.writeShortLE(0);
        packets.end();
    }

    /** Behind the last row, or the last column of a list. */
    void end(int status) {
        if (has(capabilities, Capabilities.DEPRECATE_EOF)) {
            okPacket(EOF, 0, 0, status);
        } else {
            eof(status);
        }
    }

    /** Behind column definitions that rows follow. */
    private void endOfDefinitions(int status) {
        if (!has(capabilities, Capabilities.DEPRECATE_EOF)) {
            eof(status);
        }
    }

    private void eof(int status) {
        ByteBuf out = packets.begin();
        out.writeByte(EOF);
        out.writeShortLE(0);
        out.writeShortLE(status);
        packets.end();
    }

    /** Takes the place of what was begun. */
    void error(Failure failure, Charset charset) {
        packets.abort();
        failure.encode(packets.begin(), true, charset);
        packets.end();
    }

    /** The columns of a result set. */
    void columns(List<ColumnDefinition> columns, int status, Charset charset) {
        Wire.writeLenenc(packets.begin(), columns.size());
        packets.end();
        for (ColumnDefinition column : columns) {
            column.encode(packets.begin(), charset);
            packets.end();
        }
        endOfDefinitions(status);
    }

    /** All rows that the cursor has. Blocks while a shard or the client is slow. */
    void rows(Cursor cursor, RowWriter rows) {
        while (cursor.next()) {
            rows.write(packets.begin(), cursor);
            packets.end();
        }
    }

    /** One column of COM_FIELD_LIST: a definition and its default value, which isn't told. */
    void listedColumn(ColumnDefinition column, Charset charset) {
        ByteBuf out = packets.begin();
        column.encode(out, charset);
        out.writeByte(Wire.NULL);
        packets.end();
    }

    /** COM_STMT_PREPARE's answer. */
    void prepared(
            int statementId,
            int parameterCount,
            List<ColumnDefinition> columns,
            int status,
            Charset charset) {
        ByteBuf out = packets.begin();
        out.writeByte(OK);
        out.writeIntLE(statementId);
        out.writeShortLE(columns.size());
        out.writeShortLE(parameterCount);
        out.writeByte(0);
        out.writeShortLE(0);
        packets.end();
        for (int i = 0; i < parameterCount; i++) {
            ColumnDefinition.PLACEHOLDER.encode(packets.begin(), charset);
            packets.end();
        }
        if (parameterCount > 0) {
            endOfDefinitions(status);
        }
        for (ColumnDefinition column : columns) {
            column.encode(packets.begin(), charset);
            packets.end();
        }
        if (!columns.isEmpty()) {
            endOfDefinitions(status);
        }
    }

    /** A packet with nothing but this payload. */
    void raw(byte[] payload) {
        packets.begin().writeBytes(payload);
        packets.end();
    }
}
