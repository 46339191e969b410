package io.shardfold.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.Clients;
import io.shardfold.proxy.client.Databases;
import io.shardfold.proxy.client.FrontEnd;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.proxy.mysql.MySqlFrontEnd;
import io.shardfold.proxy.postgresql.PostgresqlFrontEnd;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on ports and lets clients in. Runs from {@link #start} to {@link #close}.
 *
 * <p>The databases are the caller's: the server doesn't close them.
 */
public final class ProxyServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

    /** That a cancelled statement may take to end. */
    private static final long CANCEL_MILLIS_MAX = 5000;

    private final Limits limits;
    private final Clients clients;
    private final EventLoopGroup accepting;
    private final EventLoopGroup serving;
    private final ThreadPoolExecutor blocking;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;

    private record Listener(Endpoint endpoint, Channel channel) {}

    private ProxyServer(ProxySettings settings) {
        limits = settings.limits();
        clients = new Clients(limits.connectionsMax());
        accepting =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("shardfold-accept"), NioIoHandler.newFactory());
        serving =
                new MultiThreadIoEventLoopGroup(
                        settings.eventLoops() > 0
                                ? settings.eventLoops()
                                : Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("shardfold-io"),
                        NioIoHandler.newFactory());
        // Threads come with work and go without it; an inbox takes at most one, so this many
        // suffice.
        blocking =
                new ThreadPoolExecutor(
                        0,
                        2 * limits.connectionsMax(),
                        60,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        new DefaultThreadFactory("shardfold-client"));
    }

    /**
     * Starts a server that listens on all endpoints.
     *
     * @throws ConfigurationException where it can't listen on one of them; it then listens on none
     */
    public static ProxyServer start(
            ProxySettings settings, List<Endpoint> endpoints, Collection<Database> databases) {
        ProxyServer server = new ProxyServer(settings);
        try {
            ServerResources resources =
                    new ServerResources(
                            settings.users(),
                            new Databases(databases),
                            server.clients,
                            settings.limits(),
                            server.blocking,
                            settings.tls() == null ? null : settings.tls().context(),
                            settings.tls() == null ? null : settings.tls().certificate(),
                            settings.tlsRequired());
            Map<Endpoint.Protocol, FrontEnd> frontEnds = new EnumMap<>(Endpoint.Protocol.class);
            for (Endpoint endpoint : endpoints) {
                FrontEnd frontEnd =
                        frontEnds.computeIfAbsent(
                                endpoint.protocol(), protocol -> frontEnd(protocol, resources));
                server.listen(endpoint, frontEnd, settings.backlog());
            }
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private static FrontEnd frontEnd(Endpoint.Protocol protocol, ServerResources resources) {
        return switch (protocol) {
            case MYSQL -> new MySqlFrontEnd(resources);
            case POSTGRESQL -> new PostgresqlFrontEnd(resources);
        };
    }

    private void listen(Endpoint endpoint, FrontEnd frontEnd, int backlog) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(accepting, serving)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, backlog)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        admit(channel, frontEnd);
                                    }
                                });
        InetSocketAddress address =
                endpoint.address() == null
                        ? new InetSocketAddress(endpoint.port())
                        : new InetSocketAddress(endpoint.address(), endpoint.port());
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ConfigurationException(
                    null,
                    0,
                    null,
                    "Can't listen for "
                            + endpoint.protocol().title()
                            + " on "
                            + (endpoint.address() == null ? "port " : endpoint.address() + ":")
                            + endpoint.port()
                            + ": "
                            + bound.cause().getMessage()
                            + ". Choose another port or stop what listens there.",
                    null);
        }
        listeners.add(new Listener(endpoint, bound.channel()));
        LOG.info(
                "Listening for {} on {}",
                endpoint.protocol().title(),
                bound.channel().localAddress());
    }

    private void admit(SocketChannel channel, FrontEnd frontEnd) {
        Client client = clients.admit(channel);
        if (client == null) {
            frontEnd.refuse(
                    channel,
                    new LimitException(
                            Problem.TOO_MANY_CONNECTIONS,
                            "proxy-frontend-max-connections",
                            limits.connectionsMax(),
                            limits.connectionsMax() + 1L,
                            "Too many connections"));
            return;
        }
        try {
            frontEnd.open(client);
        } catch (RuntimeException | Error fault) {
            clients.remove(client);
            throw fault;
        }
    }

    /**
     * The port that the first endpoint of this protocol listens on.
     *
     * @throws IllegalArgumentException where none does
     */
    public int port(Endpoint.Protocol protocol) {
        for (Listener listener : listeners) {
            if (listener.endpoint.protocol() == protocol) {
                return ((InetSocketAddress) listener.channel.localAddress()).getPort();
            }
        }
        throw new IllegalArgumentException("Nothing listens for " + protocol.title());
    }

    /** How many clients are connected. */
    public int clientCount() {
        return clients.count();
    }

    /**
     * Lets nobody in any more, asks idle clients to go, gives running statements {@code
     * shutDownMillisMax} to end, then cancels them. Returns when all is closed; a second call does
     * nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Listener listener : listeners) {
            listener.channel.close().awaitUninterruptibly();
        }
        try {
            for (Client client : clients.all()) {
                client.shutDown();
            }
            if (!clients.awaitNone(limits.shutDownMillisMax())) {
                LOG.warn("Cancelling the statements of {} clients", clients.count());
                for (Client client : clients.all()) {
                    client.cancel();
                    client.channel().close();
                }
                if (!clients.awaitNone(CANCEL_MILLIS_MAX)) {
                    LOG.error("{} clients' statements don't end", clients.count());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        serving.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        accepting.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        blocking.shutdown();
    }
}
