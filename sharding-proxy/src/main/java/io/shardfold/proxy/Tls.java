package io.shardfold.proxy;

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

    /**
     * A certificate made now, which no client can verify: it keeps others from listening, not from
     * standing between.
     */
    public static Tls selfSigned() {
        SelfSignedCertificate made = SelfSignedCertificate.create("shardfold-proxy");
        try {
            return of(
                    SslContextBuilder.forServer(made.privateKey(), made.certificate()),
                    made.certificate());
        } catch (SSLException fault) {
            throw new IllegalStateException(
                    "The certificate that was just made isn't accepted", fault);
        }
    }

    /**
     * @param chain PEM file, the server's certificate first
     * @param key PEM file with the PKCS#8 private key, not encrypted
     * @throws ConfigurationException where a file can't be read or isn't what it should be
     */
    public static Tls of(Path chain, Path key) {
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
            return of(SslContextBuilder.forServer(chain.toFile(), key.toFile()), certificate);
        } catch (IllegalArgumentException | SSLException wrong) {
            throw unusable(
                    key,
                    "is no private key for the certificate, in PKCS#8 and PEM without a password: "
                            + wrong.getMessage());
        }
    }

    private static Tls of(SslContextBuilder builder, X509Certificate certificate)
            throws SSLException {
        return new Tls(
                builder.sslProvider(SslProvider.JDK).protocols(VERSIONS).build(), certificate);
    }

    private static ConfigurationException unusable(Path file, String reason) {
        return new ConfigurationException(file.toString(), 0, null, reason, null);
    }
}
