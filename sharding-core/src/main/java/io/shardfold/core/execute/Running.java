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

    /** The first of them; null for none. Guarded by this. */
    private Statement statement;

    /** The others; null until there are two. Guarded by this. */
    private List<Statement> moreStatements;

    /** Set once, before the statements are cancelled. */
    private volatile RuntimeException reason;

    /** Whether somebody is cancelling the statements right now. Guarded by this. */
    private boolean stopping;

    /**
     * Who waits for {@link #stopping} to end: one stop after the other would make it wait forever.
     */
    private int removing;

    /** Who waits for a connection from a pool, or null. Guarded by this. */
    private Thread waiter;

    /** The deadline's timer, or null. Confined to the session's thread. */
    private Future<?> timer;

    /** Whether the call has one cursor, so that nobody need count. */
    private boolean hasOneCursor;

    /** Cursors of this call that are open or yet to be opened. Guarded by this. */
    private int cursorsLeft;

    /** Before any of them is opened. */
    void expectCursors(int count) {
        hasOneCursor = count == 1;
        cursorsLeft = count;
    }

    /**
     * Workers that need a connection for something else end the cursors that read from it.
     *
     * @return whether it was the last one
     */
    boolean endCursor() {
        if (hasOneCursor) {
            return true;
        }
        synchronized (this) {
            return --cursorsLeft == 0;
        }
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
    synchronized void add(Statement started) {
        check();
        if (statement == null) {
            statement = started;
            return;
        }
        if (moreStatements == null) {
            moreStatements = new ArrayList<>();
        }
        moreStatements.add(started);
    }

    synchronized void remove(Statement ended) {
        boolean interrupted = false;
        removing++;
        while (stopping) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        removing--;
        if (statement == ended) {
            statement = null;
        } else if (moreStatements != null) {
            moreStatements.removeIf(other -> other == ended);
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

    private List<Statement> statements() {
        List<Statement> all = new ArrayList<>();
        if (statement != null) {
            all.add(statement);
        }
        if (moreStatements != null) {
            all.addAll(moreStatements);
        }
        return all;
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
            if (stopping || removing > 0) {
                return true;
            }
            if (reason == null) {
                reason = newReason;
            }
            stopping = true;
            stopped = statements();
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
