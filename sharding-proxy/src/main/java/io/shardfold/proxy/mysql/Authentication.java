package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.User;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The exchange that shows whether a client knows a user's password.
 *
 * <pre>
 *   mysql_native_password       answer ──▶ right or wrong
 *   caching_sha2_password       answer ──▶ 01 03, right    where the password's hash is known
 *                               answer ──▶ wrong           likewise
 *                               answer ──▶ 01 04           else: the client shows the password
 *     over TLS                  password 00 ──▶ right or wrong
 *     without                   02 ──▶ 01 PEM; RSA block ──▶ right or wrong
 *   any other, or none          fe plugin nonce ──▶ as above, with the new nonce
 * </pre>
 *
 * <p>An unknown user goes the same way to "wrong".
 */
final class Authentication {

    /** The methods that we know. */
    enum Method {
        NATIVE("mysql_native_password"),
        CACHING_SHA2("caching_sha2_password");

        private final String plugin;

        Method(String plugin) {
            this.plugin = plugin;
        }

        /** As the protocol calls it. */
        String plugin() {
            return plugin;
        }

        static Method of(String plugin) {
            for (Method method : values()) {
                if (method.plugin.equals(plugin)) {
                    return method;
                }
            }
            return null;
        }
    }

    enum Verdict {
        /** Send the reply and wait for the client's next packet. */
        GO_ON,
        /** Send the reply if there is one, then OK. */
        RIGHT,
        WRONG
    }

    /**
     * @param reply a packet's payload, or null
     */
    record Step(Verdict verdict, byte[] reply) {
        static final Step RIGHT = new Step(Verdict.RIGHT, null);
        static final Step WRONG = new Step(Verdict.WRONG, null);
    }

    private enum State {
        ANSWER,
        PASSWORD,
        RSA_BLOCK
    }

    private static final byte SWITCH = (byte) 0xfe;
    private static final byte MORE = 1;
    private static final byte[] FAST_PATH = {MORE, 3};
    private static final byte[] FULL_PATH = {MORE, 4};
    private static final byte KEY_REQUEST = 2;

    /** Nobody's: for users that don't exist. */
    private static final Password NOBODYS = Password.parse("nobody can log in with this");

    private final User user;
    private final Password password;
    private final boolean tls;
    private final RsaKey rsa;
    private byte[] nonce;
    private Method method;
    private State state = State.ANSWER;
    private boolean passwordGiven;

    /**
     * @param user null for one that doesn't exist
     * @param nonce the last one that the client was told
     */
    Authentication(User user, byte[] nonce, boolean tls, RsaKey rsa) {
        this.user = user;
        this.password = user == null ? NOBODYS : user.password();
        this.nonce = nonce;
        this.tls = tls;
        this.rsa = rsa;
    }

    /** Null for one that doesn't exist. */
    User user() {
        return user;
    }

    /** The nonce for a next exchange on this connection. */
    byte[] nonce() {
        return nonce;
    }

    /** Whether the client sent anything for a password: the error message says so. */
    boolean passwordGiven() {
        return passwordGiven;
    }

    /**
     * The first step.
     *
     * @param plugin what the answer is for; null where the client doesn't say
     * @param pluginAuth whether the client can be asked for another method; one that can't has
     *     answered for {@code mysql_native_password}
     * @param preferred what to ask for where the client's own won't do
     * @throws ProtocolException 1251 where the client can't be asked, 1043 for an answer that can't
     *     be
     */
    Step start(String plugin, byte[] answer, boolean pluginAuth, Method preferred) {
        Method offered = pluginAuth ? Method.of(plugin) : Method.NATIVE;
        if (offered == null || !serves(offered)) {
            if (!pluginAuth) {
                throw new ProtocolException(
                        Problem.AUTHENTICATION_NOT_SUPPORTED,
                        "Client does not support authentication protocol requested by server;"
                                + " consider upgrading MySQL client");
            }
            return askFor(serves(preferred) ? preferred : Method.CACHING_SHA2);
        }
        method = offered;
        return answer(answer);
    }

    /** Asks the client for an answer by this method, with a new nonce. */
    Step askFor(Method asked) {
        method = asked;
        nonce = Nonce.create();
        ByteBuf reply = Unpooled.buffer();
        reply.writeByte(SWITCH);
        Wire.writeNul(reply, asked.plugin());
        reply.writeBytes(nonce).writeByte(0);
        return new Step(Verdict.GO_ON, Wire.rest(reply));
    }

    /** The next packet of the client. */
    Step next(byte[] data) {
        return switch (state) {
            case ANSWER -> answer(data);
            case PASSWORD -> password(data);
            case RSA_BLOCK -> rsaBlock(data);
        };
    }

    /** From a verifier alone the native method's hash can't be had. */
    private boolean serves(Method wanted) {
        return wanted == Method.CACHING_SHA2 || password.hashes() != null;
    }

    private Step answer(byte[] answer) {
        boolean empty = answer.length == 0 || answer.length == 1 && answer[0] == 0;
        passwordGiven = !empty;
        if (empty) {
            return password.matches("") && user != null ? Step.RIGHT : Step.WRONG;
        }
        return switch (method) {
            case NATIVE -> {
                requireLength(answer, Scramble.NATIVE_BYTES);
                boolean right =
                        Scramble.nativeMatches(answer, nonce, password.hashes().sha1Twice());
                yield right && user != null ? Step.RIGHT : Step.WRONG;
            }
            case CACHING_SHA2 -> {
                requireLength(answer, Scramble.SHA2_BYTES);
                Password.Hashes hashes = password.hashes();
                if (hashes == null) {
                    state = State.PASSWORD;
                    yield new Step(Verdict.GO_ON, FULL_PATH);
                }
                boolean right = Scramble.sha2Matches(answer, nonce, hashes.sha256Twice());
                yield right && user != null ? new Step(Verdict.RIGHT, FAST_PATH) : Step.WRONG;
            }
        };
    }

    private static void requireLength(byte[] answer, int bytes) {
        if (answer.length != bytes) {
            throw new ProtocolException(
                    Problem.HANDSHAKE,
                    "Bad handshake: the authentication answer has "
                            + answer.length
                            + " bytes, not "
                            + bytes);
        }
    }

    private Step password(byte[] data) {
        if (tls) {
            return clear(data);
        }
        if (data.length == 1 && data[0] == KEY_REQUEST) {
            byte[] pem = rsa.publicPem();
            byte[] reply = new byte[pem.length + 1];
            reply[0] = MORE;
            System.arraycopy(pem, 0, reply, 1, pem.length);
            state = State.RSA_BLOCK;
            return new Step(Verdict.GO_ON, reply);
        }
        // A client that has the key already sends the block at once. A password in clear is
        // refused: it
        // has gone over the wire for all to read.
        return rsaBlock(data);
    }

    private Step rsaBlock(byte[] block) {
        if (block.length != RsaKey.BLOCK_BYTES) {
            return Step.WRONG;
        }
        byte[] masked = rsa.decrypt(block);
        return masked == null ? Step.WRONG : clear(Scramble.xor(masked, nonce));
    }

    private Step clear(byte[] data) {
        int length = data.length;
        if (length > 0 && data[length - 1] == 0) {
            length--;
        }
        String clear = new String(data, 0, length, StandardCharsets.UTF_8);
        Arrays.fill(data, (byte) 0);
        return password.matches(clear) && user != null ? Step.RIGHT : Step.WRONG;
    }
}
