package io.shardfold.sql.ast;

import java.util.List;

/** What can stand in FROM. */
public sealed interface TableExpression {

    enum Kind {
        TABLE,
        DERIVED,
        FUNCTION,
        JOIN,
        NESTED
    }

    Kind kind();

    Span span();

    /** null where none is written. */
    record Alias(Identifier name, List<Identifier> columns, Span span) {
        public Alias {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A table, a view or a common table by name.
     *
     * @param only PostgreSQL's ONLY
     * @param alias null where none is written
     * @param partitions MySQL's PARTITION (p, ...)
     * @param suffix index hints, TABLESAMPLE, FOR SYSTEM_TIME and the like, as written; null where
     *     there is none
     */
    record TableReference(
            QualifiedName name,
            boolean only,
            Alias alias,
            List<Identifier> partitions,
            Suffix suffix,
            Span span)
            implements TableExpression {
        public TableReference {
            partitions = List.copyOf(partitions);
        }

        @Override
        public Kind kind() {
            return Kind.TABLE;
        }
    }

    /**
     * What follows a table's name and isn't its alias.
     *
     * @param indexNames indexes named in USE, FORCE and IGNORE INDEX
     * @param sampled TABLESAMPLE stands here: a sample of a shard isn't a sample of the whole
     */
    record Suffix(String text, List<Identifier> indexNames, boolean sampled, Span span) {
        public Suffix {
            indexNames = List.copyOf(indexNames);
        }
    }

    record DerivedTable(Query query, boolean lateral, Alias alias, Span span)
            implements TableExpression {
        @Override
        public Kind kind() {
            return Kind.DERIVED;
        }
    }

    /**
     * A function in FROM: generate_series(...), ROWS FROM (...), JSON_TABLE(...), XMLTABLE(...).
     *
     * @param functions one or, for ROWS FROM, several; {@link Expression.FunctionCall} or {@link
     *     Expression.KeywordCall}
     * @param columnDefinitions PostgreSQL's AS (a int, b text), as written; null where there are
     *     none
     */
    record FunctionTable(
            List<Expression> functions,
            boolean rowsFrom,
            boolean lateral,
            boolean withOrdinality,
            Alias alias,
            String columnDefinitions,
            Span span)
            implements TableExpression {
        public FunctionTable {
            functions = List.copyOf(functions);
        }

        @Override
        public Kind kind() {
            return Kind.FUNCTION;
        }
    }

    enum JoinType {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        CROSS,
        STRAIGHT
    }

    /**
     * @param on null where none is written
     * @param using empty where none is written
     * @param usingAlias PostgreSQL's alias of a USING join; null where none is written
     */
    record Join(
            JoinType type,
            boolean natural,
            TableExpression left,
            TableExpression right,
            Expression on,
            List<Identifier> using,
            Alias usingAlias,
            Span span)
            implements TableExpression {
        public Join {
            using = List.copyOf(using);
        }

        @Override
        public Kind kind() {
            return Kind.JOIN;
        }
    }

    /** Tables in parentheses: MySQL allows a list, PostgreSQL one join, which may have an alias. */
    record Nested(List<TableExpression> tables, Alias alias, Span span) implements TableExpression {
        public Nested {
            tables = List.copyOf(tables);
            assert !tables.isEmpty();
        }

        @Override
        public Kind kind() {
            return Kind.NESTED;
        }
    }
}
