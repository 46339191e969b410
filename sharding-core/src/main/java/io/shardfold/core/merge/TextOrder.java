package io.shardfold.core.merge;

/** Comparisons of texts and of their weights that need no collation's tables. */
final class TextOrder {

    private TextOrder() {}

    /** By code point, which UTF-16's order of units isn't: surrogates stand before U+E000 there. */
    static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return compare(l, r);
            }
        }
        return left.length() - right.length();
    }

    /** The first units that differ. A surrogate is part of a code point above all others. */
    private static int compare(char left, char right) {
        boolean leftSurrogate = Character.isSurrogate(left);
        boolean rightSurrogate = Character.isSurrogate(right);
        if (leftSurrogate != rightSurrogate) {
            return leftSurrogate ? 1 : -1;
        }
        return left < right ? -1 : 1;
    }

    /** The same, with the shorter text extended by spaces. */
    static int comparePadded(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return compare(l, r);
            }
        }
        if (left.length() > length) {
            return compareToSpaces(left, length);
        }
        return -compareToSpaces(right, length);
    }

    private static int compareToSpaces(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                return text.charAt(i) < ' ' ? -1 : 1;
            }
        }
        return 0;
    }

    /**
     * By unsigned bytes, the shorter extended with a weight.
     *
     * @param pad the weight of one space; the weights before it are of whatever length
     */
    static int compareWeights(byte[] left, byte[] right, byte[] pad) {
        int length = Math.max(left.length, right.length);
        for (int i = 0; i < length; i++) {
            int order = Integer.compare(at(left, i, pad), at(right, i, pad));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int at(byte[] weights, int index, byte[] pad) {
        return (index < weights.length
                        ? weights[index]
                        : pad[(index - weights.length) % pad.length])
                & 0xff;
    }
}
