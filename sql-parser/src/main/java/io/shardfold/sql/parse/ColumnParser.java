package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Ddl.ColumnConstraint;
import io.shardfold.sql.ast.Ddl.ColumnConstraintKind;
import io.shardfold.sql.ast.Ddl.ColumnDefinition;
import io.shardfold.sql.ast.Ddl.LikeTable;
import io.shardfold.sql.ast.Ddl.TableElement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.lex.SyntaxErrors;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns, constraints and keys: what stands in the parentheses of CREATE TABLE and behind ADD. */
final class ColumnParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final ConstraintParser constraints;

    /** Whether MariaDB's COMPRESSED can stand here: directly behind a type of variable length. */
    private boolean mayCompress;

    ColumnParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.constraints = new ConstraintParser(grammar);
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
        if (atConstraint()) return constraints.constraint();
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
        constraints.enforced();
        return constraint(ColumnConstraintKind.CHECK, name, condition, start);
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
                constraints.nullsDistinct();
                constraints.indexParameters();
                return constraint(ColumnConstraintKind.UNIQUE, name, null, start);
            case PRIMARY:
                t.advance();
                t.expect(KEY);
                constraints.indexParameters();
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
        constraints.attributes();
    }

    // REFERENCES table [ '(' names ')' ] [ MATCH ... ] { ON ( DELETE | UPDATE ) action }
    private ColumnConstraint references(Identifier name, int start) {
        t.expect(REFERENCES);
        QualifiedName table = t.qualifiedName();
        List<Identifier> columns = t.at('(') ? constraints.referencedColumns() : List.of();
        constraints.referenceActions();
        return new ColumnConstraint(
                ColumnConstraintKind.REFERENCES, name, null, table, columns, t.spanFrom(start));
    }
}
