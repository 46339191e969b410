package io.shardfold.proxy.postgresql;

import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.ScramVerifier;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client that shows each message, which drivers don't.
 *
 * <p>Answers are told as short texts: {@code 1}, {@code T(a:23,b:25)}, {@code D(7,NULL)}, {@code
 * C(SELECT 1)}, {@code E(42703)}, {@code N(25P01)}, {@code Z(I)}.
 */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Map<Character, String> lastError = Map.of();
    private int processId;
    private byte[] key;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        // A test that waits for what never comes must end.
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Logs in with SCRAM and reads up to the first ReadyForQuery. */
    static RawClient login(int port, String user, String password, String database)
            throws IOException {
        RawClient client = new RawClient(port);
        List<String> answers =
                client.startup(3 << 16, "user", user, "database", database)
                        .scram(password)
                        .answers();
        if (!answers.get(answers.size() - 1).equals("Z(I)")) {
            client.close();
            throw new IOException("no login: " + answers + " " + client.lastError);
        }
        return client;
    }

    RawClient startup(int version, String... parameters) throws IOException {
        var body = new ByteArrayOutputStream();
        for (String text : parameters) {
            string(body, text);
        }
        body.write(0);
        out.writeInt(body.size() + 8);
        out.writeInt(version);
        body.writeTo(out);
        out.flush();
        return this;
    }

    /** Answers AuthenticationSASL. What follows AuthenticationSASLFinal is left to be read. */
    RawClient scram(String password) throws IOException {
        String first = read();
        if (first.equals("R(0)")) {
            // The server trusts.
            return this;
        }
        expect("R(10)", first);
        var body = new ByteArrayOutputStream();
        string(body, "SCRAM-SHA-256");
        byte[] clientFirst = "n,,n=,r=clientNonce".getBytes(StandardCharsets.US_ASCII);
        body.writeBytes(int4(clientFirst.length));
        body.writeBytes(clientFirst);
        message('p', body.toByteArray());
        flush();
        String serverFirst = readSasl(11);
        String[] parts = serverFirst.split(",");
        String withoutProof = "c=biws," + parts[0];
        ScramVerifier verifier =
                ScramVerifier.of(
                        password,
                        Base64.getDecoder().decode(parts[1].substring(2)),
                        Integer.parseInt(parts[2].substring(2)));
        byte[] authMessage =
                ("n=,r=clientNonce," + serverFirst + "," + withoutProof)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] proof = ScramVerifier.hmac(verifier.storedKey(), authMessage);
        byte[] clientKey = clientKey(password, parts);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        message(
                'p',
                (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof))
                        .getBytes(StandardCharsets.US_ASCII));
        flush();
        return this;
    }

    private static byte[] clientKey(String password, String[] serverFirst) {
        try {
            var factory = javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            byte[] salted =
                    factory.generateSecret(
                                    new javax.crypto.spec.PBEKeySpec(
                                            password.toCharArray(),
                                            Base64.getDecoder().decode(serverFirst[1].substring(2)),
                                            Integer.parseInt(serverFirst[2].substring(2)),
                                            256))
                            .getEncoded();
            byte[] key =
                    ScramVerifier.hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
            assert Password.digest("SHA-256").digest(key).length == 32;
            return key;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String readSasl(int code) throws IOException {
        byte type = in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        if (type != 'R' || ByteBuffer.wrap(body).getInt() != code) {
            throw new IOException("not the next step of SCRAM: " + (char) type + show(type, body));
        }
        return new String(body, 4, body.length - 4, StandardCharsets.UTF_8);
    }

    private static void expect(String wanted, String found) throws IOException {
        if (!wanted.equals(found)) {
            throw new IOException("expected " + wanted + ", got " + found);
        }
    }

    // Messages: they are sent by flush.

    RawClient query(String sql) {
        var body = new ByteArrayOutputStream();
        string(body, sql);
        return message('Q', body.toByteArray());
    }

    RawClient parse(String name, String sql, int... types) {
        var body = new ByteArrayOutputStream();
        string(body, name);
        string(body, sql);
        body.writeBytes(int2(types.length));
        for (int type : types) {
            body.writeBytes(int4(type));
        }
        return message('P', body.toByteArray());
    }

    /** Text values; {@code resultFormat} for all columns. */
    RawClient bind(String portal, String statement, int resultFormat, String... values) {
        byte[][] bytes = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i] == null ? null : values[i].getBytes(StandardCharsets.UTF_8);
        }
        return bind(portal, statement, 0, resultFormat, bytes);
    }

    RawClient bind(
            String portal, String statement, int format, int resultFormat, byte[]... values) {
        var body = new ByteArrayOutputStream();
        string(body, portal);
        string(body, statement);
        body.writeBytes(int2(1));
        body.writeBytes(int2(format));
        body.writeBytes(int2(values.length));
        for (byte[] value : values) {
            body.writeBytes(int4(value == null ? -1 : value.length));
            if (value != null) {
                body.writeBytes(value);
            }
        }
        body.writeBytes(int2(1));
        body.writeBytes(int2(resultFormat));
        return message('B', body.toByteArray());
    }

    RawClient describe(char what, String name) {
        return named('D', what, name);
    }

    RawClient closeNamed(char what, String name) {
        return named('C', what, name);
    }

    private RawClient named(char type, char what, String name) {
        var body = new ByteArrayOutputStream();
        body.write(what);
        string(body, name);
        return message(type, body.toByteArray());
    }

    RawClient execute(String portal, int maxRows) {
        var body = new ByteArrayOutputStream();
        string(body, portal);
        body.writeBytes(int4(maxRows));
        return message('E', body.toByteArray());
    }

    RawClient sync() {
        return message('S');
    }

    RawClient message(char type, byte... body) {
        pending.write(type);
        pending.writeBytes(int4(body.length + 4));
        pending.writeBytes(body);
        return this;
    }

    /** Sends bytes as they are. */
    RawClient raw(byte... bytes) {
        pending.writeBytes(bytes);
        return this;
    }

    RawClient flush() throws IOException {
        pending.writeTo(out);
        pending.reset();
        out.flush();
        return this;
    }

    // Answers.

    /** Sends what is pending and reads up to the next ReadyForQuery, or the end. */
    List<String> answers() throws IOException {
        flush();
        List<String> answers = new ArrayList<>();
        while (true) {
            String answer = read();
            if (answer == null) {
                answers.add("EOF");
                return answers;
            }
            if (answer.startsWith("S(") || answer.startsWith("K(") || answer.startsWith("R(")) {
                continue;
            }
            answers.add(answer);
            if (answer.startsWith("Z")) {
                return answers;
            }
        }
    }

    /** As {@link #answers}, in one text. */
    String answer() throws IOException {
        return String.join(" ", answers());
    }

    /** The next so many messages. */
    String next(int count) throws IOException {
        flush();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(String.valueOf(read()));
        }
        return String.join(" ", answers);
    }

    /** One message; null at the end of the stream. */
    String read() throws IOException {
        int type;
        try {
            type = in.readByte();
        } catch (EOFException end) {
            return null;
        }
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return (char) type + show((byte) type, body);
    }

    /** One byte that is no message: the answer to an SSLRequest. */
    int readByte() throws IOException {
        flush();
        return in.read();
    }

    private String show(byte type, byte[] bytes) {
        ByteBuffer body = ByteBuffer.wrap(bytes);
        switch (type) {
            case 'R':
                return "(" + body.getInt() + ")";
            case 'S':
                {
                    String name = string(body);
                    String value = string(body);
                    parameters.put(name, value);
                    return "(" + name + "=" + value + ")";
                }
            case 'K':
                processId = body.getInt();
                key = new byte[body.remaining()];
                body.get(key);
                return "(" + key.length + ")";
            case 'Z':
                return "(" + (char) body.get() + ")";
            case 'C':
                return "(" + string(body) + ")";
            case 'T':
                {
                    List<String> columns = new ArrayList<>();
                    for (int i = body.getShort(); i > 0; i--) {
                        String name = string(body);
                        body.getInt();
                        body.getShort();
                        int oid = body.getInt();
                        body.getShort();
                        body.getInt();
                        short format = body.getShort();
                        columns.add(name + ":" + oid + (format == 1 ? "b" : ""));
                    }
                    return "(" + String.join(",", columns) + ")";
                }
            case 't':
                {
                    List<String> types = new ArrayList<>();
                    for (int i = body.getShort(); i > 0; i--) {
                        types.add(String.valueOf(body.getInt()));
                    }
                    return "(" + String.join(",", types) + ")";
                }
            case 'D':
                {
                    List<String> values = new ArrayList<>();
                    for (int i = body.getShort(); i > 0; i--) {
                        int length = body.getInt();
                        if (length < 0) {
                            values.add("NULL");
                            continue;
                        }
                        byte[] value = new byte[length];
                        body.get(value);
                        values.add(printable(value));
                    }
                    return "(" + String.join(",", values) + ")";
                }
            case 'E', 'N':
                {
                    Map<Character, String> fields = new LinkedHashMap<>();
                    for (byte code = body.get(); code != 0; code = body.get()) {
                        fields.put((char) code, string(body));
                    }
                    lastError = fields;
                    return "("
                            + (fields.get('V').equals("FATAL") ? "FATAL " : "")
                            + fields.get('C')
                            + ")";
                }
            case 'v':
                return "(" + Integer.toHexString(body.getInt()) + "," + body.getInt() + ")";
            default:
                return "";
        }
    }

    /** Text as it is, anything else in hexadecimal. */
    private static String printable(byte[] value) {
        for (byte b : value) {
            if (b >= 0 && b < ' ') {
                var hex = new StringBuilder("x");
                for (byte each : value) {
                    hex.append(Character.forDigit(each >> 4 & 15, 16));
                    hex.append(Character.forDigit(each & 15, 16));
                }
                return hex.toString();
            }
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Fields of the last ErrorResponse or NoticeResponse, by their codes. */
    Map<Character, String> lastError() {
        return lastError;
    }

    int processId() {
        return processId;
    }

    byte[] key() {
        return key;
    }

    private static void string(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }

    private static String string(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {}
        return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
    }

    static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] int2(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
