package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.AlterAction;
import io.shardfold.sql.ast.Ddl.AlterKind;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Ddl.TableElement;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * ALTER TABLE, and PostgreSQL's ALTER of what is like a table.
 *
 * @see "PostgreSQL 18, ALTER TABLE; MySQL 8.4 Reference Manual, 15.1.9"
 */
final class AlterTableParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ColumnParser columns;
    private final ConstraintParser constraints;
    private final CreateTableParser tables;
    private final PartitionParser partitions;

    AlterTableParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.columns = new ColumnParser(grammar);
        this.constraints = new ConstraintParser(grammar);
        this.tables = new CreateTableParser(grammar);
        this.partitions = new PartitionParser(grammar);
    }

    private AlterAction action(
            AlterKind kind,
            List<? extends TableElement> elements,
            List<Identifier> names,
            QualifiedName table,
            int start) {
        return new AlterAction(kind, List.copyOf(elements), names, table, t.spanFrom(start));
    }

    private AlterAction named(AlterKind kind, Identifier name, int start) {
        return action(kind, List.of(), List.of(name), null, start);
    }

    private AlterAction option(int start) {
        return action(AlterKind.OPTION, List.of(), List.of(), null, start);
    }

    // ---- MySQL

    // alter: ALTER [ ONLINE ] [ IGNORE ] TABLE [ IF EXISTS ] name [ WAIT n | NOWAIT ] [ action {
    // ',' action } ]
    Statement mysqlAlter(int start) {
        t.accept(ONLINE);
        t.accept(IGNORE);
        t.expect(TABLE);
        boolean ifExists = t.acceptIfExists();
        QualifiedName name = t.qualifiedName();
        if (t.accept(WAIT)) t.advance();
        else t.accept(NOWAIT);
        List<AlterAction> actions = new ArrayList<>(2);
        while (!t.atEnd()) {
            boolean isTableOption = atOption();
            boolean secondary = t.at(SECONDARY_LOAD) || t.at(SECONDARY_UNLOAD);
            actions.add(mysqlAction());
            boolean alone = actions.get(actions.size() - 1).kind() == AlterKind.PARTITION;
            if (alone && t.at(',')) throw t.unexpected("the end of the statement");
            if (secondary && actions.size() + (t.at(',') ? 1 : 0) > 1) throw t.unexpected(null);
            boolean comma = t.accept(',');
            if (!comma
                    && !t.atEnd()
                    && !t.at(PARTITION)
                    && !t.at(REMOVE)
                    && !(isTableOption && atOption())) throw t.unexpected("','");
            if (comma && t.atEnd()) throw t.unexpected("an action");
        }
        return new Ddl.AlterTable(
                ObjectType.TABLE,
                ifExists,
                false,
                name,
                actions,
                t.textFrom(start),
                t.spanFrom(start));
    }

    /** Options of a table need no comma between them. */
    private boolean atOption() {
        int here = t.index();
        try {
            return tables.tableOption(new ArrayList<>(0));
        } finally {
            t.seek(here);
        }
    }

    private AlterAction mysqlAction() {
        int start = t.start();
        if (t.keyword != null) {
            switch (t.keyword) {
                case ADD:
                    return mysqlAdd(start);
                case DROP:
                    return mysqlDrop(start);
                case MODIFY:
                    return mysqlModify(start);
                case CHANGE:
                    {
                        t.advance();
                        t.accept(COLUMN);
                        t.acceptIfExists();
                        Identifier old = t.qualifiedName().name();
                        Ddl.ColumnDefinition column = columns.column();
                        place();
                        return action(
                                AlterKind.CHANGE_COLUMN,
                                List.of(column),
                                List.of(old, column.name()),
                                null,
                                start);
                    }
                case ALTER:
                    return mysqlAlterColumn(start);
                case RENAME:
                    return mysqlRename(start);
                case ORDER:
                    grammar.clauses.orderBy();
                    return option(start);
                case CONVERT:
                    return convert(start);
                case DISABLE, ENABLE:
                    t.advance();
                    t.expect(KEYS);
                    return option(start);
                case FORCE, SECONDARY_LOAD, SECONDARY_UNLOAD:
                    t.advance();
                    return option(start);
                case LOCK, ALGORITHM:
                    t.advance();
                    t.accept('=');
                    if (t.kind != Token.WORD) throw t.unexpected("a word");
                    t.advance();
                    return option(start);
                case WITH, WITHOUT:
                    if (t.keyword(1) == SYSTEM) {
                        if (t.at(WITHOUT)) throw t.unexpected(null);
                        break;
                    }
                    t.advance();
                    t.expect(VALIDATION);
                    return option(start);
                case DISCARD, IMPORT:
                    t.advance();
                    if (t.accept(PARTITION)) partitionNames();
                    t.expect(TABLESPACE);
                    return option(start);
                case COALESCE,
                REORGANIZE,
                EXCHANGE,
                ANALYZE,
                CHECK,
                OPTIMIZE,
                REBUILD,
                REPAIR,
                TRUNCATE,
                REMOVE,
                PARTITION:
                    return partition(start);
                default:
                    break;
            }
        }
        List<QualifiedName> union = new ArrayList<>(0);
        if (!tables.tableOption(union)) throw t.unexpected("an action");
        return action(
                AlterKind.OPTION,
                List.of(),
                List.of(),
                union.isEmpty() ? null : union.get(0),
                start);
    }

    /** FIRST or AFTER column. */
    private void place() {
        if (t.accept(AFTER)) t.name();
        else t.accept(FIRST);
    }

    private AlterAction mysqlAdd(int start) {
        t.expect(ADD);
        if (t.at(PARTITION)) {
            t.advance();
            t.acceptIfNotExists();
            if (t.accept(NO_WRITE_TO_BINLOG) || t.accept(LOCAL)) {}
            if (t.accept(PARTITIONS)) partitions.number();
            else if (!t.atEnd()) partitions.definitions();
            return action(AlterKind.PARTITION, List.of(), List.of(), null, start);
        }
        if (t.at(SYSTEM)) {
            t.advance();
            t.expect(VERSIONING);
            return option(start);
        }
        if (columns.atConstraint() && !(t.at(CONSTRAINT) && t.kind(1) == Token.END)) {
            return action(
                    AlterKind.ADD_CONSTRAINT,
                    List.of(constraints.constraint()),
                    List.of(),
                    null,
                    start);
        }
        t.accept(COLUMN);
        t.acceptIfNotExists();
        if (t.at('(')) {
            return action(AlterKind.ADD_COLUMN, columns.elements(), List.of(), null, start);
        }
        Ddl.ColumnDefinition column = columns.column();
        place();
        return action(AlterKind.ADD_COLUMN, List.of(column), List.of(), null, start);
    }

    private AlterAction mysqlModify(int start) {
        t.expect(MODIFY);
        t.accept(COLUMN);
        t.acceptIfExists();
        Ddl.ColumnDefinition column = columns.column();
        place();
        return action(
                AlterKind.MODIFY_COLUMN, List.of(column), List.of(column.name()), null, start);
    }

    private AlterAction mysqlDrop(int start) {
        t.expect(DROP);
        AlterKind kind = AlterKind.DROP_COLUMN;
        if (t.accept(PRIMARY)) {
            t.expect(KEY);
            return action(AlterKind.DROP_INDEX, List.of(), List.of(), null, start);
        }
        if (t.at(SYSTEM) && t.keyword(1) == VERSIONING) {
            t.accept(SYSTEM, VERSIONING);
            return option(start);
        }
        if (t.at(PERIOD) && (t.keyword(1) == FOR || t.keyword(1) == IF && t.keyword(2) == EXISTS)) {
            t.accept(PERIOD);
            t.acceptIfExists();
            t.expect(FOR);
            return named(AlterKind.DROP_CONSTRAINT, t.name(), start);
        }
        if (t.at(PARTITION)) {
            t.advance();
            t.acceptIfExists();
            List<Identifier> names = t.names();
            return action(AlterKind.PARTITION, List.of(), names, null, start);
        }
        if (t.accept(INDEX) || t.accept(KEY)) kind = AlterKind.DROP_INDEX;
        else if (t.accept(FOREIGN)) {
            t.expect(KEY);
            kind = AlterKind.DROP_CONSTRAINT;
        } else if (t.accept(CONSTRAINT) || t.at(CHECK) && t.accept(CHECK)) {
            kind = AlterKind.DROP_CONSTRAINT;
        } else {
            t.accept(COLUMN);
        }
        t.acceptIfExists();
        Identifier name =
                t.at(PRIMARY) && kind != AlterKind.DROP_COLUMN ? t.identifier() : t.name();
        if (!t.accept(CASCADE)) t.accept(RESTRICT);
        return named(kind, name, start);
    }

    private AlterAction mysqlAlterColumn(int start) {
        t.expect(ALTER);
        if (t.at(INDEX) || t.at(KEY)) {
            t.advance();
            t.acceptIfExists();
            Identifier index = t.name();
            if (t.accept(NOT)) t.expect(IGNORED);
            else if (!t.accept(VISIBLE) && !t.accept(INVISIBLE)) t.expect(IGNORED);
            return named(AlterKind.ALTER_INDEX, index, start);
        }
        if (t.at(CHECK) || t.at(CONSTRAINT)) {
            t.advance();
            Identifier constraint = t.name();
            t.accept(NOT);
            t.expect(ENFORCED);
            return named(AlterKind.ALTER_CONSTRAINT, constraint, start);
        }
        t.accept(COLUMN);
        t.acceptIfExists();
        Identifier column = t.name();
        if (t.accept(SET)) {
            if (!t.accept(VISIBLE) && !t.accept(INVISIBLE)) {
                t.expect(DEFAULT);
                grammar.expressions.climb(ExpressionParser.TIGHTEST);
            }
        } else {
            t.expect(DROP, DEFAULT);
        }
        return named(AlterKind.ALTER_COLUMN, column, start);
    }

    private AlterAction mysqlRename(int start) {
        t.expect(RENAME);
        if (t.at(COLUMN) || t.at(INDEX) || t.at(KEY)) {
            AlterKind kind = t.at(COLUMN) ? AlterKind.RENAME_COLUMN : AlterKind.RENAME_INDEX;
            t.advance();
            t.acceptIfExists();
            Identifier old = t.name();
            t.expect(TO);
            Identifier name = t.name();
            return action(kind, List.of(), List.of(old, name), null, start);
        }
        if (!t.accept(TO) && !t.accept(AS)) t.accept('=');
        return action(AlterKind.RENAME_TO, List.of(), List.of(), t.qualifiedName(), start);
    }

    // CONVERT TO CHARACTER SET name [ COLLATE name ] | CONVERT PARTITION name TO TABLE table |
    // CONVERT TABLE table TO PARTITION ...
    private AlterAction convert(int start) {
        t.expect(CONVERT);
        if (t.accept(PARTITION)) {
            Identifier partition = t.name();
            t.expect(TO, TABLE);
            QualifiedName table = t.qualifiedName();
            if (t.accept(WITH) || t.accept(WITHOUT)) t.expect(VALIDATION);
            return action(AlterKind.PARTITION, List.of(), List.of(partition), table, start);
        }
        if (t.accept(TABLE)) {
            QualifiedName table = t.qualifiedName();
            t.expect(TO, PARTITION);
            Identifier partition = t.name();
            while (!t.atEnd() && !t.at(WITH) && !t.at(WITHOUT)) {
                if (t.at('(')) t.skipParentheses();
                else t.advance();
            }
            if (t.accept(WITH) || t.accept(WITHOUT)) t.expect(VALIDATION);
            return action(AlterKind.PARTITION, List.of(), List.of(partition), table, start);
        }
        t.expect(TO);
        if (!t.accept(CHARSET)) {
            if (!t.accept(CHAR)) t.expect(CHARACTER);
            t.expect(SET);
        }
        if (t.kind == Token.STRING || t.at(DEFAULT) || t.at(BINARY)) t.advance();
        else t.name();
        if (t.accept(COLLATE)) t.advance();
        return option(start);
    }

    private void partitionNames() {
        if (!t.accept(ALL)) t.names();
    }

    /** Operations on partitions. */
    private AlterAction partition(int start) {
        if (t.at(PARTITION)) {
            partitions.partitioning();
            return action(AlterKind.PARTITION, List.of(), List.of(), null, start);
        }
        Keyword verb = t.keyword;
        t.advance();
        if (verb == REMOVE) {
            t.expect(PARTITIONING);
            return action(AlterKind.PARTITION, List.of(), List.of(), null, start);
        }
        t.expect(PARTITION);
        if (t.accept(NO_WRITE_TO_BINLOG) || t.accept(LOCAL)) {}
        if (verb == EXCHANGE) {
            Identifier partition = t.name();
            t.expect(WITH, TABLE);
            QualifiedName table = t.qualifiedName();
            if (t.accept(WITH) || t.accept(WITHOUT)) t.expect(VALIDATION);
            return action(AlterKind.PARTITION, List.of(), List.of(partition), table, start);
        }
        if (verb == COALESCE) {
            if (t.kind != Token.INTEGER) throw t.unexpected("a number");
            t.advance();
            return action(AlterKind.PARTITION, List.of(), List.of(), null, start);
        }
        List<Identifier> names = List.of();
        if (verb == REORGANIZE) {
            if (!t.atEnd()) {
                names = t.names();
                t.expect(INTO);
                partitions.definitions();
            }
        } else if (!t.accept(ALL)) {
            names = t.names();
        }
        while ((verb == CHECK || verb == REPAIR)
                && (t.at(QUICK)
                        || t.at(FAST)
                        || t.at(MEDIUM)
                        || t.at(EXTENDED)
                        || t.at(CHANGED)
                        || t.at(USE_FRM)
                        || t.at(FOR, UPGRADE))) {
            if (t.at(FOR)) t.advance();
            t.advance();
        }
        return action(AlterKind.PARTITION, List.of(), names, null, start);
    }

    // ---- PostgreSQL

    // alter: ALTER type [ IF EXISTS ] [ ONLY ] name [ '*' ] ( action { ',' action } | RENAME ... |
    // SET SCHEMA name | ATTACH ... | DETACH ... )
    Statement postgresqlAlter(ObjectType type, int start) {
        boolean ifExists = t.acceptIfExists();
        boolean only = t.accept(ONLY);
        boolean parenthesis = only && t.accept('(');
        QualifiedName name = t.qualifiedName();
        if (parenthesis) t.expect(')');
        else t.accept('*');
        List<AlterAction> actions = new ArrayList<>(2);
        if (ifExists && type == ObjectType.INDEX && t.at(ATTACH)) throw t.unexpected("an action");
        AlterAction alone = alone(type);
        if (alone != null) {
            actions.add(alone);
        } else {
            do actions.add(postgresqlAction(type));
            while (t.accept(','));
        }
        return new Ddl.AlterTable(
                type, ifExists, only, name, actions, t.textFrom(start), t.spanFrom(start));
    }

    /** An action that can't stand with others; null if none starts here. */
    private AlterAction alone(ObjectType type) {
        int start = t.start();
        if (t.accept(RENAME)) {
            if (t.accept(TO)) {
                Identifier name = t.name();
                return action(AlterKind.RENAME_TO, List.of(), List.of(), t.qualified(name), start);
            }
            AlterKind kind =
                    t.accept(CONSTRAINT) ? AlterKind.RENAME_CONSTRAINT : AlterKind.RENAME_COLUMN;
            if (kind == AlterKind.RENAME_COLUMN) t.accept(COLUMN);
            Identifier old = t.name();
            t.expect(TO);
            Identifier name = t.name();
            return action(kind, List.of(), List.of(old, name), null, start);
        }
        if (t.at(SET) && t.keyword(1) == SCHEMA) {
            t.accept(SET, SCHEMA);
            return named(AlterKind.SET_SCHEMA, t.name(), start);
        }
        if (t.accept(ATTACH)) {
            t.expect(PARTITION);
            QualifiedName partition = t.qualifiedName();
            if (type != ObjectType.INDEX) tables.bound();
            return action(AlterKind.PARTITION, List.of(), List.of(), partition, start);
        }
        if (t.accept(DETACH)) {
            t.expect(PARTITION);
            QualifiedName partition = t.qualifiedName();
            if (!t.accept(CONCURRENTLY)) t.accept(FINALIZE);
            return action(AlterKind.PARTITION, List.of(), List.of(), partition, start);
        }
        boolean depends = type == ObjectType.INDEX || type == ObjectType.MATERIALIZED_VIEW;
        if (depends && (t.at(DEPENDS) || t.at(NO) && t.keyword(1) == DEPENDS)) {
            t.accept(NO);
            t.expect(DEPENDS);
            t.expect(ON, EXTENSION);
            t.name();
            return option(start);
        }
        return null;
    }

    private AlterAction postgresqlAction(ObjectType type) {
        int start = t.start();
        if (t.keyword == null) throw t.unexpected("an action");
        switch (t.keyword) {
            case ADD:
                return postgresqlAdd(type, start);
            case DROP:
                {
                    t.advance();
                    AlterKind kind =
                            t.accept(CONSTRAINT)
                                    ? AlterKind.DROP_CONSTRAINT
                                    : AlterKind.DROP_COLUMN;
                    if (kind == AlterKind.DROP_COLUMN) {
                        if (t.accept(ATTRIBUTE)) kind = AlterKind.DROP_COLUMN;
                        else t.accept(COLUMN);
                    }
                    t.acceptIfExists();
                    Identifier name = t.name();
                    behavior();
                    return named(kind, name, start);
                }
            case ALTER:
                return postgresqlAlterColumn(start);
            case VALIDATE:
                t.advance();
                t.expect(CONSTRAINT);
                return named(AlterKind.ALTER_CONSTRAINT, t.name(), start);
            case DISABLE, ENABLE:
                return trigger(start);
            case FORCE:
                t.advance();
                t.expect(ROW);
                t.expect(LEVEL);
                t.expect(SECURITY);
                return option(start);
            case NO:
                t.advance();
                if (t.accept(FORCE)) {
                    t.expect(ROW);
                    t.expect(LEVEL);
                    t.expect(SECURITY);
                    return option(start);
                }
                if (t.at(MINVALUE) || t.at(MAXVALUE) || t.at(CYCLE)) {
                    t.advance();
                    return option(start);
                }
                t.expect(INHERIT);
                return action(AlterKind.INHERIT, List.of(), List.of(), t.qualifiedName(), start);
            case INHERIT:
                t.advance();
                return action(AlterKind.INHERIT, List.of(), List.of(), t.qualifiedName(), start);
            case OF:
                t.advance();
                grammar.types.type();
                return option(start);
            case NOT:
                t.advance();
                t.expect(OF);
                return option(start);
            case OWNER:
                t.advance();
                t.expect(TO);
                grammar.accounts().role();
                return option(start);
            case CLUSTER:
                t.advance();
                t.expect(ON);
                return named(AlterKind.OPTION, t.name(), start);
            case SET:
                return set(start);
            case RESET:
                t.advance();
                constraints.definition();
                return option(start);
            case REPLICA:
                return replica(start);
            case OPTIONS:
                tables.options();
                return option(start);
            default:
                if (type == ObjectType.SEQUENCE) {
                    QualifiedName owner = new SequenceParser(grammar).options();
                    return action(AlterKind.OPTION, List.of(), List.of(), owner, start);
                }
                throw t.unexpected("an action");
        }
    }

    private void behavior() {
        if (!t.accept(CASCADE)) t.accept(RESTRICT);
    }

    private AlterAction postgresqlAdd(ObjectType type, int start) {
        t.expect(ADD);
        if (columns.atConstraint() && !t.at(COLUMN)) {
            return action(
                    AlterKind.ADD_CONSTRAINT,
                    List.of(constraints.constraint()),
                    List.of(),
                    null,
                    start);
        }
        if (!t.accept(ATTRIBUTE)) t.accept(COLUMN);
        t.acceptIfNotExists();
        Ddl.ColumnDefinition column = columns.column();
        if (column.type() == null) throw t.unexpected("a type");
        behavior();
        return action(AlterKind.ADD_COLUMN, List.of(column), List.of(), null, start);
    }

    private AlterAction postgresqlAlterColumn(int start) {
        t.expect(ALTER);
        if (t.accept(CONSTRAINT)) {
            Identifier constraint = t.name();
            if (t.accept(INHERIT)) return named(AlterKind.ALTER_CONSTRAINT, constraint, start);
            constraints.attributes();
            return named(AlterKind.ALTER_CONSTRAINT, constraint, start);
        }
        if (!t.accept(ATTRIBUTE)) t.accept(COLUMN);
        Identifier column;
        if (t.kind == Token.INTEGER) {
            // A column of an index goes by its number.
            t.advance();
            t.expect(SET);
            t.expect(STATISTICS);
            statistics();
            return option(start);
        }
        column = t.name();
        if (t.accept(SET)) {
            alterColumnSet();
        } else if (t.accept(DROP)) {
            if (t.accept(NOT)) {
                t.expect(NULL);
            } else if (t.accept(EXPRESSION) || t.accept(IDENTITY)) {
                t.acceptIfExists();
            } else {
                t.expect(DEFAULT);
            }
        } else if (t.accept(TYPE)) {
            alterType();
        } else if (t.accept(RESET)) {
            constraints.definition();
        } else if (t.accept(ADD)) {
            t.expect(GENERATED);
            if (t.accept(BY)) t.expect(DEFAULT);
            else t.expect(ALWAYS);
            t.expect(AS, IDENTITY);
            if (t.at('(')) t.skipParentheses();
        } else if (t.at(OPTIONS)) {
            tables.options();
        } else if (t.accept(RESTART)) {
            restart();
            identityOptions();
        } else {
            throw t.unexpected(null);
        }
        return named(AlterKind.ALTER_COLUMN, column, start);
    }

    private void statistics() {
        if (t.accept(DEFAULT)) return;
        t.accept('-');
        if (t.kind != Token.INTEGER) throw t.unexpected("a number");
        t.advance();
    }

    private void restart() {
        if (t.accept(WITH) || t.kind == Token.INTEGER || t.at('-')) {
            t.accept('-');
            t.advance();
        }
    }

    /** Several changes of an identity column follow each other without commas. */
    private void identityOptions() {
        while (t.at(SET) || t.at(RESTART)) {
            if (t.accept(RESTART)) {
                restart();
            } else {
                t.advance();
                alterColumnSet();
            }
        }
    }

    private void alterColumnSet() {
        if (t.accept(DEFAULT)) {
            grammar.expressions.expression();
        } else if (t.accept(NOT)) {
            t.expect(NULL);
        } else if (t.accept(DATA)) {
            t.expect(TYPE);
            alterType();
        } else if (t.accept(STATISTICS)) {
            statistics();
        } else if (t.at('(')) {
            constraints.definition();
        } else if (t.accept(STORAGE) || t.accept(COMPRESSION)) {
            t.label();
        } else if (t.accept(EXPRESSION)) {
            t.expect(AS);
            t.expect('(');
            grammar.expressions.expression();
            t.expect(')');
        } else if (t.accept(GENERATED)) {
            if (t.accept(BY)) t.expect(DEFAULT);
            else t.expect(ALWAYS);
            identityOptions();
        } else {
            if (t.at(RESTART) || t.at(AS) || t.at(OWNED)) throw t.unexpected("an option");
            new SequenceParser(grammar).option();
            identityOptions();
        }
    }

    private void alterType() {
        grammar.types.type();
        if (t.accept(COLLATE)) t.qualifiedName();
        if (t.accept(USING)) grammar.expressions.expression();
        behavior();
    }

    // ( DISABLE | ENABLE ) [ ALWAYS | REPLICA ] ( TRIGGER ( name | ALL | USER ) | RULE name | ROW
    // LEVEL SECURITY )
    private AlterAction trigger(int start) {
        t.advance();
        if (t.accept(ROW)) {
            t.expect(LEVEL);
            t.expect(SECURITY);
            return option(start);
        }
        if (!t.accept(ALWAYS)) t.accept(REPLICA);
        if (t.accept(TRIGGER)) {
            if (!t.accept(ALL) && !t.accept(USER)) t.name();
        } else {
            t.expect(RULE);
            t.name();
        }
        return option(start);
    }

    private AlterAction set(int start) {
        t.expect(SET);
        if (t.accept(WITHOUT)) {
            if (t.accept(CLUSTER)) return option(start);
            Identifier oids = t.name();
            if (!oids.value().equalsIgnoreCase("oids")) throw t.unexpected("CLUSTER");
        } else if (t.accept(ACCESS)) {
            t.expect(METHOD);
            if (!t.accept(DEFAULT)) t.name();
        } else if (t.accept(TABLESPACE)) {
            t.name();
            t.accept(NOWAIT);
        } else if (!t.accept(LOGGED) && !t.accept(UNLOGGED)) {
            if (!t.at('(')) throw t.unexpected("'('");
            constraints.definition();
        }
        return option(start);
    }

    // REPLICA IDENTITY ( NOTHING | FULL | DEFAULT | USING INDEX name )
    private AlterAction replica(int start) {
        t.expect(REPLICA, IDENTITY);
        if (t.accept(NOTHING) || t.accept(FULL) || t.accept(DEFAULT)) return option(start);
        t.expect(USING, INDEX);
        return named(AlterKind.OPTION, t.name(), start);
    }
}
