package io.shardfold.sql.ast;

import java.util.List;

/**
 * A definition of a table or another object of the database.
 *
 * <p>Names carry their spans, so that a definition can be sent to every physical table under that
 * table's names. What no stage needs to understand (storage parameters, options of engines) is kept
 * as text.
 */
public sealed interface Ddl extends Statement {

    /** For switches. */
    enum DdlKind {
        CREATE_TABLE,
        ALTER_TABLE,
        RENAME_TABLES,
        CREATE_INDEX,
        CREATE_VIEW,
        CREATE_PROGRAM,
        CREATE_OBJECT,
        ALTER_OBJECT,
        DROP,
        COMMENT
    }

    DdlKind ddlKind();

    /** The statement as written. */
    String text();

    @Override
    default Kind kind() {
        return Kind.DDL;
    }

    /** What sort of object a definition is about. */
    enum ObjectType {
        TABLE,
        FOREIGN_TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        INDEX,
        SEQUENCE,
        TYPE,
        DOMAIN,
        SCHEMA,
        DATABASE,
        FUNCTION,
        PROCEDURE,
        ROUTINE,
        AGGREGATE,
        TRIGGER,
        EVENT,
        EVENT_TRIGGER,
        PACKAGE,
        PACKAGE_BODY,
        RULE,
        POLICY,
        STATISTICS,
        COLLATION,
        CONVERSION,
        OPERATOR,
        OPERATOR_CLASS,
        OPERATOR_FAMILY,
        CAST,
        TRANSFORM,
        LANGUAGE,
        EXTENSION,
        ACCESS_METHOD,
        FOREIGN_DATA_WRAPPER,
        SERVER,
        USER_MAPPING,
        PUBLICATION,
        SUBSCRIPTION,
        TEXT_SEARCH_CONFIGURATION,
        TEXT_SEARCH_DICTIONARY,
        TEXT_SEARCH_PARSER,
        TEXT_SEARCH_TEMPLATE,
        TABLESPACE,
        LARGE_OBJECT,
        LOGFILE_GROUP,
        UNDO_TABLESPACE,
        COLUMN,
        CONSTRAINT,
        ROLE,
        SPATIAL_REFERENCE_SYSTEM,
        OWNED
    }

    /**
     * A key's column, or an expression over columns. @param tail length, direction, collation,
     * operator class as written; empty where none is
     */
    record KeyPart(Expression expression, String tail, Span span) {}

    /** What a column's constraint says. */
    enum ColumnConstraintKind {
        NOT_NULL,
        NULL,
        DEFAULT,
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        REFERENCES,
        GENERATED,
        IDENTITY,
        AUTO_INCREMENT,
        ON_UPDATE,
        COMMENT,
        OTHER
    }

    /**
     * A constraint or attribute of a column.
     *
     * @param name the constraint's name; null where none is written
     * @param expression DEFAULT, CHECK, GENERATED, ON UPDATE, COMMENT: its expression; null
     *     otherwise
     * @param references REFERENCES: the table; null otherwise
     * @param referencedColumns REFERENCES: its columns; empty where none are written
     */
    record ColumnConstraint(
            ColumnConstraintKind kind,
            Identifier name,
            Expression expression,
            QualifiedName references,
            List<Identifier> referencedColumns,
            Span span) {
        public ColumnConstraint {
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /** What stands in the parentheses of CREATE TABLE. */
    sealed interface TableElement permits ColumnDefinition, TableConstraint, LikeTable {
        Span span();
    }

    /**
     * @param type null where none is written (CREATE TABLE OF, columns of CREATE TABLE AS)
     */
    record ColumnDefinition(
            Identifier name, DataType type, List<ColumnConstraint> constraints, Span span)
            implements TableElement {
        public ColumnDefinition {
            constraints = List.copyOf(constraints);
        }

        public boolean has(ColumnConstraintKind kind) {
            return constraints.stream().anyMatch(constraint -> constraint.kind() == kind);
        }
    }

    /** What a table's constraint or key is. */
    enum TableConstraintKind {
        PRIMARY_KEY,
        UNIQUE,
        INDEX,
        FULLTEXT,
        SPATIAL,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL,
        PERIOD
    }

    /**
     * A constraint or key of a table.
     *
     * @param name CONSTRAINT name; null where none is written
     * @param indexName MySQL's name of the key; PostgreSQL's USING INDEX; null where none is
     *     written
     * @param parts the columns
     * @param check CHECK's condition; null otherwise
     * @param references FOREIGN KEY: the table; null otherwise
     */
    record TableConstraint(
            TableConstraintKind kind,
            Identifier name,
            Identifier indexName,
            List<KeyPart> parts,
            Expression check,
            QualifiedName references,
            List<Identifier> referencedColumns,
            Span span)
            implements TableElement {
        public TableConstraint {
            parts = List.copyOf(parts);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /** LIKE table. @param options INCLUDING and EXCLUDING as written; empty where none are */
    record LikeTable(QualifiedName table, String options, Span span) implements TableElement {}

    /**
     * CREATE TABLE.
     *
     * @param modifiers OR REPLACE, TEMPORARY, UNLOGGED, FOREIGN, ... in upper case
     * @param elements columns and constraints; empty where no list is written
     * @param elementsSpan the list with its parentheses; null where none is written
     * @param like MySQL's CREATE TABLE a LIKE b; null otherwise
     * @param parent PostgreSQL's PARTITION OF; null otherwise
     * @param otherTables INHERITS, MySQL's UNION of a MERGE table
     * @param options what stands behind the list, as written; empty where nothing does
     * @param query AS SELECT; null otherwise; an EXECUTE is an {@link Utility.Execute}
     */
    record CreateTable(
            List<String> modifiers,
            boolean ifNotExists,
            QualifiedName name,
            List<TableElement> elements,
            Span elementsSpan,
            QualifiedName like,
            QualifiedName parent,
            List<QualifiedName> otherTables,
            String options,
            Statement query,
            String text,
            Span span)
            implements Ddl {
        public CreateTable {
            modifiers = List.copyOf(modifiers);
            elements = List.copyOf(elements);
            otherTables = List.copyOf(otherTables);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.CREATE_TABLE;
        }
    }

    /** What an action of ALTER TABLE does. */
    enum AlterKind {
        ADD_COLUMN,
        DROP_COLUMN,
        ALTER_COLUMN,
        MODIFY_COLUMN,
        CHANGE_COLUMN,
        RENAME_COLUMN,
        ADD_CONSTRAINT,
        DROP_CONSTRAINT,
        ALTER_CONSTRAINT,
        DROP_INDEX,
        RENAME_INDEX,
        ALTER_INDEX,
        RENAME_CONSTRAINT,
        RENAME_TO,
        SET_SCHEMA,
        PARTITION,
        INHERIT,
        OPTION
    }

    /**
     * One action of ALTER TABLE.
     *
     * @param elements columns and constraints added or changed
     * @param names columns, constraints, indexes, partitions named: dropped, changed, or old and
     *     new name
     * @param table another table named: RENAME TO, ATTACH PARTITION, EXCHANGE PARTITION, INHERIT,
     *     OF; null otherwise
     */
    record AlterAction(
            AlterKind kind,
            List<TableElement> elements,
            List<Identifier> names,
            QualifiedName table,
            Span span) {
        public AlterAction {
            elements = List.copyOf(elements);
            names = List.copyOf(names);
        }
    }

    /**
     * ALTER TABLE; in PostgreSQL also ALTER of an index, view, sequence or foreign table with a
     * table's actions.
     *
     * @param type TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE
     */
    record AlterTable(
            ObjectType type,
            boolean ifExists,
            boolean only,
            QualifiedName name,
            List<AlterAction> actions,
            String text,
            Span span)
            implements Ddl {
        public AlterTable {
            actions = List.copyOf(actions);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.ALTER_TABLE;
        }
    }

    /** One table of RENAME TABLE. */
    record Renaming(QualifiedName from, QualifiedName to) {}

    /** MySQL's RENAME TABLE. */
    record RenameTables(List<Renaming> renamings, String text, Span span) implements Ddl {
        public RenameTables {
            renamings = List.copyOf(renamings);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.RENAME_TABLES;
        }
    }

    /**
     * CREATE INDEX.
     *
     * @param modifiers UNIQUE, FULLTEXT, SPATIAL, OR REPLACE, CONCURRENTLY in upper case
     * @param name null where PostgreSQL is to find one
     * @param method USING; null where none is written
     * @param where a partial index's condition; null where none is written
     */
    record CreateIndex(
            List<String> modifiers,
            boolean ifNotExists,
            Identifier name,
            TableExpression.TableReference table,
            String method,
            List<KeyPart> parts,
            Expression where,
            String text,
            Span span)
            implements Ddl {
        public CreateIndex {
            modifiers = List.copyOf(modifiers);
            parts = List.copyOf(parts);
        }

        public boolean unique() {
            return modifiers.contains("UNIQUE");
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.CREATE_INDEX;
        }
    }

    /**
     * CREATE VIEW and CREATE MATERIALIZED VIEW, MySQL's ALTER VIEW. @param columns empty where no
     * list is written
     */
    record CreateView(
            boolean alter,
            boolean orReplace,
            boolean materialized,
            boolean ifNotExists,
            QualifiedName name,
            List<Identifier> columns,
            Query query,
            String text,
            Span span)
            implements Ddl {
        public CreateView {
            columns = List.copyOf(columns);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.CREATE_VIEW;
        }
    }

    /**
     * CREATE of a FUNCTION, PROCEDURE, TRIGGER, EVENT or PACKAGE.
     *
     * @param table a trigger's table; null otherwise
     * @param header from the first keyword to the body
     * @param body null where it is elsewhere: a string of PostgreSQL, a library
     */
    record CreateProgram(
            ObjectType type,
            QualifiedName name,
            QualifiedName table,
            Span header,
            Span body,
            String text,
            Span span)
            implements Ddl {
        @Override
        public DdlKind ddlKind() {
            return DdlKind.CREATE_PROGRAM;
        }
    }

    /**
     * CREATE of anything else. @param name null where it has none. @param tables the tables it is
     * about
     */
    record CreateObject(
            ObjectType type, QualifiedName name, List<QualifiedName> tables, String text, Span span)
            implements Ddl {
        public CreateObject {
            tables = List.copyOf(tables);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.CREATE_OBJECT;
        }
    }

    /**
     * ALTER of anything but a table. @param name null where it has none. @param tables the tables
     * it is about
     */
    record AlterObject(
            ObjectType type, QualifiedName name, List<QualifiedName> tables, String text, Span span)
            implements Ddl {
        public AlterObject {
            tables = List.copyOf(tables);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.ALTER_OBJECT;
        }
    }

    /**
     * DROP.
     *
     * @param modifiers TEMPORARY, CONCURRENTLY, CASCADE, RESTRICT, ONLINE, ... in upper case
     * @param on the table of DROP INDEX ... ON, DROP TRIGGER ... ON and the like; null where none
     *     is written
     */
    record Drop(
            ObjectType type,
            List<String> modifiers,
            boolean ifExists,
            List<QualifiedName> names,
            QualifiedName on,
            String text,
            Span span)
            implements Ddl {
        public Drop {
            modifiers = List.copyOf(modifiers);
            names = List.copyOf(names);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.DROP;
        }
    }

    /**
     * PostgreSQL's COMMENT ON and SECURITY LABEL.
     *
     * @param name the object's name; a column's with its table's in front
     * @param on the table behind ON, for constraints, triggers, rules and policies; null otherwise
     */
    record Comment(ObjectType type, QualifiedName name, QualifiedName on, String text, Span span)
            implements Ddl {
        @Override
        public DdlKind ddlKind() {
            return DdlKind.COMMENT;
        }
    }
}
