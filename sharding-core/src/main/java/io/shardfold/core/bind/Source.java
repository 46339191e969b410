package io.shardfold.core.bind;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.TableExpression;
import java.util.List;

/**
 * One occurrence in FROM: of a table, a common table, a derived table or a function. The same table
 * named twice is two sources.
 *
 * <p>Compared by identity.
 */
public final class Source {

    private final int index;
    private final String name;
    private final TableExpression node;
    private final TableRule rule;
    private final CatalogTable table;
    private final Query query;
    private final boolean recursive;
    private final List<String> columns;

    Source(
            int index,
            String name,
            TableExpression node,
            TableRule rule,
            CatalogTable table,
            Query query,
            boolean recursive,
            List<String> columns) {
        this.index = index;
        this.name = name;
        this.node = node;
        this.rule = rule;
        this.table = table;
        this.query = query;
        this.recursive = recursive;
        this.columns = columns;
    }

    /** Counted from 0 over the whole statement. */
    public int index() {
        return index;
    }

    /** The alias, or the table's name; null for an unnamed function or derived table. */
    public String name() {
        return name;
    }

    public TableExpression node() {
        return node;
    }

    /**
     * The rule of a table; null for anything else, and for a table that no rule and no data source
     * knows.
     */
    public TableRule rule() {
        return rule;
    }

    /** Null where this isn't a table, or its columns aren't known. */
    public CatalogTable table() {
        return table;
    }

    /** The query of a derived table or a common table; null otherwise. */
    public Query query() {
        return query;
    }

    /** A common table's name inside its own recursive definition. */
    public boolean recursive() {
        return recursive;
    }

    /** The names of the output columns in order; null where they aren't known. */
    public List<String> columns() {
        return columns;
    }

    /**
     * A name of a table in the text, whether known or not; false for derived and common tables and
     * functions.
     */
    public boolean isTable() {
        return node instanceof TableExpression.TableReference && query == null && !recursive;
    }

    @Override
    public String toString() {
        return name + "#" + index;
    }
}
