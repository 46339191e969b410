package io.shardfold.proxy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A new key and a certificate for it, signed by itself: RFC 5280, section 4.1, with an EC key on
 * P-256. Java has no public API that makes a certificate.
 */
record SelfSignedCertificate(PrivateKey privateKey, X509Certificate certificate) {

    private static final int YEARS = 10;

    // DER tags: ITU-T X.690.
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xa0;

    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    private static final byte[] ECDSA_WITH_SHA256 = {
        0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
    };

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static SelfSignedCertificate create(String commonName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();

            byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
            byte[] name =
                    der(
                            SEQUENCE,
                            der(
                                    SET,
                                    der(
                                            SEQUENCE,
                                            COMMON_NAME,
                                            der(
                                                    UTF8_STRING,
                                                    commonName.getBytes(StandardCharsets.UTF_8)))));
            Instant now = Instant.now();
            byte[] validity =
                    der(
                            SEQUENCE,
                            time(now.minus(1, ChronoUnit.DAYS)),
                            time(now.plus(365L * YEARS, ChronoUnit.DAYS)));
            BigInteger serial = new BigInteger(127, new SecureRandom()).setBit(64);
            byte[] toBeSigned =
                    der(
                            SEQUENCE,
                            der(VERSION, der(INTEGER, new byte[] {2})),
                            der(INTEGER, serial.toByteArray()),
                            algorithm,
                            name,
                            validity,
                            name,
                            keys.getPublic().getEncoded());

            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned);
            byte[] encoded =
                    der(
                            SEQUENCE,
                            toBeSigned,
                            algorithm,
                            der(BIT_STRING, new byte[] {0}, signature.sign()));
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(encoded));
            return new SelfSignedCertificate(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] time(Instant instant) {
        return der(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length and contents, one after the other. */
    private static byte[] der(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            assert length < 0x10000;
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }
}
