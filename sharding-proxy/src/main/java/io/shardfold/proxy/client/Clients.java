package io.shardfold.proxy.client;

import io.netty.channel.Channel;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected. Thread-safe. */
public final class Clients {

    private final int connectionsMax;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Integer, Client> byId = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger lastId = new AtomicInteger();

    public Clients(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    /** A new client for the channel, or null when there are {@code connectionsMax} already. */
    public Client admit(Channel channel) {
        if (count.incrementAndGet() > connectionsMax) {
            count.decrementAndGet();
            return null;
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        while (true) {
            // Ids start again at 1 after 2^31 clients; one that is still connected keeps its own.
            int id = lastId.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
            Client client = new Client(id, channel, secret);
            if (byId.putIfAbsent(id, client) == null) {
                return client;
            }
        }
    }

    /** The client's session is closed and holds nothing any more. A second call does nothing. */
    public void remove(Client client) {
        if (byId.remove(client.id(), client)) {
            count.decrementAndGet();
            if (byId.isEmpty()) {
                synchronized (this) {
                    notifyAll();
                }
            }
        }
    }

    /** Null where no such client is connected. */
    public Client find(int id) {
        return byId.get(id);
    }

    /** A view that follows who comes and goes. */
    public Collection<Client> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    public int count() {
        return byId.size();
    }

    /**
     * Waits until nobody is connected.
     *
     * @return whether that happened in time
     */
    public synchronized boolean awaitNone(long millisMax) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + millisMax * 1_000_000;
        while (!byId.isEmpty()) {
            long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
