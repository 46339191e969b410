package io.shardfold.core.rewrite;

import java.util.Arrays;

/** Ints in a row. */
public final class IntList {

    private int[] items = new int[8];
    private int count;

    public void add(int item) {
        if (count == items.length) {
            items = Arrays.copyOf(items, count * 2);
        }
        items[count++] = item;
    }

    public int count() {
        return count;
    }

    public int[] toArray() {
        return Arrays.copyOf(items, count);
    }
}
