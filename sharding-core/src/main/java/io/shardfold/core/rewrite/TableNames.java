package io.shardfold.core.rewrite;

/** The names of the tables on one shard, by the place where the text names them. */
@FunctionalInterface
public interface TableNames {

    /** For texts that name none. */
    TableNames NONE =
            source -> {
                throw new IllegalStateException("no table at " + source);
            };

    /**
     * @return as it stands in SQL, quoted where it must be
     */
    String name(int source);
}
