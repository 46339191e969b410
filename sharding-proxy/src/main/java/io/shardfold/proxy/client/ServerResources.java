package io.shardfold.proxy.client;

import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;

/**
 * What the front ends of one server share. The server owns it all, and closes it.
 *
 * @param blocking where work that may block runs, through an {@link Inbox}; has a thread for each
 *     client, so that no client waits for another's statement: a COMMIT that would let others go on
 *     must never stand behind them in a queue
 * @param tls null where TLS isn't offered
 * @param certificate what {@code tls} shows; null without it
 * @param tlsRequired whether a login without TLS is refused
 */
public record ServerResources(
        Users users,
        Databases databases,
        Clients clients,
        Limits limits,
        Executor blocking,
        SslContext tls,
        X509Certificate certificate,
        boolean tlsRequired) {}
