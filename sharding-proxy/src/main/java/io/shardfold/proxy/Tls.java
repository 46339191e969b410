package io.shardfold.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.shardfold.core.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * What the server shows to clients that ask for TLS.
 *
 * @param certificate the server's own, the first of the chain
 */
public record Tls(SslContext context, X509Certificate certificate) {

    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /** {@link #selfSigned(List, List)} with TLS 1.2 and 1.3 and the platform's cipher suites. */
    public static Tls selfSigned() {
        return selfSigned(VERSIONS, List.of());
    }

    /**
     * A certificate made now, which no client can verify: it keeps others from listening, not from
     * standing between.
     *
     * @param versions such as TLSv1.3
     * @param ciphers suites; empty for the platform's own choice
     */
    public static Tls selfSigned(List<String> versions, List<String> ciphers) {
        SelfSignedCertificate made = SelfSignedCertificate.create("shardfold-proxy");
        try {
            return of(
                    SslContextBuilder.forServer(made.privateKey(), made.certificate()),
                    made.certificate(),
                    versions,
                    ciphers);
        } catch (IllegalArgumentException | SSLException wrong) {
            throw unknownVersion(versions, ciphers, wrong);
        }
    }

    /**
     * @param chain PEM file, the server's certificate first
     * @param key PEM file with the PKCS#8 private key, not encrypted
     * @throws ConfigurationException where a file can't be read or isn't what it should be
     */
    public static Tls of(Path chain, Path key, List<String> versions, List<String> ciphers) {
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(chain)) {
            certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException unreadable) {
            throw unusable(
                    chain, "is no certificate in PEM that can be read: " + unreadable.getMessage());
        }
        if (!Files.isReadable(key)) {
            throw unusable(key, "can't be read. It must hold the certificate's private key.");
        }
        try {
            return of(
                    SslContextBuilder.forServer(chain.toFile(), key.toFile()),
                    certificate,
                    versions,
                    ciphers);
        } catch (IllegalArgumentException | SSLException wrong) {
            throw unusable(
                    key,
                    "is no private key for the certificate, in PKCS#8 and PEM without a password: "
                            + wrong.getMessage());
        }
    }

    private static Tls of(
            SslContextBuilder builder,
            X509Certificate certificate,
            List<String> versions,
            List<String> ciphers)
            throws SSLException {
        builder.sslProvider(SslProvider.JDK).protocols(versions);
        if (!ciphers.isEmpty()) {
            builder.ciphers(ciphers);
        }
        SslContext context = builder.build();
        // Versions that this platform doesn't know come out here, not at the first client.
        context.newEngine(ByteBufAllocator.DEFAULT);
        return new Tls(context, certificate);
    }

    private static ConfigurationException unknownVersion(
            List<String> versions, List<String> ciphers, Exception wrong) {
        return new ConfigurationException(
                null,
                0,
                "props.proxy-frontend-ssl-version",
                "TLS can't be offered with versions "
                        + versions
                        + " and cipher suites "
                        + ciphers
                        + ": "
                        + wrong.getMessage(),
                null);
    }

    private static ConfigurationException unusable(Path file, String reason) {
        return new ConfigurationException(file.toString(), 0, null, reason, null);
    }
}
