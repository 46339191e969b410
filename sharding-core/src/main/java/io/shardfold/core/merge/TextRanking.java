package io.shardfold.core.merge;

/**
 * Knows how a collation orders texts, for want of a key that can be compared here: asks a shard.
 */
@FunctionalInterface
public interface TextRanking {

    /**
     * @param texts no nulls
     * @return one per text: equal where the database says they are equal, smaller where it says
     *     that one comes before the other. Comparable within one answer only.
     */
    int[] ranks(String[] texts);
}
