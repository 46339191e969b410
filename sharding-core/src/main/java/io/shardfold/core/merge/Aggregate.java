package io.shardfold.core.merge;

/**
 * How one column of a group is made of the same column of the shards' rows for that group.
 *
 * @param column the column that the result replaces; its type and label stay
 * @param sumColumn for AVG kinds: where the shards' SUM stands; -1 otherwise
 * @param countColumn for AVG kinds: where the shards' COUNT stands; -1 otherwise
 * @param order for MIN and MAX: one key that compares the candidates (its column may be another,
 *     say a weight); null otherwise
 */
public record Aggregate(Kind kind, int column, int sumColumn, int countColumn, RowOrder order) {

    /** What is computed. NULLs of shards are skipped, as the database does. */
    public enum Kind {
        /** The sum of the shards' counts. */
        COUNT,
        /** Exact: the result's type is the shard's, and what doesn't fit it is an error. */
        SUM,
        /** Of floating-point numbers. */
        SUM_FLOAT,
        MIN,
        MAX,
        /** MySQL: SUM / COUNT at the scale of the shard's own AVG column, half up. */
        AVG_MYSQL,
        /** PostgreSQL's numeric: SUM / COUNT at the scale that its division chooses. */
        AVG_POSTGRESQL,
        AVG_FLOAT,
        BIT_AND,
        BIT_OR,
        BIT_XOR,
        /** Also EVERY. */
        BOOL_AND,
        BOOL_OR,
        /** The first shard's that isn't NULL. */
        ANY_VALUE
    }

    public static Aggregate of(Kind kind, int column) {
        return new Aggregate(kind, column, -1, -1, null);
    }

    /** MIN or MAX of a column. */
    public static Aggregate extreme(Kind kind, int column, RowOrder order) {
        return new Aggregate(kind, column, -1, -1, order);
    }

    public static Aggregate average(Kind kind, int column, int sumColumn, int countColumn) {
        return new Aggregate(kind, column, sumColumn, countColumn, null);
    }
}
