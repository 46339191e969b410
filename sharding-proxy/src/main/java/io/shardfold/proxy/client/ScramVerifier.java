package io.shardfold.proxy.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password for SCRAM-SHA-256: RFC 5802, section 3; RFC 7677.
 *
 * @param storedKey SHA-256 of the client key
 * @param serverKey what the server signs with
 */
public record ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {

    static final String PREFIX = "SCRAM-SHA-256$";

    /** Iterations for passwords that we hash: what RFC 7677 asks for at least. */
    public static final int ITERATIONS = 4096;

    private static final int ITERATIONS_MAX = 10_000_000;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A verifier with a new salt. */
    public static ScramVerifier of(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return of(password, salt, ITERATIONS);
    }

    public static ScramVerifier of(String password, byte[] salt, int iterations) {
        byte[] salted = saltedPassword(password, salt, iterations);
        byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
        byte[] storedKey = Password.digest("SHA-256").digest(clientKey);
        byte[] serverKey = hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII));
        return new ScramVerifier(iterations, salt, storedKey, serverKey);
    }

    /**
     * Reads PostgreSQL's form: {@code SCRAM-SHA-256$iterations:salt$storedKey:serverKey}.
     *
     * @throws IllegalArgumentException where it is malformed; the message doesn't repeat it
     */
    static ScramVerifier parse(String text) {
        String[] parts = text.substring(PREFIX.length()).split("[:$]", -1);
        IllegalArgumentException malformed =
                new IllegalArgumentException(
                        "A password that starts with "
                                + PREFIX
                                + " must be PostgreSQL's verifier: "
                                + PREFIX
                                + "iterations:salt$storedKey:serverKey, the last three in Base64.");
        if (parts.length != 4) {
            throw malformed;
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            int iterations = Integer.parseInt(parts[0]);
            byte[] salt = base64.decode(parts[1]);
            byte[] storedKey = base64.decode(parts[2]);
            byte[] serverKey = base64.decode(parts[3]);
            if (iterations < 1
                    || iterations > ITERATIONS_MAX
                    || salt.length == 0
                    || storedKey.length != KEY_BYTES
                    || serverKey.length != KEY_BYTES) {
                throw malformed;
            }
            return new ScramVerifier(iterations, salt, storedKey, serverKey);
        } catch (IllegalArgumentException notBase64) {
            throw malformed;
        }
    }

    /** In constant time for one number of iterations. */
    boolean matches(String password) {
        return MessageDigest.isEqual(storedKey, of(password, salt, iterations).storedKey);
    }

    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** RFC 5802's Hi(): PBKDF2 with HMAC-SHA-256 and one block. */
    private static byte[] saltedPassword(String password, byte[] salt, int iterations) {
        byte[] bytes = SaslPrep.prepare(password).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // An empty key isn't allowed here; HMAC pads with zeros, so one zero is the same key.
            mac.init(new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, "HmacSHA256"));
            mac.update(salt);
            byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
            byte[] result = block.clone();
            for (int i = 1; i < iterations; i++) {
                block = mac.doFinal(block);
                for (int j = 0; j < result.length; j++) {
                    result[j] ^= block[j];
                }
            }
            return result;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "ScramVerifier[iterations=" + iterations + "]";
    }
}
