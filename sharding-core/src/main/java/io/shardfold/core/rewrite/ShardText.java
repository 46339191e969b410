package io.shardfold.core.rewrite;

import io.shardfold.core.row.Parameters;
import io.shardfold.sql.lex.Fingerprint;
import java.util.List;

/**
 * A shard's text with its holes: the names of tables, and numbers that are known only when it is
 * run. Immutable.
 *
 * <p>Made by {@link ShardTextBuilder}.
 */
public final class ShardText {

    /** A piece of the text. */
    sealed interface Piece {}

    /**
     * A part of the user's text; literals of the text at hand take the places of the planned one's.
     */
    record Copy(int start, int end, int literalsBeforeStart, int literalsBeforeEnd)
            implements Piece {}

    record Fixed(String text) implements Piece {}

    /** The physical name of a table. */
    record Table(int source) implements Piece {}

    /** A text made for the run, such as a number or a generated key. @param slot which */
    record Fill(int slot) implements Piece {}

    private final Fingerprint basis;
    private final Piece[] pieces;
    private final int[] parameters;
    private final boolean hasFills;

    ShardText(Fingerprint basis, List<Piece> pieces, int[] parameters) {
        this.basis = basis;
        this.pieces = pieces.toArray(new Piece[0]);
        this.parameters = parameters;
        this.hasFills = pieces.stream().anyMatch(Fill.class::isInstance);
    }

    /** Whether the same shard always gets the same text for the same user's text. */
    public boolean isFixed() {
        return !hasFills;
    }

    /** The statement's placeholders in the order in which this text has them. */
    public int[] parameters() {
        return parameters;
    }

    /**
     * @param fills for the slots; null where there are none
     */
    public String render(Fingerprint actual, TableNames tables, String[] fills) {
        if (pieces.length == 1
                && pieces[0] instanceof Copy copy
                && copy.start == 0
                && copy.end == basis.text().length()) {
            return actual.text();
        }
        StringBuilder sql = new StringBuilder(actual.text().length() + 32);
        appendTo(sql, actual, tables, fills);
        return sql.toString();
    }

    public void appendTo(StringBuilder sql, Fingerprint actual, TableNames tables, String[] fills) {
        for (Piece piece : pieces) {
            if (piece instanceof Copy copy) {
                int start = copy.start + shift(actual, copy.literalsBeforeStart);
                int end = copy.end + shift(actual, copy.literalsBeforeEnd);
                sql.append(actual.text(), start, end);
            } else if (piece instanceof Fixed fixed) {
                sql.append(fixed.text);
            } else if (piece instanceof Table table) {
                sql.append(tables.name(table.source));
            } else {
                sql.append(fills[((Fill) piece).slot]);
            }
        }
    }

    /** How far a place behind so many literals has moved. */
    private int shift(Fingerprint actual, int literalsBefore) {
        return literalsBefore == 0 || actual == basis
                ? 0
                : actual.literalEnd(literalsBefore - 1) - basis.literalEnd(literalsBefore - 1);
    }

    /** The values of this text's own placeholders; null where it has none. */
    public Parameters select(Parameters all) {
        return select(all, parameters);
    }

    /**
     * @param wanted indexes into {@code all}, in order, repetitions allowed; null is answered for
     *     none
     */
    public static Parameters select(Parameters all, int[] wanted) {
        if (wanted.length == 0) {
            return null;
        }
        boolean same = wanted.length == all.count();
        for (int i = 0; same && i < wanted.length; i++) {
            same = wanted[i] == i;
        }
        if (same) {
            return all;
        }
        Object[] values = new Object[wanted.length];
        int[] types = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            values[i] = all.raw(wanted[i]);
            types[i] = all.type(wanted[i]);
        }
        return new Parameters(values, types);
    }
}
