package io.shardfold.proxy.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A user's password: in clear, or as PostgreSQL's SCRAM verifier, from which it can't be got back.
 *
 * <p>MySQL's methods need hashes of the password that a verifier doesn't hold. They are learnt at
 * the first login that shows the password itself, and kept in memory.
 */
public final class Password {

    private final ScramVerifier scram;
    private volatile Hashes hashes;

    /**
     * Hashes of the password that are enough to check an answer to a challenge.
     *
     * @param sha1Twice for {@code mysql_native_password}
     * @param sha256Twice for {@code caching_sha2_password}
     */
    public record Hashes(byte[] sha1Twice, byte[] sha256Twice) {}

    private Password(ScramVerifier scram, Hashes hashes) {
        this.scram = scram;
        this.hashes = hashes;
    }

    /**
     * As it is configured: a text that starts with {@code SCRAM-SHA-256$} is a verifier in
     * PostgreSQL's form, anything else is the password.
     *
     * @throws IllegalArgumentException where a verifier is malformed
     */
    public static Password parse(String configured) {
        if (configured.startsWith(ScramVerifier.PREFIX)) {
            return new Password(ScramVerifier.parse(configured), null);
        }
        return new Password(ScramVerifier.of(configured), hashesOf(configured));
    }

    /** For PostgreSQL's SCRAM-SHA-256. */
    public ScramVerifier scram() {
        return scram;
    }

    /** Null where only a verifier is known and nobody has logged in with the password yet. */
    public Hashes hashes() {
        return hashes;
    }

    /** Whether the clear text is the password; takes the same time for any. Costs milliseconds. */
    public boolean matches(String clear) {
        boolean right = scram.matches(clear);
        if (right && hashes == null) {
            hashes = hashesOf(clear);
        }
        return right;
    }

    private static Hashes hashesOf(String clear) {
        byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        return new Hashes(sha1.digest(sha1.digest(bytes)), sha256.digest(sha256.digest(bytes)));
    }

    /** A digest that every Java platform has. */
    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Password";
    }
}
