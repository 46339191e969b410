package io.shardfold.proxy.mysql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * The key with which clients without TLS encrypt a password for {@code caching_sha2_password}. Made
 * at the first use, which takes some tenths of a second; thread-safe.
 */
final class RsaKey {

    private static final int BITS = 2048;

    /** What an encrypted password has. */
    static final int BLOCK_BYTES = BITS / 8;

    private KeyPair keys;

    private synchronized KeyPair keys() {
        if (keys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }
        return keys;
    }

    /** The public key in PEM: a SubjectPublicKeyInfo. */
    byte[] publicPem() {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + base64.encodeToString(keys().getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Opens RSA-OAEP with SHA-1.
     *
     * @return null where the block isn't one for this key
     */
    byte[] decrypt(byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.DECRYPT_MODE, keys().getPrivate());
            return cipher.doFinal(block);
        } catch (GeneralSecurityException notForUs) {
            return null;
        }
    }
}
