package io.shardfold.core.execute;

/**
 * Asks one shard how its collation orders texts, for the collations of which no key can be compared
 * outside the database.
 *
 * @see "PostgreSQL documentation, Collation Support: only the provider's own comparison is right"
 */
public final class KeyRanker {

    private KeyRanker() {}

    /**
     * @param type the type to which each text is cast before it is compared, such as {@code text},
     *     {@code character(10)} or the name of an enum; quoted as SQL needs it
     * @param collation as SQL needs it after COLLATE, such as {@code "de-x-icu"}; null for none
     */
    public static KeyRanker of(StorageUnit unit, String type, String collation) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ranks texts.
     *
     * @param texts no nulls; any count, asked in batches
     * @return one per text: equal where the database says they are equal, smaller where it says
     *     that one comes before the other
     */
    public int[] ranks(String[] texts) {
        throw new UnsupportedOperationException();
    }
}
