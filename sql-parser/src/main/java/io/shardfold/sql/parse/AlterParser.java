package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;

/** ALTER: which object is it about? */
final class AlterParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ObjectParser objects;

    AlterParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.objects = new ObjectParser(grammar);
    }

    Statement alter(int start) {
        t.expect(ALTER);
        return t.mysql ? mysqlAlter(start) : postgresqlAlter(start);
    }

    private Statement mysqlAlter(int start) {
        List<String> modifiers = new ArrayList<>(0);
        new ViewParser(grammar).modifiers(modifiers);
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE, ONLINE, IGNORE:
                return new AlterTableParser(grammar).mysqlAlter(start);
            case VIEW:
                return new ViewParser(grammar).view(true, modifiers, start);
            case DATABASE, SCHEMA:
                return new CreateParser(grammar).mysqlDatabase(true, start);
            case SEQUENCE:
                {
                    t.advance();
                    t.acceptIfExists();
                    QualifiedName name = t.qualifiedName();
                    if (t.atEnd()) throw t.unexpected("an option");
                    new SequenceParser(grammar).mysqlOptions(true);
                    return objects.object(ObjectType.SEQUENCE, true, name, List.of(), start);
                }
            case PROCEDURE, FUNCTION:
                {
                    ObjectType type = ObjectType.valueOf(t.takeUpper());
                    QualifiedName name = t.qualifiedName();
                    grammar.programs().characteristics();
                    return objects.object(type, true, name, List.of(), start);
                }
            case EVENT:
                return grammar.programs().alterEvent(start);
            case USER, ROLE:
                return grammar.accounts().account("ALTER", start);
            case SERVER:
                t.advance();
                return objects.server(ObjectType.SERVER, "ALTER_SERVER", true, start);
            case TABLESPACE:
                t.advance();
                return objects.server(ObjectType.TABLESPACE, "ALTER_TABLESPACE", true, start);
            case UNDO:
                t.expect(UNDO, TABLESPACE);
                return objects.server(
                        ObjectType.UNDO_TABLESPACE, "ALTER_UNDO_TABLESPACE", true, start);
            case LOGFILE:
                t.expect(LOGFILE, GROUP);
                return objects.server(ObjectType.LOGFILE_GROUP, "ALTER_LOGFILE_GROUP", true, start);
            case INSTANCE:
                t.advance();
                return new ServerParser(grammar)
                        .remainder("ALTER INSTANCE", "ALTER_INSTANCE", start);
            case RESOURCE:
                t.expect(RESOURCE, GROUP);
                return new ServerParser(grammar)
                        .remainder("ALTER RESOURCE GROUP", "ALTER_RESOURCE_GROUP", start);
            default:
                throw t.unexpected("an object");
        }
    }

    private Statement postgresqlAlter(int start) {
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE:
                t.advance();
                if (t.at(ALL) && t.keyword(1) == IN) return objects.allIn(ObjectType.TABLE, start);
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.TABLE, start);
            case FOREIGN:
                t.advance();
                if (t.accept(DATA)) {
                    t.expect(WRAPPER);
                    return objects.named(ObjectType.FOREIGN_DATA_WRAPPER, true, start);
                }
                t.expect(TABLE);
                return new AlterTableParser(grammar)
                        .postgresqlAlter(ObjectType.FOREIGN_TABLE, start);
            case INDEX:
                t.advance();
                if (t.at(ALL) && t.keyword(1) == IN) return objects.allIn(ObjectType.INDEX, start);
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.INDEX, start);
            case VIEW:
                t.advance();
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.VIEW, start);
            case MATERIALIZED:
                t.advance();
                t.expect(VIEW);
                if (t.at(ALL) && t.keyword(1) == IN)
                    return objects.allIn(ObjectType.MATERIALIZED_VIEW, start);
                return new AlterTableParser(grammar)
                        .postgresqlAlter(ObjectType.MATERIALIZED_VIEW, start);
            case SEQUENCE:
                t.advance();
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.SEQUENCE, start);
            case TYPE:
                {
                    t.advance();
                    return objects.named(ObjectType.TYPE, true, start);
                }
            case POLICY:
                t.advance();
                return new RuleParser(grammar).onTable(ObjectType.POLICY, true, start);
            case TRIGGER:
                t.advance();
                return new RuleParser(grammar).onTable(ObjectType.TRIGGER, true, start);
            case RULE:
                t.advance();
                return new RuleParser(grammar).onTable(ObjectType.RULE, true, start);
            case PUBLICATION:
                return new PublicationParser(grammar).publication(true, start);
            case DOMAIN, SCHEMA, STATISTICS:
                return objects.named(ObjectType.valueOf(t.takeUpper()), true, start);
            case SYSTEM:
                t.advance();
                return new ServerParser(grammar).remainder("ALTER SYSTEM", "ALTER_SYSTEM", start);
            case DEFAULT:
                t.expect(DEFAULT, PRIVILEGES);
                return new ServerParser(grammar)
                        .remainder("ALTER DEFAULT PRIVILEGES", "ALTER_DEFAULT_PRIVILEGES", start);
            case LARGE:
                t.expect(LARGE, OBJECT);
                new SequenceParser(grammar).number();
                new FormReader(grammar).read("ALTER_LARGE_OBJECT");
                return objects.object(ObjectType.LARGE_OBJECT, true, null, List.of(), start);
            case FUNCTION,
            PROCEDURE,
            ROUTINE,
            AGGREGATE,
            DATABASE,
            ROLE,
            USER,
            GROUP,
            TABLESPACE,
            EVENT,
            EXTENSION,
            COLLATION,
            CONVERSION,
            OPERATOR,
            PROCEDURAL,
            LANGUAGE,
            SERVER,
            SUBSCRIPTION,
            TEXT:
                return objects.object(true, start);
            default:
                throw t.unexpected("an object");
        }
    }
}
