package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.core.rule.KeyGeneration;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans INSERT ... SELECT: in each shard where its rows stay on their node; else the rows are read,
 * and written where they belong.
 */
final class InsertQueryPlanner {

    private final Planner.OfStatement statement;
    private final BoundStatement bound;

    InsertQueryPlanner(Planner.OfStatement statement) {
        this.statement = statement;
        this.bound = statement.bound;
    }

    /** Into a sharded table. */
    Plan plan(Statement.Insert insert, ShardedTable table, Targets targets, List<String> columns) {
        Query query = insert.source().query();
        Spread rows = statement.spreads.spread(query);
        boolean generates =
                table.keyGeneration() != null
                        && indexOf(columns, table.keyGeneration().column()) < 0;
        if (rows instanceof Spread.Sharded sharded
                && !generates
                && sharded.router().isAlike(targets.router())
                && keysMatch(query, sharded, columns, table)) {
            Targets together =
                    new Targets(sharded.router(), sharded.condition(), statement.names.all());
            ShardText one = statement.base.build();
            return new Plan.Scatter(
                    together,
                    one,
                    one,
                    null,
                    null,
                    true,
                    !insert.returning().isEmpty(),
                    List.of(),
                    null,
                    Planner.NO_LITERALS);
        }
        Plan one =
                new Plan.Scatter(
                        targets,
                        statement.base.build(),
                        null,
                        null,
                        null,
                        true,
                        !insert.returning().isEmpty(),
                        List.of(),
                        null,
                        Planner.NO_LITERALS);
        return moved(insert, new KeyedWrite.Place(targets, List.of(), null), columns, one);
    }

    /** Into a table that isn't sharded. */
    Plan plan(Statement.Insert insert, KeyedWrite.Place place) {
        Source target = bound.source(insert.table());
        List<String> columns = new ArrayList<>();
        if (insert.columns() != null) {
            insert.columns()
                    .forEach(
                            column ->
                                    columns.add(
                                            column instanceof Expression.Column name
                                                    ? name.name().value()
                                                    : ""));
        } else if (target.table() != null) {
            target.table().columns().forEach(column -> columns.add(column.name()));
        }
        Plan one =
                new Plan.PassThrough(
                        statement.base.build(),
                        place.dataSources().isEmpty() ? null : place.dataSources().get(0),
                        true,
                        Planner.NO_LITERALS);
        return moved(insert, place, columns, one);
    }

    /** Each row's key is the key that it has where it is read: it stays on its node. */
    private boolean keysMatch(
            Query query, Spread.Sharded rows, List<String> columns, ShardedTable table) {
        List<BoundColumn> output = statement.spreads.output(query);
        if (output == null || output.size() > columns.size()) {
            return false;
        }
        for (KeyTuple key : rows.keys()) {
            boolean all = true;
            for (int i = 0; i < table.keyColumns().size(); i++) {
                int index = indexOf(columns, table.keyColumns().get(i));
                all =
                        all
                                && index >= 0
                                && index < output.size()
                                && key.columns().get(i).equals(output.get(index));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(List<String> columns, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * @param one the statement as one node would run it, for describing it
     */
    private Plan moved(
            Statement.Insert insert, KeyedWrite.Place place, List<String> columns, Plan one) {
        refuseOtherRows(insert);
        Source target = bound.source(insert.table());
        Plan.GeneratedKey generated = null;
        int[] keyColumns = new int[0];
        if (target.rule() instanceof ShardedTable table) {
            KeyGeneration generation = table.keyGeneration();
            boolean make = generation != null && indexOf(columns, generation.column()) < 0;
            if (generation != null) {
                generated =
                        new Plan.GeneratedKey(
                                generation.column(),
                                table.keyIndex(generation.column()),
                                make ? generation.generator() : null,
                                List.of());
            }
            keyColumns = keyColumns(insert, table, target, columns, make);
        }
        boolean make = generated != null && generated.generator() != null;
        return new Plan.InsertQuery(
                place,
                query(insert),
                head(insert, make ? generated.column() : null, columns),
                keyColumns,
                generated,
                literals(insert.source().query()),
                // A copy: an alias at the query's end isn't taken along.
                statement.base.build(
                        new Replacement()
                                .copy(
                                        new Span(
                                                insert.source().span().end(),
                                                statement.text.text().length()))),
                !insert.returning().isEmpty(),
                one,
                Planner.NO_LITERALS);
    }

    /** Where each key's value stands in a row; behind the last column where it is generated. */
    private int[] keyColumns(
            Statement.Insert insert,
            ShardedTable table,
            Source target,
            List<String> columns,
            boolean make) {
        int[] result = new int[table.keyColumns().size()];
        for (int i = 0; i < result.length; i++) {
            String column = table.keyColumns().get(i);
            result[i] = indexOf(columns, column);
            if (result[i] < 0 && make && table.keyGeneration().column().equalsIgnoreCase(column)) {
                result[i] = Plan.InsertQuery.GENERATED;
            }
            CatalogColumn known = target.table() == null ? null : target.table().column(column);
            boolean isNull =
                    known != null
                            && !known.hasDefault()
                            && !known.autoIncrement()
                            && !known.generated();
            if (result[i] == -1 && !isNull) {
                throw StatementException.notSupported(
                        "INSERT ... SELECT into "
                                + table.name()
                                + " without its sharding key "
                                + column,
                        insert.span().start(),
                        "Add the column.");
            }
        }
        return result;
    }

    /** The query in the client's words, with the statement's own WITH before it. */
    private ShardText query(Statement.Insert insert) {
        Replacement query = new Replacement();
        if (insert.with() != null) {
            query.copy(insert.with().span()).text(" ");
        }
        return statement
                .names
                .unedited(statement.text)
                .build(query.copy(insert.source().query().span()));
    }

    private ShardText head(Statement.Insert insert, String generated, List<String> columns) {
        int start = insert.with() == null ? 0 : insert.with().span().end();
        ShardTextBuilder builder = statement.base.copy();
        if (generated != null && insert.columns() != null) {
            builder.insert(insert.columnsSpan().end() - 1, ", " + statement.names.quote(generated));
        } else if (generated != null) {
            StringBuilder list = new StringBuilder(" (");
            columns.forEach(column -> list.append(statement.names.quote(column)).append(", "));
            builder.insert(
                    insert.table().span().end(),
                    list.append(statement.names.quote(generated)).append(") ").toString());
        }
        return builder.build(start, insert.source().span().start());
    }

    /**
     * Which columns of the query are literals: they take the type of the column that they are for,
     * while other values keep their own.
     */
    private static boolean[] literals(Query query) {
        if (!(query instanceof Query.Select select)) {
            return new boolean[0];
        }
        boolean[] result = new boolean[select.items().size()];
        for (int i = 0; i < result.length; i++) {
            Expression value = select.items().get(i).expression();
            if (value instanceof Expression.Star) {
                return new boolean[0];
            }
            result[i] =
                    value instanceof Expression.Parameter
                            || value instanceof Expression.Literal literal
                                    && (literal.type() == Expression.LiteralType.STRING
                                            || literal.type() == Expression.LiteralType.NULL);
        }
        return result;
    }

    /** What is done with rows that are there can't name the query's rows: they are values then. */
    private void refuseOtherRows(Statement.Insert insert) {
        Source target = bound.source(insert.table());
        List<Assignment> assignments = new ArrayList<>();
        if (insert.onDuplicate() != null) {
            assignments.addAll(insert.onDuplicate());
        }
        if (insert.onConflict() != null && insert.onConflict().assignments() != null) {
            assignments.addAll(insert.onConflict().assignments());
        }
        Traversal.Visitor visitor =
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        BoundColumn column = bound.column(expression);
                        if (column != null && column.source() != target) {
                            refuse(expression);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        refuse(assignments.get(0).value());
                        return false;
                    }

                    private void refuse(Expression expression) {
                        throw StatementException.notSupported(
                                "INSERT ... SELECT over several shards that sets a row to values of other rows",
                                expression.span().start(),
                                "Set it to the row's own values.");
                    }
                };
        assignments.forEach(assignment -> Traversal.walk(assignment.value(), visitor));
        for (SelectItem item : insert.returning()) {
            Traversal.walk(item.expression(), visitor);
        }
    }
}
