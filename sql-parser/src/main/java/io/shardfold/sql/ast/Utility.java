package io.shardfold.sql.ast;

import java.util.List;

/**
 * A command that neither queries, changes single rows nor defines anything, but names tables or
 * controls the session.
 */
public sealed interface Utility extends Statement {

    /** For switches. */
    enum UtilityKind {
        TRUNCATE,
        LOAD_DATA,
        COPY,
        CALL,
        DO,
        HANDLER,
        PREPARE,
        EXECUTE,
        DEALLOCATE,
        DECLARE_CURSOR,
        FETCH,
        CLOSE,
        LOCK_TABLES,
        UNLOCK_TABLES,
        NOTIFICATION,
        XA,
        PREPARED_TRANSACTION,
        MAINTENANCE,
        GRANT,
        COMPOUND,
        SET_STATEMENT
    }

    UtilityKind utilityKind();

    @Override
    default Kind kind() {
        return Kind.UTILITY;
    }

    /**
     * TRUNCATE.
     *
     * @param options RESTART IDENTITY, CONTINUE IDENTITY, CASCADE, RESTRICT, as written in upper
     *     case
     */
    record Truncate(List<TableExpression.TableReference> tables, List<String> options, Span span)
            implements Utility {
        public Truncate {
            tables = List.copyOf(tables);
            options = List.copyOf(options);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.TRUNCATE;
        }
    }

    /**
     * MySQL's LOAD DATA and LOAD XML.
     *
     * @param local LOCAL: the client sends the file
     * @param file the file's name, a string
     * @param text the statement as written
     */
    record LoadData(
            boolean local,
            Expression file,
            TableExpression.TableReference table,
            String text,
            Span span)
            implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.LOAD_DATA;
        }
    }

    /**
     * PostgreSQL's COPY.
     *
     * @param table null where a query is copied
     * @param columns empty where no list is written
     * @param query null where a table is copied; a SELECT, VALUES or a statement with RETURNING
     * @param from COPY FROM; else COPY TO
     * @param target the file's name, STDIN, STDOUT or PROGRAM '...', as written
     * @param options what stands behind it, as written; empty where nothing does
     * @param where COPY FROM ... WHERE; null where none is written
     */
    record Copy(
            TableExpression.TableReference table,
            List<Identifier> columns,
            Statement query,
            boolean from,
            String target,
            String options,
            Expression where,
            Span span)
            implements Utility {
        public Copy {
            columns = List.copyOf(columns);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.COPY;
        }
    }

    /** CALL. @param call the procedure with its arguments; a {@link Expression.FunctionCall} */
    record Call(Expression.FunctionCall call, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.CALL;
        }
    }

    /**
     * MySQL's DO expressions; PostgreSQL's DO 'code'. @param code PostgreSQL's text with its
     * LANGUAGE; null in MySQL
     */
    record Do(List<SelectItem> expressions, String code, Span span) implements Utility {
        public Do {
            expressions = List.copyOf(expressions);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.DO;
        }
    }

    /** MySQL's HANDLER. @param text the statement as written */
    record Handler(TableExpression.TableReference table, String text, Span span)
            implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.HANDLER;
        }
    }

    /**
     * PREPARE.
     *
     * @param types PostgreSQL's parameter types; empty where none are written
     * @param statement PostgreSQL's statement; null in MySQL
     * @param source MySQL's text, a string or variable; null in PostgreSQL
     */
    record Prepare(
            Identifier name,
            List<DataType> types,
            Statement statement,
            Expression source,
            Span span)
            implements Utility {
        public Prepare {
            types = List.copyOf(types);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.PREPARE;
        }
    }

    /**
     * EXECUTE.
     *
     * @param name null for MariaDB's EXECUTE IMMEDIATE
     * @param source the text of EXECUTE IMMEDIATE; null otherwise
     * @param arguments PostgreSQL's arguments, MySQL's USING
     */
    record Execute(Identifier name, Expression source, List<Expression> arguments, Span span)
            implements Utility {
        public Execute {
            arguments = List.copyOf(arguments);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.EXECUTE;
        }
    }

    /** DEALLOCATE and MySQL's DROP PREPARE. @param name null for ALL */
    record Deallocate(Identifier name, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.DEALLOCATE;
        }
    }

    /**
     * PostgreSQL's DECLARE CURSOR. @param options BINARY, INSENSITIVE, SCROLL, WITH HOLD, ... in
     * upper case, in order
     */
    record DeclareCursor(Identifier name, List<String> options, Statement query, Span span)
            implements Utility {
        public DeclareCursor {
            options = List.copyOf(options);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.DECLARE_CURSOR;
        }
    }

    /**
     * PostgreSQL's FETCH and MOVE. @param direction as written in upper case; empty where none is
     * written
     */
    record Fetch(boolean move, String direction, Identifier cursor, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.FETCH;
        }
    }

    /** PostgreSQL's CLOSE. @param cursor null for ALL */
    record Close(Identifier cursor, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.CLOSE;
        }
    }

    /**
     * MySQL's LOCK TABLES, PostgreSQL's LOCK.
     *
     * @param modes one for each table, in upper case: READ, READ LOCAL, WRITE; in PostgreSQL the
     *     same for all, ACCESS EXCLUSIVE where none is written
     * @param waiting NOWAIT, WAIT n; null where nothing is written
     */
    record LockTables(
            List<TableExpression.TableReference> tables,
            List<String> modes,
            String waiting,
            Span span)
            implements Utility {
        public LockTables {
            tables = List.copyOf(tables);
            modes = List.copyOf(modes);
            assert tables.size() == modes.size();
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.LOCK_TABLES;
        }
    }

    record UnlockTables(Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.UNLOCK_TABLES;
        }
    }

    /**
     * PostgreSQL's LISTEN, UNLISTEN, NOTIFY. @param verb in upper case. @param channel null for
     * UNLISTEN *. @param payload null where none is written
     */
    record Notification(String verb, Identifier channel, String payload, Span span)
            implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.NOTIFICATION;
        }
    }

    /**
     * MySQL's XA. @param verb START, END, PREPARE, COMMIT, ROLLBACK or RECOVER. @param tail what
     * stands behind it, as written
     */
    record Xa(String verb, String tail, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.XA;
        }
    }

    /**
     * PostgreSQL's two-phase commit. @param verb PREPARE, COMMIT or ROLLBACK. @param identifier the
     * transaction's name
     */
    record PreparedTransaction(String verb, String identifier, Span span) implements Utility {
        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.PREPARED_TRANSACTION;
        }
    }

    /**
     * ANALYZE, VACUUM, OPTIMIZE, CHECK, REPAIR, CHECKSUM, CLUSTER, REINDEX, REFRESH MATERIALIZED
     * VIEW, CACHE INDEX, LOAD INDEX, FLUSH.
     *
     * @param verb in upper case
     * @param tables the tables named
     * @param objects other objects named: indexes of REINDEX and CLUSTER, schemas
     * @param text the statement as written
     */
    record Maintenance(
            String verb,
            List<TableExpression.TableReference> tables,
            List<QualifiedName> objects,
            String text,
            Span span)
            implements Utility {
        public Maintenance {
            tables = List.copyOf(tables);
            objects = List.copyOf(objects);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.MAINTENANCE;
        }
    }

    /**
     * GRANT and REVOKE.
     *
     * @param objectType TABLE, SEQUENCE, DATABASE, FUNCTION, SCHEMA, ... in upper case; ROLE where
     *     roles are granted
     * @param objects the objects named; MySQL's {@code *} is a part of that name
     * @param text the statement as written
     */
    record Grant(
            boolean revoke, String objectType, List<QualifiedName> objects, String text, Span span)
            implements Utility {
        public Grant {
            objects = List.copyOf(objects);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.GRANT;
        }
    }

    /**
     * MariaDB's BEGIN NOT ATOMIC and the statements of stored programs outside of one.
     *
     * @param statements the SQL statements inside, in order
     * @param text the statement as written
     */
    record Compound(List<Statement> statements, String text, Span span) implements Utility {
        public Compound {
            statements = List.copyOf(statements);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.COMPOUND;
        }
    }

    /** MariaDB's SET STATEMENT settings FOR statement: the settings hold for that statement. */
    record SetStatement(List<Statement.Setting> settings, Statement statement, Span span)
            implements Utility {
        public SetStatement {
            settings = List.copyOf(settings);
        }

        @Override
        public UtilityKind utilityKind() {
            return UtilityKind.SET_STATEMENT;
        }
    }
}
