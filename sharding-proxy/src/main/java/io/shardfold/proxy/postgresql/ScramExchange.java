package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The server's side of one SCRAM-SHA-256 login. Confined to that login.
 *
 * <pre>
 *   client                                     server
 *     n,,n=user,r=clientNonce  ------------->
 *                              &lt;-------------  r=clientNonce+serverNonce,s=salt,i=iterations
 *     c=biws,r=nonces,p=proof  ------------->
 *                              &lt;-------------  v=signature
 * </pre>
 *
 * <p>Source: RFC 5802 and RFC 7677. The user's name in the message is ignored, as PostgreSQL does:
 * the one of the startup packet counts. Channel binding isn't offered.
 */
final class ScramExchange {

    static final String MECHANISM = "SCRAM-SHA-256";

    /** SHA-256 gives so many. */
    private static final int PROOF_BYTES = 32;

    private final ScramVerifier verifier;
    private final String serverNonce;

    private String header;
    private String clientFirstBare;
    private String serverFirst;
    private String nonces;

    /**
     * @param serverNonce printable ASCII without a comma, and never used before
     */
    ScramExchange(ScramVerifier verifier, String serverNonce) {
        this.verifier = verifier;
        this.serverNonce = serverNonce;
    }

    /**
     * Answers the client's first message.
     *
     * @throws ProtocolException 08P01 for a message that isn't one, 0A000 for an authorization
     *     identity
     */
    String first(byte[] message) {
        assert serverFirst == null;
        String text = ascii(message);
        int headerEnd = headerEnd(text);
        header = text.substring(0, headerEnd);
        clientFirstBare = text.substring(headerEnd);
        if (clientFirstBare.startsWith("m=")) {
            throw new ProtocolException(
                    Problem.NOT_SUPPORTED, "client requires an unsupported SCRAM extension");
        }
        int comma = clientFirstBare.indexOf(',');
        if (comma < 0 || !clientFirstBare.startsWith("n=")) {
            throw malformed();
        }
        String nonce = attribute(clientFirstBare, comma + 1, 'r');
        if (nonce.isEmpty() || !isPrintable(nonce)) {
            throw malformed();
        }
        nonces = nonce + serverNonce;
        serverFirst =
                "r="
                        + nonces
                        + ",s="
                        + Base64.getEncoder().encodeToString(verifier.salt())
                        + ",i="
                        + verifier.iterations();
        return serverFirst;
    }

    /**
     * Checks the client's proof.
     *
     * @return the server's last message; null where the password was another
     * @throws ProtocolException 08P01 for a message that isn't one
     */
    String last(byte[] message) {
        assert serverFirst != null;
        String text = ascii(message);
        int proofStart = text.lastIndexOf(",p=");
        if (proofStart < 0) {
            throw malformed();
        }
        String withoutProof = text.substring(0, proofStart);
        String binding = attribute(withoutProof, 0, 'c');
        if (!binding.equals(base64(header))) {
            throw new ProtocolException(
                    "unexpected SCRAM channel-binding attribute in client-final-message");
        }
        String echoed = attribute(withoutProof, 2 + binding.length() + 1, 'r');
        if (!MessageDigest.isEqual(
                echoed.getBytes(StandardCharsets.US_ASCII),
                nonces.getBytes(StandardCharsets.US_ASCII))) {
            throw new ProtocolException("invalid SCRAM response: nonce does not match");
        }
        byte[] proof = proof(text.substring(proofStart + 3));
        byte[] authMessage =
                (clientFirstBare + "," + serverFirst + "," + withoutProof)
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] clientKey = ScramVerifier.hmac(verifier.storedKey(), authMessage);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        if (!MessageDigest.isEqual(
                Password.digest("SHA-256").digest(clientKey), verifier.storedKey())) {
            return null;
        }
        byte[] signature = ScramVerifier.hmac(verifier.serverKey(), authMessage);
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    /**
     * Where the GS2 header ends: {@code n,,} of a client that can't bind channels, or {@code y,,}
     * of one that can and thinks that we can't, which is so.
     */
    private static int headerEnd(String text) {
        if (text.startsWith("p=")) {
            throw new ProtocolException(
                    "malformed SCRAM message: the client selected SCRAM-SHA-256 without channel"
                            + " binding, but its message has a channel binding");
        }
        if (!text.startsWith("n,") && !text.startsWith("y,")) {
            throw malformed();
        }
        if (text.startsWith("a=", 2)) {
            throw new ProtocolException(
                    Problem.NOT_SUPPORTED,
                    "client uses authorization identity, but it is not supported");
        }
        if (!text.startsWith(",", 2)) {
            throw malformed();
        }
        return 3;
    }

    /** The value of the attribute that must stand here, up to the next comma. */
    private static String attribute(String text, int start, char name) {
        if (start + 2 > text.length()
                || text.charAt(start) != name
                || text.charAt(start + 1) != '=') {
            throw malformed();
        }
        int end = text.indexOf(',', start);
        return text.substring(start + 2, end < 0 ? text.length() : end);
    }

    private static byte[] proof(String base64) {
        byte[] proof;
        try {
            proof = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            proof = new byte[0];
        }
        if (proof.length != PROOF_BYTES) {
            throw new ProtocolException(
                    "malformed SCRAM message: malformed proof in client-final-message");
        }
        return proof;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String ascii(byte[] message) {
        for (byte b : message) {
            if (b == 0) {
                throw malformed();
            }
        }
        // The user's name may be of any encoding, and takes part in the signature byte by byte.
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x21 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static ProtocolException malformed() {
        return new ProtocolException("malformed SCRAM message");
    }
}
