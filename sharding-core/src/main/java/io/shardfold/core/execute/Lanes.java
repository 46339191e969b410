package io.shardfold.core.execute;

import io.shardfold.core.error.ShardException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The connections that one call to several data sources works on at once, each with its share of
 * the texts. Confined to that call.
 */
final class Lanes {

    /** The texts that share a connection, by their index in the statement. */
    record Lane(ShardConnection connection, int[] texts) {}

    /** What is done on each lane. */
    @FunctionalInterface
    interface Work {
        void run(Lane lane) throws SQLException;
    }

    private final ShardConnections owner;
    private final Storage storage;
    private final Running running;
    private final List<Lane> lanes = new ArrayList<>();

    Lanes(ShardConnections owner, Storage storage, Running running) {
        this.owner = owner;
        this.storage = storage;
        this.running = running;
    }

    List<Lane> all() {
        return lanes;
    }

    /**
     * Takes connections in the order of the data sources' names, whatever the order of the texts:
     * two statements that take in one order can't wait for each other. Where this fails, {@link
     * #all} has what was taken before.
     */
    void take(String[] dataSources, int connectionsMax) {
        SortedMap<String, List<Integer>> byUnit = new TreeMap<>();
        for (int i = 0; i < dataSources.length; i++) {
            byUnit.computeIfAbsent(dataSources[i], unseen -> new ArrayList<>()).add(i);
        }
        for (var entry : byUnit.entrySet()) {
            List<Integer> texts = entry.getValue();
            int count = owner.inTransaction() ? 1 : Math.min(texts.size(), connectionsMax);
            StorageUnit unit = storage.unit(entry.getKey());
            if (count > 1) {
                lock(unit, running);
            }
            try {
                for (int lane = 0; lane < count; lane++) {
                    int[] share = share(texts, lane, count);
                    ShardConnection connection = owner.take(entry.getKey(), running);
                    connection.expectUses(share.length);
                    lanes.add(new Lane(connection, share));
                }
            } catch (SQLException e) {
                throw new ShardException(entry.getKey(), e);
            } finally {
                if (count > 1) {
                    unit.takingSeveral().unlock();
                }
            }
        }
    }

    private static void lock(StorageUnit unit, Running running) {
        running.startWaiting();
        try {
            unit.takingSeveral().lockInterruptibly();
        } catch (InterruptedException e) {
            running.check();
            Thread.currentThread().interrupt();
            throw ShardConnections.cancellation();
        } finally {
            running.endWaiting();
        }
    }

    /** Neighbours stay together, so that whoever reads in series finds them on one connection. */
    private static int[] share(List<Integer> texts, int lane, int laneCount) {
        int from = (int) ((long) texts.size() * lane / laneCount);
        int to = (int) ((long) texts.size() * (lane + 1) / laneCount);
        int[] share = new int[to - from];
        for (int i = 0; i < share.length; i++) {
            share[i] = texts.get(from + i);
        }
        return share;
    }

    /**
     * Works on all lanes at once, and waits for all. The first failure stops the others.
     *
     * @throws RuntimeException the first failure
     */
    void run(Work work) {
        List<FutureTask<Void>> tasks = new ArrayList<>(lanes.size() - 1);
        for (int i = 1; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            FutureTask<Void> task = new FutureTask<>(() -> work(lane, work), null);
            tasks.add(task);
            storage.offer(task);
        }
        work(lanes.get(0), work);
        boolean interrupted = false;
        for (FutureTask<Void> task : tasks) {
            // Does nothing where a worker has begun it.
            task.run();
            while (true) {
                try {
                    task.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    running.stop(ShardConnections.cancellation());
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        running.check();
    }

    private void work(Lane lane, Work work) {
        if (running.reason() != null) {
            return;
        }
        try {
            work.run(lane);
        } catch (SQLException e) {
            running.stop(owner.failure(lane.connection, running, e));
        } catch (RuntimeException e) {
            lane.connection.markFailed();
            running.stop(e);
        } catch (Error e) {
            lane.connection.markFailed();
            running.stop(new IllegalStateException(e));
        }
    }
}
