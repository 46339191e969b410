package io.shardfold.core.rule;

import java.util.Arrays;
import java.util.BitSet;

/** A set of node indexes of one sharded table, in ascending order. Immutable. */
public final class NodeSet {

    public static final NodeSet EMPTY = new NodeSet(new int[0]);

    private final int[] indexes;

    private NodeSet(int[] indexes) {
        this.indexes = indexes;
    }

    public static NodeSet of(int index) {
        assert index >= 0;
        return new NodeSet(new int[] {index});
    }

    /**
     * @param indexes in any order, repetitions allowed
     */
    public static NodeSet of(int... indexes) {
        return new NodeSet(Arrays.stream(indexes).sorted().distinct().toArray());
    }

    /** The nodes 0 to {@code count - 1}. */
    public static NodeSet all(int count) {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) {
            indexes[i] = i;
        }
        return new NodeSet(indexes);
    }

    static NodeSet of(BitSet bits) {
        int count = bits.cardinality();
        if (count == 0) {
            return EMPTY;
        }
        int[] indexes = new int[count];
        int index = bits.nextSetBit(0);
        for (int i = 0; i < count; i++) {
            indexes[i] = index;
            index = bits.nextSetBit(index + 1);
        }
        return new NodeSet(indexes);
    }

    public int size() {
        return indexes.length;
    }

    public boolean isEmpty() {
        return indexes.length == 0;
    }

    /** The node index at a position of this set, positions counted from 0. */
    public int get(int position) {
        return indexes[position];
    }

    public boolean contains(int index) {
        return Arrays.binarySearch(indexes, index) >= 0;
    }

    public boolean containsAll(NodeSet other) {
        for (int index : other.indexes) {
            if (!contains(index)) {
                return false;
            }
        }
        return true;
    }

    /** For OR: a row may be where either says. */
    public NodeSet union(NodeSet other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        int[] merged = Arrays.copyOf(indexes, indexes.length + other.indexes.length);
        System.arraycopy(other.indexes, 0, merged, indexes.length, other.indexes.length);
        return of(merged);
    }

    /** For AND: a row must be where both say. */
    public NodeSet intersection(NodeSet other) {
        int[] common = Arrays.stream(indexes).filter(other::contains).toArray();
        return common.length == indexes.length ? this : new NodeSet(common);
    }

    /** A fresh array, ascending. */
    public int[] toArray() {
        return indexes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSet set && Arrays.equals(indexes, set.indexes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(indexes);
    }

    @Override
    public String toString() {
        return Arrays.toString(indexes);
    }
}
