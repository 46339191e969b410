package io.shardfold.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;

/** A place in a transaction to go back to. */
final class ShardfoldSavepoint implements Savepoint {

    private final int id;
    private final String name;

    /** Null for one that only its number names. */
    ShardfoldSavepoint(int id, String name) {
        this.id = id;
        this.name = name;
    }

    /** The name on the shards. */
    String sqlName() {
        return name == null ? "jdbc_savepoint_" + id : name;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw SqlErrors.misuse("The savepoint has a name, not a number.");
        }
        return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw SqlErrors.misuse("The savepoint has a number, not a name.");
        }
        return name;
    }
}
