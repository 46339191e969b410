package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.TableElement;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CREATE TABLE, with the options and partitions that ALTER TABLE shares.
 *
 * @see "PostgreSQL 18, CREATE TABLE; MySQL 8.4 Reference Manual, 15.1.20"
 */
final class CreateTableParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ColumnParser columns;
    private final ConstraintParser constraints;

    CreateTableParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.columns = new ColumnParser(grammar);
        this.constraints = new ConstraintParser(grammar);
    }

    /** The statement behind CREATE and its modifiers, at TABLE. */
    Statement create(List<String> modifiers, int start) {
        t.expect(TABLE);
        return t.mysql ? mysqlCreate(modifiers, start) : postgresqlCreate(modifiers, start);
    }

    // ---- MySQL

    // create: CREATE [ OR REPLACE ] [ TEMPORARY ] TABLE [ IF NOT EXISTS ] name ( LIKE table | [
    // elements ] options [ PARTITION BY ... ] [ query ] )
    private Statement mysqlCreate(List<String> modifiers, int start) {
        boolean ifNotExists = t.acceptIfNotExists();
        int nameStart = t.start();
        QualifiedName name = t.qualifiedName();
        if (t.at('(')
                && t.start() == t.lastEnd()
                && isFunction(t.text.substring(nameStart, t.lastEnd()))) {
            throw t.unexpected(null);
        }
        if (t.accept(LIKE)) return created(modifiers, ifNotExists, name, t.qualifiedName(), start);
        if (t.at('(') && t.keyword(1) == LIKE) {
            t.advance();
            t.advance();
            QualifiedName like = t.qualifiedName();
            t.expect(')');
            return created(modifiers, ifNotExists, name, like, start);
        }
        List<TableElement> elements = List.of();
        Span elementsSpan = null;
        int elementsStart = t.start();
        if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
            elements = columns.elements();
            elementsSpan = t.spanFrom(elementsStart);
        }
        int options = t.start();
        List<QualifiedName> union = new ArrayList<>(0);
        tableOptions(union);
        if (t.at(PARTITION)) new PartitionParser(grammar).partitioning();
        String optionText = t.lastEnd() > options ? t.textFrom(options) : "";
        Statement query = null;
        if (!t.atEnd()) {
            if (!t.accept(IGNORE)) t.accept(REPLACE);
            t.accept(AS);
            int queryStart = t.start();
            Query select = grammar.queries.query();
            query = new Statement.QueryStatement(select, t.spanFrom(queryStart));
        }

        return new Ddl.CreateTable(
                modifiers,
                ifNotExists,
                name,
                elements,
                elementsSpan,
                null,
                null,
                union,
                optionText,
                query,
                t.textFrom(start),
                t.spanFrom(start));
    }

    /** MySQL takes these words for functions if a parenthesis follows at once. */
    private static boolean isFunction(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "BIT_AND",
                    "BIT_OR",
                    "BIT_XOR",
                    "CAST",
                    "COUNT",
                    "CURDATE",
                    "CURTIME",
                    "DATE_ADD",
                    "DATE_SUB",
                    "EXTRACT",
                    "GROUP_CONCAT",
                    "MAX",
                    "MID",
                    "MIN",
                    "NOW",
                    "POSITION",
                    "STD",
                    "STDDEV",
                    "STDDEV_POP",
                    "STDDEV_SAMP",
                    "SUBSTR",
                    "SUBSTRING",
                    "SUM",
                    "SYSDATE",
                    "TRIM",
                    "VARIANCE",
                    "VAR_POP",
                    "VAR_SAMP" ->
                    true;
            default -> false;
        };
    }

    private Statement created(
            List<String> modifiers,
            boolean ifNotExists,
            QualifiedName name,
            QualifiedName like,
            int start) {
        return new Ddl.CreateTable(
                modifiers,
                ifNotExists,
                name,
                List.of(),
                null,
                like,
                null,
                List.of(),
                "",
                null,
                t.textFrom(start),
                t.spanFrom(start));
    }

    /** MySQL's options of a table; commas may separate them. */
    void tableOptions(List<QualifiedName> union) {
        while (tableOption(union)) t.accept(',');
        if (t.lastKind() == ',') throw t.unexpected("an option");
    }

    // option: name [ '=' ] value
    boolean tableOption(List<QualifiedName> union) {
        if (t.keyword == null) {
            if ((t.kind == Token.WORD || t.kind == Token.QUOTED_NAME) && t.kind(1) == '=')
                return value(1);
            return false;
        }
        switch (t.keyword) {
            case STATS_SAMPLE_PAGES:
                {
                    int ahead = t.kind(1) == '=' ? 2 : 1;
                    int at = Math.min(t.index() + ahead, t.tokens.count() - 1);
                    if (t.kind(ahead) == Token.INTEGER && !isSample(t.tokens.value(at)))
                        throw t.unexpected("a number of pages from 1 to 65535");
                    return value(1);
                }
            case ENGINE,
            AUTO_INCREMENT,
            AVG_ROW_LENGTH,
            CHECKSUM,
            TABLE_CHECKSUM,
            COMMENT,
            COMPRESSION,
            CONNECTION,
            DELAY_KEY_WRITE,
            ENCRYPTION,
            INSERT_METHOD,
            KEY_BLOCK_SIZE,
            MAX_ROWS,
            MIN_ROWS,
            PACK_KEYS,
            PASSWORD,
            ROW_FORMAT,
            STATS_AUTO_RECALC,
            STATS_PERSISTENT,
            ENGINE_ATTRIBUTE,
            SECONDARY_ENGINE_ATTRIBUTE,
            SECONDARY_ENGINE,
            NODEGROUP,
            TRANSACTIONAL,
            PAGE_CHECKSUM,
            SEQUENCE,
            AUTOEXTEND_SIZE:
                return value(1);
            case STORAGE:
                return t.kind(1) == '=' || t.keyword(1) == ENGINE
                        ? value(t.keyword(1) == ENGINE ? 2 : 1)
                        : value(1);
            case CHARSET, COLLATE:
                return value(1);
            case CHARACTER, CHAR:
                if (t.keyword(1) != SET) return false;
                return value(2);
            case DEFAULT:
                if (t.keyword(1) == CHARSET
                        || t.keyword(1) == COLLATE
                        || t.keyword(1) == ENCRYPTION) return value(2);
                if ((t.keyword(1) == CHARACTER || t.keyword(1) == CHAR) && t.keyword(2) == SET)
                    return value(3);
                return false;
            case DATA, INDEX:
                if (t.keyword(1) != DIRECTORY) return false;
                return value(2);
            case TABLESPACE:
                return value(1);
            case UNION:
                {
                    if (t.kind(1) != '=' && t.kind(1) != '(') return false;
                    // UNION (SELECT ...) belongs to a query, UNION (t1, t2) to a MERGE table.
                    int ahead = t.kind(1) == '=' ? 2 : 1;
                    if (t.kind(ahead) != '(') return false;
                    t.advance();
                    t.accept('=');
                    t.expect('(');
                    if (!t.at(')')) union.addAll(t.qualifiedNames());
                    t.expect(')');
                    return true;
                }
            case START:
                if (t.keyword(1) != TRANSACTION) return false;
                t.accept(START, TRANSACTION);
                return true;
            case WITH:
                if (t.keyword(1) != SYSTEM) return false;
                t.accept(WITH, SYSTEM);
                t.expect(VERSIONING);
                return true;
            case TYPE:
                return false;
            default:
                if (t.kind(1) == '=') return value(1);
                return false;
        }
    }

    /** Takes so many words, perhaps an equals sign, and a value. */
    private boolean value(int words) {
        for (int i = 0; i < words; i++) t.advance();
        boolean equal = t.accept('=');
        if (!Token.isLiteral(t.kind)
                && t.kind != Token.WORD
                && t.kind != Token.QUOTED_NAME
                && t.kind != Token.PARAMETER) throw t.unexpected("a value");
        if (!equal && t.at(SELECT)) throw t.unexpected("a value");
        t.advance();
        if (t.at('.') && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)) {
            t.advance();
            t.advance();
        }
        return true;
    }

    private static boolean isSample(String pages) {
        return pages.length() < 6
                && Integer.parseInt(pages) > 0
                && Integer.parseInt(pages) <= 0xffff;
    }

    // ---- PostgreSQL

    // create: CREATE [ modifiers ] TABLE [ IF NOT EXISTS ] name ( elements | OF type [ elements ] |
    // PARTITION OF parent [ elements ] bound ) options
    //         [ AS query [ WITH [ NO ] DATA ] ]
    private Statement postgresqlCreate(List<String> modifiers, int start) {
        boolean ifNotExists = t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        List<TableElement> elements = List.of();
        Span elementsSpan = null;
        QualifiedName parent = null;
        List<QualifiedName> others = List.of();
        boolean named = false;
        if (t.accept(OF)) {
            t.qualifiedName();
            named = true;
        } else if (t.accept(PARTITION)) {
            t.expect(OF);
            parent = t.qualifiedName();
            named = true;
        }
        int elementsStart = t.start();
        if (t.at('(')) {
            elements = named ? typedElements() : columns.elements();
            elementsSpan = t.spanFrom(elementsStart);
        }
        int options = t.start();
        if (parent != null) bound();
        if (t.accept(INHERITS)) {
            t.expect('(');
            others = t.qualifiedNames();
            t.expect(')');
        }
        if (modifiers.contains("FOREIGN")) {
            t.expect(SERVER);
            t.name();
            options();
        } else {
            postgresqlOptions();
        }
        String optionText = t.lastEnd() > options ? t.textFrom(options) : "";
        Statement query = null;
        if (t.accept(AS)) {
            if (t.at(EXECUTE)) {
                query = grammar.statements().statement();
            } else {
                int queryStart = t.start();
                Query select = grammar.queries.query();
                query = new Statement.QueryStatement(select, t.spanFrom(queryStart));
            }
            if (t.accept(WITH)) {
                t.accept(NO);
                t.expect(DATA);
            }
        }
        if (elementsSpan == null && query == null && !named) throw t.unexpected("'('");
        if (query == null) requireTypes(elements, named);
        return new Ddl.CreateTable(
                modifiers,
                ifNotExists,
                name,
                elements,
                elementsSpan,
                null,
                parent,
                others,
                optionText,
                query,
                t.textFrom(start),
                t.spanFrom(start));
    }

    private List<TableElement> typedElements() {
        List<TableElement> elements = columns.elements();
        if (elements.isEmpty()) throw t.unexpected(null);
        return elements;
    }

    /** Only the columns of CREATE TABLE AS and OF have no type. */
    private void requireTypes(List<TableElement> elements, boolean named) {
        for (TableElement element : elements) {
            if (element instanceof Ddl.ColumnDefinition column
                    && (column.type() == null) != named) {
                t.seek(t.indexAt(column.span().end()));
                throw t.unexpected(named ? null : "a type");
            }
        }
    }

    // bound: FOR VALUES ( IN '(' ... ')' | FROM '(' ... ')' TO '(' ... ')' | WITH '(' ... ')' ) |
    // DEFAULT
    void bound() {
        if (t.accept(DEFAULT)) return;
        t.expect(FOR, VALUES);
        if (t.accept(IN)) {
            boundValues();
        } else if (t.accept(FROM)) {
            boundValues();
            t.expect(TO);
            boundValues();
        } else {
            t.expect(WITH);
            t.expect('(');
            do {
                if (t.keyword != null && t.keyword.isReservedInPostgreSql())
                    throw t.unexpected("MODULUS or REMAINDER");
                t.label();
                if (t.kind != Token.INTEGER) throw t.unexpected("a number");
                t.advance();
            } while (t.accept(','));
            t.expect(')');
        }
    }

    private void boundValues() {
        t.expect('(');
        grammar.expressions.expressions();
        t.expect(')');
    }

    // [ PARTITION BY word '(' parts ')' ] [ USING name ] [ WITH '(' ... ')' | WITHOUT OIDS ] [ ON
    // COMMIT ... ] [ TABLESPACE name ]
    void postgresqlOptions() {
        if (t.accept(PARTITION)) {
            t.expect(BY);
            t.name();
            constraints.keyParts();
        }
        if (t.accept(USING)) t.name();
        if (t.at(WITH) && t.kind(1) == '(') {
            t.advance();
            constraints.definition();
        } else if (t.at(WITHOUT)) {
            t.advance();
            Identifier oids = t.name();
            if (!oids.value().equalsIgnoreCase("oids")) throw t.unexpected("OIDS");
        }
        if (t.accept(ON)) {
            t.expect(COMMIT);
            if (t.accept(PRESERVE)) {
                t.expect(ROWS);
            } else if (t.accept(DELETE)) {
                t.expect(ROWS);
            } else {
                t.expect(DROP);
            }
        }
        if (t.accept(TABLESPACE)) t.name();
    }

    // OPTIONS '(' [ ADD | SET | DROP ] name [ string ] { ',' ... } ')'
    void options() {
        if (!t.accept(OPTIONS)) return;
        t.expect('(');
        do {
            Keyword verb = t.keyword;
            if ((verb == ADD || verb == SET || verb == DROP) && t.kind(1) != Token.STRING)
                t.advance();
            else verb = null;
            t.label();
            if (verb != DROP) {
                if (t.kind != Token.STRING) throw t.unexpected("a string");
                t.advance();
            }
        } while (t.accept(','));
        t.expect(')');
    }
}
