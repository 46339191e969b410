package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;

/**
 * The server's first packet: handshake v10.
 *
 * @param connectionId what {@code CONNECTION_ID()} and {@code KILL} mean
 * @param nonce 20 bytes, none of them 0
 */
record Greeting(ServerFace face, int connectionId, byte[] nonce, int capabilities) {

    private static final int PROTOCOL = 10;
    private static final int NONCE_BYTES_FIRST = 8;

    void encode(ByteBuf out) {
        out.writeByte(PROTOCOL);
        Wire.writeNul(out, face.version());
        out.writeIntLE(connectionId);
        out.writeBytes(nonce, 0, NONCE_BYTES_FIRST);
        out.writeByte(0);
        out.writeShortLE(capabilities);
        out.writeByte(face.collation());
        out.writeShortLE(ServerStatus.AUTOCOMMIT);
        out.writeShortLE(capabilities >>> 16);
        out.writeByte(nonce.length + 1);
        out.writeZero(10);
        out.writeBytes(nonce, NONCE_BYTES_FIRST, nonce.length - NONCE_BYTES_FIRST);
        out.writeByte(0);
        Wire.writeNul(out, face.method().plugin());
    }
}
