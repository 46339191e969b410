package io.shardfold.core.rule.algorithm;

import java.util.List;

/**
 * A sharding algorithm with its properties. Immutable. Which of the three {@code place} methods
 * answers says {@link #kind()}.
 */
public interface Algorithm {

    /** Under which strategy an algorithm may stand. */
    enum Kind {
        STANDARD,
        COMPLEX,
        HINT
    }

    Kind kind();

    /** The type's name in upper case. */
    String type();

    /** How many tables it makes in {@code autoTables}; 0 when it can't stand there. */
    default int autoTableCount() {
        return 0;
    }

    /**
     * @throws PropertyException when the algorithm can't serve these names or this column
     */
    default Placement place(Targets targets, String column) {
        throw new IllegalStateException(type());
    }

    default ComplexPlacement placeComplex(Targets targets, List<String> columns) {
        throw new IllegalStateException(type());
    }

    default HintPlacement placeHint(Targets targets) {
        throw new IllegalStateException(type());
    }
}
