package io.shardfold.core.execute;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The driver's statements that one call has in flight, executing or with an open cursor, so that
 * they can be stopped together. Thread-safe.
 *
 * <p>A statement that was removed isn't cancelled any more: {@link #remove} waits for a cancel that
 * is under way, else the cancel could reach whatever runs next on the same connection.
 */
final class Running {

    private final List<Statement> statements = new ArrayList<>(1);

    /** Set once, before the statements are cancelled. */
    private volatile RuntimeException reason;

    /** Whether somebody is cancelling the statements right now. Guarded by this. */
    private boolean stopping;

    /** Who waits for a connection from a pool, or null. Guarded by this. */
    private Thread waiter;

    /** The deadline's timer, or null. Confined to the session's thread. */
    private Future<?> timer;

    /** Cursors of this call that are open or yet to be opened. Guarded by this. */
    private int cursorsLeft;

    synchronized void expectCursors(int count) {
        cursorsLeft = count;
    }

    /**
     * @return whether it was the last one
     */
    synchronized boolean endCursor() {
        return --cursorsLeft == 0;
    }

    void timer(Future<?> newTimer) {
        timer = newTimer;
    }

    /** No more than a hint between two calls: why this was stopped, or null. */
    RuntimeException reason() {
        return reason;
    }

    /**
     * @throws RuntimeException the reason, when stopped
     */
    void check() {
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * @throws RuntimeException the reason, when stopped: the statement must not start
     */
    synchronized void add(Statement statement) {
        check();
        statements.add(statement);
    }

    synchronized void remove(Statement statement) {
        boolean interrupted = false;
        while (stopping) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i) == statement) {
                statements.remove(i);
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The calling thread is about to wait for a connection: a stop interrupts it. */
    synchronized void startWaiting() {
        check();
        waiter = Thread.currentThread();
    }

    synchronized void endWaiting() {
        waiter = null;
        if (reason != null) {
            // The interrupt was ours, and has done its work.
            Thread.interrupted();
        }
    }

    /** Nothing runs any more: the timer isn't needed. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /**
     * Cancels all statements. The first reason counts.
     *
     * <p>A server that is told to cancel before the statement has reached it forgets about it: a
     * statement that is still there after a while has to be stopped again.
     *
     * @param newReason what whoever waits for the statements is told
     * @return whether there was anything to cancel
     */
    boolean stop(RuntimeException newReason) {
        List<Statement> stopped;
        synchronized (this) {
            if (stopping) {
                return true;
            }
            if (reason == null) {
                reason = newReason;
            }
            stopping = true;
            stopped = List.copyOf(statements);
            if (waiter != null) {
                waiter.interrupt();
            }
        }
        try {
            for (Statement statement : stopped) {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    // It has ended, or its server can't be reached: then it ends by itself.
                    newReason.addSuppressed(e);
                }
            }
            return !stopped.isEmpty();
        } finally {
            synchronized (this) {
                stopping = false;
                notifyAll();
            }
        }
    }
}
