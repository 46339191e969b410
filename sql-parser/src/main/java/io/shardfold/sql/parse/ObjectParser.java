package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import java.util.List;

/** Objects that are no business of a router: which one, and its form. */
final class ObjectParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ObjectParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /**
     * The rest of CREATE or ALTER of an object that is no business of a router: its kind, its name,
     * and the form that its definition has.
     */
    Statement object(boolean alter, int start) {
        switch (t.keyword) {
            case USER:
                if (t.keyword(1) == MAPPING) {
                    t.accept(USER, MAPPING);
                    if (!alter) t.acceptIfNotExists();
                    return formed(ObjectType.USER_MAPPING, alter, null, start);
                }
                return grammar.accounts().account(alter ? "ALTER" : "CREATE", start);
            case ROLE, GROUP:
                return grammar.accounts().account(alter ? "ALTER" : "CREATE", start);
            case EVENT:
                t.expect(EVENT, TRIGGER);
                return named(ObjectType.EVENT_TRIGGER, alter, start);
            case ACCESS:
                if (alter) throw t.unexpected(null);
                t.expect(ACCESS, METHOD);
                return named(ObjectType.ACCESS_METHOD, false, start);
            case TEXT:
                t.expect(TEXT, SEARCH);
                return named(textSearch(), alter, start);
            case TRUSTED, PROCEDURAL, LANGUAGE:
                if (!alter) t.accept(TRUSTED);
                t.accept(PROCEDURAL);
                t.expect(LANGUAGE);
                return named(ObjectType.LANGUAGE, alter, start);
            case CAST, TRANSFORM:
                {
                    if (alter) throw t.unexpected("an object");
                    ObjectType type = ObjectType.valueOf(t.takeUpper());
                    return formed(type, false, null, start);
                }
            case OPERATOR:
                return operator(alter, start);
            case AGGREGATE:
                return aggregate(alter, start);
            case FUNCTION, PROCEDURE, ROUTINE:
                {
                    ObjectType type = ObjectType.valueOf(t.takeUpper());
                    return formed(type, alter, grammar.programs().signature(false), start);
                }
            default:
                return named(ObjectType.valueOf(t.takeUpper()), alter, start);
        }
    }

    private Statement operator(boolean alter, int start) {
        t.expect(OPERATOR);
        if (t.accept(CLASS)) return named(ObjectType.OPERATOR_CLASS, alter, start);
        if (t.accept(FAMILY)) return named(ObjectType.OPERATOR_FAMILY, alter, start);
        operatorName();
        if (alter) return formed(ObjectType.OPERATOR, true, null, start);
        new ConstraintParser(grammar).definition();
        return object(ObjectType.OPERATOR, false, null, List.of(), start);
    }

    // aggregate: AGGREGATE name [ arguments ] '(' item { ',' item } ')'
    private Statement aggregate(boolean alter, int start) {
        t.expect(AGGREGATE);
        if (alter)
            return formed(ObjectType.AGGREGATE, true, grammar.programs().signature(true), start);
        QualifiedName name = grammar.programs().functionName();
        // The arguments' types stand apart, or among the items as BASETYPE.
        int close = t.closing(t.index());
        boolean apart = t.tokens.kind(Math.min(close + 1, t.tokens.count() - 1)) == '(';
        if (apart || t.kind(2) != '=') grammar.programs().aggregateArguments();
        new ConstraintParser(grammar).definition();
        return object(ObjectType.AGGREGATE, false, name, List.of(), start);
    }

    ObjectType textSearch() {
        return switch (t.takeUpper()) {
            case "CONFIGURATION" -> ObjectType.TEXT_SEARCH_CONFIGURATION;
            case "DICTIONARY" -> ObjectType.TEXT_SEARCH_DICTIONARY;
            case "PARSER" -> ObjectType.TEXT_SEARCH_PARSER;
            case "TEMPLATE" -> ObjectType.TEXT_SEARCH_TEMPLATE;
            default -> throw t.unexpected(null);
        };
    }

    void operatorName() {
        while (t.atName()) {
            t.identifier();
            t.expect('.');
        }
        if (!((PostgreSqlExpressionParser) grammar.expressions).atOperatorSign())
            throw t.unexpected("an operator");
        t.advance();
    }

    /** Reads a name, and what follows by its form. */
    Statement named(ObjectType type, boolean alter, int start) {
        if (!alter && mayExist(type)) t.acceptIfNotExists();
        if (alter && type == ObjectType.STATISTICS) t.acceptIfExists();
        QualifiedName name = qualified(type) ? t.qualifiedName() : single();
        return formed(type, alter, name, start);
    }

    private QualifiedName single() {
        Identifier name = t.name();
        return t.qualified(name);
    }

    private static boolean mayExist(ObjectType type) {
        return type == ObjectType.SERVER
                || type == ObjectType.EXTENSION
                || type == ObjectType.COLLATION;
    }

    /** Whether it lies in a schema. */
    private static boolean qualified(ObjectType type) {
        return switch (type) {
            case TYPE,
                    DOMAIN,
                    COLLATION,
                    CONVERSION,
                    STATISTICS,
                    OPERATOR_CLASS,
                    OPERATOR_FAMILY,
                    TEXT_SEARCH_CONFIGURATION,
                    TEXT_SEARCH_DICTIONARY,
                    TEXT_SEARCH_PARSER,
                    TEXT_SEARCH_TEMPLATE ->
                    true;
            default -> false;
        };
    }

    /** What follows the name, by the form for objects of that type. */
    private Statement formed(ObjectType type, boolean alter, QualifiedName name, int start) {
        int before = t.index();
        new FormReader(grammar).read((alter ? "ALTER_" : "CREATE_") + form(type, alter));
        if (alter && t.index() == before && type != ObjectType.DATABASE)
            throw t.unexpected("an action");
        return object(type, alter, name, List.of(), start);
    }

    private static String form(ObjectType type, boolean alter) {
        return switch (type) {
            case TEXT_SEARCH_CONFIGURATION,
                    TEXT_SEARCH_DICTIONARY,
                    TEXT_SEARCH_PARSER,
                    TEXT_SEARCH_TEMPLATE ->
                    alter ? type.name() : "TEXT_SEARCH";
            case PROCEDURE, ROUTINE -> "FUNCTION";
            default -> type.name();
        };
    }

    Statement object(
            ObjectType type,
            boolean alter,
            QualifiedName name,
            List<QualifiedName> tables,
            int start) {
        if (alter)
            return new Ddl.AlterObject(type, name, tables, t.textFrom(start), t.spanFrom(start));
        return new Ddl.CreateObject(type, name, tables, t.textFrom(start), t.spanFrom(start));
    }

    /** MySQL: an object of the server, whose form is named for what is done to it. */
    Statement server(ObjectType type, String form, boolean alter, int start) {
        QualifiedName name = null;
        if (t.atName()) {
            int here = t.index();
            name = single();
            t.seek(here);
        }
        new FormReader(grammar).read(form);
        return object(type, alter, name, List.of(), start);
    }

    QualifiedName typeName() {
        int start = t.start();
        if (t.atName() && t.keyword == null) return t.qualifiedName();
        grammar.types.type();
        Identifier whole = new Identifier(t.textFrom(start), false, t.spanFrom(start));
        return t.qualified(whole);
    }

    /** ALTER TABLE ALL IN TABLESPACE: names no table, and yet moves them all. */
    Statement allIn(ObjectType type, int start) {
        t.expect(ALL, IN);
        t.expect(TABLESPACE);
        t.name();
        if (t.accept(OWNED)) {
            t.expect(BY);
            do grammar.accounts().role();
            while (t.accept(','));
        }
        t.expect(SET, TABLESPACE);
        t.name();
        t.accept(NOWAIT);
        return object(type, true, null, List.of(), start);
    }
}
