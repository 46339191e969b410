package io.shardfold.sql.ast;

import java.util.List;

/** A query: what can stand in parentheses as a subquery. */
public sealed interface Query {

    enum Kind {
        SELECT,
        SET_OPERATION,
        VALUES,
        TABLE,
        NESTED
    }

    Kind kind();

    /**
     * From its first keyword (WITH included) to the end of its last clause, without parentheses
     * around it.
     */
    Span span();

    /** null where there is none. */
    With with();

    List<SortItem> orderBy();

    /** null where there is none. */
    Limit limit();

    List<Locking> locking();

    /**
     * SELECT.
     *
     * @param distinctOn PostgreSQL's DISTINCT ON expressions; empty for plain DISTINCT
     * @param options MySQL's STRAIGHT_JOIN, SQL_CALC_FOUND_ROWS, HIGH_PRIORITY, ... in upper case
     * @param into INTO clause; null where there is none
     * @param from the comma-separated tables; empty without FROM
     * @param groupBy null where there is none
     * @param listSpan the select list, from its first to its last item
     */
    record Select(
            With with,
            Expression.Quantifier quantifier,
            List<Expression> distinctOn,
            List<String> options,
            List<SelectItem> items,
            Into into,
            List<TableExpression> from,
            Expression where,
            GroupBy groupBy,
            Expression having,
            List<NamedWindow> windows,
            List<SortItem> orderBy,
            Limit limit,
            List<Locking> locking,
            Span listSpan,
            Span span)
            implements Query {
        public Select {
            distinctOn = List.copyOf(distinctOn);
            options = List.copyOf(options);
            items = List.copyOf(items);
            from = List.copyOf(from);
            windows = List.copyOf(windows);
            orderBy = List.copyOf(orderBy);
            locking = List.copyOf(locking);
        }

        public boolean distinct() {
            return quantifier == Expression.Quantifier.DISTINCT;
        }

        @Override
        public Kind kind() {
            return Kind.SELECT;
        }
    }

    enum SetOperator {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** {@code left UNION [ALL] right}. ORDER BY and LIMIT here are those of the whole. */
    record SetOperation(
            With with,
            SetOperator operator,
            boolean all,
            Query left,
            Query right,
            List<SortItem> orderBy,
            Limit limit,
            List<Locking> locking,
            Span span)
            implements Query {
        public SetOperation {
            orderBy = List.copyOf(orderBy);
            locking = List.copyOf(locking);
        }

        @Override
        public Kind kind() {
            return Kind.SET_OPERATION;
        }
    }

    /**
     * @param keyword whether MySQL's ROW stands in front
     * @param span the row with its parentheses, and ROW
     */
    record ValuesRow(boolean keyword, List<Expression> values, Span span) {
        public ValuesRow {
            values = List.copyOf(values);
        }
    }

    record Values(
            With with,
            List<ValuesRow> rows,
            List<SortItem> orderBy,
            Limit limit,
            List<Locking> locking,
            Span span)
            implements Query {
        public Values {
            rows = List.copyOf(rows);
            orderBy = List.copyOf(orderBy);
            locking = List.copyOf(locking);
        }

        @Override
        public Kind kind() {
            return Kind.VALUES;
        }
    }

    /** {@code TABLE t}. */
    record Table(
            With with,
            TableExpression.TableReference table,
            List<SortItem> orderBy,
            Limit limit,
            List<Locking> locking,
            Span span)
            implements Query {
        public Table {
            orderBy = List.copyOf(orderBy);
            locking = List.copyOf(locking);
        }

        @Override
        public Kind kind() {
            return Kind.TABLE;
        }
    }

    /**
     * A query in parentheses that has clauses of its own inside and others behind: {@code (SELECT
     * ... LIMIT 3) ORDER BY a}.
     */
    record Nested(
            With with,
            Query query,
            List<SortItem> orderBy,
            Limit limit,
            List<Locking> locking,
            Span span)
            implements Query {
        public Nested {
            orderBy = List.copyOf(orderBy);
            locking = List.copyOf(locking);
        }

        @Override
        public Kind kind() {
            return Kind.NESTED;
        }
    }
}
