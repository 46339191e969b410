package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.ClientGoneException;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.proxy.client.User;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said with one client, from its answer to the greeting to its end. Confined to the
 * client's inbox, but for {@link #tlsStarted}.
 *
 * <pre>
 *   HANDSHAKE ── response ──▶ AUTHENTICATION ── right ──▶ COMMANDS ◀──── OK or ERR ────┐
 *       │                          │ wrong                  │ COM_CHANGE_USER           │
 *       └───────── ERR ────────────┴──▶ CLOSED ◀── QUIT ────┴──▶ AUTHENTICATION_AGAIN ─┘
 * </pre>
 */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** That a client may take to read the last error and close. */
    private static final long LINGER_MILLIS = 1000;

    private static final Failure OUT_OF_ORDER =
            new Failure(1156, "08S01", "Got packets out of order");

    private enum State {
        HANDSHAKE,
        AUTHENTICATION,
        COMMANDS,
        AUTHENTICATION_AGAIN,
        CLOSED
    }

    private final MySqlServer server;
    private final ServerResources resources;
    private final Client client;
    private final Channel channel;
    private final PacketDecoder decoder;
    private final Outbound outbound;
    private final PacketWriter packets;

    private State state = State.HANDSHAKE;
    private byte[] nonce;
    private int capabilities;
    private Answer answer;
    private Authentication authentication;
    private HandshakeResponse response;
    private ChangeUser change;

    private Commands commands;

    Conversation(
            MySqlServer server,
            Client client,
            PacketDecoder decoder,
            Outbound outbound,
            byte[] nonce) {
        this.server = server;
        this.resources = server.resources();
        this.client = client;
        this.channel = client.channel();
        this.decoder = decoder;
        this.outbound = outbound;
        this.packets = new PacketWriter(outbound);
        this.nonce = nonce;
        // The greeting had 0.
        packets.sequence(1);
    }

    /** The client's request for TLS took a sequence id. Before the first packet is accepted. */
    void tlsStarted() {
        packets.sequence(2);
    }

    /** One packet. Blocks. */
    void accept(Packet packet) {
        try {
            switch (state) {
                case HANDSHAKE, AUTHENTICATION -> login(packet);
                case COMMANDS -> command(packet);
                case AUTHENTICATION_AGAIN -> authenticationAgain(packet);
                case CLOSED -> {}
            }
        } finally {
            packets.abort();
            outbound.discard();
            packet.release();
        }
    }

    /** The connection is closed: gives back what the session holds. */
    void close() {
        state = State.CLOSED;
        if (commands != null) {
            commands.close();
        }
    }

    private void login(Packet packet) {
        try {
            if (packet.kind() == Packet.Kind.SHUT_DOWN || packet.kind() == Packet.Kind.IDLE) {
                channel.close();
                return;
            }
            if (packet.kind() == Packet.Kind.OVERSIZED) {
                throw new ProtocolException(
                        Problem.HANDSHAKE,
                        "Bad handshake: a packet of "
                                + packet.payloadBytes()
                                + " bytes before the login");
            }
            if (!inOrder(packet, packets.nextSequence())) {
                packets.sequence(1);
                refuse(OUT_OF_ORDER);
                return;
            }
            packets.sequence(packet.sequence() + 1);
            if (state == State.HANDSHAKE) {
                handshake(packet);
            } else {
                proceed(authentication.next(Wire.rest(packet.content())));
            }
        } catch (ShardfoldException refused) {
            refuse(Failure.of(refused, null));
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | AssertionError fault) {
            LOG.error("A fault of ours ends the login of {}", client, fault);
            refuse(Failure.internal());
        }
    }

    private void handshake(Packet packet) {
        response = HandshakeResponse.decode(packet.content(), server.offer());
        capabilities = response.capabilities();
        answer = new Answer(packets, capabilities);
        if (resources.tlsRequired() && !isTls()) {
            throw new ProtocolException(
                    Problem.ENCRYPTION_REQUIRED,
                    "Connections using insecure transport are prohibited: this server requires TLS.");
        }
        authentication = authentication(response.user());
        state = State.AUTHENTICATION;
        proceed(
                authentication.start(
                        response.plugin(),
                        response.answer(),
                        has(capabilities, Capabilities.PLUGIN_AUTH),
                        server.face().method()));
    }

    private Authentication authentication(String name) {
        return new Authentication(
                resources.users().find(name, client.host()), nonce, isTls(), server.rsa());
    }

    private boolean isTls() {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private void proceed(Authentication.Step step) {
        nonce = authentication.nonce();
        switch (step.verdict()) {
            case GO_ON -> {
                answer.raw(step.reply());
                packets.flush();
            }
            case RIGHT -> {
                if (step.reply() != null) {
                    answer.raw(step.reply());
                }
                User user = authentication.user();
                commands =
                        new Commands(
                                server,
                                client,
                                packets,
                                answer,
                                capabilities,
                                response.collation(),
                                user,
                                response.database());
                client.loggedIn(user);
                decoder.loggedIn(resources.limits().packetBytesMax());
                state = State.COMMANDS;
                LOG.debug("{} logged in as {}: {}", client, user.name(), response.attributes());
                answer.ok(0, 0, commands.status(false));
                packets.flush();
            }
            case WRONG -> throw accessDenied(response.user());
        }
    }

    private ProtocolException accessDenied(String name) {
        return new ProtocolException(
                Problem.ACCESS_DENIED,
                "Access denied for user '"
                        + name
                        + "'@'"
                        + client.host()
                        + "' (using password: "
                        + (authentication.passwordGiven() ? "YES" : "NO")
                        + ")");
    }

    private void command(Packet packet) {
        switch (packet.kind()) {
            case SHUT_DOWN -> {
                packets.sequence(0);
                refuse(Failure.of(Problem.SHUTDOWN, "Server shutdown in progress"));
            }
            case IDLE -> {
                if (!server.face().mariaDb()) {
                    packets.sequence(0);
                    refuse(
                            Failure.of(
                                    Problem.IDLE_TIMEOUT,
                                    "The client was disconnected by the server because of"
                                            + " inactivity."));
                } else {
                    // A client that speaks to MariaDB expects none.
                    channel.close();
                }
            }
            case OUT_OF_ORDER -> outOfOrder();
            case OVERSIZED -> {
                // It was skipped, so the conversation goes on.
                packets.sequence(packet.sequence() + 1);
                answer.error(
                        Failure.of(
                                Problem.PACKET_TOO_LARGE,
                                "Got a packet bigger than 'max_allowed_packet' bytes: "
                                        + packet.payloadBytes()
                                        + ", and the limit is "
                                        + resources.limits().packetBytesMax()),
                        StandardCharsets.UTF_8);
                packets.flush();
            }
            case PAYLOAD -> {
                if (!inOrder(packet, 0)) {
                    outOfOrder();
                    return;
                }
                packets.sequence(packet.sequence() + 1);
                payload(packet);
            }
        }
    }

    private void payload(Packet packet) {
        Command command;
        try {
            command = Command.decode(packet.content(), capabilities);
        } catch (ProtocolException malformed) {
            // The packet's end is known, so what comes next can be read.
            answer.error(
                    new Failure(
                            malformed.mysqlNumber(),
                            malformed.mysqlState(),
                            "Malformed communication packet: " + malformed.getMessage()),
                    StandardCharsets.UTF_8);
            packets.flush();
            return;
        }
        if (command.kind() == Command.Kind.QUIT) {
            state = State.CLOSED;
            channel.close();
        } else if (command instanceof Command.Change asked) {
            changeUser(asked.user());
        } else {
            commands.run(command);
            packets.flush();
            if (commands.isOver()) {
                hangUp();
            }
        }
    }

    /** The client is always asked with a new nonce: nothing overheard earlier can be its answer. */
    private void changeUser(ChangeUser asked) {
        change = asked;
        authentication = authentication(asked.user());
        state = State.AUTHENTICATION_AGAIN;
        try {
            if (has(capabilities, Capabilities.PLUGIN_AUTH)) {
                Authentication.Method method = Authentication.Method.of(asked.plugin());
                proceedAgain(
                        authentication.askFor(method == null ? server.face().method() : method));
            } else {
                proceedAgain(
                        authentication.start(null, asked.answer(), false, server.face().method()));
            }
        } catch (ShardfoldException refused) {
            notChanged(refused);
        }
    }

    private void authenticationAgain(Packet packet) {
        if (packet.kind() != Packet.Kind.PAYLOAD) {
            state = State.COMMANDS;
            command(packet);
            return;
        }
        if (!inOrder(packet, packets.nextSequence())) {
            outOfOrder();
            return;
        }
        packets.sequence(packet.sequence() + 1);
        try {
            proceedAgain(authentication.next(Wire.rest(packet.content())));
        } catch (ShardfoldException refused) {
            notChanged(refused);
        }
    }

    private void proceedAgain(Authentication.Step step) {
        nonce = authentication.nonce();
        switch (step.verdict()) {
            case GO_ON -> {
                answer.raw(step.reply());
                packets.flush();
            }
            case RIGHT -> {
                if (step.reply() != null) {
                    answer.raw(step.reply());
                }
                commands.changeUser(authentication.user(), change.database(), change.collation());
                client.loggedIn(authentication.user());
                state = State.COMMANDS;
                answer.ok(0, 0, commands.status(false));
                packets.flush();
            }
            case WRONG -> throw accessDenied(change.user());
        }
    }

    /** The user stays who it was; what it guesses is slow enough with a connection for each. */
    private void notChanged(ShardfoldException refused) {
        refuse(Failure.of(refused, null));
    }

    private static boolean inOrder(Packet packet, int sequence) {
        return packet.kind() != Packet.Kind.OUT_OF_ORDER && packet.firstSequence() == sequence;
    }

    private void outOfOrder() {
        packets.sequence(0);
        refuse(OUT_OF_ORDER);
    }

    /** An ERR that ends the connection. */
    private void refuse(Failure failure) {
        packets.abort();
        outbound.discard();
        failure.encode(packets.begin(), capabilities != 0, StandardCharsets.UTF_8);
        packets.end();
        hangUp();
    }

    /**
     * Sends what there is and closes. The socket is read on for a moment: closing one with unread
     * bytes would take the last error from the client.
     */
    private void hangUp() {
        state = State.CLOSED;
        packets.flush();
        if (channel instanceof SocketChannel socket && !isTls()) {
            socket.shutdownOutput();
            channel.eventLoop()
                    .schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }
}
