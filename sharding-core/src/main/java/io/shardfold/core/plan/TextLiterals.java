package io.shardfold.core.plan;

import io.shardfold.sql.lex.Fingerprint;

/** The literals of one text, read when they are first asked for. */
public final class TextLiterals implements Literals {

    private final Fingerprint text;

    public TextLiterals(Fingerprint text) {
        this.text = text;
    }

    @Override
    public Object value(int index) {
        if (text.isLong(index)) {
            long value = text.literalLong(index);
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
        return switch (text.literalType(index)) {
            case INTEGER, DECIMAL, FLOAT -> Constants.number(text.literalValue(index));
            case STRING, NATIONAL_STRING -> text.literalValue(index);
            case BIT, HEX, TRUE, FALSE, NULL, UNKNOWN -> ValueSource.UNKNOWN;
        };
    }

    /** Whether another text has the same literals in these places. */
    public static boolean agree(Fingerprint one, Fingerprint other, int[] literals) {
        for (int index : literals) {
            int length = one.literalEnd(index) - one.literalStart(index);
            if (length != other.literalEnd(index) - other.literalStart(index)
                    || !one.text()
                            .regionMatches(
                                    one.literalStart(index),
                                    other.text(),
                                    other.literalStart(index),
                                    length)) {
                return false;
            }
        }
        return true;
    }
}
