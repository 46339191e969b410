package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.proxy.client.Password;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A client that says what a test wants, byte for byte. */
final class RawClient implements AutoCloseable {

    static final int CAPABILITIES =
            Capabilities.PROTOCOL_41
                    | Capabilities.SECURE_CONNECTION
                    | Capabilities.PLUGIN_AUTH
                    | Capabilities.CONNECT_WITH_DATABASE
                    | Capabilities.MULTI_STATEMENTS
                    | Capabilities.FOUND_ROWS
                    | Capabilities.DEPRECATE_EOF;

    /** A packet of the server. */
    record Answer(int sequence, byte[] payload) {

        boolean isError() {
            return payload.length > 0 && payload[0] == (byte) 0xff;
        }

        boolean isOk() {
            return payload.length > 0 && payload[0] == 0;
        }

        int errorNumber() {
            return payload[1] & 0xff | (payload[2] & 0xff) << 8;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    final Socket socket;
    final byte[] nonce = new byte[Nonce.BYTES];
    final Answer greeting;
    private final PushbackInputStream pushback;
    private final DataInputStream in;
    private final OutputStream out;
    private final int capabilities;

    RawClient(int port) throws IOException {
        this(port, CAPABILITIES);
    }

    RawClient(int port, int capabilities) throws IOException {
        this.capabilities = capabilities;
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        pushback = new PushbackInputStream(socket.getInputStream());
        in = new DataInputStream(pushback);
        out = socket.getOutputStream();
        greeting = read();
        if (!greeting.isError()) {
            ByteBuf body = Unpooled.wrappedBuffer(greeting.payload);
            body.skipBytes(1);
            Wire.nulBytes(body, "version");
            body.skipBytes(4).readBytes(nonce, 0, 8);
            body.skipBytes(19).readBytes(nonce, 8, 12);
        }
    }

    int connectionId() {
        ByteBuf body = Unpooled.wrappedBuffer(greeting.payload);
        body.skipBytes(1);
        Wire.nulBytes(body, "version");
        return body.readIntLE();
    }

    Answer read() throws IOException {
        int length = in.read();
        if (length < 0) {
            throw new EOFException();
        }
        length |= in.readUnsignedByte() << 8;
        length |= in.readUnsignedByte() << 16;
        int sequence = in.readUnsignedByte();
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Answer(sequence, payload);
    }

    /** Whether an answer begins within a time; what there is of it is read by {@link #read}. */
    boolean answersWithin(int millis) throws IOException {
        if (in.available() > 0) {
            return true;
        }
        PushbackInputStream first = pushback;
        socket.setSoTimeout(millis);
        try {
            int head = first.read();
            if (head >= 0) {
                first.unread(head);
            }
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    /** Whether the server has closed the connection, and said nothing more. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    void raw(String hex) throws IOException {
        out.write(Hex.bytes(hex));
        out.flush();
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(int sequence, byte[] payload) throws IOException {
        byte[] packet = new byte[payload.length + 4];
        packet[0] = (byte) payload.length;
        packet[1] = (byte) (payload.length >> 8);
        packet[2] = (byte) (payload.length >> 16);
        packet[3] = (byte) sequence;
        System.arraycopy(payload, 0, packet, 4, payload.length);
        raw(packet);
    }

    Answer login(String user, String password, String database) throws IOException {
        send(1, response(user, nativeAnswer(password, nonce), database));
        return read();
    }

    byte[] response(String user, byte[] answer, String database) {
        ByteBuf body = Unpooled.buffer();
        body.writeIntLE(capabilities).writeIntLE(1 << 24).writeByte(45).writeZero(23);
        Wire.writeNul(body, user);
        body.writeByte(answer.length).writeBytes(answer);
        Wire.writeNul(body, database);
        Wire.writeNul(body, "mysql_native_password");
        return Wire.rest(body);
    }

    static byte[] nativeAnswer(String password, byte[] nonce) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        MessageDigest sha1 = Password.digest("SHA-1");
        byte[] once = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
        byte[] twice = sha1.digest(once);
        sha1.update(nonce);
        return Scramble.xor(once, sha1.digest(twice));
    }

    Answer command(int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[bytes.length + 1];
        payload[0] = (byte) code;
        System.arraycopy(bytes, 0, payload, 1, bytes.length);
        send(0, payload);
        return read();
    }

    Answer query(String sql) throws IOException {
        return command(3, sql);
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int index = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, index, part.length);
            index += part.length;
        }
        return joined;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public String toString() {
        return "RawClient" + Arrays.toString(nonce);
    }
}
