package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.shardfold.core.error.ShardfoldException;
import java.util.concurrent.TimeUnit;

/** A connection that isn't let in: it is told why as soon as it has said what it wants. */
final class RefusedConnection extends ChannelInboundHandlerAdapter {

    private final ShardfoldException reason;
    private final long waitMillisMax;

    RefusedConnection(ShardfoldException reason, long waitMillisMax) {
        this.reason = reason;
        this.waitMillisMax = waitMillisMax;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor()
                .schedule(() -> context.channel().close(), waitMillisMax, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof StartupPacket packet)) {
            context.close();
            return;
        }
        switch (packet.kind()) {
            case SSL_REQUEST, GSS_REQUEST ->
                    context.writeAndFlush(context.alloc().buffer(1).writeByte('N'));
            case CANCEL -> context.close();
            case STARTUP -> {
                ByteBuf out = context.alloc().buffer();
                ErrorReport.fatal(reason).write(out);
                context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
