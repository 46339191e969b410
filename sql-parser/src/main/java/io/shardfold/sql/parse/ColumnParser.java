package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Ddl.ColumnConstraint;
import io.shardfold.sql.ast.Ddl.ColumnConstraintKind;
import io.shardfold.sql.ast.Ddl.ColumnDefinition;
import io.shardfold.sql.ast.Ddl.KeyPart;
import io.shardfold.sql.ast.Ddl.LikeTable;
import io.shardfold.sql.ast.Ddl.TableConstraint;
import io.shardfold.sql.ast.Ddl.TableConstraintKind;
import io.shardfold.sql.ast.Ddl.TableElement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.SyntaxErrors;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns, constraints and keys: what stands in the parentheses of CREATE TABLE and behind ADD. */
final class ColumnParser {

    private final Grammar grammar;
    private final TokenCursor t;

    /** Whether MariaDB's COMPRESSED can stand here: directly behind a type of variable length. */
    private boolean mayCompress;

    ColumnParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // elements: '(' element { ',' element } ')'
    List<TableElement> elements() {
        t.expect('(');
        List<TableElement> elements = new ArrayList<>();
        if (!t.mysql && t.accept(')')) return elements;
        do elements.add(element());
        while (t.accept(','));
        t.expect(')');
        return elements;
    }

    // element: column | constraint | LIKE table
    TableElement element() {
        if (t.at(LIKE)) return like();
        if (atConstraint()) return constraint();
        return column();
    }

    // like: LIKE table { ( INCLUDING | EXCLUDING ) word }
    private LikeTable like() {
        int start = t.start();
        t.expect(LIKE);
        QualifiedName table = t.qualifiedName();
        int options = t.start();
        while (t.at(INCLUDING) || t.at(EXCLUDING)) {
            t.advance();
            if (t.kind != Token.WORD) throw t.unexpected("what is to be included");
            t.advance();
        }
        return new LikeTable(
                table, t.lastEnd() > options ? t.textFrom(options) : "", t.spanFrom(start));
    }

    /** Whether a table's constraint or key starts here, and not a column of that name. */
    boolean atConstraint() {
        if (t.kind != Token.WORD || t.keyword == null) return false;
        return switch (t.keyword) {
            case CONSTRAINT, PRIMARY, UNIQUE, FOREIGN, CHECK -> true;
            case EXCLUDE -> !t.mysql && (t.keyword(1) == USING || t.kind(1) == '(');
            case NOT -> !t.mysql && t.keyword(1) == NULL;
            case INDEX, KEY, FULLTEXT, SPATIAL -> t.mysql;
            case PERIOD -> t.mysql && (t.keyword(1) == FOR || t.keyword(1) == IF);
            case VECTOR ->
                    t.mysql
                            && (t.kind(1) == '('
                                    || t.keyword(1) == INDEX
                                    || t.keyword(1) == KEY
                                    || t.keyword(1) == null && t.kind(2) == '(');
            default -> false;
        };
    }

    // ---- columns

    // column: name type { constraint }
    ColumnDefinition column() {
        int start = t.start();
        Identifier name = columnName();
        return columnRest(name, start);
    }

    private Identifier columnName() {
        // MySQL takes .c for a column of this table.
        if (t.mysql && t.at('.')) t.advance();
        QualifiedName name = t.mysql ? t.qualifiedName() : null;
        return name != null ? name.name() : t.name();
    }

    /** A column whose name has been read. */
    ColumnDefinition columnRest(Identifier name, int start) {
        boolean typed =
                t.mysql
                        ? !(t.at(GENERATED) || t.at(AS))
                        : !(t.at(WITH, OPTIONS) || t.at(',') || t.at(')') || atColumnConstraint());
        DataType type = null;
        if (typed) type = grammar.types.columnType();
        else if (!t.mysql && t.at(WITH, OPTIONS)) t.accept(WITH, OPTIONS);
        List<ColumnConstraint> constraints = new ArrayList<>(2);
        mayCompress = type != null && isLong(type.name().toUpperCase(Locale.ROOT));
        boolean serial = t.mysql && type != null && type.name().equalsIgnoreCase("SERIAL");
        while (true) {
            ColumnConstraint constraint = t.mysql ? mysqlAttribute() : postgresqlConstraint();
            if (constraint == null) break;
            mayCompress = false;
            if (t.mysql && !constraints.isEmpty()) refuseBehindGenerated(constraints, constraint);
            if (serial && constraint.kind() == ColumnConstraintKind.GENERATED)
                throw t.unexpected(null);
            constraints.add(constraint);
        }
        return new ColumnDefinition(name, type, constraints, t.spanFrom(start));
    }

    /** MariaDB compresses strings of variable length. */
    private static boolean isLong(String type) {
        return type.contains("VAR")
                || type.contains("BLOB")
                || type.contains("TEXT")
                || type.equals("JSON");
    }

    /** A generated column has no default and counts nothing. */
    private void refuseBehindGenerated(List<ColumnConstraint> before, ColumnConstraint constraint) {
        boolean versioned =
                constraint.kind() == ColumnConstraintKind.OTHER
                        && constraint
                                .span()
                                .of(t.text)
                                .toUpperCase(Locale.ROOT)
                                .endsWith("VERSIONING");
        if (constraint.kind() != ColumnConstraintKind.DEFAULT
                && constraint.kind() != ColumnConstraintKind.AUTO_INCREMENT
                && constraint.kind() != ColumnConstraintKind.REFERENCES
                && !versioned) return;
        for (ColumnConstraint earlier : before) {
            if (earlier.kind() == ColumnConstraintKind.GENERATED && earlier.expression() != null) {
                throw SyntaxErrors.near(
                        t.syntax.dialect(),
                        t.text,
                        constraint.span().start(),
                        constraint.span().end(),
                        null);
            }
        }
    }

    private boolean atColumnConstraint() {
        return t.at(NOT)
                || t.at(NULL)
                || t.at(DEFAULT)
                || t.at(PRIMARY)
                || t.at(UNIQUE)
                || t.at(CHECK)
                || t.at(GENERATED)
                || t.at(CONSTRAINT)
                || t.at(REFERENCES)
                || t.at(COLLATE);
    }

    private ColumnConstraint constraint(
            ColumnConstraintKind kind, Identifier name, Expression expression, int start) {
        return new ColumnConstraint(kind, name, expression, null, List.of(), t.spanFrom(start));
    }

    // attribute: [ NOT ] NULL | DEFAULT value | ON UPDATE now | AUTO_INCREMENT | [ PRIMARY ] KEY |
    // UNIQUE [ KEY ] | COMMENT string
    //          | [ GENERATED ALWAYS ] AS '(' expression ')' [ VIRTUAL | STORED ] | REFERENCES ... |
    // [ CONSTRAINT [ name ] ] CHECK '(' ... ')' | ...
    private ColumnConstraint mysqlAttribute() {
        if (t.keyword == null) {
            // MariaDB passes name = value on to the table's engine.
            if ((t.kind == Token.WORD || t.kind == Token.QUOTED_NAME) && t.kind(1) == '=')
                return engineOption();
            return null;
        }
        int start = t.start();
        switch (t.keyword) {
            case NOT:
                t.advance();
                if (t.accept(SECONDARY))
                    return constraint(ColumnConstraintKind.OTHER, null, null, start);
                t.expect(NULL);
                if (t.accept(ENABLE))
                    return constraint(ColumnConstraintKind.NOT_NULL, null, null, start);
                return constraint(ColumnConstraintKind.NOT_NULL, null, null, start);
            case NULL:
                t.advance();
                return constraint(ColumnConstraintKind.NULL, null, null, start);
            case DEFAULT:
                {
                    t.advance();
                    Expression value = mysqlDefault();
                    return constraint(ColumnConstraintKind.DEFAULT, null, value, start);
                }
            case ON:
                {
                    if (t.keyword(1) != UPDATE) return null;
                    t.advance();
                    t.advance();
                    Expression now = grammar.expressions.operand();
                    return constraint(ColumnConstraintKind.ON_UPDATE, null, now, start);
                }
            case AUTO_INCREMENT:
                t.advance();
                return constraint(ColumnConstraintKind.AUTO_INCREMENT, null, null, start);
            case SERIAL:
                t.advance();
                t.expect(DEFAULT, VALUE);
                return constraint(ColumnConstraintKind.AUTO_INCREMENT, null, null, start);
            case PRIMARY:
                t.advance();
                t.expect(KEY);
                return constraint(ColumnConstraintKind.PRIMARY_KEY, null, null, start);
            case KEY:
                t.advance();
                return constraint(ColumnConstraintKind.PRIMARY_KEY, null, null, start);
            case UNIQUE:
                t.advance();
                t.accept(KEY);
                return constraint(ColumnConstraintKind.UNIQUE, null, null, start);
            case COMMENT:
                {
                    t.advance();
                    if (t.kind != Token.STRING) throw t.unexpected("a string");
                    return constraint(
                            ColumnConstraintKind.COMMENT,
                            null,
                            grammar.expressions.operand(),
                            start);
                }
            case COLLATE:
                t.advance();
                t.accept('=');
                if (t.kind == Token.STRING || t.at(BINARY) || t.at(DEFAULT)) t.identifier();
                else t.label();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case CHARACTER, CHARSET, CHAR:
                {
                    if (!t.accept(CHARSET)) {
                        t.advance();
                        t.expect(SET);
                    }
                    t.accept('=');
                    t.advance();
                    return constraint(ColumnConstraintKind.OTHER, null, null, start);
                }
            case COLUMN_FORMAT, STORAGE:
                t.advance();
                if (t.kind != Token.WORD) throw t.unexpected(null);
                t.advance();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case VISIBLE, INVISIBLE:
                t.advance();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case SRID, REF_SYSTEM_ID:
                t.advance();
                t.accept('=');
                grammar.expressions.operand();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case ENGINE_ATTRIBUTE, SECONDARY_ENGINE_ATTRIBUTE:
                t.advance();
                t.accept('=');
                grammar.expressions.operand();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case COMPRESSED:
                if (!mayCompress) return null;
                t.advance();
                if (t.accept('=')) t.advance();
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case WITH, WITHOUT:
                if (t.keyword(1) != SYSTEM) return null;
                t.advance();
                t.advance();
                t.expect(VERSIONING);
                return constraint(ColumnConstraintKind.OTHER, null, null, start);
            case REFERENCES:
                return references(null, start);
            case GENERATED:
                {
                    t.advance();
                    if (t.accept(BY)) {
                        t.expect(DEFAULT);
                        t.expect(AS);
                        t.expect(IDENTITY);
                        return constraint(ColumnConstraintKind.IDENTITY, null, null, start);
                    }
                    t.expect(ALWAYS);
                    return generated(start);
                }
            case AS:
                return generated(start);
            case CONSTRAINT:
                {
                    // Behind a column CONSTRAINT can name a check only.
                    int index = t.index();
                    t.advance();
                    Identifier name = t.at(CHECK) ? null : t.name();
                    if (t.at(REFERENCES)) return references(name, start);
                    if (!t.at(CHECK)) {
                        t.seek(index);
                        throw t.unexpected(null);
                    }
                    return check(name, start);
                }
            case CHECK:
                return check(null, start);
            default:
                if (t.kind(1) == '=') return engineOption();
                return null;
        }
    }

    private ColumnConstraint engineOption() {
        int start = t.start();
        t.advance();
        t.expect('=');
        if (t.atEnd()) throw t.unexpected("a value");
        t.advance();
        return constraint(ColumnConstraintKind.OTHER, null, null, start);
    }

    /**
     * What MySQL takes behind DEFAULT: a constant, a call, or an expression in parentheses; MariaDB
     * any expression.
     */
    private Expression mysqlDefault() {
        boolean signed = t.at('-') || t.at('+');
        if (signed && !Token.isLiteral(t.kind(1)) && !signed(t.kind(1)))
            throw t.unexpected("a constant");
        return grammar.expressions.climb(ExpressionParser.TIGHTEST);
    }

    private static boolean signed(byte kind) {
        return kind == '-' || kind == '+' || kind == '(' || kind == Token.PARAMETER;
    }

    // CHECK '(' expression ')' [ [ NOT ] ENFORCED ]
    private ColumnConstraint check(Identifier name, int start) {
        t.expect(CHECK);
        t.expect('(');
        Expression condition = grammar.expressions.expression();
        t.expect(')');
        enforced();
        return constraint(ColumnConstraintKind.CHECK, name, condition, start);
    }

    private void enforced() {
        if (t.at(NOT, ENFORCED)) t.accept(NOT, ENFORCED);
        else t.accept(ENFORCED);
    }

    // AS '(' expression ')' [ VIRTUAL | STORED | PERSISTENT ] | AS ROW ( START | END )
    private ColumnConstraint generated(int start) {
        t.expect(AS);
        if (t.accept(ROW)) {
            if (!t.accept(START)) t.expect(END);
            return constraint(ColumnConstraintKind.GENERATED, null, null, start);
        }
        if (t.accept(IDENTITY)) {
            if (t.at('(')) t.skipParentheses();
            return constraint(ColumnConstraintKind.IDENTITY, null, null, start);
        }
        t.expect('(');
        Expression value = grammar.expressions.expression();
        t.expect(')');
        if (t.at(VIRTUAL) || t.at(STORED) || t.mysql && t.at(PERSISTENT)) t.advance();
        return constraint(ColumnConstraintKind.GENERATED, null, value, start);
    }

    // constraint: [ CONSTRAINT name ] ( [ NOT ] NULL | CHECK ... | DEFAULT ... | GENERATED ... |
    // UNIQUE ... | PRIMARY KEY ... | REFERENCES ... )
    //           | [ NOT ] DEFERRABLE | INITIALLY ... | [ NOT ] ENFORCED | COLLATE name | STORAGE
    // word | COMPRESSION word | OPTIONS '(' ... ')'
    private ColumnConstraint postgresqlConstraint() {
        if (t.keyword == null) return null;
        int start = t.start();
        Identifier name = null;
        if (t.accept(CONSTRAINT)) {
            name = t.name();
            if (!(t.at(NOT)
                    || t.at(NULL)
                    || t.at(CHECK)
                    || t.at(DEFAULT)
                    || t.at(GENERATED)
                    || t.at(UNIQUE)
                    || t.at(PRIMARY)
                    || t.at(REFERENCES))) {
                throw t.unexpected("a constraint");
            }
        }
        switch (t.keyword) {
            case NOT:
                t.advance();
                if (t.accept(DEFERRABLE) || t.accept(ENFORCED))
                    return constraint(ColumnConstraintKind.OTHER, name, null, start);
                t.expect(NULL);
                if (t.accept(NO)) t.expect(INHERIT);
                return constraint(ColumnConstraintKind.NOT_NULL, name, null, start);
            case NULL:
                t.advance();
                return constraint(ColumnConstraintKind.NULL, name, null, start);
            case CHECK:
                {
                    t.advance();
                    t.expect('(');
                    Expression condition = grammar.expressions.expression();
                    t.expect(')');
                    if (t.at(NO, INHERIT)) t.accept(NO, INHERIT);
                    return constraint(ColumnConstraintKind.CHECK, name, condition, start);
                }
            case DEFAULT:
                {
                    t.advance();
                    Expression value =
                            grammar.expressions.climb(grammar.expressions.operandLevel());
                    return constraint(ColumnConstraintKind.DEFAULT, name, value, start);
                }
            case GENERATED:
                {
                    t.advance();
                    if (t.accept(BY)) {
                        t.expect(DEFAULT);
                        t.expect(AS, IDENTITY);
                        if (t.at('(')) t.skipParentheses();
                        return constraint(ColumnConstraintKind.IDENTITY, name, null, start);
                    }
                    t.expect(ALWAYS);
                    ColumnConstraint generated = generated(start);
                    return new ColumnConstraint(
                            generated.kind(),
                            name,
                            generated.expression(),
                            null,
                            List.of(),
                            generated.span());
                }
            case UNIQUE:
                t.advance();
                nullsDistinct();
                indexParameters();
                return constraint(ColumnConstraintKind.UNIQUE, name, null, start);
            case PRIMARY:
                t.advance();
                t.expect(KEY);
                indexParameters();
                return constraint(ColumnConstraintKind.PRIMARY_KEY, name, null, start);
            case REFERENCES:
                return references(name, start);
            case DEFERRABLE, ENFORCED:
                t.advance();
                return constraint(ColumnConstraintKind.OTHER, name, null, start);
            case INITIALLY:
                t.advance();
                if (!t.accept(DEFERRED)) t.expect(IMMEDIATE);
                return constraint(ColumnConstraintKind.OTHER, name, null, start);
            case COLLATE:
                t.advance();
                t.qualifiedName();
                return constraint(ColumnConstraintKind.OTHER, name, null, start);
            case STORAGE, COMPRESSION:
                t.advance();
                t.label();
                return constraint(ColumnConstraintKind.OTHER, name, null, start);
            case OPTIONS:
                t.advance();
                t.skipParentheses();
                return constraint(ColumnConstraintKind.OTHER, name, null, start);
            default:
                return null;
        }
    }

    /** The constraints behind a domain's type. */
    void domainConstraints() {
        while (postgresqlConstraint() != null) {}
    }

    /** One constraint of a domain: CHECK or NOT NULL. */
    void domainConstraint() {
        int start = t.index();
        if (t.accept(CONSTRAINT)) t.name();
        if (!t.at(CHECK) && !t.at(NOT, NULL)) throw t.unexpected("CHECK or NOT NULL");
        t.seek(start);
        postgresqlConstraint();
        attributes();
    }

    private void nullsDistinct() {
        if (!t.accept(NULLS)) return;
        t.accept(NOT);
        t.expect(DISTINCT);
    }

    // [ INCLUDE '(' names ')' ] [ WITH '(' ... ')' ] [ USING INDEX TABLESPACE name ]
    private void indexParameters() {
        if (t.accept(INCLUDE)) t.namesInParentheses();
        if (t.at(WITH) && t.kind(1) == '(') {
            t.advance();
            definition();
        }
        if (t.accept(USING, INDEX, TABLESPACE)) t.name();
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

    // REFERENCES table [ '(' names ')' ] [ MATCH ... ] { ON ( DELETE | UPDATE ) action }
    private ColumnConstraint references(Identifier name, int start) {
        t.expect(REFERENCES);
        QualifiedName table = t.qualifiedName();
        List<Identifier> columns = t.at('(') ? referencedColumns() : List.of();
        referenceActions();
        return new ColumnConstraint(
                ColumnConstraintKind.REFERENCES, name, null, table, columns, t.spanFrom(start));
    }

    private List<Identifier> referencedColumns() {
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

    private void referenceActions() {
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

    // ---- tables' constraints and keys

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
}
