package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.util.BitSet;

/** What the formulas that keep an order have in common. */
final class Numbers {

    /** The most tables that one algorithm makes. */
    static final int TABLES_MAX = 1_000_000;

    private Numbers() {}

    /** Adds the numbers from that of the lower end to that of the upper end. */
    static boolean addBetween(Numbering numbering, Range range, BitSet numbers) {
        if (range.low() instanceof String || range.high() instanceof String) {
            // Texts are ordered as texts by the database.
            return false;
        }
        int from = range.low() == null ? 0 : numbering.number(range.low());
        int to = range.high() == null ? numbering.count() - 1 : numbering.number(range.high());
        if (from < 0 || to < 0) {
            return false;
        }
        if (from <= to) {
            numbers.set(from, to + 1);
        }
        return true;
    }
}
