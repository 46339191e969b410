package io.shardfold.proxy.client;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's messages: in the order in which they came, one at a time, off the event loop.
 *
 * <p>What a client sends ahead waits here. Above a number of bytes its socket isn't read until half
 * of them are worked off, so that it can't fill the memory.
 *
 * <pre>
 *   event loop ── offer ──▶ pending ──▶ one thread of the executor ── run(message)
 *        ▲                     │
 *        └── socket not read ◀─┘ above pendingBytesMax
 * </pre>
 *
 * <p>What one message's work writes, the next message's sees: they may run on different threads,
 * but never at once.
 */
public final class Inbox<M> {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Channel channel;
    private final Executor blocking;
    private final int pendingBytesMax;
    private final Consumer<M> work;

    // Guarded by this.
    private final ArrayDeque<Pending<M>> pending = new ArrayDeque<>();
    private int pendingBytes;
    private boolean running;
    private boolean closed;
    private boolean paused;
    private Runnable last;

    private record Pending<M>(M message, int bytes) {}

    /**
     * @param work what a message does; owns the message, and releases it. It handles what it
     *     throws: an exception that comes out of it is a fault of ours, which closes the channel
     */
    public Inbox(Channel channel, Executor blocking, int pendingBytesMax, Consumer<M> work) {
        this.channel = channel;
        this.blocking = blocking;
        this.pendingBytesMax = pendingBytesMax;
        this.work = work;
    }

    /**
     * Adds a message, which now belongs to the inbox. After {@link #close} it is released and
     * dropped.
     *
     * @param bytes how much of the memory it takes
     */
    public void offer(M message, int bytes) {
        boolean start;
        synchronized (this) {
            if (closed) {
                ReferenceCountUtil.release(message);
                return;
            }
            pending.add(new Pending<>(message, bytes));
            pendingBytes += bytes;
            if (!paused && running && pendingBytes > pendingBytesMax) {
                paused = true;
                channel.config().setAutoRead(false);
            }
            start = !running;
            running = true;
        }
        if (start) {
            blocking.execute(this::drain);
        }
    }

    /** Whether nothing runs and nothing waits. */
    public synchronized boolean isIdle() {
        return !running;
    }

    /**
     * Drops what waits. What runs now goes on to its end; then {@code afterwards} runs, off the
     * event loop. Only the first call counts.
     */
    public void close(Runnable afterwards) {
        boolean start;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = afterwards;
            for (Pending<M> dropped : pending) {
                ReferenceCountUtil.release(dropped.message);
            }
            pending.clear();
            pendingBytes = 0;
            start = !running;
            running = true;
        }
        if (start) {
            blocking.execute(this::drain);
        }
    }

    private void drain() {
        while (true) {
            Pending<M> next;
            Runnable end = null;
            synchronized (this) {
                next = pending.poll();
                if (next != null) {
                    pendingBytes -= next.bytes;
                    if (paused && pendingBytes <= pendingBytesMax / 2) {
                        paused = false;
                        channel.config().setAutoRead(true);
                    }
                } else {
                    running = false;
                    end = last;
                    last = null;
                }
            }
            if (next == null) {
                if (end != null) {
                    run(end);
                }
                return;
            }
            M message = next.message;
            run(() -> work.accept(message));
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (ClientGoneException gone) {
            channel.close();
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "A fault of ours ends the connection from {}", channel.remoteAddress(), fault);
            channel.close();
        }
    }
}
