package io.shardfold.core.plan;

/**
 * The literals of one text, in its order: the plan of another text with the same fingerprint reads
 * its values here.
 */
public interface Literals {

    /** For texts of which nothing is known. */
    Literals NONE = index -> ValueSource.UNKNOWN;

    /**
     * @param index as {@code Expression.Literal.index}
     * @return Integer, Long, BigInteger or BigDecimal for numbers, String for strings; {@link
     *     ValueSource#UNKNOWN} for others
     */
    Object value(int index);
}
