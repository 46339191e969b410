package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.mysql.Authentication.Method;
import io.shardfold.proxy.mysql.Authentication.Step;
import io.shardfold.proxy.mysql.Authentication.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final byte[] NONCE = Hex.bytes("0102030405060708090a0b0c0d0e0f1011121314");
    private static final byte[] NATIVE_ANSWER =
            Hex.bytes("b32bb3a583e1340c0a1108d58b1be49781ad8c2f");
    private static final byte[] SHA2_ANSWER =
            Hex.bytes("746ebe205d56a0707acb3e796e834e0dd7b1d61743b26bd5202c7a623230c7c9");

    /** PostgreSQL's verifier of "pencil". */
    private static final String VERIFIER =
            "SCRAM-SHA-256$4096:iUomiaZOf4gOcst35Dp9uQ==$uOGJ+wV3O82jWOibFS6TLybM+DD5VZ0O4/iZ6pvQzx4="
                    + ":8yBPb2eRSYcHmBYG0EFSKrC9Ck477dI6EzC+mQkC4zM=";

    private final RsaKey rsa = new RsaKey();

    private Authentication of(User user, boolean tls) {
        return new Authentication(user, NONCE, tls, rsa);
    }

    private static byte[] sha2Answer(String password, byte[] nonce) {
        MessageDigest sha256 = Password.digest("SHA-256");
        byte[] once = sha256.digest(password.getBytes(StandardCharsets.UTF_8));
        sha256.update(sha256.digest(once));
        return Scramble.xor(once, sha256.digest(nonce));
    }

    @Test
    void hashesAsTheServersDo() {
        Password.Hashes hashes = Password.parse("secret").hashes();
        assertArrayEquals(
                Hex.bytes("14e65567abdb5135d0cfd9a70b3032c179a49ee7"), hashes.sha1Twice());
        assertArrayEquals(
                Hex.bytes("3881219d087dd9c634373fd33dfa33a2cb6bfc6c520b64b8bb60ef2ceb534ae7"),
                hashes.sha256Twice());
        assertTrue(Scramble.nativeMatches(NATIVE_ANSWER, NONCE, hashes.sha1Twice()));
        assertTrue(Scramble.sha2Matches(SHA2_ANSWER, NONCE, hashes.sha256Twice()));
        byte[] wrong = SHA2_ANSWER.clone();
        wrong[31] ^= 1;
        assertFalse(Scramble.sha2Matches(wrong, NONCE, hashes.sha256Twice()));
    }

    @Test
    void takesEitherMethodThatTheClientOffers() {
        User user = User.of("app", "secret");
        Step step =
                of(user, false)
                        .start("mysql_native_password", NATIVE_ANSWER, true, Method.CACHING_SHA2);
        assertEquals(Step.RIGHT, step);
        step = of(user, false).start("caching_sha2_password", SHA2_ANSWER, true, Method.NATIVE);
        assertEquals(Verdict.RIGHT, step.verdict());
        assertArrayEquals(Hex.bytes("01 03"), step.reply());
    }

    @Test
    void asksForAnotherMethodWithANewNonce() {
        Authentication authentication = of(User.of("app", "secret"), false);
        Step step = authentication.start("client_ed25519", new byte[64], true, Method.CACHING_SHA2);
        assertEquals(Verdict.GO_ON, step.verdict());
        byte[] reply = step.reply();
        byte[] start = "\u00fecaching_sha2_password\0".getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(start, Arrays.copyOf(reply, start.length));
        byte[] nonce = Arrays.copyOfRange(reply, start.length, start.length + 20);
        assertEquals(start.length + 21, reply.length);
        assertNotEquals(Arrays.toString(NONCE), Arrays.toString(nonce));
        assertEquals(
                Verdict.WRONG,
                of(User.of("app", "secret"), false)
                        .start("mysql_native_password", SHA1_OTHER, true, Method.NATIVE)
                        .verdict());
        assertEquals(Verdict.RIGHT, authentication.next(sha2Answer("secret", nonce)).verdict());
    }

    private static final byte[] SHA1_OTHER = new byte[20];

    @Test
    void anUnknownUserGoesTheSameWayToWrong() {
        assertEquals(
                Step.WRONG,
                of(null, false)
                        .start("caching_sha2_password", SHA2_ANSWER, true, Method.CACHING_SHA2));
        assertEquals(
                Step.WRONG,
                of(null, false)
                        .start("mysql_native_password", NATIVE_ANSWER, true, Method.CACHING_SHA2));
        assertEquals(
                Verdict.GO_ON,
                of(null, false)
                        .start("client_ed25519", new byte[64], true, Method.CACHING_SHA2)
                        .verdict());
        assertEquals(
                Step.WRONG,
                of(null, false)
                        .start("caching_sha2_password", new byte[0], true, Method.CACHING_SHA2));
    }

    @Test
    void anEmptyAnswerIsRightForAnEmptyPasswordOnly() {
        byte[] empty = new byte[0];
        assertEquals(
                Step.RIGHT,
                of(User.of("app", ""), false)
                        .start("mysql_native_password", empty, true, Method.NATIVE));
        Authentication secret = of(User.of("app", "secret"), false);
        assertEquals(Step.WRONG, secret.start("mysql_native_password", empty, true, Method.NATIVE));
        assertFalse(secret.passwordGiven());
    }

    @Test
    void aVerifierNeedsThePasswordOnceAndThenTakesTheFastPath() {
        User user = User.of("app", VERIFIER);
        Authentication first = of(user, true);
        Step step =
                first.start(
                        "caching_sha2_password",
                        sha2Answer("pencil", NONCE),
                        true,
                        Method.CACHING_SHA2);
        assertArrayEquals(Hex.bytes("01 04"), step.reply());
        assertEquals(Verdict.GO_ON, step.verdict());
        assertEquals(Step.RIGHT, first.next("pencil\0".getBytes(StandardCharsets.UTF_8)));

        Step again =
                of(user, false)
                        .start(
                                "caching_sha2_password",
                                sha2Answer("pencil", NONCE),
                                true,
                                Method.CACHING_SHA2);
        assertArrayEquals(Hex.bytes("01 03"), again.reply());
    }

    @Test
    void aVerifierIsOpenedByRsaWithoutTls() throws Exception {
        for (String password : new String[] {"pencil", "pencils"}) {
            Authentication authentication = of(User.of("app", VERIFIER), false);
            Step asked = authentication.start("mysql_native_password", NONCE, true, Method.NATIVE);
            byte[] nonce =
                    Arrays.copyOfRange(
                            asked.reply(), asked.reply().length - 21, asked.reply().length - 1);
            assertArrayEquals(
                    Hex.bytes("01 04"), authentication.next(sha2Answer(password, nonce)).reply());
            byte[] pem = authentication.next(new byte[] {2}).reply();
            assertEquals(1, pem[0]);
            byte[] masked = Scramble.xor((password + "\0").getBytes(StandardCharsets.UTF_8), nonce);
            Step last =
                    authentication.next(
                            encrypted(
                                    new String(pem, 1, pem.length - 1, StandardCharsets.US_ASCII),
                                    masked));
            assertEquals(password.equals("pencil") ? Step.RIGHT : Step.WRONG, last);
        }
    }

    private static byte[] encrypted(String pem, byte[] data) throws Exception {
        String base64 =
                pem.replace("-----BEGIN PUBLIC KEY-----\n", "")
                        .replace("-----END PUBLIC KEY-----\n", "");
        PublicKey key =
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(data);
    }

    @Test
    void aPasswordInClearWithoutTlsIsRefused() {
        Authentication authentication = of(User.of("app", VERIFIER), false);
        authentication.start(
                "caching_sha2_password", sha2Answer("pencil", NONCE), true, Method.CACHING_SHA2);
        assertEquals(Step.WRONG, authentication.next("pencil\0".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aClientThatCanNotBeAskedIsTold() {
        ProtocolException refused =
                assertThrows(
                        ProtocolException.class,
                        () ->
                                of(User.of("app", VERIFIER), false)
                                        .start(null, NATIVE_ANSWER, false, Method.NATIVE));
        assertEquals(Problem.AUTHENTICATION_NOT_SUPPORTED, refused.problem());
        assertEquals(
                Step.RIGHT,
                of(User.of("app", "secret"), false)
                        .start(null, NATIVE_ANSWER, false, Method.CACHING_SHA2));
    }

    @Test
    void anAnswerOfAnotherLengthIsABadHandshake() {
        ProtocolException refused =
                assertThrows(
                        ProtocolException.class,
                        () ->
                                of(User.of("app", "secret"), false)
                                        .start(
                                                "mysql_native_password",
                                                new byte[19],
                                                true,
                                                Method.NATIVE));
        assertEquals(1043, refused.mysqlNumber());
    }
}
