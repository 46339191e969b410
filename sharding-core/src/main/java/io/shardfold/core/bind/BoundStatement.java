package io.shardfold.core.bind;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A statement whose names are resolved. Immutable once made. */
public final class BoundStatement {

    private final String text;
    private final Dialect dialect;
    private final Statement statement;
    private final List<Source> sources;
    private final List<Expression.Parameter> parameters;
    private final Map<Expression.Column, BoundColumn> columns;
    private final Map<Expression.Column, SelectItem> aliases;
    private final Map<TableExpression, Source> sourceOf;
    private final Map<Query.Select, Block> blocks;
    private final Block outermost;

    BoundStatement(
            String text,
            Dialect dialect,
            Statement statement,
            List<Source> sources,
            List<Expression.Parameter> parameters,
            IdentityHashMap<Expression.Column, BoundColumn> columns,
            IdentityHashMap<Expression.Column, SelectItem> aliases,
            IdentityHashMap<TableExpression, Source> sourceOf,
            IdentityHashMap<Query.Select, Block> blocks,
            Block outermost) {
        this.text = text;
        this.dialect = dialect;
        this.statement = statement;
        this.sources = List.copyOf(sources);
        this.parameters = List.copyOf(parameters);
        this.columns = columns;
        this.aliases = aliases;
        this.sourceOf = sourceOf;
        this.blocks = blocks;
        this.outermost = outermost;
    }

    public String text() {
        return text;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Statement statement() {
        return statement;
    }

    /** Every occurrence of the whole statement, subqueries included. */
    public List<Source> sources() {
        return sources;
    }

    /** Every placeholder in the order of the text. */
    public List<Expression.Parameter> parameters() {
        return parameters;
    }

    /** Null where the name isn't bound: it may be anything. */
    public BoundColumn column(Expression.Column column) {
        return columns.get(column);
    }

    /** What an expression means where it is a bound column; null otherwise. */
    public BoundColumn column(Expression expression) {
        return expression instanceof Expression.Column column ? columns.get(column) : null;
    }

    /**
     * The item whose alias a name in ORDER BY, GROUP BY or HAVING means; null where it means no
     * alias.
     */
    public SelectItem alias(Expression expression) {
        return expression instanceof Expression.Column column ? aliases.get(column) : null;
    }

    public Source source(TableExpression node) {
        return sourceOf.get(node);
    }

    public Block block(Query.Select select) {
        return blocks.get(select);
    }

    /**
     * The scope of the statement itself: that of its outermost SELECT, or of an UPDATE, DELETE or
     * INSERT; null otherwise.
     */
    public Block outermost() {
        return outermost;
    }

    public Map<Expression.Column, BoundColumn> columns() {
        return columns;
    }
}
