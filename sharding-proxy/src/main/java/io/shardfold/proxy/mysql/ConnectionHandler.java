package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.shardfold.core.error.Problem;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.Inbox;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.proxy.client.ShutDown;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop's side of one connection: greets, starts TLS, hands packets to the conversation,
 * and sees the connection's end. Nothing here blocks.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    /** A PostgreSQL client's first 8 bytes are a length and this: SSLRequest, GSSENCRequest. */
    private static final int POSTGRESQL_SEQUENCE = 8;

    private final MySqlServer server;
    private final ServerResources resources;
    private final Client client;
    private final PacketDecoder decoder;
    private final byte[] nonce = Nonce.create();
    private final Conversation conversation;
    private final Inbox<Packet> inbox;
    private boolean first = true;

    ConnectionHandler(MySqlServer server, Client client, PacketDecoder decoder, Outbound outbound) {
        this.server = server;
        this.resources = server.resources();
        this.client = client;
        this.decoder = decoder;
        this.conversation = new Conversation(server, client, decoder, outbound, nonce);
        this.inbox =
                new Inbox<>(
                        client.channel(),
                        resources.blocking(),
                        resources.limits().pendingBytesMax(),
                        conversation::accept);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        client.startLogin(resources.limits().loginMillisMax(), context::close);
        Greeting greeting = new Greeting(server.face(), client.id(), nonce, server.offer());
        context.writeAndFlush(packet(context.alloc(), 0, greeting::encode));
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Packet packet = (Packet) message;
        if (first) {
            first = false;
            if (packet.kind() == Packet.Kind.PAYLOAD
                    && HandshakeResponse.isSslRequest(packet.content())) {
                packet.release();
                startTls(context, packet.sequence());
                return;
            }
            if (packet.sequence() == POSTGRESQL_SEQUENCE && packet.payloadBytes() == 0) {
                LOG.warn(
                        "{} speaks the PostgreSQL protocol to a port that speaks MySQL: {}",
                        client,
                        context.channel().localAddress());
            }
        }
        if (client.session() != null) {
            // KILL QUERY ends it, also while it waits for its turn.
            client.session().announceStatement();
        }
        inbox.offer(packet, packet.content().readableBytes() + PacketDecoder.HEADER_BYTES);
    }

    /**
     * The same socket goes on inside TLS. What came behind the request is the start of it, or
     * nonsense that TLS refuses: it is never taken for a packet, or a stranger could put one in
     * front of what the client says.
     */
    private void startTls(ChannelHandlerContext context, int sequence) {
        if (resources.tls() == null || sequence != 1) {
            Failure failure = Failure.of(Problem.HANDSHAKE, "Bad handshake: TLS isn't offered");
            context.writeAndFlush(
                            packet(
                                    context.alloc(),
                                    sequence + 1,
                                    out -> failure.encode(out, true, StandardCharsets.UTF_8)))
                    .addListener(done -> context.close());
            return;
        }
        SslHandler tls = resources.tls().newHandler(context.alloc());
        tls.setHandshakeTimeoutMillis(resources.limits().loginMillisMax());
        conversation.tlsStarted();
        ByteBuf left = decoder.takeBytesLeft();
        context.pipeline().addFirst(tls);
        if (left.isReadable()) {
            context.pipeline().fireChannelRead(left);
        } else {
            left.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == ShutDown.EVENT) {
            inbox.offer(Packet.shutDown(), 0);
        } else if (event instanceof IdleStateEvent && inbox.isIdle()) {
            inbox.offer(Packet.idle(), 0);
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (!inbox.isIdle()) {
            // Nobody waits for what runs any more.
            resources.blocking().execute(client::cancel);
        }
        inbox.close(
                () -> {
                    try {
                        conversation.close();
                    } finally {
                        resources.clients().remove(client);
                    }
                });
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("The connection of {} ends", client, cause);
        context.close();
    }

    /** One short packet that is sent on its own. */
    static ByteBuf packet(ByteBufAllocator allocator, int sequence, Consumer<ByteBuf> payload) {
        ByteBuf out = allocator.buffer().writeZero(PacketDecoder.HEADER_BYTES);
        payload.accept(out);
        out.setMediumLE(0, out.writerIndex() - PacketDecoder.HEADER_BYTES);
        out.setByte(3, sequence);
        return out;
    }
}
