package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateHandler;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.FrontEnd;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.proxy.client.ServerResources;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Lets clients of the MySQL protocol in. */
public final class MySqlFrontEnd implements FrontEnd {

    private final ServerResources resources;
    private final MySqlServer server;

    public MySqlFrontEnd(ServerResources resources) {
        this.resources = resources;
        this.server = MySqlServer.of(resources);
    }

    @Override
    public void open(Client client) {
        Channel channel = client.channel();
        PacketDecoder decoder = new PacketDecoder(resources.limits().loginPacketBytesMax());
        Outbound outbound = new Outbound(channel, resources.limits().writeMillisMax());
        channel.pipeline()
                .addLast(outbound)
                .addLast(
                        new IdleStateHandler(
                                0, 0, resources.limits().idleMillisMax(), TimeUnit.MILLISECONDS))
                .addLast(decoder)
                .addLast(new ConnectionHandler(server, client, decoder, outbound));
    }

    /** ERR takes the place of the greeting, without SQLSTATE: no capabilities are agreed yet. */
    @Override
    public void refuse(Channel channel, ShardfoldException reason) {
        channel.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelActive(ChannelHandlerContext context) {
                                ByteBuf out =
                                        ConnectionHandler.packet(
                                                context.alloc(),
                                                0,
                                                body ->
                                                        Failure.of(reason, null)
                                                                .encode(
                                                                        body,
                                                                        false,
                                                                        StandardCharsets.UTF_8));
                                context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
                            }
                        });
    }
}
