package io.shardfold.core.merge;

/**
 * The keys of one row, read once from its cursor and then compared without asking it again. Reused
 * from row to row; what the slots mean is {@link RowOrder}'s business.
 */
final class RowKey {

    /** An object with four arrays. */
    private static final int KEY_BYTES = 24 + 4 * 16;

    final boolean[] nulls;

    /** Whatever can be compared as a number: the value itself, an instant's seconds, a rank. */
    final long[] numbers;

    /** What decides where the numbers are equal: nanoseconds, a zone. */
    final long[] rests;

    /** Text, bytes or BigDecimal. */
    final Object[] objects;

    RowKey(int keyCount) {
        nulls = new boolean[keyCount];
        numbers = new long[keyCount];
        rests = new long[keyCount];
        objects = new Object[keyCount];
    }

    void copyFrom(RowKey other) {
        System.arraycopy(other.nulls, 0, nulls, 0, nulls.length);
        System.arraycopy(other.numbers, 0, numbers, 0, nulls.length);
        System.arraycopy(other.rests, 0, rests, 0, nulls.length);
        System.arraycopy(other.objects, 0, objects, 0, nulls.length);
    }

    /** What the key takes of the heap, about. */
    long heapBytes() {
        long bytes = KEY_BYTES + 25L * nulls.length;
        for (Object object : objects) {
            if (object instanceof String text) bytes += 56 + text.length();
            else if (object instanceof byte[] array) bytes += 24 + array.length;
            else if (object != null) bytes += 64;
        }
        return bytes;
    }
}
