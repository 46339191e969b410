package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ProtocolException;

/**
 * COM_CHANGE_USER: another login on the same connection.
 *
 * @param database empty for none
 * @param collation 0 where the client names none
 * @param plugin null where the client names none
 */
record ChangeUser(String user, byte[] answer, String database, int collation, String plugin) {

    /**
     * Decodes what stands behind the command's byte.
     *
     * @throws ProtocolException 1835 where a field is cut or says an impossible length
     */
    static ChangeUser decode(ByteBuf in, int capabilities) {
        String user = Wire.utf8(Wire.nulBytes(in, "user"));
        byte[] answer =
                Wire.bytes(
                        in,
                        Wire.unsignedByte(in, "authentication answer"),
                        "authentication answer");
        String database = Wire.utf8(Wire.nulBytes(in, "database"));
        int collation = in.readableBytes() >= 2 ? in.readUnsignedShortLE() : 0;
        String plugin =
                has(capabilities, Capabilities.PLUGIN_AUTH) && in.isReadable()
                        ? HandshakeResponse.plugin(in)
                        : null;
        if (has(capabilities, Capabilities.CONNECT_ATTRIBUTES) && in.isReadable()) {
            HandshakeResponse.attributes(in);
        }
        return new ChangeUser(user, answer, database, collation, plugin);
    }
}
