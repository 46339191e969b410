package io.shardfold.sql.ast;

import java.util.List;

/**
 * One whole statement.
 *
 * <p>Definitions of tables and other objects are a family of their own, {@link Ddl}; so are the
 * commands that neither query, change rows nor define anything, {@link Utility}.
 */
public sealed interface Statement
        permits Ddl,
                Utility,
                Statement.QueryStatement,
                Statement.Insert,
                Statement.Update,
                Statement.Delete,
                Statement.Merge,
                Statement.Begin,
                Statement.Commit,
                Statement.Rollback,
                Statement.Savepoint,
                Statement.ReleaseSavepoint,
                Statement.SetTransaction,
                Statement.Set,
                Statement.Reset,
                Statement.Show,
                Statement.Use,
                Statement.Explain,
                Statement.Empty,
                Statement.Other {

    enum Kind {
        QUERY,
        INSERT,
        UPDATE,
        DELETE,
        MERGE,
        DDL,
        UTILITY,
        BEGIN,
        COMMIT,
        ROLLBACK,
        SAVEPOINT,
        RELEASE_SAVEPOINT,
        SET_TRANSACTION,
        SET,
        RESET,
        SHOW,
        USE,
        EXPLAIN,
        EMPTY,
        OTHER
    }

    Kind kind();

    Span span();

    record QueryStatement(Query query, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.QUERY;
        }
    }

    enum InsertVerb {
        INSERT,
        REPLACE
    }

    /**
     * Where an INSERT's rows come from. Exactly one of {@code values}, {@code query} and {@code
     * assignments} is not null, none for DEFAULT VALUES.
     *
     * @param values VALUES rows
     * @param query INSERT ... SELECT or TABLE
     * @param assignments MySQL's SET form
     */
    record InsertSource(
            List<Query.ValuesRow> values, Query query, List<Assignment> assignments, Span span) {}

    /**
     * PostgreSQL's ON CONFLICT.
     *
     * @param target the conflict target as written, without its WHERE; null where none is written
     * @param constraint ON CONSTRAINT name; null where none is written
     * @param assignments DO UPDATE SET; null for DO NOTHING
     */
    record OnConflict(
            List<Expression> target,
            Expression targetWhere,
            Identifier constraint,
            List<Assignment> assignments,
            Expression where,
            Span span) {}

    /**
     * INSERT and REPLACE.
     *
     * @param modifiers LOW_PRIORITY, DELAYED, HIGH_PRIORITY, IGNORE in upper case
     * @param returningAliases PostgreSQL's names for the old and the new row, {@code WITH (OLD AS
     *     o)} as written; null where none are given
     * @param columns null where no list is written; array subscripts and fields are expressions
     * @param columnsSpan the column list with its parentheses; null where none is written
     * @param overriding SYSTEM or USER; null where nothing is written
     * @param rowAlias MySQL's AS new(a, b); null where none is written
     * @param onDuplicate MySQL's ON DUPLICATE KEY UPDATE; null where there is none
     * @param onConflict null where there is none
     */
    record Insert(
            With with,
            InsertVerb verb,
            List<String> modifiers,
            TableExpression.TableReference table,
            List<Expression> columns,
            Span columnsSpan,
            String overriding,
            InsertSource source,
            TableExpression.Alias rowAlias,
            List<Assignment> onDuplicate,
            OnConflict onConflict,
            String returningAliases,
            List<SelectItem> returning,
            Span span)
            implements Statement {
        public Insert {
            modifiers = List.copyOf(modifiers);
            returning = List.copyOf(returning);
        }

        public boolean ignore() {
            return modifiers.contains("IGNORE");
        }

        @Override
        public Kind kind() {
            return Kind.INSERT;
        }
    }

    /**
     * UPDATE.
     *
     * @param tables what is named after UPDATE: one table in PostgreSQL, any join in MySQL
     * @param from PostgreSQL's FROM
     */
    record Update(
            With with,
            List<String> modifiers,
            List<TableExpression> tables,
            List<Assignment> assignments,
            List<TableExpression> from,
            Expression where,
            List<SortItem> orderBy,
            Limit limit,
            String returningAliases,
            List<SelectItem> returning,
            Span span)
            implements Statement {
        public Update {
            modifiers = List.copyOf(modifiers);
            tables = List.copyOf(tables);
            assignments = List.copyOf(assignments);
            from = List.copyOf(from);
            orderBy = List.copyOf(orderBy);
            returning = List.copyOf(returning);
        }

        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }
    }

    /**
     * DELETE.
     *
     * @param targets the tables that lose rows: the one after FROM; in MySQL's multi-table forms
     *     those named before FROM or before USING
     * @param from all tables of the statement in MySQL's multi-table forms, PostgreSQL's USING
     *     list; empty for one table
     */
    record Delete(
            With with,
            List<String> modifiers,
            List<TableExpression.TableReference> targets,
            List<TableExpression> from,
            boolean multiTable,
            Expression where,
            List<SortItem> orderBy,
            Limit limit,
            String returningAliases,
            List<SelectItem> returning,
            Span span)
            implements Statement {
        public Delete {
            modifiers = List.copyOf(modifiers);
            targets = List.copyOf(targets);
            from = List.copyOf(from);
            orderBy = List.copyOf(orderBy);
            returning = List.copyOf(returning);
        }

        @Override
        public Kind kind() {
            return Kind.DELETE;
        }
    }

    /** Which rows a branch of MERGE is for. */
    enum MergeMatch {
        MATCHED,
        NOT_MATCHED_BY_TARGET,
        NOT_MATCHED_BY_SOURCE
    }

    /** What a branch of MERGE does. */
    enum MergeAction {
        UPDATE,
        DELETE,
        INSERT,
        DO_NOTHING
    }

    /**
     * One WHEN of MERGE.
     *
     * @param condition AND condition; null where none is written
     * @param assignments for UPDATE, else empty
     * @param columns for INSERT: null where no list is written
     * @param overriding for INSERT: SYSTEM or USER; null where nothing is written
     * @param values for INSERT: null for DEFAULT VALUES
     */
    record MergeWhen(
            MergeMatch match,
            Expression condition,
            MergeAction action,
            List<Assignment> assignments,
            List<Expression> columns,
            String overriding,
            List<Expression> values,
            Span span) {
        public MergeWhen {
            assignments = List.copyOf(assignments);
        }
    }

    /** PostgreSQL's MERGE. @param source what stands behind USING */
    record Merge(
            With with,
            TableExpression.TableReference target,
            TableExpression source,
            Expression on,
            List<MergeWhen> whens,
            String returningAliases,
            List<SelectItem> returning,
            Span span)
            implements Statement {
        public Merge {
            whens = List.copyOf(whens);
            returning = List.copyOf(returning);
        }

        @Override
        public Kind kind() {
            return Kind.MERGE;
        }
    }

    /**
     * BEGIN or START TRANSACTION.
     *
     * @param isolation READ COMMITTED, ... in upper case; null where none is written
     * @param readOnly null where neither READ ONLY nor READ WRITE is written
     * @param consistentSnapshot MySQL's WITH CONSISTENT SNAPSHOT
     */
    record Begin(
            String isolation,
            Boolean readOnly,
            Boolean deferrable,
            boolean consistentSnapshot,
            Span span)
            implements Statement {
        @Override
        public Kind kind() {
            return Kind.BEGIN;
        }
    }

    /** COMMIT or END. @param chain AND CHAIN. @param release MySQL's RELEASE */
    record Commit(boolean chain, boolean release, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.COMMIT;
        }
    }

    /** ROLLBACK, ABORT and ROLLBACK TO. @param savepoint null for the whole transaction */
    record Rollback(Identifier savepoint, boolean chain, boolean release, Span span)
            implements Statement {
        @Override
        public Kind kind() {
            return Kind.ROLLBACK;
        }
    }

    record Savepoint(Identifier name, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.SAVEPOINT;
        }
    }

    record ReleaseSavepoint(Identifier name, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.RELEASE_SAVEPOINT;
        }
    }

    /**
     * SET [SESSION | GLOBAL] TRANSACTION, SET SESSION CHARACTERISTICS. @param scope null for the
     * next or current transaction only
     */
    record SetTransaction(
            String scope, String isolation, Boolean readOnly, Boolean deferrable, Span span)
            implements Statement {
        @Override
        public Kind kind() {
            return Kind.SET_TRANSACTION;
        }
    }

    /**
     * One setting.
     *
     * @param scope GLOBAL, SESSION, LOCAL, PERSIST in upper case; null where none is written
     * @param user MySQL's {@code @name}
     * @param name as written, dots included: autocommit, search_path, names (for SET NAMES), "time
     *     zone"
     * @param values empty for DEFAULT
     */
    record Setting(String scope, boolean user, String name, List<Expression> values, Span span) {
        public Setting {
            values = List.copyOf(values);
        }
    }

    record Set(List<Setting> settings, Span span) implements Statement {
        public Set {
            settings = List.copyOf(settings);
        }

        @Override
        public Kind kind() {
            return Kind.SET;
        }
    }

    /** PostgreSQL's RESET name, RESET ALL, DISCARD. @param name ALL for all */
    record Reset(String name, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.RESET;
        }
    }

    /**
     * SHOW in any form.
     *
     * @param subject what is shown, in upper case: TABLES, FULL TABLES, COLUMNS, CREATE TABLE,
     *     VARIABLES, ... ; in PostgreSQL the setting's name as written
     * @param table the table named; null where none is
     * @param database FROM or IN database; null where none is named
     * @param like null where none is written
     */
    record Show(
            String subject,
            QualifiedName table,
            Identifier database,
            Expression like,
            Expression where,
            Span span)
            implements Statement {
        @Override
        public Kind kind() {
            return Kind.SHOW;
        }
    }

    record Use(Identifier database, Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.USE;
        }
    }

    /**
     * EXPLAIN or DESCRIBE of a statement.
     *
     * @param verb EXPLAIN, or MariaDB's ANALYZE, which runs the statement
     * @param options as written between the verb and the statement
     */
    record Explain(String verb, String options, Statement statement, Span span)
            implements Statement {
        @Override
        public Kind kind() {
            return Kind.EXPLAIN;
        }
    }

    /** Nothing but white space and comments. */
    record Empty(Span span) implements Statement {
        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }

    /**
     * A statement that isn't modelled: known by its first words and the tables that it names.
     *
     * @param command the first keywords in upper case, e.g. {@code GRANT}
     * @param tables every name that may be a table's
     * @param text the statement as written
     */
    record Other(String command, List<QualifiedName> tables, String text, Span span)
            implements Statement {
        public Other {
            tables = List.copyOf(tables);
        }

        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
