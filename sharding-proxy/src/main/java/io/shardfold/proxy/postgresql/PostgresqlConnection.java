package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.session.Database;
import io.shardfold.core.session.Session;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.ClientGoneException;
import io.shardfold.proxy.client.Inbox;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.proxy.client.ScramVerifier;
import io.shardfold.proxy.client.ShutDown;
import io.shardfold.proxy.client.User;
import io.shardfold.sql.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: its login, on the event loop, and the way of its messages to its
 * session.
 *
 * <pre>
 *   client                              server
 *     SSLRequest | GSSENCRequest  ----->
 *                                 &lt;-----  S, and TLS starts; or N
 *     StartupMessage              ----->
 *                                 &lt;-----  [NegotiateProtocolVersion] AuthenticationSASL
 *     SASLInitialResponse         ----->
 *                                 &lt;-----  AuthenticationSASLContinue
 *     SASLResponse                ----->
 *                                 &lt;-----  AuthenticationSASLFinal AuthenticationOk
 *                                        ParameterStatus* BackendKeyData ReadyForQuery
 * </pre>
 *
 * <p>Source: PostgreSQL documentation, "Message Flow: Start-up". Confined to the event loop.
 */
final class PostgresqlConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlConnection.class);

    private static final int SHORT_KEY_BYTES = 4;

    private enum Step {
        STARTUP,
        SASL_MECHANISM,
        SASL_FIRST,
        SASL_LAST,
        SESSION,
        ENDED
    }

    private final PostgresqlFrontEnd frontEnd;
    private final Client client;
    private final Outbound outbound;
    private final PostgresqlFrameDecoder decoder;
    private final Inbox<Runnable> inbox;

    private Step step = Step.STARTUP;
    private boolean spoken;
    private StartupPacket.Startup startup;
    private User user;
    private ScramExchange exchange;
    private Future<?> idleWatch;

    // Written once by the inbox's first task, read by tasks after it, and by the last.
    private volatile PostgresqlSession session;

    PostgresqlConnection(
            PostgresqlFrontEnd frontEnd,
            Client client,
            Outbound outbound,
            PostgresqlFrameDecoder decoder) {
        this.frontEnd = frontEnd;
        this.client = client;
        this.outbound = outbound;
        this.decoder = decoder;
        this.inbox =
                new Inbox<>(
                        client.channel(),
                        frontEnd.resources().blocking(),
                        frontEnd.resources().limits().pendingBytesMax(),
                        Runnable::run);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long loginMillisMax = frontEnd.resources().limits().loginMillisMax();
        client.startLogin(
                loginMillisMax,
                () -> {
                    LOG.info("{} didn't log in within {} ms", client, loginMillisMax);
                    step = Step.ENDED;
                    context.close();
                });
        context.executor()
                .schedule(() -> greetStranger(context), loginMillisMax / 2, TimeUnit.MILLISECONDS);
        long idleMillisMax = frontEnd.resources().limits().idleMillisMax();
        if (idleMillisMax > 0) {
            watchIdle(context, TimeUnit.MILLISECONDS.toNanos(idleMillisMax));
        }
    }

    /**
     * Whoever says nothing at all waits for the server to speak first, as MySQL's clients do: they
     * are told in their own protocol what this is.
     */
    private void greetStranger(ChannelHandlerContext context) {
        if (spoken || step != Step.STARTUP || !context.channel().isActive()) {
            return;
        }
        LOG.info(
                "{} sent nothing: this port speaks PostgreSQL's protocol, and a client of MySQL's"
                        + " may have come",
                client);
        step = Step.ENDED;
        byte[] text =
                "#08S01This port speaks PostgreSQL's protocol, not MySQL's."
                        .getBytes(StandardCharsets.US_ASCII);
        ByteBuf out = context.alloc().buffer();
        // An ERR packet: length, sequence 0, ERR, error number.
        out.writeMediumLE(text.length + 3).writeByte(0);
        out.writeByte(0xff).writeShortLE(Problem.HANDSHAKE.mysqlNumber()).writeBytes(text);
        context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }

    private void watchIdle(ChannelHandlerContext context, long idleNanosMax) {
        long idleNanos = inbox.isIdle() ? System.nanoTime() - client.activity().sinceNanos() : 0;
        if (step == Step.SESSION && idleNanos >= idleNanosMax) {
            endLater(
                    ErrorReport.fatal(
                            Problem.IDLE_TIMEOUT,
                            "terminating connection due to idle-session timeout"));
            return;
        }
        if (step != Step.ENDED && context.channel().isActive()) {
            idleWatch =
                    context.executor()
                            .schedule(
                                    () -> watchIdle(context, idleNanosMax),
                                    Math.max(idleNanosMax - idleNanos, 1_000_000),
                                    TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        spoken = true;
        if (step == Step.ENDED) {
            return;
        }
        if (message instanceof FrontendMessage sent) {
            inbox.offer(() -> handle(sent), sent.heldBytes());
        } else if (message instanceof PostgresqlFrameDecoder.Password password) {
            try {
                password(context, password.body());
            } catch (ShardfoldException failure) {
                end(context, ErrorReport.fatal(failure));
            }
        } else if (message instanceof StartupPacket packet) {
            startup(context, packet);
        } else if (message instanceof PostgresqlFrameDecoder.Broken broken) {
            broken(context, broken.failure());
        } else {
            throw new IllegalStateException("no message of a client: " + message.getClass());
        }
    }

    private void handle(FrontendMessage message) {
        PostgresqlSession opened = session;
        // Without a session the client has been told why, and is about to be closed.
        if (opened != null) {
            opened.handle(message);
        }
    }

    private void broken(ChannelHandlerContext context, ShardfoldException failure) {
        if (failure == null) {
            LOG.info(
                    "{} sent what isn't PostgreSQL's protocol, which this port speaks: closed",
                    client);
            step = Step.ENDED;
            context.close();
        } else if (step == Step.SESSION) {
            // Behind the answers to what came before it.
            endLater(ErrorReport.fatal(failure));
        } else {
            end(context, ErrorReport.fatal(failure));
        }
    }

    private void startup(ChannelHandlerContext context, StartupPacket packet) {
        switch (packet.kind()) {
            case SSL_REQUEST -> {
                boolean offered =
                        frontEnd.resources().tls() != null
                                && context.pipeline().get(SslHandler.class) == null;
                context.writeAndFlush(context.alloc().buffer(1).writeByte(offered ? 'S' : 'N'));
                if (offered) {
                    context.pipeline()
                            .addFirst(frontEnd.resources().tls().newHandler(context.alloc()));
                }
            }
            case GSS_REQUEST -> context.writeAndFlush(context.alloc().buffer(1).writeByte('N'));
            case CANCEL -> {
                step = Step.ENDED;
                // Whoever cancels waits for the end of this connection: only then is it done.
                inbox.offer(
                        () -> {
                            frontEnd.cancel((StartupPacket.Cancel) packet);
                            client.channel().close();
                        },
                        0);
            }
            case STARTUP -> {
                startup = (StartupPacket.Startup) packet;
                try {
                    startLogin(context);
                } catch (ShardfoldException failure) {
                    end(context, ErrorReport.fatal(failure));
                }
            }
        }
    }

    private void startLogin(ChannelHandlerContext context) {
        ByteBuf out = context.alloc().buffer();
        if (startup.needsNegotiation()) {
            BackendMessages.negotiateProtocolVersion(
                    out, startup.spokenVersion(), startup.extensions());
        }
        ErrorReport refusal = refusal(context);
        if (refusal != null) {
            context.write(out);
            end(context, refusal);
            return;
        }
        String name = userName();
        user = frontEnd.resources().users().find(name, client.host());
        ScramVerifier verifier =
                user == null ? frontEnd.mockVerifier(name) : user.password().scram();
        exchange = new ScramExchange(verifier, frontEnd.nonce());
        step = Step.SASL_MECHANISM;
        BackendMessages.authenticationSasl(out, List.of(ScramExchange.MECHANISM));
        context.writeAndFlush(out);
    }

    private ErrorReport refusal(ChannelHandlerContext context) {
        if (userName().isEmpty()) {
            return ErrorReport.fatal(
                    Problem.AUTHENTICATION_NOT_SUPPORTED,
                    "no PostgreSQL user name specified in startup packet");
        }
        String replication = startup.parameters().getOrDefault("replication", "false");
        if (!List.of("false", "off", "no", "0").contains(replication)) {
            return ErrorReport.fatal(
                    Problem.NOT_SUPPORTED,
                    "Replication is not supported. Connect to the databases behind the proxy.");
        }
        if (frontEnd.resources().tlsRequired()
                && context.pipeline().get(SslHandler.class) == null) {
            return ErrorReport.fatal(
                    Problem.ENCRYPTION_REQUIRED,
                    "Connections without TLS are not allowed. Connect with sslmode=require.");
        }
        return null;
    }

    private String userName() {
        return startup.parameters().getOrDefault("user", "");
    }

    private void password(ChannelHandlerContext context, byte[] body) {
        ByteBuf out = context.alloc().buffer();
        boolean sent = false;
        try {
            switch (step) {
                case SASL_MECHANISM -> {
                    byte[] first = initialResponse(Unpooled.wrappedBuffer(body));
                    if (first == null) {
                        step = Step.SASL_FIRST;
                        BackendMessages.authenticationSaslContinue(out, "");
                    } else {
                        step = Step.SASL_LAST;
                        BackendMessages.authenticationSaslContinue(out, exchange.first(first));
                    }
                }
                case SASL_FIRST -> {
                    step = Step.SASL_LAST;
                    BackendMessages.authenticationSaslContinue(out, exchange.first(body));
                }
                case SASL_LAST -> {
                    String last = exchange.last(body);
                    if (last == null || user == null) {
                        LOG.info("{} gave a wrong user name or password", client);
                        end(
                                context,
                                ErrorReport.fatal(
                                        Problem.ACCESS_DENIED,
                                        "password authentication failed for user \""
                                                + userName()
                                                + "\""));
                        return;
                    }
                    BackendMessages.authenticationSaslFinal(out, last);
                    BackendMessages.authenticationOk(out);
                    loggedIn();
                }
                case STARTUP, SESSION, ENDED ->
                        throw new ProtocolException("a password that nobody asked for");
            }
            sent = true;
            context.writeAndFlush(out);
        } finally {
            if (!sent) {
                out.release();
            }
        }
    }

    /**
     * SASLInitialResponse: the mechanism, and the client's first message or nothing.
     *
     * @return null for nothing
     */
    private static byte[] initialResponse(ByteBuf body) {
        String mechanism = Fields.string(body);
        if (!mechanism.equals(ScramExchange.MECHANISM)) {
            throw new ProtocolException("client selected an invalid SASL authentication mechanism");
        }
        byte[] first = Fields.value(body);
        Fields.end(body);
        return first;
    }

    private void loggedIn() {
        step = Step.SESSION;
        decoder.loggedIn();
        client.loggedIn(user);
        inbox.offer(this::openSession, 0);
    }

    /** On the inbox: opening a session may wait for a data source. */
    private void openSession() {
        String databaseName = startup.parameters().getOrDefault("database", "");
        if (databaseName.isEmpty()) {
            databaseName = userName();
        }
        Database database = frontEnd.resources().databases().find(databaseName, user);
        if (database == null) {
            endNow(
                    ErrorReport.fatal(
                            Problem.UNKNOWN_DATABASE,
                            "database \"" + databaseName + "\" does not exist"));
            return;
        }
        Session opened = null;
        try {
            opened = database.openSession(Dialect.POSTGRESQL);
            SessionParameters parameters = new SessionParameters(opened);
            parameters.start(settings(), frontEnd.parametersOf(opened), user.name(), user.admin());
            session =
                    new PostgresqlSession(
                            client, outbound, opened, parameters, frontEnd.resources().limits());
            client.session(opened);
            parameters.writeAll(outbound.buffer());
            byte[] key = cancelKey();
            frontEnd.register(client, key, session);
            BackendMessages.backendKeyData(outbound.buffer(), client.id(), key);
            session.ready();
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | Error failure) {
            if (!(failure instanceof ShardfoldException)) {
                LOG.error("A fault of ours, at the login of {}", client, failure);
            }
            endNow(ErrorReport.fatal(failure));
        } finally {
            if (session == null && opened != null) {
                opened.close();
            }
        }
    }

    /** What the client wants to be set: its own parameters go before those in the options. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String options = startup.parameters().get("options");
        if (options != null) {
            settings.putAll(SessionParameters.options(options));
        }
        for (Map.Entry<String, String> parameter : startup.parameters().entrySet()) {
            switch (parameter.getKey()) {
                case "user", "database", "options", "replication" -> {}
                default -> settings.put(parameter.getKey(), parameter.getValue());
            }
        }
        return settings;
    }

    /** Clients of the older versions can keep no longer key. */
    private byte[] cancelKey() {
        boolean shortKey = startup.spokenVersion() < StartupPacket.NEWEST_VERSION;
        return shortKey ? Arrays.copyOf(client.secret(), SHORT_KEY_BYTES) : client.secret();
    }

    /** Ends a login. */
    private void end(ChannelHandlerContext context, ErrorReport reason) {
        step = Step.ENDED;
        ByteBuf out = context.alloc().buffer();
        reason.write(out);
        context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
    }

    /** On the inbox, where no session could be opened. */
    private void endNow(ErrorReport reason) {
        reason.write(outbound.buffer());
        outbound.flush();
        client.channel()
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Ends a session, behind what is still to be answered. */
    private void endLater(ErrorReport reason) {
        step = Step.ENDED;
        inbox.offer(
                () -> {
                    PostgresqlSession ended = session;
                    if (ended != null) {
                        ended.end(reason);
                    }
                },
                0);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == ShutDown.EVENT) {
            ErrorReport reason =
                    ErrorReport.fatal(
                            Problem.SHUTDOWN,
                            "terminating connection due to administrator command");
            if (step == Step.SESSION) {
                endLater(reason);
            } else if (step != Step.ENDED) {
                end(context, reason);
            }
            return;
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        step = Step.ENDED;
        if (idleWatch != null) {
            idleWatch.cancel(false);
        }
        frontEnd.unregister(client);
        PostgresqlSession running = session;
        if (running != null && !inbox.isIdle()) {
            // What nobody waits for any more needn't go on.
            try {
                frontEnd.resources().blocking().execute(running::cancel);
            } catch (RejectedExecutionException busy) {
                LOG.debug("The statement of {} goes on to its end", client);
            }
        }
        inbox.close(this::closeSession);
        super.channelInactive(context);
    }

    private void closeSession() {
        try {
            PostgresqlSession ended = session;
            if (ended != null) {
                ended.close();
            } else {
                outbound.discard();
            }
        } finally {
            client.session(null);
            frontEnd.unregister(client);
            frontEnd.resources().clients().remove(client);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            // A connection that broke, or a TLS handshake that failed: the client's affair.
            LOG.info("{} is gone: {}", client, cause.getMessage());
        } else {
            LOG.error("A fault of ours ends the connection of {}", client, cause);
        }
        context.close();
    }
}
