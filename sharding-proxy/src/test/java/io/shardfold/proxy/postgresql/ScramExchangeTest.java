package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBufUtil;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.proxy.client.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScramExchangeTest {

    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";

    /** The example of RFC 7677, section 3. */
    @Test
    void theExampleOfTheStandard() {
        ScramExchange exchange =
                exchange("pencil", "W22ZaJ0SNY7soEsUEjb6gQ==", "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
        assertEquals(
                "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                first(exchange, "n,,n=user,r=" + CLIENT_NONCE));
        assertEquals(
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                last(
                        exchange,
                        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
    }

    /** As PostgreSQL 18 answered libpq. */
    @Test
    void anExchangeOfPostgresql() {
        ScramVerifier verifier =
                ScramVerifier.of(
                        "pencil", Base64.getDecoder().decode("iUomiaZOf4gOcst35Dp9uQ=="), 4096);
        assertEquals(
                "b8e189fb05773bcda358e89b152e932f26ccf830f9559d0ee3f899ea9bd0cf1e",
                ByteBufUtil.hexDump(verifier.storedKey()));
        assertEquals(
                "f3204f6f6791498707981606d041522ab0bd0a4e3bedd23a1330be990902e333",
                ByteBufUtil.hexDump(verifier.serverKey()));
        ScramExchange exchange = new ScramExchange(verifier, "ecFpmaYeYHUcdmqpcHFS5Rez");
        first(exchange, "n,,n=,r=" + CLIENT_NONCE);
        assertEquals(
                "v=uc3e7w5UViCTU7OTYPPejfqDAFDzzjtwk9pPQIOvNWo=",
                last(
                        exchange,
                        "c=biws,r=rOprNGfwEbeRWgbNEkqOecFpmaYeYHUcdmqpcHFS5Rez,"
                                + "p=YmI/kyjfX8zT+gzP4SBYYBlBAHz5dhlayCL10fjTQrg="));
    }

    @Test
    void anotherPasswordGivesNoSignature() {
        ScramExchange exchange =
                exchange("pencils", "iUomiaZOf4gOcst35Dp9uQ==", "ecFpmaYeYHUcdmqpcHFS5Rez");
        first(exchange, "n,,n=,r=" + CLIENT_NONCE);
        assertNull(
                last(
                        exchange,
                        "c=biws,r=rOprNGfwEbeRWgbNEkqOecFpmaYeYHUcdmqpcHFS5Rez,"
                                + "p=YmI/kyjfX8zT+gzP4SBYYBlBAHz5dhlayCL10fjTQrg="));
    }

    @Test
    void whatAClientMayNotSay() {
        assertEquals(
                "client uses authorization identity, but it is not supported",
                firstRefused("n,a=foo,n=,r=x"));
        assertEquals("malformed SCRAM message", firstRefused(""));
        assertEquals("malformed SCRAM message", firstRefused("n,,n="));
        assertEquals("malformed SCRAM message", firstRefused("n,,r=x"));
        assertEquals("malformed SCRAM message", firstRefused("n,,n=,r="));
        assertEquals(
                "client requires an unsupported SCRAM extension", firstRefused("n,,m=x,n=,r=y"));
        String nonces = CLIENT_NONCE + "server";
        String proof = ",p=" + Base64.getEncoder().encodeToString(new byte[32]);
        assertEquals(
                "invalid SCRAM response: nonce does not match",
                lastRefused("c=biws,r=other" + proof));
        assertEquals(
                "unexpected SCRAM channel-binding attribute in client-final-message",
                lastRefused("c=eSws,r=" + nonces + proof));
        assertEquals(
                "malformed SCRAM message: malformed proof in client-final-message",
                lastRefused("c=biws,r=" + nonces + ",p=AAAA"));
        assertEquals(
                "malformed SCRAM message: malformed proof in client-final-message",
                lastRefused("c=biws,r=" + nonces + ",p=no base64"));
        assertEquals("malformed SCRAM message", lastRefused("c=biws,r=" + nonces));
    }

    @Test
    void anyBytesAreAnAnswerOrAnError() {
        Random random = new Random(11);
        String alphabet = "nyparscm=,0AB+/\0\u00e9";
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "n,,n=,r=" : "");
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            ScramExchange exchange =
                    new ScramExchange(
                            new ScramVerifier(1, new byte[1], new byte[32], new byte[32]), "s");
            try {
                first(exchange, text.toString());
                last(exchange, text.reverse().toString());
            } catch (ProtocolException expected) {
                assertEquals("08P01".length(), expected.postgresqlState().length());
            }
        }
    }

    private static String firstRefused(String message) {
        ScramExchange exchange = exchange("x", "AAAA", "server");
        return assertThrows(ProtocolException.class, () -> first(exchange, message)).getMessage();
    }

    private static String lastRefused(String message) {
        ScramExchange exchange = exchange("x", "AAAA", "server");
        first(exchange, "n,,n=,r=" + CLIENT_NONCE);
        return assertThrows(ProtocolException.class, () -> last(exchange, message)).getMessage();
    }

    private static ScramExchange exchange(String password, String salt, String serverNonce) {
        return new ScramExchange(
                ScramVerifier.of(password, Base64.getDecoder().decode(salt), 4096), serverNonce);
    }

    private static String first(ScramExchange exchange, String message) {
        return exchange.first(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String last(ScramExchange exchange, String message) {
        return exchange.last(message.getBytes(StandardCharsets.UTF_8));
    }
}
