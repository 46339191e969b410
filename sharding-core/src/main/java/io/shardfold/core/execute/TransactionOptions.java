package io.shardfold.core.execute;

/**
 * How a transaction begins on each data source that joins it.
 *
 * @param isolation a constant of {@code java.sql.Connection}; 0 for the data source's default
 * @param readOnly refused writes are the database's own error
 * @param consistentSnapshot MySQL's WITH CONSISTENT SNAPSHOT: of each data source when it joins
 */
public record TransactionOptions(int isolation, boolean readOnly, boolean consistentSnapshot) {

    public static final TransactionOptions DEFAULT = new TransactionOptions(0, false, false);
}
