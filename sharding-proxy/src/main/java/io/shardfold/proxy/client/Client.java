package io.shardfold.proxy.client;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.shardfold.core.session.Session;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a client, from its accept to its end.
 *
 * <p>What others may do to it ({@link #cancel}, reading its state for a list of processes) works
 * from any thread; the rest belongs to the front end that owns it.
 */
public final class Client {

    private final int id;
    private final Channel channel;
    private final byte[] secret;
    private final long connectedNanos = System.nanoTime();
    private Future<?> loginDeadline;
    private volatile User user;
    private volatile Session session;
    private volatile Activity activity = new Activity(null, connectedNanos);

    /**
     * What a client does.
     *
     * @param statement the text that runs; null while the client is idle
     * @param sinceNanos {@code System.nanoTime} of the start of it
     */
    public record Activity(String statement, long sinceNanos) {}

    Client(int id, Channel channel, byte[] secret) {
        this.id = id;
        this.channel = channel;
        this.secret = secret;
    }

    /**
     * Unique among the clients of this server, positive. MySQL's connection id, PostgreSQL's pid.
     */
    public int id() {
        return id;
    }

    public Channel channel() {
        return channel;
    }

    /**
     * 32 random bytes that only this client is told: PostgreSQL's cancel key. Don't change them.
     */
    public byte[] secret() {
        return secret;
    }

    /** The client's IP address as text, {@code localhost} for a loopback address. */
    public String host() {
        return host(channel.remoteAddress());
    }

    static String host(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return inet.getAddress().isLoopbackAddress()
                    ? "localhost"
                    : inet.getAddress().getHostAddress();
        }
        return "localhost";
    }

    /** Closes the channel when {@link #loggedIn} isn't called in time. On the event loop. */
    public void startLogin(long loginMillisMax, Runnable whenLate) {
        loginDeadline =
                channel.eventLoop()
                        .schedule(
                                () -> {
                                    if (user == null && channel.isActive()) {
                                        whenLate.run();
                                    }
                                },
                                loginMillisMax,
                                TimeUnit.MILLISECONDS);
    }

    /** The password was right. */
    public void loggedIn(User who) {
        user = Objects.requireNonNull(who, "who");
        restrict();
        if (loginDeadline != null) {
            loginDeadline.cancel(false);
        }
    }

    /** Such a hint would let anybody run anything on any data source, past every rule. */
    private void restrict() {
        Session opened = session;
        User who = user;
        if (opened != null && who != null && !who.admin()) {
            opened.refuseDataSourceHints();
        }
    }

    /** Null until the login has succeeded. */
    public User user() {
        return user;
    }

    /** Null while no database is chosen. */
    public Session session() {
        return session;
    }

    /** The front end opens and closes it; this only lets others see it. */
    public void session(Session opened) {
        session = opened;
        restrict();
    }

    public Activity activity() {
        return activity;
    }

    /**
     * @param statement null when it ended
     */
    public void activity(String statement) {
        activity = new Activity(statement, System.nanoTime());
    }

    public long connectedNanos() {
        return connectedNanos;
    }

    /** Ends what the client's session runs now; does nothing when nothing runs. Any thread. */
    public void cancel() {
        Session running = session;
        if (running != null) {
            running.cancel();
        }
    }

    /** Tells the front end that the server shuts down: see {@link ShutDown}. Any thread. */
    public void shutDown() {
        channel.eventLoop()
                .execute(() -> channel.pipeline().fireUserEventTriggered(ShutDown.EVENT));
    }

    @Override
    public String toString() {
        return "client " + id + " at " + host();
    }
}
