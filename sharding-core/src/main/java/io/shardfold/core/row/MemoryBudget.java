package io.shardfold.core.row;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;

/**
 * The memory that one statement may hold rows in. Confined to the statement, whose threads share
 * it.
 *
 * <p>Sizes are estimates of the Java heap, meant to keep within the right order of magnitude.
 */
public final class MemoryBudget {

    /** The property that sets it. */
    public static final String PROPERTY = "shardfold-merge-memory-max";

    /** 64 MiB. */
    public static final long DEFAULT_BYTES_MAX = 64L << 20;

    private final long bytesMax;
    private long bytesUsed;

    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Takes some, if there is enough left.
     *
     * @return false where there isn't: the caller writes to disk what it can, or fails with {@link
     *     #exceeded}
     */
    public synchronized boolean tryTake(long bytes) {
        if (bytes > bytesMax - bytesUsed) {
            return false;
        }
        bytesUsed += bytes;
        return true;
    }

    public synchronized void giveBack(long bytes) {
        assert bytes <= bytesUsed;
        bytesUsed -= bytes;
    }

    public long bytesMax() {
        return bytesMax;
    }

    public synchronized long bytesUsed() {
        return bytesUsed;
    }

    /**
     * @param what the thing that doesn't fit, such as "Sorting"
     */
    public LimitException exceeded(String what, long bytes) {
        return new LimitException(
                Problem.LIMIT_EXCEEDED,
                PROPERTY,
                bytesMax,
                bytesUsed() + bytes,
                what
                        + " needs more memory than "
                        + PROPERTY
                        + " allows one statement ("
                        + bytesMax
                        + " bytes). Raise "
                        + PROPERTY
                        + ", or select fewer rows or columns.");
    }
}
