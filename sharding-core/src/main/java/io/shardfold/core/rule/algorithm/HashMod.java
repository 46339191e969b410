package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.LookBesides;
import java.util.BitSet;

/**
 * HASH_MOD: the remainder of Java's hash of the key in the class that a literal of its type has.
 *
 * @param count {@code sharding-count}
 * @param besides where reads look besides
 */
record HashMod(int count, LookBesides besides) implements Numbering {

    static HashMod of(AlgorithmProperties properties) {
        return new HashMod(
                (int) properties.wholeNumber("sharding-count", 1, Integer.MAX_VALUE),
                properties.lookBesides());
    }

    @Override
    public String type() {
        return "HASH_MOD";
    }

    @Override
    public int number(long value) {
        // An int's hash is itself, a long's folds its halves; the value has the narrower class that
        // fits.
        int hash = value == (int) value ? (int) value : (int) (value ^ (value >>> 32));
        return (int) (Math.abs((long) hash) % count);
    }

    @Override
    public int number(Object value) {
        return (int) (Math.abs((long) value.hashCode()) % count);
    }

    @Override
    public boolean addNumbers(Range range, BitSet numbers) {
        return false;
    }

    @Override
    public boolean seesClass() {
        return true;
    }
}
