package io.shardfold.core.rule;

import io.shardfold.core.rule.algorithm.ComplexPlacement;
import io.shardfold.core.rule.algorithm.HintPlacement;
import io.shardfold.core.rule.algorithm.Placement;
import java.util.Arrays;

/**
 * How one of a table's two steps, data source and table, finds its targets. Key columns go by their
 * index in the table's list.
 */
sealed interface Strategy {

    Strategy NONE = new None();

    /** For switches. */
    enum Kind {
        NONE,
        STANDARD,
        COMPLEX,
        HINTED
    }

    Kind kind();

    /** Whether two strategies give equal keys targets of equal positions. */
    boolean isAlike(Strategy other);

    /** Every target may hold any row. */
    record None() implements Strategy {
        @Override
        public Kind kind() {
            return Kind.NONE;
        }

        @Override
        public boolean isAlike(Strategy other) {
            return other.kind() == Kind.NONE;
        }
    }

    record Standard(int key, Placement placement) implements Strategy {
        @Override
        public Kind kind() {
            return Kind.STANDARD;
        }

        @Override
        public boolean isAlike(Strategy other) {
            return other instanceof Standard standard
                    && key == standard.key
                    && areEqual(placement.likeness(), standard.placement.likeness());
        }
    }

    record Complex(int[] keys, ComplexPlacement placement) implements Strategy {
        @Override
        public Kind kind() {
            return Kind.COMPLEX;
        }

        @Override
        public boolean isAlike(Strategy other) {
            return other instanceof Complex complex
                    && Arrays.equals(keys, complex.keys)
                    && areEqual(placement.likeness(), complex.placement.likeness());
        }
    }

    record Hinted(HintPlacement placement) implements Strategy {
        @Override
        public Kind kind() {
            return Kind.HINTED;
        }

        @Override
        public boolean isAlike(Strategy other) {
            // Two tables of one statement may be given different values.
            return false;
        }
    }

    private static boolean areEqual(Object likeness, Object other) {
        return likeness != null && likeness.equals(other);
    }
}
