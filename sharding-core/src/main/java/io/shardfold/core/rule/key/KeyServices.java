package io.shardfold.core.rule.key;

/**
 * What key generators ask of the outside. Any of the two may be null: then a generator that needs
 * it is refused, or the configuration's own number serves.
 *
 * @param workerId the number that the registry gave this process, 0 to 1023; null outside a cluster
 * @param segments where blocks of numbers are taken from
 */
public record KeyServices(Integer workerId, Segments segments) {

    /** A process on its own. */
    public static final KeyServices NONE = new KeyServices(null, null);

    /** For a check: what will be there when the configuration runs isn't missed. Makes no keys. */
    public static final KeyServices ASSUMED =
            new KeyServices(
                    null,
                    (sequence, count) -> {
                        throw new IllegalStateException("A check makes no keys");
                    });

    /** Blocks of numbers, each given out once to all processes together. */
    @FunctionalInterface
    public interface Segments {

        /**
         * Takes the next block of a sequence, which begins at 1. Blocks until the block is safely
         * taken.
         *
         * @return the block's first number
         */
        long take(String sequence, int count);
    }
}
