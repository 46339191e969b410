package io.shardfold.proxy.postgresql;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.session.Database;
import io.shardfold.core.session.Session;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.FrontEnd;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.proxy.client.ScramVerifier;
import io.shardfold.proxy.client.ServerResources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's protocol, for all clients of one server. Thread-safe. */
public final class PostgresqlFrontEnd implements FrontEnd {

    private static final int NONCE_BYTES = 18;
    private static final int SALT_BYTES = 16;

    /** For how long a database's answer about its parameters is believed. */
    private static final long PARAMETERS_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final ServerResources resources;
    private final SecureRandom random = new SecureRandom();
    private final byte[] mockSecret = new byte[32];
    private final Map<Integer, Cancellable> cancellables = new ConcurrentHashMap<>();
    private final Map<Database, DatabaseParameters> parameters = new ConcurrentHashMap<>();

    private record Cancellable(byte[] key, PostgresqlSession session) {}

    private record DatabaseParameters(Map<String, String> values, long readNanos) {}

    public PostgresqlFrontEnd(ServerResources resources) {
        this.resources = resources;
        random.nextBytes(mockSecret);
    }

    ServerResources resources() {
        return resources;
    }

    @Override
    public void open(Client client) {
        Outbound outbound = new Outbound(client.channel(), resources.limits().writeMillisMax());
        PostgresqlFrameDecoder decoder = new PostgresqlFrameDecoder(resources.limits());
        ChannelPipeline pipeline = client.channel().pipeline();
        pipeline.addLast(decoder, outbound);
        pipeline.addLast(new PostgresqlConnection(this, client, outbound, decoder));
    }

    @Override
    public void refuse(Channel channel, ShardfoldException reason) {
        // The reason can only be read by a client that has said what it wants.
        channel.pipeline()
                .addLast(
                        new PostgresqlFrameDecoder(resources.limits()),
                        new RefusedConnection(reason, resources.limits().loginMillisMax()));
    }

    /** Printable, without a comma, and new each time. */
    String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * What to check the password of a user that doesn't exist against: no password fits, and the
     * salt is always the same, so that nobody can tell that there is no such user.
     */
    ScramVerifier mockVerifier(String user) {
        byte[] salt =
                Arrays.copyOf(
                        ScramVerifier.hmac(mockSecret, user.getBytes(StandardCharsets.UTF_8)),
                        SALT_BYTES);
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new ScramVerifier(ScramVerifier.ITERATIONS, salt, key, key);
    }

    void register(Client client, byte[] key, PostgresqlSession session) {
        cancellables.put(client.id(), new Cancellable(key, session));
    }

    void unregister(Client client) {
        cancellables.remove(client.id());
    }

    /** Cancels what a client runs, if the key is the one that it was given. May block. */
    void cancel(StartupPacket.Cancel request) {
        Cancellable target = cancellables.get(request.processId());
        if (target != null && MessageDigest.isEqual(target.key, request.key())) {
            target.session.cancel();
        }
    }

    /** What sessions of a database start with. Asks the database now and then. */
    Map<String, String> parametersOf(Session session) {
        DatabaseParameters known = parameters.get(session.database());
        if (known == null || System.nanoTime() - known.readNanos > PARAMETERS_NANOS_MAX) {
            known =
                    new DatabaseParameters(
                            SessionParameters.ofDatabase(session), System.nanoTime());
            parameters.put(session.database(), known);
        }
        return known.values;
    }
}
