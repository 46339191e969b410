package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** DROP. */
final class DropParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ObjectParser objects;

    DropParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.objects = new ObjectParser(grammar);
    }

    Statement drop(int start) {
        t.expect(DROP);
        return t.mysql ? mysqlDrop(start) : postgresqlDrop(start);
    }

    private Statement dropped(
            ObjectType type,
            List<String> modifiers,
            boolean ifExists,
            List<QualifiedName> names,
            QualifiedName on,
            int start) {
        return new Ddl.Drop(
                type, modifiers, ifExists, names, on, t.textFrom(start), t.spanFrom(start));
    }

    private Statement mysqlDrop(int start) {
        List<String> modifiers = new ArrayList<>(1);
        if (t.at(ONLINE)) modifiers.add(t.takeUpper());
        if (t.at(TEMPORARY)) modifiers.add(t.takeUpper());
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE, TABLES, VIEW:
                {
                    ObjectType type = t.at(VIEW) ? ObjectType.VIEW : ObjectType.TABLE;
                    t.advance();
                    boolean ifExists = t.acceptIfExists();
                    List<QualifiedName> names = t.qualifiedNames();
                    if (t.accept(WAIT)) t.advance();
                    else t.accept(NOWAIT);
                    behavior(modifiers);
                    return dropped(type, modifiers, ifExists, names, null, start);
                }
            case SEQUENCE:
                {
                    t.advance();
                    boolean ifExists = t.acceptIfExists();
                    return dropped(
                            ObjectType.SEQUENCE,
                            modifiers,
                            ifExists,
                            t.qualifiedNames(),
                            null,
                            start);
                }
            case INDEX:
                {
                    t.advance();
                    boolean ifExists = t.acceptIfExists();
                    Identifier index = t.at(PRIMARY) ? t.identifier() : t.name();
                    t.expect(ON);
                    QualifiedName table = t.qualifiedName();
                    while (t.at(ALGORITHM) || t.at(LOCK)) {
                        t.advance();
                        t.accept('=');
                        t.advance();
                    }
                    if (t.accept(WAIT)) t.advance();
                    else t.accept(NOWAIT);
                    return dropped(
                            ObjectType.INDEX,
                            modifiers,
                            ifExists,
                            List.of(t.qualified(index)),
                            table,
                            start);
                }
            case DATABASE, SCHEMA, PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE, SERVER:
                {
                    ObjectType type =
                            t.at(SCHEMA) ? ObjectType.DATABASE : ObjectType.valueOf(t.upper());
                    t.advance();
                    if (type == ObjectType.PACKAGE && t.accept(BODY))
                        type = ObjectType.PACKAGE_BODY;
                    boolean ifExists = t.acceptIfExists();
                    QualifiedName name =
                            type == ObjectType.SERVER && t.kind == Token.STRING
                                    ? literalName()
                                    : t.qualifiedName();
                    if (name.parts().size() > 2) throw t.unexpected(null);
                    return dropped(type, modifiers, ifExists, List.of(name), null, start);
                }
            case USER, ROLE:
                return grammar.accounts().account("DROP", start);
            case PREPARE:
                {
                    t.advance();
                    Identifier name = t.name();
                    return new Utility.Deallocate(name, t.spanFrom(start));
                }
            case TABLESPACE:
                t.advance();
                return droppedObject(ObjectType.TABLESPACE, "DROP_TABLESPACE", modifiers, start);
            case UNDO:
                t.expect(UNDO, TABLESPACE);
                return droppedObject(
                        ObjectType.UNDO_TABLESPACE, "DROP_UNDO_TABLESPACE", modifiers, start);
            case LOGFILE:
                t.expect(LOGFILE, GROUP);
                return droppedObject(
                        ObjectType.LOGFILE_GROUP, "DROP_LOGFILE_GROUP", modifiers, start);
            case SPATIAL:
                t.expect(SPATIAL, REFERENCE, SYSTEM);
                return droppedObject(
                        ObjectType.SPATIAL_REFERENCE_SYSTEM,
                        "DROP_SPATIAL_REFERENCE_SYSTEM",
                        modifiers,
                        start);
            case RESOURCE:
                t.expect(RESOURCE, GROUP);
                return new ServerParser(grammar)
                        .remainder("DROP RESOURCE GROUP", "DROP_RESOURCE_GROUP", start);
            default:
                throw t.unexpected("an object");
        }
    }

    /** An object whose name and what follows have a form. */
    private Statement droppedObject(
            ObjectType type, String form, List<String> modifiers, int start) {
        new FormReader(grammar).read(form);
        return dropped(type, modifiers, false, List.of(), null, start);
    }

    private QualifiedName literalName() {
        Identifier name = t.identifier();
        return t.qualified(name);
    }

    private void behavior(List<String> modifiers) {
        if (t.at(CASCADE) || t.at(RESTRICT)) modifiers.add(t.takeUpper());
    }

    private Statement postgresqlDrop(int start) {
        List<String> modifiers = new ArrayList<>(1);
        if (t.keyword == null) throw t.unexpected("an object");
        ObjectType type;
        switch (t.keyword) {
            case TABLE,
            VIEW,
            SEQUENCE,
            DOMAIN,
            TYPE,
            SCHEMA,
            EXTENSION,
            COLLATION,
            CONVERSION,
            STATISTICS,
            SERVER,
            PUBLICATION,
            LANGUAGE:
                type = ObjectType.valueOf(t.takeUpper());
                break;
            case INDEX:
                type = ObjectType.INDEX;
                t.advance();
                if (t.at(CONCURRENTLY)) modifiers.add(t.takeUpper());
                break;
            case MATERIALIZED:
                t.advance();
                t.expect(VIEW);
                type = ObjectType.MATERIALIZED_VIEW;
                break;
            case FOREIGN:
                t.advance();
                if (t.accept(DATA)) {
                    t.expect(WRAPPER);
                    type = ObjectType.FOREIGN_DATA_WRAPPER;
                } else {
                    t.expect(TABLE);
                    type = ObjectType.FOREIGN_TABLE;
                }
                break;
            case EVENT:
                t.advance();
                t.expect(TRIGGER);
                type = ObjectType.EVENT_TRIGGER;
                break;
            case ACCESS:
                t.accept(ACCESS, METHOD);
                type = ObjectType.ACCESS_METHOD;
                break;
            case TEXT:
                t.advance();
                t.expect(SEARCH);
                type = objects.textSearch();
                break;
            case PROCEDURAL:
                t.advance();
                t.expect(LANGUAGE);
                type = ObjectType.LANGUAGE;
                break;
            case TRIGGER, RULE, POLICY:
                {
                    type = ObjectType.valueOf(t.takeUpper());
                    boolean ifExists = t.acceptIfExists();
                    Identifier name = t.name();
                    t.expect(ON);
                    QualifiedName table = t.qualifiedName();
                    behavior(modifiers);
                    return dropped(
                            type, modifiers, ifExists, List.of(t.qualified(name)), table, start);
                }
            case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE:
                {
                    type = ObjectType.valueOf(t.takeUpper());
                    boolean ifExists = t.acceptIfExists();
                    List<QualifiedName> names = new ArrayList<>(1);
                    do {
                        names.add(grammar.programs().signature(type == ObjectType.AGGREGATE));
                    } while (t.accept(','));
                    behavior(modifiers);
                    return dropped(type, modifiers, ifExists, names, null, start);
                }
            case DATABASE, TABLESPACE, SUBSCRIPTION:
                {
                    type = ObjectType.valueOf(t.takeUpper());
                    boolean ifExists = t.acceptIfExists();
                    Identifier name = t.name();
                    if (type == ObjectType.DATABASE) new FormReader(grammar).read("DROP_DATABASE");
                    if (type == ObjectType.SUBSCRIPTION) behavior(modifiers);
                    return dropped(
                            type, modifiers, ifExists, List.of(t.qualified(name)), null, start);
                }
            case ROLE, GROUP:
                return grammar.accounts().account("DROP", start);
            case USER:
                if (t.keyword(1) != MAPPING) return grammar.accounts().account("DROP", start);
                t.accept(USER, MAPPING);
                t.acceptIfExists();
                t.expect(FOR);
                if (!t.accept(USER)) grammar.accounts().role();
                t.expect(SERVER);
                t.name();
                return dropped(ObjectType.USER_MAPPING, modifiers, false, List.of(), null, start);
            case OWNED:
                t.advance();
                t.expect(BY);
                do grammar.accounts().role();
                while (t.accept(','));
                behavior(modifiers);
                return dropped(ObjectType.OWNED, modifiers, false, List.of(), null, start);
            case CAST, TRANSFORM:
                type = t.at(CAST) ? ObjectType.CAST : ObjectType.TRANSFORM;
                t.advance();
                return droppedObject(type, "DROP_" + type, modifiers, start);
            case OPERATOR:
                return dropOperator(modifiers, start);
            default:
                throw t.unexpected("an object");
        }
        boolean ifExists = t.acceptIfExists();
        List<QualifiedName> names = new ArrayList<>(1);
        do
            names.add(
                    type == ObjectType.TYPE || type == ObjectType.DOMAIN
                            ? objects.typeName()
                            : t.qualifiedName());
        while (t.accept(','));
        behavior(modifiers);
        return dropped(type, modifiers, ifExists, names, null, start);
    }

    // OPERATOR ( CLASS | FAMILY ) [ IF EXISTS ] name USING method | OPERATOR [ IF EXISTS ] sign '('
    // ( type | NONE ) ',' type ')'
    private Statement dropOperator(List<String> modifiers, int start) {
        t.expect(OPERATOR);
        ObjectType type =
                t.accept(CLASS)
                        ? ObjectType.OPERATOR_CLASS
                        : t.accept(FAMILY) ? ObjectType.OPERATOR_FAMILY : ObjectType.OPERATOR;
        boolean ifExists = t.acceptIfExists();
        if (type != ObjectType.OPERATOR) {
            QualifiedName name = t.qualifiedName();
            t.expect(USING);
            t.name();
            behavior(modifiers);
            return dropped(type, modifiers, ifExists, List.of(name), null, start);
        }
        do {
            objects.operatorName();
            t.expect('(');
            if (!t.accept(NONE)) grammar.types.type();
            t.expect(',');
            if (!t.at(NONE)) grammar.types.type();
            else t.advance();
            t.expect(')');
        } while (t.accept(','));
        behavior(modifiers);
        return dropped(type, modifiers, ifExists, List.of(), null, start);
    }
}
