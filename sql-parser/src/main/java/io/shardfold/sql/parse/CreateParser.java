package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** CREATE: which object is it about? */
final class CreateParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ObjectParser objects;

    CreateParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.objects = new ObjectParser(grammar);
    }

    Statement create(int start) {
        t.expect(CREATE);
        List<String> modifiers = new ArrayList<>(1);
        if (t.accept(OR)) {
            t.expect(REPLACE);
            modifiers.add("OR REPLACE");
        }
        return t.mysql ? mysqlCreate(modifiers, start) : postgresqlCreate(modifiers, start);
    }

    private Statement mysqlCreate(List<String> modifiers, int start) {
        new ViewParser(grammar).modifiers(modifiers);
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TEMPORARY:
                modifiers.add(t.takeUpper());
                if (t.at(SEQUENCE)) return new SequenceParser(grammar).create(start);
                return new CreateTableParser(grammar).create(modifiers, start);
            case TABLE:
                return new CreateTableParser(grammar).create(modifiers, start);
            case UNIQUE, FULLTEXT, SPATIAL:
                if (t.at(SPATIAL, REFERENCE)) {
                    t.expect(SPATIAL, REFERENCE, SYSTEM);
                    return objects.server(
                            ObjectType.SPATIAL_REFERENCE_SYSTEM,
                            "CREATE_SPATIAL_REFERENCE_SYSTEM",
                            false,
                            start);
                }
                modifiers.add(t.takeUpper());
                return new IndexParser(grammar).mysqlIndex(modifiers, start);
            case ONLINE:
                t.advance();
                if (t.at(UNIQUE) || t.at(FULLTEXT) || t.at(SPATIAL)) modifiers.add(t.takeUpper());
                return new IndexParser(grammar).mysqlIndex(modifiers, start);
            case INDEX:
                return new IndexParser(grammar).mysqlIndex(modifiers, start);
            case VIEW:
                return new ViewParser(grammar).view(false, modifiers, start);
            case SEQUENCE:
                return new SequenceParser(grammar).create(start);
            case DATABASE, SCHEMA:
                return mysqlDatabase(false, start);
            case PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE, AGGREGATE:
                return grammar.programs().mysqlCreate(start);
            case USER, ROLE:
                return grammar.accounts().account("CREATE", start);
            case SERVER:
                t.advance();
                return objects.server(ObjectType.SERVER, "CREATE_SERVER", false, start);
            case TABLESPACE:
                t.advance();
                return objects.server(ObjectType.TABLESPACE, "CREATE_TABLESPACE", false, start);
            case UNDO:
                t.expect(UNDO, TABLESPACE);
                return objects.server(
                        ObjectType.UNDO_TABLESPACE, "CREATE_UNDO_TABLESPACE", false, start);
            case LOGFILE:
                t.expect(LOGFILE, GROUP);
                return objects.server(
                        ObjectType.LOGFILE_GROUP, "CREATE_LOGFILE_GROUP", false, start);
            case RESOURCE:
                t.expect(RESOURCE, GROUP);
                return new ServerParser(grammar)
                        .remainder("CREATE RESOURCE GROUP", "CREATE_RESOURCE_GROUP", start);
            default:
                throw t.unexpected("an object");
        }
    }

    private Statement postgresqlCreate(List<String> modifiers, int start) {
        boolean replace = !modifiers.isEmpty();
        if (t.at(GLOBAL) || t.at(LOCAL)) {
            modifiers.add(t.takeUpper());
            if (!t.at(TEMP) && !t.at(TEMPORARY)) throw t.unexpected("TEMPORARY");
        }
        boolean persistence = t.at(TEMP) || t.at(TEMPORARY) || t.at(UNLOGGED);
        if (persistence) modifiers.add(t.takeUpper());
        if (t.at(DEFAULT) && t.keyword(1) == CONVERSION) t.advance();
        if (t.keyword == null || replace && !isReplaceable() || persistence && !isPersistent())
            throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE:
                return new CreateTableParser(grammar).create(modifiers, start);
            case FOREIGN:
                t.advance();
                if (t.accept(DATA)) {
                    t.expect(WRAPPER);
                    return objects.named(ObjectType.FOREIGN_DATA_WRAPPER, false, start);
                }
                modifiers.add("FOREIGN");
                return new CreateTableParser(grammar).create(modifiers, start);
            case UNIQUE, INDEX:
                return new IndexParser(grammar).postgresqlIndex(modifiers, start);
            case VIEW, RECURSIVE, MATERIALIZED:
                return new ViewParser(grammar).view(false, modifiers, start);
            case SEQUENCE:
                return new SequenceParser(grammar).create(start);
            case FUNCTION, PROCEDURE:
                return grammar.programs().postgresqlFunction(start);
            case TRIGGER, CONSTRAINT:
                return grammar.programs().postgresqlTrigger(start);
            case TYPE:
                t.advance();
                return createType(start);
            case DOMAIN:
                t.advance();
                return createDomain(start);
            case SCHEMA:
                return createSchema(start);
            case RULE:
                return new RuleParser(grammar).create(start);
            case POLICY:
                t.advance();
                return new RuleParser(grammar).onTable(ObjectType.POLICY, false, start);
            case STATISTICS:
                return createStatistics(start);
            case PUBLICATION:
                return new PublicationParser(grammar).publication(false, start);
            case DATABASE,
            ROLE,
            USER,
            GROUP,
            TABLESPACE,
            EVENT,
            EXTENSION,
            COLLATION,
            CONVERSION,
            CAST,
            OPERATOR,
            AGGREGATE,
            LANGUAGE,
            TRUSTED,
            PROCEDURAL,
            SERVER,
            SUBSCRIPTION,
            ACCESS,
            TEXT,
            TRANSFORM:
                return objects.object(false, start);
            default:
                throw t.unexpected("an object");
        }
    }

    /** Whether CREATE OR REPLACE exists for what stands here. */
    private boolean isReplaceable() {
        return switch (t.keyword) {
            case AGGREGATE,
                    FUNCTION,
                    PROCEDURE,
                    LANGUAGE,
                    TRUSTED,
                    PROCEDURAL,
                    RULE,
                    TRANSFORM,
                    TRIGGER,
                    VIEW,
                    RECURSIVE,
                    TEMP,
                    TEMPORARY ->
                    true;
            default -> false;
        };
    }

    /** Whether there are temporary or unlogged ones of what stands here. */
    private boolean isPersistent() {
        return t.at(TABLE) || t.at(SEQUENCE) || t.at(VIEW) || t.at(RECURSIVE) || t.at(MATERIALIZED);
    }

    private Statement createType(int start) {
        QualifiedName name = t.qualifiedName();
        if (t.accept(AS)) {
            if (t.accept(ENUM)) {
                t.expect('(');
                if (!t.at(')')) {
                    do {
                        if (t.kind != Token.STRING) throw t.unexpected("a string");
                        t.advance();
                    } while (t.accept(','));
                }
                t.expect(')');
            } else if (t.accept(RANGE)) {
                new ConstraintParser(grammar).definition();
            } else {
                t.expect('(');
                if (!t.at(')')) {
                    do {
                        t.name();
                        grammar.types.type();
                        if (t.accept(COLLATE)) t.qualifiedName();
                    } while (t.accept(','));
                }
                t.expect(')');
            }
        } else if (t.at('(')) {
            new ConstraintParser(grammar).definition();
        }
        return objects.object(ObjectType.TYPE, false, name, List.of(), start);
    }

    private Statement createDomain(int start) {
        QualifiedName name = t.qualifiedName();
        t.accept(AS);
        grammar.types.type();
        ColumnParser columns = new ColumnParser(grammar);
        columns.domainConstraints();
        return objects.object(ObjectType.DOMAIN, false, name, List.of(), start);
    }

    // schema: SCHEMA [ IF NOT EXISTS ] [ name ] [ AUTHORIZATION role ] { CREATE ... | GRANT ... }
    private Statement createSchema(int start) {
        t.expect(SCHEMA);
        t.acceptIfNotExists();
        QualifiedName name = t.at(AUTHORIZATION) ? null : t.qualifiedName();
        if (t.accept(AUTHORIZATION)) grammar.accounts().role();
        else if (name == null) throw t.unexpected("a name");
        List<QualifiedName> tables = new ArrayList<>(0);
        while (!t.atEnd()) {
            if (!t.at(CREATE) && !t.at(GRANT)) throw t.unexpected(null);
            if (t.at(CREATE) && !schemaElement()) throw t.unexpected(null);
            Statement element = grammar.statements().statement();
            if (element instanceof Ddl.CreateTable table) tables.add(table.name());
        }
        return objects.object(ObjectType.SCHEMA, false, name, tables, start);
    }

    private boolean schemaElement() {
        for (int ahead = 1; ahead < 6; ahead++) {
            var keyword = t.keyword(ahead);
            if (keyword == TABLE
                    || keyword == VIEW
                    || keyword == INDEX
                    || keyword == SEQUENCE
                    || keyword == TRIGGER) return true;
        }
        return false;
    }

    // statistics: STATISTICS [ IF NOT EXISTS ] [ name ] [ '(' words ')' ] ON expressions FROM table
    private Statement createStatistics(int start) {
        t.expect(STATISTICS);
        boolean ifNotExists = t.acceptIfNotExists();
        QualifiedName name = t.at(ON) || t.at('(') && !ifNotExists ? null : t.qualifiedName();
        if (t.at('(')) t.namesInParentheses();
        t.expect(ON);
        do statisticsExpression();
        while (t.accept(','));
        t.expect(FROM);
        List<QualifiedName> tables = new ArrayList<>(1);
        for (TableExpression table : grammar.tables.tables()) {
            if (table instanceof TableExpression.TableReference reference)
                tables.add(reference.name());
        }
        return objects.object(ObjectType.STATISTICS, false, name, tables, start);
    }

    // name | call | '(' expression ')'
    private void statisticsExpression() {
        if (t.accept('(')) {
            grammar.expressions.expression();
            t.expect(')');
            return;
        }
        Expression expression = grammar.expressions.operand();
        boolean column = expression instanceof Expression.Column name && name.parts().size() == 1;
        if (!column && t.lastKind() != ')') throw t.unexpected(null);
    }

    // database: DATABASE [ IF NOT EXISTS ] name { option }
    Statement mysqlDatabase(boolean alter, int start) {
        t.advance();
        t.acceptIfNotExists();
        QualifiedName name = alter && !t.atName() ? null : single();
        int options = t.index();
        if (alter && t.accept(UPGRADE)) {
            t.expect(DATA, DIRECTORY, NAME);
            return objects.object(ObjectType.DATABASE, true, name, List.of(), start);
        }
        while (!t.atEnd()) {
            t.accept(DEFAULT);
            if (t.accept(CHARACTER) || t.accept(CHAR)) {
                t.expect(SET);
            } else if (!t.accept(CHARSET)
                    && !t.accept(COLLATE)
                    && !t.accept(ENCRYPTION)
                    && !t.accept(COMMENT)) {
                t.expect(READ);
                t.expect(ONLY);
            }
            t.accept('=');
            if (t.atEnd()) throw t.unexpected("a value");
            t.advance();
        }
        if (alter && t.index() == options) throw t.unexpected("an option");
        return objects.object(ObjectType.DATABASE, alter, name, List.of(), start);
    }

    private QualifiedName single() {
        Identifier name = t.name();
        return t.qualified(name);
    }
}
