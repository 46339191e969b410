package io.shardfold.proxy.mysql;

import io.shardfold.proxy.client.Password;
import java.security.MessageDigest;

/** Whether an answer to a challenge comes from somebody who knows the password. */
final class Scramble {

    static final int NATIVE_BYTES = 20;
    static final int SHA2_BYTES = 32;

    private Scramble() {}

    /**
     * {@code mysql_native_password}: answer = SHA1(password) XOR SHA1(nonce +
     * SHA1(SHA1(password))).
     */
    static boolean nativeMatches(byte[] answer, byte[] nonce, byte[] sha1Twice) {
        MessageDigest sha1 = Password.digest("SHA-1");
        sha1.update(nonce);
        byte[] once = xor(answer, sha1.digest(sha1Twice));
        return MessageDigest.isEqual(sha1.digest(once), sha1Twice);
    }

    /**
     * {@code caching_sha2_password}: answer = SHA256(password) XOR SHA256(SHA256(SHA256(password))
     * + nonce).
     */
    static boolean sha2Matches(byte[] answer, byte[] nonce, byte[] sha256Twice) {
        MessageDigest sha256 = Password.digest("SHA-256");
        sha256.update(sha256Twice);
        byte[] once = xor(answer, sha256.digest(nonce));
        return MessageDigest.isEqual(sha256.digest(once), sha256Twice);
    }

    /** The second text is repeated as far as the first goes. */
    static byte[] xor(byte[] bytes, byte[] pad) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = (byte) (bytes[i] ^ pad[i % pad.length]);
        }
        return result;
    }
}
