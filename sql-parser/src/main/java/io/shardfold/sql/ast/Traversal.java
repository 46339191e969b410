package io.shardfold.sql.ast;

import java.util.List;
import java.util.function.Predicate;

/**
 * Walks a tree from a node down, in the order of the text as far as the records keep it.
 *
 * <p>For questions that concern every node alike (which columns, which parameters, which
 * subqueries). What treats each kind in its own way is a switch over {@code kind()} instead.
 */
public final class Traversal {

    private Traversal() {}

    /** What to do at a node; the answer says whether to go below it. */
    public interface Visitor {
        default boolean expression(Expression expression) {
            return true;
        }

        default boolean query(Query query) {
            return true;
        }

        default boolean table(TableExpression table) {
            return true;
        }
    }

    /** Whether an expression, or any below it, subqueries included, is such a one. */
    public static boolean any(Expression expression, Predicate<Expression> isOne) {
        boolean[] found = new boolean[1];
        walk(
                expression,
                new Visitor() {
                    @Override
                    public boolean expression(Expression inner) {
                        found[0] |= isOne.test(inner);
                        return true;
                    }
                });
        return found[0];
    }

    public static void walk(Expression expression, Visitor visitor) {
        if (expression == null || !visitor.expression(expression)) {
            return;
        }
        switch (expression.kind()) {
            case LITERAL, PARAMETER, COLUMN, STAR, VARIABLE, CURRENT_OF -> {}
            case AND -> walkAll(((Expression.And) expression).terms(), visitor);
            case OR -> walkAll(((Expression.Or) expression).terms(), visitor);
            case NOT -> walk(((Expression.Not) expression).operand(), visitor);
            case COMPARE -> {
                walk(((Expression.Compare) expression).left(), visitor);
                walk(((Expression.Compare) expression).right(), visitor);
            }
            case QUANTIFIED -> {
                Expression.Quantified quantified = (Expression.Quantified) expression;
                walk(quantified.left(), visitor);
                walk(quantified.query(), visitor);
                walk(quantified.array(), visitor);
            }
            case IS_TEST -> walk(((Expression.IsTest) expression).operand(), visitor);
            case BETWEEN -> {
                Expression.Between between = (Expression.Between) expression;
                walk(between.operand(), visitor);
                walk(between.low(), visitor);
                walk(between.high(), visitor);
            }
            case IN_LIST -> {
                walk(((Expression.InList) expression).operand(), visitor);
                walkAll(((Expression.InList) expression).values(), visitor);
            }
            case IN_QUERY -> {
                walk(((Expression.InQuery) expression).operand(), visitor);
                walk(((Expression.InQuery) expression).query(), visitor);
            }
            case EXISTS -> walk(((Expression.Exists) expression).query(), visitor);
            case LIKE -> {
                Expression.Like like = (Expression.Like) expression;
                walk(like.operand(), visitor);
                walk(like.pattern(), visitor);
                walk(like.escape(), visitor);
            }
            case BINARY -> {
                walk(((Expression.Binary) expression).left(), visitor);
                walk(((Expression.Binary) expression).right(), visitor);
            }
            case UNARY -> walk(((Expression.Unary) expression).operand(), visitor);
            case FUNCTION -> {
                Expression.FunctionCall call = (Expression.FunctionCall) expression;
                walkAll(call.arguments(), visitor);
                walkSort(call.orderBy(), visitor);
                walk(call.separator(), visitor);
                walk(call.limit(), visitor);
                walkSort(call.withinGroup(), visitor);
                walk(call.filter(), visitor);
                walk(call.over(), visitor);
            }
            case KEYWORD_CALL -> {
                for (Expression.Piece piece : ((Expression.KeywordCall) expression).pieces()) {
                    walk(piece.expression(), visitor);
                }
                walk(((Expression.KeywordCall) expression).over(), visitor);
            }
            case CASE -> {
                Expression.Case choice = (Expression.Case) expression;
                walk(choice.operand(), visitor);
                for (Expression.When when : choice.whens()) {
                    walk(when.condition(), visitor);
                    walk(when.result(), visitor);
                }
                walk(choice.otherwise(), visitor);
            }
            case CAST -> walk(((Expression.Cast) expression).operand(), visitor);
            case COLLATE -> walk(((Expression.Collate) expression).operand(), visitor);
            case AT_TIME_ZONE -> {
                walk(((Expression.AtTimeZone) expression).operand(), visitor);
                walk(((Expression.AtTimeZone) expression).zone(), visitor);
            }
            case INTERVAL -> walk(((Expression.Interval) expression).value(), visitor);
            case ROW -> walkAll(((Expression.Row) expression).values(), visitor);
            case ARRAY -> walkAll(((Expression.Array) expression).elements(), visitor);
            case ARRAY_QUERY -> walk(((Expression.ArrayQuery) expression).query(), visitor);
            case SUBSCRIPT -> {
                Expression.Subscript subscript = (Expression.Subscript) expression;
                walk(subscript.operand(), visitor);
                walk(subscript.low(), visitor);
                walk(subscript.high(), visitor);
            }
            case FIELD -> walk(((Expression.Field) expression).operand(), visitor);
            case SCALAR_QUERY -> walk(((Expression.ScalarQuery) expression).query(), visitor);
            case DEFAULT -> walk(((Expression.Default) expression).column(), visitor);
            case NAMED_ARGUMENT -> walk(((Expression.NamedArgument) expression).value(), visitor);
        }
    }

    public static void walk(Query query, Visitor visitor) {
        if (query == null || !visitor.query(query)) {
            return;
        }
        walk(query.with(), visitor);
        switch (query.kind()) {
            case SELECT -> {
                Query.Select select = (Query.Select) query;
                walkAll(select.distinctOn(), visitor);
                walkItems(select.items(), visitor);
                walkTables(select.from(), visitor);
                walk(select.where(), visitor);
                walk(select.groupBy(), visitor);
                walk(select.having(), visitor);
                for (NamedWindow window : select.windows()) {
                    walk(window.window(), visitor);
                }
            }
            case SET_OPERATION -> {
                walk(((Query.SetOperation) query).left(), visitor);
                walk(((Query.SetOperation) query).right(), visitor);
            }
            case VALUES -> walkRows(((Query.Values) query).rows(), visitor);
            case TABLE -> walk(((Query.Table) query).table(), visitor);
            case NESTED -> walk(((Query.Nested) query).query(), visitor);
        }
        walkSort(query.orderBy(), visitor);
        walk(query.limit(), visitor);
    }

    public static void walk(TableExpression table, Visitor visitor) {
        if (table == null || !visitor.table(table)) {
            return;
        }
        switch (table.kind()) {
            case TABLE -> {}
            case DERIVED -> walk(((TableExpression.DerivedTable) table).query(), visitor);
            case FUNCTION -> walkAll(((TableExpression.FunctionTable) table).functions(), visitor);
            case JOIN -> {
                walk(((TableExpression.Join) table).left(), visitor);
                walk(((TableExpression.Join) table).right(), visitor);
                walk(((TableExpression.Join) table).on(), visitor);
            }
            case NESTED -> walkTables(((TableExpression.Nested) table).tables(), visitor);
        }
    }

    /**
     * Walks the parts of a statement that hold expressions and queries; a statement of another kind
     * than a query or DML has none here.
     */
    public static void walk(Statement statement, Visitor visitor) {
        if (statement instanceof Statement.QueryStatement query) {
            walk(query.query(), visitor);
        } else if (statement instanceof Statement.Insert insert) {
            walk(insert.with(), visitor);
            walk(insert.table(), visitor);
            if (insert.columns() != null) {
                walkAll(insert.columns(), visitor);
            }
            if (insert.source().values() != null) {
                walkRows(insert.source().values(), visitor);
            }
            walk(insert.source().query(), visitor);
            walkAssignments(insert.source().assignments(), visitor);
            walkAssignments(insert.onDuplicate(), visitor);
            if (insert.onConflict() != null) {
                Statement.OnConflict conflict = insert.onConflict();
                if (conflict.target() != null) {
                    walkAll(conflict.target(), visitor);
                }
                walk(conflict.targetWhere(), visitor);
                walkAssignments(conflict.assignments(), visitor);
                walk(conflict.where(), visitor);
            }
            walkItems(insert.returning(), visitor);
        } else if (statement instanceof Statement.Update update) {
            walk(update.with(), visitor);
            walkTables(update.tables(), visitor);
            walkAssignments(update.assignments(), visitor);
            walkTables(update.from(), visitor);
            walk(update.where(), visitor);
            walkSort(update.orderBy(), visitor);
            walk(update.limit(), visitor);
            walkItems(update.returning(), visitor);
        } else if (statement instanceof Statement.Delete delete) {
            walk(delete.with(), visitor);
            for (TableExpression.TableReference target : delete.targets()) {
                walk(target, visitor);
            }
            walkTables(delete.from(), visitor);
            walk(delete.where(), visitor);
            walkSort(delete.orderBy(), visitor);
            walk(delete.limit(), visitor);
            walkItems(delete.returning(), visitor);
        } else if (statement instanceof Statement.Explain explain) {
            walk(explain.statement(), visitor);
        }
    }

    private static void walk(With with, Visitor visitor) {
        if (with != null) {
            for (With.CommonTable table : with.tables()) {
                walk(table.statement(), visitor);
            }
        }
    }

    private static void walk(Limit limit, Visitor visitor) {
        if (limit != null) {
            walk(limit.count(), visitor);
            walk(limit.offset(), visitor);
        }
    }

    private static void walk(GroupBy groupBy, Visitor visitor) {
        if (groupBy != null) {
            walkElements(groupBy.elements(), visitor);
        }
    }

    private static void walkElements(List<GroupBy.Element> elements, Visitor visitor) {
        for (GroupBy.Element element : elements) {
            if (element.expression() != null) {
                walk(element.expression().expression(), visitor);
            }
            walkElements(element.parts(), visitor);
        }
    }

    private static void walk(WindowSpecification window, Visitor visitor) {
        if (window == null) {
            return;
        }
        walkAll(window.partitionBy(), visitor);
        walkSort(window.orderBy(), visitor);
        if (window.frame() != null) {
            if (window.frame().start() != null) {
                walk(window.frame().start().offset(), visitor);
            }
            if (window.frame().end() != null) {
                walk(window.frame().end().offset(), visitor);
            }
        }
    }

    private static void walkAll(List<? extends Expression> expressions, Visitor visitor) {
        for (Expression expression : expressions) {
            walk(expression, visitor);
        }
    }

    private static void walkItems(List<SelectItem> items, Visitor visitor) {
        for (SelectItem item : items) {
            walk(item.expression(), visitor);
        }
    }

    private static void walkSort(List<SortItem> items, Visitor visitor) {
        for (SortItem item : items) {
            walk(item.expression(), visitor);
        }
    }

    private static void walkTables(List<? extends TableExpression> tables, Visitor visitor) {
        for (TableExpression table : tables) {
            walk(table, visitor);
        }
    }

    private static void walkRows(List<Query.ValuesRow> rows, Visitor visitor) {
        for (Query.ValuesRow row : rows) {
            walkAll(row.values(), visitor);
        }
    }

    private static void walkAssignments(List<Assignment> assignments, Visitor visitor) {
        if (assignments != null) {
            for (Assignment assignment : assignments) {
                walkAll(assignment.targets(), visitor);
                walk(assignment.value(), visitor);
            }
        }
    }
}
