package io.shardfold.proxy.mysql;

import java.security.SecureRandom;

/** The server's part of a challenge. */
final class Nonce {

    static final int BYTES = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /** 20 random bytes of 7 bits without 0, which would end a C string, and without {@code $}. */
    static byte[] create() {
        byte[] nonce = new byte[BYTES];
        RANDOM.nextBytes(nonce);
        for (int i = 0; i < BYTES; i++) {
            while ((nonce[i] & 0x7f) == 0 || (nonce[i] & 0x7f) == '$') {
                nonce[i] = (byte) RANDOM.nextInt();
            }
            nonce[i] &= 0x7f;
        }
        return nonce;
    }
}
