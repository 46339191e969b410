package io.shardfold.core.plan;

import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.ast.Expression;
import java.util.ArrayList;
import java.util.List;

/** Columns that each shard gives for the merge alone, behind those that are shown. */
final class DerivedColumns {

    private final List<Replacement> columns = new ArrayList<>();

    /** Adds a copy of an expression between two texts. */
    Merge.Place add(Expression expression, String before, String after) {
        return add(new Replacement().text(before).copy(expression.span()).text(after));
    }

    Merge.Place add(Replacement column) {
        columns.add(column);
        return new Merge.Place(true, columns.size() - 1);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    int count() {
        return columns.size();
    }

    /**
     * A name of its own: an expression's usual name may be one that ORDER BY means another column
     * by.
     */
    static String name(int index) {
        return "shardfold_" + index;
    }

    /** Writes them as a part of a select list. */
    void appendTo(Replacement list) {
        for (int i = 0; i < columns.size(); i++) {
            list.text(i == 0 ? "" : ", ").append(columns.get(i)).text(" AS " + name(i));
        }
    }
}
