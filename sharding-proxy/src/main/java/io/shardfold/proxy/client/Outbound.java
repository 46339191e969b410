package io.shardfold.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The way back to one client, for the thread that answers it.
 *
 * <p>That thread writes whole messages into {@link #buffer} and says {@link #written} after each. A
 * full buffer goes to the channel, and while the client doesn't take what was sent the thread
 * waits: so rows aren't read from a shard faster than the client takes them. A client that takes
 * nothing for {@code writeMillisMax} is closed.
 *
 * <p>Stands in the channel's pipeline to learn when the client takes bytes again.
 */
public final class Outbound extends ChannelInboundHandlerAdapter {

    /** Rows are sent in pieces of about this size. */
    private static final int FLUSH_BYTES = 32 * 1024;

    private final Channel channel;
    private final long writeMillisMax;

    // Confined to the thread that answers.
    private ByteBuf buffer;

    public Outbound(Channel channel, long writeMillisMax) {
        this.channel = channel;
        this.writeMillisMax = writeMillisMax;
    }

    /**
     * Where the next message is written to. Ask again after {@link #written} and {@link #flush}.
     */
    public ByteBuf buffer() {
        if (buffer == null) {
            buffer = channel.alloc().buffer(1024);
        }
        return buffer;
    }

    /**
     * A whole message stands in the buffer. Blocks while the client is slow.
     *
     * @throws ClientGoneException when nobody reads any more
     */
    public void written() {
        if (buffer.readableBytes() >= FLUSH_BYTES) {
            flush();
        }
    }

    /**
     * Sends what is in the buffer. Blocks while the client is slow.
     *
     * @throws ClientGoneException when nobody reads any more
     */
    public void flush() {
        if (buffer != null) {
            ByteBuf full = buffer;
            buffer = null;
            channel.writeAndFlush(full);
        }
        if (!channel.isWritable()) {
            awaitWritable();
        }
    }

    /** Forgets what wasn't sent. */
    public void discard() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    private synchronized void awaitWritable() {
        assert !channel.eventLoop().inEventLoop() : "an event loop must not wait";
        long deadlineNanos = System.nanoTime() + writeMillisMax * 1_000_000;
        while (!channel.isWritable()) {
            if (!channel.isActive()) {
                throw new ClientGoneException();
            }
            long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                channel.close();
                throw new ClientGoneException();
            }
            try {
                wait(millis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new ClientGoneException();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        synchronized (this) {
            notifyAll();
        }
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        synchronized (this) {
            notifyAll();
        }
        super.channelInactive(context);
    }
}
