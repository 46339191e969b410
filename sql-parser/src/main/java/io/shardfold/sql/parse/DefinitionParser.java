package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * CREATE, ALTER, DROP, COMMENT: which object is it about? Tables, indexes, views and sequences are
 * read here or one call away.
 */
final class DefinitionParser {

    private final Grammar grammar;
    private final TokenCursor t;

    DefinitionParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ---- CREATE

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
        viewModifiers(modifiers);
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TEMPORARY:
                modifiers.add(t.takeUpper());
                if (t.at(SEQUENCE)) return createSequence(start);
                return new CreateTableParser(grammar).create(modifiers, start);
            case TABLE:
                return new CreateTableParser(grammar).create(modifiers, start);
            case UNIQUE, FULLTEXT, SPATIAL:
                if (t.at(SPATIAL) && t.keyword(1) == REFERENCE)
                    return object(ObjectType.TYPE, false, start);
                modifiers.add(t.takeUpper());
                return mysqlIndex(modifiers, start);
            case ONLINE:
                t.advance();
                if (t.at(UNIQUE) || t.at(FULLTEXT) || t.at(SPATIAL)) modifiers.add(t.takeUpper());
                return mysqlIndex(modifiers, start);
            case INDEX:
                return mysqlIndex(modifiers, start);
            case VIEW:
                return view(false, modifiers, start);
            case SEQUENCE:
                return createSequence(start);
            case DATABASE, SCHEMA:
                return mysqlDatabase(false, start);
            case PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE, AGGREGATE:
                return grammar.programs().mysqlCreate(start);
            case USER, ROLE:
                return grammar.utilities().account(start);
            case SERVER:
                return object(ObjectType.SERVER, false, start);
            case TABLESPACE:
                return object(ObjectType.TABLESPACE, false, start);
            case UNDO:
                t.advance();
                if (!t.at(TABLESPACE)) throw t.unexpected("TABLESPACE");
                return object(ObjectType.UNDO_TABLESPACE, false, start);
            case LOGFILE:
                t.advance();
                return object(ObjectType.LOGFILE_GROUP, false, start);
            case RESOURCE:
                t.accept(RESOURCE, GROUP);
                return grammar.statements().administration(start);
            default:
                throw t.unexpected("an object");
        }
    }

    /** ALGORITHM = ..., DEFINER = ..., SQL SECURITY ...: of views and programs. */
    private void viewModifiers(List<String> modifiers) {
        while (true) {
            if (t.at(ALGORITHM)) {
                t.advance();
                t.expect('=');
                if (!t.at(UNDEFINED) && !t.at(MERGE) && !t.at(TEMPTABLE))
                    throw t.unexpected("MERGE, TEMPTABLE or UNDEFINED");
                modifiers.add("ALGORITHM=" + t.takeUpper());
            } else if (t.at(DEFINER)) {
                t.advance();
                t.expect('=');
                grammar.utilities().user();
            } else if (t.at(SQL) && t.keyword(1) == SECURITY) {
                t.accept(SQL, SECURITY);
                if (!t.accept(DEFINER)) t.expect(INVOKER);
            } else {
                return;
            }
        }
    }

    private Statement postgresqlCreate(List<String> modifiers, int start) {
        while (t.at(GLOBAL) || t.at(LOCAL) || t.at(TEMP) || t.at(TEMPORARY) || t.at(UNLOGGED))
            modifiers.add(t.takeUpper());
        if (t.at(DEFAULT) && t.keyword(1) == CONVERSION) t.advance();
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE:
                return new CreateTableParser(grammar).create(modifiers, start);
            case FOREIGN:
                t.advance();
                if (t.accept(DATA)) {
                    t.expect(WRAPPER);
                    return named(ObjectType.FOREIGN_DATA_WRAPPER, false, start);
                }
                modifiers.add("FOREIGN");
                return new CreateTableParser(grammar).create(modifiers, start);
            case UNIQUE, INDEX:
                return postgresqlIndex(modifiers, start);
            case VIEW, RECURSIVE, MATERIALIZED:
                return view(false, modifiers, start);
            case SEQUENCE:
                return createSequence(start);
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
                return createRule(start);
            case POLICY:
                t.advance();
                return onTable(ObjectType.POLICY, false, start);
            case STATISTICS:
                return createStatistics(start);
            case PUBLICATION:
                return publication(false, start);
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
                return postgresqlObject(false, start);
            default:
                throw t.unexpected("an object");
        }
    }

    /**
     * An object that is no business of a router: its kind, its name, and balanced parentheses to
     * the end.
     */
    private Statement postgresqlObject(boolean alter, int start) {
        switch (t.keyword) {
            case USER:
                if (t.keyword(1) == MAPPING) {
                    t.accept(USER, MAPPING);
                    t.acceptIfNotExists();
                    t.acceptIfExists();
                    t.expect(FOR);
                    if (!t.accept(USER)) role();
                    t.expect(SERVER);
                    t.name();
                    new CreateTableParser(grammar).options();
                    return object(ObjectType.USER_MAPPING, alter, null, List.of(), start);
                }
                return grammar.utilities().account(start);
            case ROLE, GROUP:
                return grammar.utilities().account(start);
            case EVENT:
                t.advance();
                t.expect(TRIGGER);
                return named(ObjectType.EVENT_TRIGGER, alter, start);
            case ACCESS:
                t.accept(ACCESS, METHOD);
                return named(ObjectType.ACCESS_METHOD, alter, start);
            case TEXT:
                t.advance();
                t.expect(SEARCH);
                return named(textSearch(), alter, start);
            case TRUSTED, PROCEDURAL, LANGUAGE:
                t.accept(TRUSTED);
                t.accept(PROCEDURAL);
                t.expect(LANGUAGE);
                return named(ObjectType.LANGUAGE, alter, start);
            case CAST, TRANSFORM:
                {
                    ObjectType type = t.at(CAST) ? ObjectType.CAST : ObjectType.TRANSFORM;
                    t.advance();
                    skim();
                    return object(type, alter, null, List.of(), start);
                }
            case OPERATOR:
                {
                    t.advance();
                    ObjectType type =
                            t.accept(CLASS)
                                    ? ObjectType.OPERATOR_CLASS
                                    : t.accept(FAMILY)
                                            ? ObjectType.OPERATOR_FAMILY
                                            : ObjectType.OPERATOR;
                    if (type != ObjectType.OPERATOR) return named(type, alter, start);
                    operatorName();
                    if (!alter) new ColumnParser(grammar).definition();
                    else skim();
                    return object(type, alter, null, List.of(), start);
                }
            default:
                {
                    ObjectType type = ObjectType.valueOf(t.takeUpper());
                    return named(type, alter, start);
                }
        }
    }

    private ObjectType textSearch() {
        return switch (t.takeUpper()) {
            case "CONFIGURATION" -> ObjectType.TEXT_SEARCH_CONFIGURATION;
            case "DICTIONARY" -> ObjectType.TEXT_SEARCH_DICTIONARY;
            case "PARSER" -> ObjectType.TEXT_SEARCH_PARSER;
            case "TEMPLATE" -> ObjectType.TEXT_SEARCH_TEMPLATE;
            default -> throw t.unexpected(null);
        };
    }

    private void operatorName() {
        while (t.atName()) {
            t.identifier();
            t.expect('.');
        }
        if (!((PostgreSqlExpressionParser) grammar.expressions).atOperatorSign())
            throw t.unexpected("an operator");
        t.advance();
    }

    /** Reads a name and takes what follows as it is. */
    private Statement named(ObjectType type, boolean alter, int start) {
        t.acceptIfNotExists();
        t.acceptIfExists();
        QualifiedName name = t.qualifiedName();
        if (alter && t.atEnd()) throw t.unexpected("an action");
        skim();
        return object(type, alter, name, List.of(), start);
    }

    private Statement object(
            ObjectType type,
            boolean alter,
            QualifiedName name,
            List<QualifiedName> tables,
            int start) {
        if (alter)
            return new Ddl.AlterObject(type, name, tables, t.textFrom(start), t.spanFrom(start));
        return new Ddl.CreateObject(type, name, tables, t.textFrom(start), t.spanFrom(start));
    }

    /**
     * MySQL: an object of the server, its name behind its kind, words, numbers and strings behind
     * that.
     */
    private Statement object(ObjectType type, boolean alter, int start) {
        t.advance();
        t.acceptIfNotExists();
        QualifiedName name = null;
        if (type == ObjectType.TABLESPACE || type == ObjectType.UNDO_TABLESPACE || t.atName())
            name = t.qualifiedName();
        else if (t.kind != Token.STRING
                && !(type == ObjectType.TYPE || type == ObjectType.LOGFILE_GROUP))
            throw t.unexpected("a name");
        if (t.atEnd()) throw t.unexpected("an option");
        while (!t.atEnd()) {
            if (t.at('(')) t.skipParentheses();
            else if (t.kind == Token.WORD
                    || Token.isLiteral(t.kind)
                    || t.at('=')
                    || t.at(',')
                    || t.kind == Token.QUOTED_NAME) t.advance();
            else throw t.unexpected(null);
        }
        return object(type, alter, name, List.of(), start);
    }

    /** Takes everything to the end of the statement; parentheses must match. */
    void skim() {
        while (!t.atEnd()) {
            if (t.at('(')) t.skipParentheses();
            else if (t.at(')')) throw t.unexpected(null);
            else t.advance();
        }
    }

    // ---- indexes

    // index: INDEX [ IF NOT EXISTS ] name [ USING method ] ON table '(' parts ')' { option }
    private Statement mysqlIndex(List<String> modifiers, int start) {
        t.expect(INDEX);
        boolean ifNotExists = t.acceptIfNotExists();
        Identifier name = t.name();
        String method = null;
        if (t.at(USING) || t.at(TYPE)) {
            t.advance();
            method = t.takeUpper();
        }
        t.expect(ON);
        TableReference table = grammar.tables.plainTable();
        ColumnParser columns = new ColumnParser(grammar);
        List<Ddl.KeyPart> parts = columns.keyParts();
        columns.indexOptions();
        if (t.accept(WAIT)) t.advance();
        else t.accept(NOWAIT);
        while (t.at(ALGORITHM) || t.at(LOCK)) {
            t.advance();
            t.accept('=');
            if (t.kind != Token.WORD) throw t.unexpected("a word");
            t.advance();
        }
        return new Ddl.CreateIndex(
                modifiers,
                ifNotExists,
                name,
                table,
                method,
                parts,
                null,
                t.textFrom(start),
                t.spanFrom(start));
    }

    // index: [ UNIQUE ] INDEX [ CONCURRENTLY ] [ [ IF NOT EXISTS ] name ] ON [ ONLY ] table [ USING
    // method ] '(' parts ')' [ INCLUDE ... ]
    //        [ NULLS [ NOT ] DISTINCT ] [ WITH '(' ... ')' ] [ TABLESPACE name ] [ WHERE condition
    // ]
    private Statement postgresqlIndex(List<String> modifiers, int start) {
        if (t.at(UNIQUE)) modifiers.add(t.takeUpper());
        t.expect(INDEX);
        if (t.at(CONCURRENTLY)) modifiers.add(t.takeUpper());
        boolean ifNotExists = t.acceptIfNotExists();
        Identifier name = null;
        if (ifNotExists || !t.at(ON)) name = t.name();
        t.expect(ON);
        TableReference table = grammar.tables.plainTable();
        String method = t.accept(USING) ? t.name().value() : null;
        ColumnParser columns = new ColumnParser(grammar);
        List<Ddl.KeyPart> parts = columns.keyParts();
        if (t.accept(INCLUDE)) columns.keyParts();
        if (t.accept(NULLS)) {
            t.accept(NOT);
            t.expect(DISTINCT);
        }
        if (t.accept(WITH)) columns.definition();
        if (t.accept(TABLESPACE)) t.name();
        Expression where = t.accept(WHERE) ? grammar.expressions.expression() : null;
        return new Ddl.CreateIndex(
                modifiers,
                ifNotExists,
                name,
                table,
                method,
                parts,
                where,
                t.textFrom(start),
                t.spanFrom(start));
    }

    // ---- views

    // view: [ RECURSIVE | MATERIALIZED ] VIEW [ IF NOT EXISTS ] name [ '(' names ')' ] [ options ]
    // AS query [ WITH [ CASCADED | LOCAL ] CHECK OPTION ]
    private Statement view(boolean alter, List<String> modifiers, int start) {
        boolean recursive = !t.mysql && t.accept(RECURSIVE);
        boolean materialized = !t.mysql && !recursive && t.accept(MATERIALIZED);
        t.expect(VIEW);
        boolean ifNotExists = !alter && t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        List<Identifier> columns = t.at('(') ? t.namesInParentheses() : List.of();
        if (recursive && columns.isEmpty()) throw t.unexpected("'('");
        if (!t.mysql) {
            if (materialized && t.accept(USING)) t.name();
            if (t.accept(WITH)) new ColumnParser(grammar).definition();
            if (materialized && t.accept(TABLESPACE)) t.name();
        }
        t.expect(AS);
        Query query = grammar.queries.query();
        if (t.accept(WITH)) {
            if (materialized) {
                t.accept(NO);
                t.expect(DATA);
            } else {
                if (!t.accept(CASCADED)) t.accept(LOCAL);
                t.expect(CHECK, OPTION);
            }
        }
        return new Ddl.CreateView(
                alter,
                modifiers.contains("OR REPLACE"),
                materialized,
                ifNotExists,
                name,
                columns,
                query,
                t.textFrom(start),
                t.spanFrom(start));
    }

    // ---- sequences

    // sequence: SEQUENCE [ IF NOT EXISTS ] name { option }
    private Statement createSequence(int start) {
        t.expect(SEQUENCE);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        QualifiedName owner = t.mysql ? mysqlSequenceOptions() : sequenceOptions();
        return object(
                ObjectType.SEQUENCE,
                false,
                name,
                owner == null ? List.of() : List.of(owner),
                start);
    }

    private QualifiedName mysqlSequenceOptions() {
        List<QualifiedName> none = new ArrayList<>(0);
        CreateTableParser tables = new CreateTableParser(grammar);
        while (!t.atEnd()) {
            if (t.at(INCREMENT)
                    || t.at(MINVALUE)
                    || t.at(MAXVALUE)
                    || t.at(START)
                    || t.at(CACHE)
                    || t.at(RESTART)) {
                t.advance();
                if (!t.accept(BY) && !t.accept(WITH)) t.accept('=');
                if (t.kind == Token.INTEGER || t.at('-') || t.at('+') || t.kind == Token.PARAMETER)
                    grammar.expressions.climb(grammar.expressions.operandLevel());
            } else if (t.at(NOMINVALUE)
                    || t.at(NOMAXVALUE)
                    || t.at(NOCYCLE)
                    || t.at(NOCACHE)
                    || t.at(CYCLE)) {
                t.advance();
            } else if (t.accept(NO)) {
                t.advance();
            } else if (t.accept(AS)) {
                grammar.types.type();
            } else if (!tables.tableOption(none)) {
                throw t.unexpected("an option");
            }
        }
        return null;
    }

    /**
     * At least one option of a sequence. @return the table of OWNED BY; null where none is named
     */
    QualifiedName sequenceOptions() {
        QualifiedName owner = null;
        while (atSequenceOption()) {
            QualifiedName found = sequenceOption();
            if (found != null) owner = found;
        }
        return owner;
    }

    private boolean atSequenceOption() {
        return t.at(AS)
                || t.at(CACHE)
                || t.at(CYCLE)
                || t.at(INCREMENT)
                || t.at(MAXVALUE)
                || t.at(MINVALUE)
                || t.at(NO)
                || t.at(OWNED)
                || t.at(START)
                || t.at(RESTART)
                || t.at(LOGGED)
                || t.at(UNLOGGED)
                || t.at(SEQUENCE);
    }

    // option: AS type | CACHE n | [ NO ] CYCLE | INCREMENT [ BY ] n | [ NO ] MAXVALUE n | OWNED BY
    // column | START [ WITH ] n | RESTART [ [ WITH ] n ]
    QualifiedName sequenceOption() {
        if (t.accept(AS)) {
            grammar.types.type();
        } else if (t.accept(CYCLE) || t.accept(LOGGED) || t.accept(UNLOGGED)) {
            return null;
        } else if (t.accept(NO)) {
            if (!t.at(MAXVALUE) && !t.at(MINVALUE) && !t.at(CYCLE))
                throw t.unexpected("MAXVALUE, MINVALUE or CYCLE");
            t.advance();
        } else if (t.accept(OWNED)) {
            t.expect(BY);
            int start = t.start();
            List<Identifier> parts = new ArrayList<>(t.qualifiedName().parts());
            if (parts.size() < 2) return null;
            parts.remove(parts.size() - 1);
            return new QualifiedName(
                    parts, new Span(start, parts.get(parts.size() - 1).span().end()));
        } else if (t.accept(SEQUENCE)) {
            t.expect(NAME);
            t.qualifiedName();
        } else if (t.accept(RESTART)) {
            if (t.accept(WITH) || t.kind == Token.INTEGER || t.at('-') || t.at('+')) number();
        } else if (t.accept(INCREMENT)) {
            t.accept(BY);
            number();
        } else if (t.accept(START)) {
            t.accept(WITH);
            number();
        } else if (t.accept(CACHE) || t.accept(MAXVALUE) || t.accept(MINVALUE)) {
            number();
        } else {
            throw t.unexpected("an option");
        }
        return null;
    }

    private void number() {
        if (!t.accept('-')) t.accept('+');
        if (t.kind != Token.INTEGER && t.kind != Token.DECIMAL && t.kind != Token.FLOAT)
            throw t.unexpected("a number");
        t.advance();
    }

    // ---- PostgreSQL's other objects

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
                new ColumnParser(grammar).definition();
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
            new ColumnParser(grammar).definition();
        }
        return object(ObjectType.TYPE, false, name, List.of(), start);
    }

    private Statement createDomain(int start) {
        QualifiedName name = t.qualifiedName();
        t.accept(AS);
        grammar.types.type();
        ColumnParser columns = new ColumnParser(grammar);
        columns.domainConstraints();
        return object(ObjectType.DOMAIN, false, name, List.of(), start);
    }

    // schema: SCHEMA [ IF NOT EXISTS ] [ name ] [ AUTHORIZATION role ] { CREATE ... | GRANT ... }
    private Statement createSchema(int start) {
        t.expect(SCHEMA);
        boolean ifNotExists = t.acceptIfNotExists();
        QualifiedName name = t.at(AUTHORIZATION) ? null : t.qualifiedName();
        if (t.accept(AUTHORIZATION)) role();
        else if (name == null) throw t.unexpected("a name");
        List<QualifiedName> tables = new ArrayList<>(0);
        while (!t.atEnd()) {
            if (ifNotExists || !(t.at(CREATE) || t.at(GRANT))) throw t.unexpected(null);
            if (t.at(CREATE) && !schemaElement()) throw t.unexpected(null);
            Statement element = grammar.statements().statement();
            if (element instanceof Ddl.CreateTable table) tables.add(table.name());
        }
        return object(ObjectType.SCHEMA, false, name, tables, start);
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

    // rule: RULE name AS ON event TO table [ WHERE condition ] DO [ ALSO | INSTEAD ] ( NOTHING |
    // command | '(' commands ')' )
    private Statement createRule(int start) {
        t.expect(RULE);
        QualifiedName name = t.qualifiedName();
        t.expect(AS, ON);
        if (!t.at(SELECT) && !t.at(INSERT) && !t.at(UPDATE) && !t.at(DELETE))
            throw t.unexpected("an event");
        t.advance();
        t.expect(TO);
        QualifiedName table = t.qualifiedName();
        if (t.accept(WHERE)) grammar.expressions.expression();
        t.expect(DO);
        if (!t.accept(ALSO)) t.accept(INSTEAD);
        if (!t.accept(NOTHING)) {
            if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
                t.advance();
                do {
                    if (!t.at(';') && !t.at(')')) ruleCommand();
                } while (t.accept(';'));
                t.expect(')');
            } else if (t.at('(')) {
                ruleCommands();
            } else {
                ruleCommand();
            }
        }
        return object(ObjectType.RULE, false, name, List.of(table), start);
    }

    /** {@code (SELECT ...; DELETE ...)}, or one query in parentheses. */
    private void ruleCommands() {
        t.expect('(');
        do {
            if (!t.at(';') && !t.at(')')) ruleCommand();
        } while (t.accept(';'));
        t.expect(')');
    }

    private void ruleCommand() {
        if (t.at(NOTIFY) || t.at(LISTEN)) {
            grammar.statements().statement();
            return;
        }
        if (!grammar.statements().atExplainable()) throw t.unexpected("a command");
        grammar.statements().statement();
    }

    /** A policy: {@code name ON table ...}. */
    private Statement onTable(ObjectType type, boolean alter, int start) {
        t.acceptIfExists();
        QualifiedName name = t.qualifiedName();
        t.expect(ON);
        QualifiedName table = t.qualifiedName();
        if (type == ObjectType.POLICY) policy(alter);
        else skim();
        return object(type, alter, name, List.of(table), start);
    }

    // [ AS word ] [ FOR command ] [ TO roles ] [ USING '(' ... ')' ] [ WITH CHECK '(' ... ')' ] |
    // RENAME TO name
    private void policy(boolean alter) {
        if (alter && t.accept(RENAME)) {
            t.expect(TO);
            t.name();
            return;
        }
        if (!alter && t.accept(AS)) t.name();
        if (!alter && t.accept(FOR)) {
            if (!(t.at(ALL) || t.at(SELECT) || t.at(INSERT) || t.at(UPDATE) || t.at(DELETE)))
                throw t.unexpected("a command");
            t.advance();
        }
        if (t.accept(TO)) {
            do role();
            while (t.accept(','));
        }
        if (t.accept(USING)) condition();
        if (t.accept(WITH)) {
            t.expect(CHECK);
            condition();
        }
    }

    private void condition() {
        t.expect('(');
        grammar.expressions.expression();
        t.expect(')');
    }

    // statistics: STATISTICS [ IF NOT EXISTS ] [ name ] [ '(' words ')' ] ON expressions FROM table
    private Statement createStatistics(int start) {
        t.expect(STATISTICS);
        boolean ifNotExists = t.acceptIfNotExists();
        QualifiedName name = t.at(ON) || t.at('(') && !ifNotExists ? null : t.qualifiedName();
        if (t.at('(')) t.namesInParentheses();
        t.expect(ON);
        ColumnParser columns = new ColumnParser(grammar);
        do columns.postgresqlKeyPart();
        while (t.accept(','));
        t.expect(FROM);
        List<QualifiedName> tables = t.qualifiedNames();
        return object(ObjectType.STATISTICS, false, name, tables, start);
    }

    // publication: PUBLICATION name [ FOR ALL TABLES | FOR objects ] [ WITH '(' ... ')' ]
    //            | PUBLICATION name ( ADD objects | SET objects | DROP objects | SET '(' ... ')' |
    // OWNER TO role | RENAME TO name )
    private Statement publication(boolean alter, int start) {
        t.expect(PUBLICATION);
        QualifiedName name = t.qualifiedName();
        List<QualifiedName> tables = new ArrayList<>(2);
        if (alter) {
            if (t.at(ADD) || t.at(DROP) || t.at(SET) && t.kind(1) != '(') {
                t.advance();
                published(tables);
            } else if (t.accept(SET)) {
                new ColumnParser(grammar).definition();
            } else if (t.accept(RENAME)) {
                t.expect(TO);
                t.name();
            } else {
                t.expect(OWNER);
                t.expect(TO);
                role();
            }
        } else {
            if (t.accept(FOR)) {
                if (t.at(ALL)) {
                    t.expect(ALL, TABLES);
                } else {
                    published(tables);
                }
            }
            if (t.accept(WITH)) new ColumnParser(grammar).definition();
        }
        return object(ObjectType.PUBLICATION, alter, name, tables, start);
    }

    // objects: ( TABLE table | TABLES IN SCHEMA name | table ) { ',' ... }
    private void published(List<QualifiedName> tables) {
        boolean schema = false;
        boolean first = true;
        do {
            if (t.accept(TABLES)) {
                t.expect(IN, SCHEMA);
                schema = true;
                t.identifier();
                if (t.at('.')) throw t.unexpected(null);
            } else {
                boolean table = t.accept(TABLE);
                if (first && !table) throw t.unexpected("TABLE");
                if (table) schema = false;
                if (schema) {
                    t.name();
                } else {
                    tables.add(grammar.tables.plainTable().name());
                    if (t.at('(')) t.namesInParentheses();
                    if (t.accept(WHERE)) condition();
                }
            }
            first = false;
        } while (t.accept(','));
    }

    /** A role's name, or the words that stand for one. */
    void role() {
        if (t.at(CURRENT_USER) || t.at(SESSION_USER) || t.at(CURRENT_ROLE)) {
            t.advance();
            return;
        }
        if (t.kind != Token.QUOTED_NAME
                && (t.kind != Token.WORD
                        || t.keyword != null
                                && (t.keyword.isReservedInPostgreSql()
                                        || !t.keyword.isColumnName()
                                                && !t.keyword.isFunctionName()))) {
            throw t.unexpected("a role");
        }
        t.advance();
    }

    // ---- databases

    // database: DATABASE [ IF NOT EXISTS ] name { option }
    private Statement mysqlDatabase(boolean alter, int start) {
        t.advance();
        t.acceptIfNotExists();
        QualifiedName name = alter && !t.atName() ? null : single();
        int options = t.index();
        if (alter && t.accept(UPGRADE)) {
            t.expect(DATA, DIRECTORY, NAME);
            return object(ObjectType.DATABASE, true, name, List.of(), start);
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
        return object(ObjectType.DATABASE, alter, name, List.of(), start);
    }

    private QualifiedName single() {
        Identifier name = t.name();
        return new QualifiedName(List.of(name), name.span());
    }

    // ---- ALTER

    Statement alter(int start) {
        t.expect(ALTER);
        return t.mysql ? mysqlAlter(start) : postgresqlAlter(start);
    }

    private Statement mysqlAlter(int start) {
        List<String> modifiers = new ArrayList<>(0);
        viewModifiers(modifiers);
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE, ONLINE, IGNORE:
                return new AlterTableParser(grammar).mysqlAlter(start);
            case VIEW:
                return view(true, modifiers, start);
            case DATABASE, SCHEMA:
                return mysqlDatabase(true, start);
            case SEQUENCE:
                {
                    t.advance();
                    t.acceptIfExists();
                    QualifiedName name = t.qualifiedName();
                    if (t.atEnd()) throw t.unexpected("an option");
                    mysqlSequenceOptions();
                    return object(ObjectType.SEQUENCE, true, name, List.of(), start);
                }
            case PROCEDURE, FUNCTION:
                {
                    ObjectType type = ObjectType.valueOf(t.takeUpper());
                    QualifiedName name = t.qualifiedName();
                    grammar.programs().characteristics();
                    return object(type, true, name, List.of(), start);
                }
            case EVENT:
                return grammar.programs().alterEvent(start);
            case USER, ROLE:
                return grammar.utilities().account(start);
            case SERVER:
                return object(ObjectType.SERVER, true, start);
            case TABLESPACE:
                return object(ObjectType.TABLESPACE, true, start);
            case UNDO:
                t.advance();
                if (!t.at(TABLESPACE)) throw t.unexpected("TABLESPACE");
                return object(ObjectType.UNDO_TABLESPACE, true, start);
            case LOGFILE:
                t.advance();
                return object(ObjectType.LOGFILE_GROUP, true, start);
            case INSTANCE:
                t.advance();
                instanceAction();
                return grammar.statements().administration(start);
            case RESOURCE:
                t.advance();
                return grammar.statements().administration(start);
            default:
                throw t.unexpected("an object");
        }
    }

    private Statement postgresqlAlter(int start) {
        if (t.keyword == null) throw t.unexpected("an object");
        switch (t.keyword) {
            case TABLE:
                t.advance();
                if (t.at(ALL) && t.keyword(1) == IN) return allIn(ObjectType.TABLE, start);
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.TABLE, start);
            case FOREIGN:
                t.advance();
                if (t.accept(DATA)) {
                    t.expect(WRAPPER);
                    return named(ObjectType.FOREIGN_DATA_WRAPPER, true, start);
                }
                t.expect(TABLE);
                return new AlterTableParser(grammar)
                        .postgresqlAlter(ObjectType.FOREIGN_TABLE, start);
            case INDEX:
                t.advance();
                if (t.at(ALL) && t.keyword(1) == IN) return allIn(ObjectType.INDEX, start);
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.INDEX, start);
            case VIEW:
                t.advance();
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.VIEW, start);
            case MATERIALIZED:
                t.advance();
                t.expect(VIEW);
                if (t.at(ALL) && t.keyword(1) == IN)
                    return allIn(ObjectType.MATERIALIZED_VIEW, start);
                return new AlterTableParser(grammar)
                        .postgresqlAlter(ObjectType.MATERIALIZED_VIEW, start);
            case SEQUENCE:
                t.advance();
                return new AlterTableParser(grammar).postgresqlAlter(ObjectType.SEQUENCE, start);
            case TYPE:
                {
                    t.advance();
                    return named(ObjectType.TYPE, true, start);
                }
            case POLICY:
                t.advance();
                return onTable(ObjectType.POLICY, true, start);
            case TRIGGER:
                t.advance();
                return onTable(ObjectType.TRIGGER, true, start);
            case RULE:
                t.advance();
                return onTable(ObjectType.RULE, true, start);
            case PUBLICATION:
                return publication(true, start);
            case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE, DOMAIN, SCHEMA, STATISTICS:
                return named(ObjectType.valueOf(t.takeUpper()), true, start);
            case SYSTEM:
                t.advance();
                if (!t.at(SET) && !t.at(RESET)) throw t.unexpected("SET or RESET");
                return grammar.statements().administration(start);
            case DEFAULT:
                t.advance();
                t.expect(PRIVILEGES);
                return grammar.statements().administration(start);
            case LARGE:
                t.advance();
                t.expect(OBJECT);
                number();
                skim();
                return object(ObjectType.LARGE_OBJECT, true, null, List.of(), start);
            case DATABASE,
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
                return postgresqlObject(true, start);
            default:
                throw t.unexpected("an object");
        }
    }

    // ROTATE ( INNODB | BINLOG ) MASTER KEY | ( ENABLE | DISABLE ) INNODB REDO_LOG | RELOAD ...
    private void instanceAction() {
        String action = t.takeUpper();
        switch (action) {
            case "ROTATE" -> {
                if (!t.upper().equals("INNODB") && !t.at(BINLOG))
                    throw t.unexpected("INNODB or BINLOG");
                t.advance();
                t.expect(MASTER, KEY);
            }
            case "ENABLE", "DISABLE", "RELOAD" -> skim();
            default -> throw t.unexpected("an action");
        }
    }

    /** ALTER TABLE ALL IN TABLESPACE: names no table, and yet moves them all. */
    private Statement allIn(ObjectType type, int start) {
        t.expect(ALL, IN);
        t.expect(TABLESPACE);
        t.name();
        if (t.accept(OWNED)) {
            t.expect(BY);
            do role();
            while (t.accept(','));
        }
        t.expect(SET, TABLESPACE);
        t.name();
        t.accept(NOWAIT);
        return object(type, true, null, List.of(), start);
    }

    // ---- DROP

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
                            List.of(new QualifiedName(List.of(index), index.span())),
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
                return grammar.utilities().account(start);
            case PREPARE:
                {
                    t.advance();
                    Identifier name = t.name();
                    return new Utility.Deallocate(name, t.spanFrom(start));
                }
            case TABLESPACE, UNDO, LOGFILE, SPATIAL, RESOURCE:
                {
                    if (t.at(TABLESPACE)
                            && (!(t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)
                                    || t.kind(2) == Token.VARIABLE
                                    || t.kind(2) == '-')) {
                        t.advance();
                        throw t.unexpected("a name");
                    }
                    ObjectType type =
                            t.at(LOGFILE)
                                    ? ObjectType.LOGFILE_GROUP
                                    : t.at(TABLESPACE)
                                            ? ObjectType.TABLESPACE
                                            : ObjectType.UNDO_TABLESPACE;
                    if (t.at(RESOURCE)) return grammar.statements().administration(start);
                    t.advance();
                    skim();
                    return dropped(type, modifiers, false, List.of(), null, start);
                }
            default:
                throw t.unexpected("an object");
        }
    }

    private QualifiedName literalName() {
        Identifier name = t.identifier();
        return new QualifiedName(List.of(name), name.span());
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
                type = textSearch();
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
                            type,
                            modifiers,
                            ifExists,
                            List.of(new QualifiedName(List.of(name), name.span())),
                            table,
                            start);
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
                    QualifiedName name = t.qualifiedName();
                    if (type == ObjectType.DATABASE && (t.accept(WITH) || t.at('(')))
                        t.skipParentheses();
                    behavior(modifiers);
                    return dropped(type, modifiers, ifExists, List.of(name), null, start);
                }
            case ROLE, GROUP:
                return grammar.utilities().account(start);
            case USER:
                if (t.keyword(1) != MAPPING) return grammar.utilities().account(start);
                t.accept(USER, MAPPING);
                t.acceptIfExists();
                t.expect(FOR);
                if (!t.accept(USER)) role();
                t.expect(SERVER);
                t.name();
                return dropped(ObjectType.USER_MAPPING, modifiers, false, List.of(), null, start);
            case OWNED:
                t.advance();
                t.expect(BY);
                do role();
                while (t.accept(','));
                behavior(modifiers);
                return dropped(ObjectType.OWNED, modifiers, false, List.of(), null, start);
            case CAST, TRANSFORM:
                type = t.at(CAST) ? ObjectType.CAST : ObjectType.TRANSFORM;
                t.advance();
                skim();
                return dropped(type, modifiers, false, List.of(), null, start);
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
                            ? typeName()
                            : t.qualifiedName());
        while (t.accept(','));
        behavior(modifiers);
        return dropped(type, modifiers, ifExists, names, null, start);
    }

    private QualifiedName typeName() {
        int start = t.start();
        if (t.atName() && t.keyword == null) return t.qualifiedName();
        grammar.types.type();
        Identifier whole = new Identifier(t.textFrom(start), false, t.spanFrom(start));
        return new QualifiedName(List.of(whole), whole.span());
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
            operatorName();
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

    // ---- RENAME TABLE, COMMENT ON

    // rename: RENAME ( TABLE | TABLES ) [ IF EXISTS ] name TO name { ',' ... }
    Statement rename(int start) {
        t.expect(RENAME);
        if (t.at(USER)) return grammar.utilities().account(start);
        if (!t.accept(TABLES)) t.expect(TABLE);
        t.acceptIfExists();
        List<Ddl.Renaming> renamings = new ArrayList<>(1);
        do {
            QualifiedName from = t.qualifiedName();
            if (t.accept(WAIT)) t.advance();
            else t.accept(NOWAIT);
            t.expect(TO);
            renamings.add(new Ddl.Renaming(from, t.qualifiedName()));
        } while (t.accept(','));
        return new Ddl.RenameTables(renamings, t.textFrom(start), t.spanFrom(start));
    }

    // comment: COMMENT ON type name [ ON table ] IS ( string | NULL ) | SECURITY LABEL [ FOR
    // provider ] ON type name IS ( string | NULL )
    Statement comment(int start) {
        if (t.accept(SECURITY)) {
            t.expect(LABEL);
            if (t.accept(FOR)) t.advance();
        } else {
            t.expect(COMMENT);
        }
        t.expect(ON);
        ObjectType type = commentedType();
        QualifiedName name = null;
        QualifiedName on = null;
        switch (type) {
            case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE:
                name = grammar.programs().signature(type == ObjectType.AGGREGATE);
                break;
            case OPERATOR, CAST, TRANSFORM, LARGE_OBJECT, OPERATOR_CLASS, OPERATOR_FAMILY:
                while (!t.at(IS) && !t.atEnd()) {
                    if (t.at('(')) t.skipParentheses();
                    else t.advance();
                }
                break;
            case TYPE, DOMAIN:
                name = typeName();
                break;
            default:
                name = t.qualifiedName();
                if (t.accept(ON)) {
                    t.accept(DOMAIN);
                    on = t.qualifiedName();
                }
        }
        t.expect(IS);
        if (!t.accept(NULL)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        }
        return new Ddl.Comment(type, name, on, t.textFrom(start), t.spanFrom(start));
    }

    private ObjectType commentedType() {
        if (t.keyword == null) throw t.unexpected("an object");
        String word = t.takeUpper();
        switch (word) {
            case "MATERIALIZED":
                t.expect(VIEW);
                return ObjectType.MATERIALIZED_VIEW;
            case "FOREIGN":
                if (t.accept(TABLE)) return ObjectType.FOREIGN_TABLE;
                t.expect(DATA, WRAPPER);
                return ObjectType.FOREIGN_DATA_WRAPPER;
            case "EVENT":
                t.expect(TRIGGER);
                return ObjectType.EVENT_TRIGGER;
            case "ACCESS":
                t.expect(METHOD);
                return ObjectType.ACCESS_METHOD;
            case "LARGE":
                t.expect(OBJECT);
                return ObjectType.LARGE_OBJECT;
            case "PROCEDURAL":
                t.expect(LANGUAGE);
                return ObjectType.LANGUAGE;
            case "TEXT":
                t.expect(SEARCH);
                return textSearch();
            case "OPERATOR":
                return t.accept(CLASS)
                        ? ObjectType.OPERATOR_CLASS
                        : t.accept(FAMILY) ? ObjectType.OPERATOR_FAMILY : ObjectType.OPERATOR;
            case "ROLE",
            "TABLE",
            "VIEW",
            "INDEX",
            "SEQUENCE",
            "TYPE",
            "DOMAIN",
            "SCHEMA",
            "DATABASE",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "TRIGGER",
            "RULE",
            "POLICY",
            "STATISTICS",
            "COLLATION",
            "CONVERSION",
            "CAST",
            "TRANSFORM",
            "LANGUAGE",
            "EXTENSION",
            "SERVER",
            "PUBLICATION",
            "SUBSCRIPTION",
            "TABLESPACE",
            "COLUMN",
            "CONSTRAINT":
                return word.equals("ROLE") ? ObjectType.OWNED : ObjectType.valueOf(word);
            default:
                throw t.unexpected("an object");
        }
    }
}
