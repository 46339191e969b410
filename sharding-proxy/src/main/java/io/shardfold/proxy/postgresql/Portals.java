package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The portals of one session, by name: those of the extended protocol, and SQL cursors. */
final class Portals implements AutoCloseable {

    /** At once. A portal may hold a connection to each shard. */
    private static final int MAX = 1000;

    private final Map<String, Portal> portals = new HashMap<>();

    /** Null where there is none. */
    Portal find(String name) {
        return portals.get(name);
    }

    /**
     * @throws StatementException 34000 where there is none
     */
    Portal get(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw new StatementException(
                    Problem.UNKNOWN_CURSOR,
                    "portal \"" + name + "\" does not exist",
                    StatementException.NO_POSITION);
        }
        return portal;
    }

    /**
     * The portal of an SQL cursor, or any other that runs.
     *
     * @throws StatementException 34000 where there is none
     */
    Portal cursor(String name) {
        Portal cursor = portals.get(name);
        if (cursor == null || cursor.columns() == null) {
            throw new StatementException(
                    Problem.UNKNOWN_CURSOR,
                    "cursor \"" + name + "\" does not exist",
                    StatementException.NO_POSITION);
        }
        return cursor;
    }

    /**
     * @throws StatementException 42P03 where there is one
     * @throws LimitException 54000 where there are too many
     */
    void requireNew(String name) {
        if (portals.containsKey(name)) {
            throw new StatementException(
                    Problem.DUPLICATE_CURSOR,
                    "cursor \"" + name + "\" already exists",
                    StatementException.NO_POSITION);
        }
        if (portals.size() >= MAX) {
            throw new LimitException(
                    Problem.LIMIT_EXCEEDED,
                    "portals-max",
                    MAX,
                    MAX + 1L,
                    "more than " + MAX + " portals in one session. Close those that aren't used.");
        }
    }

    void put(Portal portal) {
        portals.put(portal.name(), portal);
    }

    /** Does nothing where there is none. */
    void close(String name) {
        Portal portal = portals.remove(name);
        if (portal != null) {
            portal.close();
        }
    }

    /** A transaction ends: only cursors WITH HOLD outlive it. */
    void closeAtEndOfTransaction() {
        closeAllBut(null, false);
    }

    /** All of them but that in which the statement that asks for it runs. */
    void closeOthers(Portal own) {
        closeAllBut(own, true);
    }

    @Override
    public void close() {
        closeAllBut(null, true);
    }

    private void closeAllBut(Portal kept, boolean heldToo) {
        Iterator<Portal> all = portals.values().iterator();
        while (all.hasNext()) {
            Portal portal = all.next();
            if (portal != kept && (heldToo || !portal.isHeld())) {
                all.remove();
                portal.close();
            }
        }
    }
}
