package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl.KeyPart;
import io.shardfold.sql.ast.Ddl.TableConstraint;
import io.shardfold.sql.ast.Ddl.TableConstraintKind;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables' constraints and keys, and what is written behind them. */
final class ConstraintParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ConstraintParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    TableConstraint constraint() {
        int start = t.start();
        Identifier name = null;
        if (t.accept(CONSTRAINT)) {
            boolean unnamed =
                    t.mysql && (t.at(PRIMARY) || t.at(UNIQUE) || t.at(FOREIGN) || t.at(CHECK));
            if (!unnamed) {
                if (t.mysql) t.acceptIfNotExists();
                name = t.name();
            }
        }
        return t.mysql ? mysqlConstraint(name, start) : postgresqlConstraint(name, start);
    }

    private TableConstraint constraint(
            TableConstraintKind kind,
            Identifier name,
            Identifier index,
            List<KeyPart> parts,
            Expression check,
            int start) {
        return new TableConstraint(
                kind, name, index, parts, check, null, List.of(), t.spanFrom(start));
    }

    // PRIMARY KEY [ index ] key | UNIQUE [ INDEX | KEY ] [ index ] key | ( INDEX | KEY ) ... |
    // FOREIGN KEY ... | CHECK ... | PERIOD FOR name ...
    private TableConstraint mysqlConstraint(Identifier name, int start) {
        Keyword keyword = t.keyword;
        if (keyword == null) throw t.unexpected("a constraint");
        switch (keyword) {
            case CHECK:
                {
                    t.advance();
                    t.expect('(');
                    Expression condition = grammar.expressions.expression();
                    t.expect(')');
                    enforced();
                    return constraint(
                            TableConstraintKind.CHECK, name, null, List.of(), condition, start);
                }
            case PERIOD:
                {
                    t.advance();
                    t.acceptIfNotExists();
                    t.expect(FOR);
                    Identifier period = t.name();
                    t.expect('(');
                    t.name();
                    t.expect(',');
                    t.name();
                    t.expect(')');
                    return constraint(
                            TableConstraintKind.PERIOD, name, period, List.of(), null, start);
                }
            case FOREIGN:
                {
                    t.advance();
                    t.expect(KEY);
                    if (t.mysql) t.acceptIfNotExists();
                    Identifier index = t.at('(') ? null : t.name();
                    List<KeyPart> parts = keyParts();
                    t.expect(REFERENCES);
                    QualifiedName table = t.qualifiedName();
                    List<Identifier> columns = t.at('(') ? referencedColumns() : List.of();
                    referenceActions();
                    return new TableConstraint(
                            TableConstraintKind.FOREIGN_KEY,
                            name,
                            index,
                            parts,
                            null,
                            table,
                            columns,
                            t.spanFrom(start));
                }
            case PRIMARY:
                t.advance();
                t.expect(KEY);
                return key(TableConstraintKind.PRIMARY_KEY, name, start);
            case UNIQUE:
                t.advance();
                if (!t.accept(INDEX)) t.accept(KEY);
                return key(TableConstraintKind.UNIQUE, name, start);
            case FULLTEXT, SPATIAL, VECTOR:
                if (name != null) throw t.unexpected(null);
                t.advance();
                if (!t.accept(INDEX)) t.accept(KEY);
                return key(
                        keyword == FULLTEXT
                                ? TableConstraintKind.FULLTEXT
                                : TableConstraintKind.SPATIAL,
                        name,
                        start);
            case INDEX, KEY:
                if (name != null) throw t.unexpected(null);
                t.advance();
                return key(TableConstraintKind.INDEX, null, start);
            default:
                throw t.unexpected("a constraint");
        }
    }

    // [ IF NOT EXISTS ] [ index ] [ ( USING | TYPE ) method ] '(' parts ')' { option }
    private TableConstraint key(TableConstraintKind kind, Identifier name, int start) {
        t.acceptIfNotExists();
        Identifier index = null;
        boolean type =
                t.at(TYPE)
                        && (t.keyword(1) == BTREE || t.keyword(1) == HASH || t.keyword(1) == RTREE);
        if (!t.at('(') && !t.at(USING) && !type) index = t.name();
        boolean special =
                kind == TableConstraintKind.FULLTEXT || kind == TableConstraintKind.SPATIAL;
        if (!special) indexType();
        List<KeyPart> parts = keyParts();
        if (special && t.at(USING)) throw t.unexpected(null);
        if (kind != TableConstraintKind.PRIMARY_KEY && kind != TableConstraintKind.UNIQUE)
            refuseOverlaps(parts);
        indexOptions();
        return constraint(kind, name, index, parts, null, start);
    }

    /** WITHOUT OVERLAPS makes a unique key. */
    private void refuseOverlaps(List<KeyPart> parts) {
        for (KeyPart part : parts) {
            if (part.tail().toUpperCase(Locale.ROOT).contains("OVERLAPS")) throw t.unexpected(null);
        }
    }

    private void indexType() {
        if (t.at(USING) || t.at(TYPE)) {
            t.advance();
            if (!t.at(BTREE) && !t.at(HASH) && !t.at(RTREE)) throw t.unexpected("BTREE or HASH");
            t.advance();
        }
    }

    /** MySQL's options behind a key's columns. */
    void indexOptions() {
        while (true) {
            if (t.at(USING) || t.at(TYPE)) {
                indexType();
            } else if (t.at(KEY_BLOCK_SIZE)
                    || t.at(ENGINE_ATTRIBUTE)
                    || t.at(SECONDARY_ENGINE_ATTRIBUTE)) {
                t.advance();
                t.accept('=');
                grammar.expressions.operand();
            } else if (t.at(COMMENT)) {
                t.advance();
                if (t.kind != Token.STRING) throw t.unexpected("a string");
                t.advance();
            } else if (t.at(WITH, PARSER)) {
                t.accept(WITH, PARSER);
                t.name();
            } else if (t.at(VISIBLE) || t.at(INVISIBLE) || t.at(IGNORED)) {
                t.advance();
            } else if (t.at(NOT) && t.keyword(1) == IGNORED) {
                t.accept(NOT, IGNORED);
            } else if (t.at(CLUSTERING)) {
                t.advance();
                t.accept('=');
                t.advance();
            } else if ((t.kind == Token.WORD || t.kind == Token.QUOTED_NAME) && t.kind(1) == '=') {
                t.advance();
                t.advance();
                if (t.atEnd()) throw t.unexpected("a value");
                t.advance();
            } else {
                return;
            }
        }
    }

    // CHECK ... | UNIQUE ... | PRIMARY KEY ... | EXCLUDE ... | FOREIGN KEY ... | NOT NULL name
    private TableConstraint postgresqlConstraint(Identifier name, int start) {
        Keyword keyword = t.keyword;
        if (keyword == null) throw t.unexpected("a constraint");
        switch (keyword) {
            case CHECK:
                {
                    t.advance();
                    t.expect('(');
                    Expression condition = grammar.expressions.expression();
                    t.expect(')');
                    attributes();
                    return constraint(
                            TableConstraintKind.CHECK, name, null, List.of(), condition, start);
                }
            case NOT:
                {
                    t.advance();
                    t.expect(NULL);
                    Identifier column = t.name();
                    attributes();
                    KeyPart part =
                            new KeyPart(
                                    new Expression.Column(List.of(column), t.spanOf(column)),
                                    "",
                                    column.span());
                    return constraint(
                            TableConstraintKind.NOT_NULL, name, null, List.of(part), null, start);
                }
            case UNIQUE, PRIMARY:
                {
                    t.advance();
                    if (keyword == PRIMARY) t.expect(KEY);
                    else nullsDistinct();
                    TableConstraintKind kind =
                            keyword == PRIMARY
                                    ? TableConstraintKind.PRIMARY_KEY
                                    : TableConstraintKind.UNIQUE;
                    if (t.accept(USING)) {
                        t.expect(INDEX);
                        Identifier index = t.name();
                        attributes();
                        return constraint(kind, name, index, List.of(), null, start);
                    }
                    List<KeyPart> parts = constraintColumns();
                    indexParameters();
                    attributes();
                    return constraint(kind, name, null, parts, null, start);
                }
            case EXCLUDE:
                {
                    t.advance();
                    if (t.accept(USING)) t.name();
                    t.expect('(');
                    List<KeyPart> parts = new ArrayList<>(2);
                    do {
                        parts.add(postgresqlKeyPart());
                        t.expect(WITH);
                        if (t.accept(OPERATOR)) t.skipParentheses();
                        else new ObjectParser(grammar).operatorName();
                    } while (t.accept(','));
                    t.expect(')');
                    indexParameters();
                    Expression where = null;
                    if (t.accept(WHERE)) {
                        t.expect('(');
                        where = grammar.expressions.expression();
                        t.expect(')');
                    }
                    attributes();
                    return constraint(TableConstraintKind.EXCLUDE, name, null, parts, where, start);
                }
            case FOREIGN:
                {
                    t.advance();
                    t.expect(KEY);
                    List<KeyPart> parts = constraintColumns();
                    t.expect(REFERENCES);
                    QualifiedName table = t.qualifiedName();
                    List<Identifier> columns = t.at('(') ? referencedColumns() : List.of();
                    referenceActions();
                    attributes();
                    return new TableConstraint(
                            TableConstraintKind.FOREIGN_KEY,
                            name,
                            null,
                            parts,
                            null,
                            table,
                            columns,
                            t.spanFrom(start));
                }
            default:
                throw t.unexpected("a constraint");
        }
    }

    // '(' [ PERIOD ] name [ WITHOUT OVERLAPS ] { ',' ... } ')'
    private List<KeyPart> constraintColumns() {
        t.expect('(');
        List<KeyPart> parts = new ArrayList<>(2);
        do {
            int start = t.start();
            if (t.at(PERIOD) && t.kind(1) == Token.WORD) t.advance();
            Identifier column = t.name();
            t.accept(WITHOUT, OVERLAPS);
            parts.add(
                    new KeyPart(
                            new Expression.Column(List.of(column), t.spanOf(column)),
                            "",
                            t.spanFrom(start)));
        } while (t.accept(','));
        t.expect(')');
        return parts;
    }

    // keyParts: '(' keyPart { ',' keyPart } ')'
    List<KeyPart> keyParts() {
        t.expect('(');
        List<KeyPart> parts = new ArrayList<>(2);
        do parts.add(t.mysql ? mysqlKeyPart() : postgresqlKeyPart());
        while (t.accept(','));
        t.expect(')');
        return parts;
    }

    // keyPart: ( name [ '(' length ')' ] | '(' expression ')' ) [ ASC | DESC ] | name WITHOUT
    // OVERLAPS
    private KeyPart mysqlKeyPart() {
        int start = t.start();
        Expression expression;
        if (t.accept('(')) {
            expression = grammar.expressions.expression();
            t.expect(')');
        } else {
            Identifier column = t.name();
            expression = new Expression.Column(List.of(column), t.spanOf(column));
        }
        int tail = t.start();
        if (t.at('(')) {
            t.advance();
            if (t.kind != Token.INTEGER) throw t.unexpected("a length");
            t.advance();
            t.expect(')');
        }
        if (!t.accept(ASC)) t.accept(DESC);
        t.accept(WITHOUT, OVERLAPS);
        return new KeyPart(
                expression, t.lastEnd() > tail ? t.textFrom(tail) : "", t.spanFrom(start));
    }

    // keyPart: ( name | call | '(' expression ')' ) [ COLLATE name ] [ opclass [ '(' parameters ')'
    // ] ] [ ASC | DESC ] [ NULLS ( FIRST | LAST ) ]
    KeyPart postgresqlKeyPart() {
        int start = t.start();
        Expression expression;
        if (t.accept('(')) {
            expression = grammar.expressions.expression();
            t.expect(')');
        } else {
            expression = grammar.expressions.operand();
            if (!(expression instanceof Expression.Column column && column.parts().size() == 1
                    || expression instanceof Expression.FunctionCall
                    || expression instanceof Expression.KeywordCall
                    || expression instanceof Expression.Cast)) {
                throw t.unexpected(null);
            }
        }
        int tail = t.start();
        if (t.accept(COLLATE)) t.qualifiedName();
        boolean nulls = t.at(NULLS) && (t.keyword(1) == FIRST || t.keyword(1) == LAST);
        if (t.atName() && !nulls && !t.at(WITH)) {
            t.qualifiedName();
            if (t.at('(')) definition();
        }
        if (!t.accept(ASC)) t.accept(DESC);
        if (t.accept(NULLS)) {
            if (!t.accept(FIRST)) t.expect(LAST);
        }
        return new KeyPart(
                expression, t.lastEnd() > tail ? t.textFrom(tail) : "", t.spanFrom(start));
    }

    List<Identifier> referencedColumns() {
        t.expect('(');
        List<Identifier> columns = new ArrayList<>(2);
        do {
            if (!t.mysql && t.at(PERIOD) && t.kind(1) == Token.WORD) t.advance();
            columns.add(t.name());
            if (t.mysql && t.at('(')) t.skipParentheses();
            if (t.mysql && !t.accept(ASC)) t.accept(DESC);
        } while (t.accept(','));
        t.expect(')');
        return columns;
    }

    void referenceActions() {
        if (t.accept(MATCH)) {
            if (!t.at(FULL) && !t.at(PARTIAL) && !t.at(SIMPLE))
                throw t.unexpected("FULL, PARTIAL or SIMPLE");
            t.advance();
        }
        Keyword last = null;
        while (t.at(ON, DELETE) || t.at(ON, UPDATE)) {
            if (t.keyword(1) == last) throw t.unexpected(null);
            last = t.keyword(1);
            t.advance();
            t.advance();
            if (t.accept(NO)) {
                t.expect(ACTION);
            } else if (t.accept(SET)) {
                if (!t.accept(NULL)) t.expect(DEFAULT);
                if (!t.mysql && t.at('(')) t.namesInParentheses();
            } else {
                if (!t.at(CASCADE) && !t.at(RESTRICT)) throw t.unexpected("an action");
                t.advance();
            }
        }
    }

    void enforced() {
        if (t.at(NOT, ENFORCED)) t.accept(NOT, ENFORCED);
        else t.accept(ENFORCED);
    }

    void nullsDistinct() {
        if (!t.accept(NULLS)) return;
        t.accept(NOT);
        t.expect(DISTINCT);
    }

    // [ INCLUDE '(' names ')' ] [ WITH '(' ... ')' ] [ USING INDEX TABLESPACE name ]
    void indexParameters() {
        if (t.accept(INCLUDE)) t.namesInParentheses();
        if (t.at(WITH) && t.kind(1) == '(') {
            t.advance();
            definition();
        }
        if (t.accept(USING, INDEX, TABLESPACE)) t.name();
    }

    /**
     * What may stand behind a constraint of PostgreSQL; nothing that contradicts what came before.
     */
    void attributes() {
        Boolean deferrable = null;
        Boolean deferred = null;
        Boolean enforced = null;
        while (true) {
            boolean not =
                    t.at(NOT)
                            && (t.keyword(1) == DEFERRABLE
                                    || t.keyword(1) == VALID
                                    || t.keyword(1) == ENFORCED);
            if (not) t.advance();
            if (t.at(DEFERRABLE)) {
                deferrable = agreed(deferrable, !not);
            } else if (t.at(ENFORCED)) {
                enforced = agreed(enforced, !not);
            } else if (t.at(INITIALLY)) {
                t.advance();
                if (!t.at(DEFERRED) && !t.at(IMMEDIATE))
                    throw t.unexpected("DEFERRED or IMMEDIATE");
                deferred = agreed(deferred, t.at(DEFERRED));
            } else if (!(not && t.accept(VALID)) && !t.accept(NO, INHERIT)) {
                return;
            }
            if (Boolean.FALSE.equals(deferrable) && Boolean.TRUE.equals(deferred))
                throw t.unexpected(null);
        }
    }

    /** Takes a word that says yes or no, as an earlier one must have done. */
    private boolean agreed(Boolean before, boolean now) {
        if (before != null && before != now) throw t.unexpected(null);
        t.advance();
        return now;
    }

    /** PostgreSQL's {@code ( name [ = value ], ... )}. */
    void definition() {
        t.expect('(');
        do {
            t.label();
            while (t.accept('.')) t.label();
            if (t.accept('=')) value();
        } while (t.accept(','));
        t.expect(')');
    }

    /** A parameter's value: a number, a string, an operator, a reserved word, a type. */
    private void value() {
        if ((t.at('-') || t.at('+')) && isNumber(t.kind(1))) {
            t.advance();
            t.advance();
        } else if (isNumber(t.kind) || t.kind == Token.STRING) {
            t.advance();
        } else if (t.at(OPERATOR) && t.kind(1) == '(') {
            t.advance();
            t.skipParentheses();
        } else if (t.kind == Token.WORD && t.keyword != null && t.keyword.isReservedInPostgreSql()
                || t.at(NONE)
                || ((PostgreSqlExpressionParser) grammar.expressions).atOperatorSign()) {
            t.advance();
        } else {
            grammar.types.type();
        }
    }

    private static boolean isNumber(byte kind) {
        return kind == Token.INTEGER || kind == Token.DECIMAL || kind == Token.FLOAT;
    }
}
