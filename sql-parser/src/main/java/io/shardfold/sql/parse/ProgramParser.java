package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Functions, procedures, triggers and events: the header is read, the body is a span. */
final class ProgramParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ProgramParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    private Statement program(
            ObjectType type, QualifiedName name, QualifiedName table, int bodyStart, int start) {
        Span header = new Span(start, bodyStart < 0 ? t.lastEnd() : bodyStart);
        Span body = bodyStart < 0 ? null : t.spanFrom(bodyStart);
        return new Ddl.CreateProgram(
                type, name, table, header, body, t.textFrom(start), t.spanFrom(start));
    }

    // ---- MySQL

    /** The statement behind CREATE and its modifiers. */
    Statement mysqlCreate(int start) {
        boolean aggregate = t.accept(AGGREGATE);
        if (aggregate && !t.at(FUNCTION)) throw t.unexpected("FUNCTION");
        switch (t.keyword) {
            case PROCEDURE:
                return procedure(start);
            case FUNCTION:
                return function(start);
            case TRIGGER:
                return trigger(start);
            case EVENT:
                return event(start);
            default:
                return packaged(start);
        }
    }

    // procedure: PROCEDURE [ IF NOT EXISTS ] name '(' [ parameters ] ')' { characteristic } body
    private Statement procedure(int start) {
        t.expect(PROCEDURE);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        parameters(true);
        characteristics();
        int body = body();
        return program(ObjectType.PROCEDURE, name, null, body, start);
    }

    // function: FUNCTION [ IF NOT EXISTS ] name ( RETURNS word SONAME string | '(' [ parameters ]
    // ')' RETURNS type { characteristic } body )
    private Statement function(int start) {
        t.expect(FUNCTION);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        if (t.at(RETURNS)
                && t.text.regionMatches(true, start, "CREATE", 0, 6)
                && t.textFrom(start).toUpperCase(Locale.ROOT).contains("DEFINER")) {
            throw t.unexpected("'('");
        }
        if (t.accept(RETURNS)) {
            if (t.kind != Token.WORD) throw t.unexpected("a type");
            t.advance();
            t.expect(SONAME);
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
            return program(ObjectType.FUNCTION, name, null, -1, start);
        }
        parameters(false);
        t.expect(RETURNS);
        programType();
        characteristics();
        int body = body();
        return program(ObjectType.FUNCTION, name, null, body, start);
    }

    // parameters: '(' [ [ IN | OUT | INOUT ] name type { ',' ... } ] ')'
    private void parameters(boolean modes) {
        t.expect('(');
        if (t.accept(')')) return;
        do {
            if (t.at(IN) || t.at(OUT) || t.at(INOUT)) {
                if (!modes && !t.at(IN) && !t.at(OUT) && !t.at(INOUT)) throw t.unexpected(null);
                t.advance();
            }
            t.name();
            programType();
            if (t.accept(DEFAULT) || t.accept(Token.COLON_EQUAL)) grammar.expressions.expression();
        } while (t.accept(','));
        t.expect(')');
    }

    // programType: type | TYPE OF column | ROW TYPE OF table | ROW '(' columns ')'
    void programType() {
        if (t.at(TYPE) && t.keyword(1) == OF) {
            t.accept(TYPE, OF);
            t.qualifiedName();
        } else if (t.at(ROW) && t.keyword(1) == TYPE) {
            t.advance();
            t.expect(TYPE, OF);
            if (t.qualifiedName().parts().size() > 2) throw t.unexpected(null);
        } else if (t.at(ROW) && t.kind(1) == '(') {
            t.advance();
            t.skipParentheses();
        } else {
            grammar.types.type();
            if (t.accept(COLLATE)) t.advance();
        }
    }

    /** COMMENT, LANGUAGE SQL, [ NOT ] DETERMINISTIC, what it does with data, SQL SECURITY. */
    void characteristics() {
        while (true) {
            if (t.accept(COMMENT)) {
                if (t.kind != Token.STRING) throw t.unexpected("a string");
                t.advance();
            } else if (t.accept(LANGUAGE)) {
                if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME) throw t.unexpected("SQL");
                t.advance();
            } else if (t.at(NOT) && t.keyword(1) == DETERMINISTIC) {
                t.accept(NOT, DETERMINISTIC);
            } else if (t.at(CONTAINS) || t.at(NO) && t.keyword(1) == SQL) {
                t.advance();
                t.expect(SQL);
            } else if (t.at(READS) || t.at(MODIFIES)) {
                t.advance();
                t.expect(SQL, DATA);
            } else if (t.at(SQL) && t.keyword(1) == SECURITY) {
                t.accept(SQL, SECURITY);
                if (!t.accept(DEFINER)) t.expect(INVOKER);
            } else if (!t.accept(DETERMINISTIC)) {
                return;
            }
        }
    }

    // trigger: TRIGGER [ IF NOT EXISTS ] name ( BEFORE | AFTER ) event { OR event } ON table FOR
    // EACH ROW [ ( FOLLOWS | PRECEDES ) name ] body
    private Statement trigger(int start) {
        t.expect(TRIGGER);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        if (!t.accept(BEFORE)) t.expect(AFTER);
        do {
            if (!t.at(INSERT) && !t.at(UPDATE) && !t.at(DELETE))
                throw t.unexpected("INSERT, UPDATE or DELETE");
            boolean update = t.at(UPDATE);
            t.advance();
            if (update && t.accept(OF)) t.names();
        } while (t.accept(OR));
        t.expect(ON);
        QualifiedName table = t.qualifiedName();
        t.expect(FOR, EACH, ROW);
        if (t.accept(FOLLOWS) || t.accept(PRECEDES)) t.qualifiedName();
        int body = body();
        return program(ObjectType.TRIGGER, name, table, body, start);
    }

    // event: EVENT [ IF NOT EXISTS ] name ON SCHEDULE ... DO body
    private Statement event(int start) {
        t.expect(EVENT);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        t.expect(ON);
        schedule();
        eventOptions();
        t.expect(DO);
        int body = body();
        return program(ObjectType.EVENT, name, null, body, start);
    }

    // schedule: SCHEDULE ( AT expression | EVERY expression unit [ STARTS expression ] [ ENDS
    // expression ] )
    private void schedule() {
        t.expect(SCHEDULE);
        if (t.accept(AT)) {
            grammar.expressions.expression();
            return;
        }
        t.expect(EVERY);
        grammar.expressions.expression();
        ((MySqlExpressionParser) grammar.expressions).unit();
        if (t.accept(STARTS)) grammar.expressions.expression();
        if (t.accept(ENDS)) grammar.expressions.expression();
    }

    private void eventOptions() {
        if (t.at(ON) && t.keyword(1) == COMPLETION) {
            t.accept(ON, COMPLETION);
            t.accept(NOT);
            t.expect(PRESERVE);
        }
        if (t.accept(DISABLE)) {
            if (t.accept(ON)) t.advance();
        } else {
            t.accept(ENABLE);
        }
        if (t.accept(COMMENT)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        }
    }

    // alterEvent: EVENT name [ ON SCHEDULE ... ] [ RENAME TO name ] [ options ] [ DO body ]
    Statement alterEvent(int start) {
        t.expect(EVENT);
        QualifiedName name = t.qualifiedName();
        if (t.atEnd()) throw t.unexpected("an action");
        if (t.at(ON) && t.keyword(1) == SCHEDULE) {
            t.advance();
            schedule();
        }
        if (t.at(ON) && t.keyword(1) == COMPLETION) eventOptions();
        if (t.accept(RENAME)) {
            t.expect(TO);
            t.qualifiedName();
        }
        eventOptions();
        if (t.accept(DO)) body();
        return new Ddl.AlterObject(
                ObjectType.EVENT, name, List.of(), t.textFrom(start), t.spanFrom(start));
    }

    /** MariaDB's packages. */
    private Statement packaged(int start) {
        t.expect(PACKAGE);
        boolean isBody = t.accept(BODY);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        characteristics();
        int body = t.start();
        packageContents();
        return program(
                isBody ? ObjectType.PACKAGE_BODY : ObjectType.PACKAGE, name, null, body, start);
    }

    /** The programs of a package, up to its END. */
    private void packageContents() {
        if (!t.accept(AS)) t.accept(IS);
        int end = new Splitter(t.tokens).packageEnd(t.index());
        while (t.index() < end) {
            if (t.kind == Token.END) throw t.unexpected("END");
            t.advance();
        }
        t.expect(END);
        if (t.atName()) t.name();
    }

    /**
     * Reads the body: a statement, or a block with statements. @return where it starts in the text
     */
    private int body() {
        if (t.atEnd()) throw t.unexpected("a statement");
        int bodyStart = t.start();
        grammar.statements().compound().body();
        return bodyStart;
    }

    // ---- PostgreSQL

    // function: ( FUNCTION | PROCEDURE ) name '(' [ arguments ] ')' [ RETURNS ( type | TABLE '('
    // columns ')' ) ] { option } [ body ]
    Statement postgresqlFunction(int start) {
        boolean function = t.at(FUNCTION);
        t.advance();
        QualifiedName name = functionName();
        arguments(true);
        if (function && t.accept(RETURNS)) {
            if (t.accept(TABLE)) {
                t.expect('(');
                do {
                    if (!(t.kind == Token.WORD || t.kind == Token.QUOTED_NAME))
                        throw t.unexpected("a name");
                    t.identifier();
                    grammar.types.type();
                } while (t.accept(','));
                t.expect(')');
            } else {
                grammar.types.type();
            }
        }
        while (functionOption()) {}
        int body = -1;
        if (t.accept(RETURN)) {
            body = t.start();
            grammar.expressions.expression();
        } else if (t.at(BEGIN) && t.keyword(1) == ATOMIC) {
            body = t.start();
            atomic();
        }
        while (functionOption()) {}
        return program(
                function ? ObjectType.FUNCTION : ObjectType.PROCEDURE, name, null, body, start);
    }

    // atomic: BEGIN ATOMIC { statement ';' } END
    private void atomic() {
        t.expect(BEGIN, ATOMIC);
        while (!t.at(END)) {
            if (t.at(';')) {
                t.advance();
                continue;
            }
            if (t.accept(RETURN)) grammar.expressions.expression();
            else grammar.statements().statement();
            t.expect(';');
        }
        t.expect(END);
    }

    QualifiedName functionName() {
        if (t.kind == Token.WORD
                && t.keyword != null
                && t.keyword.isFunctionName()
                && t.kind(1) == '(') {
            var name = t.identifier();
            return t.qualified(name);
        }
        return t.qualifiedName();
    }

    // arguments: '(' [ [ mode ] [ name ] type [ ( DEFAULT | '=' ) expression ] { ',' ... } ] ')'
    private void arguments(boolean defaults) {
        t.expect('(');
        if (t.accept(')')) return;
        do argument(defaults);
        while (t.accept(','));
        t.expect(')');
    }

    private void argument(boolean defaults) {
        mode();
        // A name is there if another word follows that can't go on with the type.
        if ((t.kind == Token.WORD || t.kind == Token.QUOTED_NAME)
                && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)
                && named()) {
            t.identifier();
            mode();
        }
        grammar.types.type();
        if (defaults && (t.accept(DEFAULT) || t.accept('='))) grammar.expressions.expression();
    }

    private void mode() {
        if (t.at(IN) && t.keyword(1) == OUT) t.accept(IN, OUT);
        else if (t.at(IN) || t.at(OUT) || t.at(INOUT) || t.at(VARIADIC)) t.advance();
    }

    private boolean named() {
        if (t.keyword != null && !t.keyword.isFunctionName()) return false;
        if (t.at(DOUBLE) && t.keyword(1) == PRECISION) return false;
        if ((t.at(CHARACTER) || t.at(CHAR) || t.at(BIT) || t.at(NCHAR)) && t.keyword(1) == VARYING)
            return false;
        if (t.at(NATIONAL) && (t.keyword(1) == CHARACTER || t.keyword(1) == CHAR)) return false;
        if ((t.at(TIME) || t.at(TIMESTAMP)) && (t.keyword(1) == WITH || t.keyword(1) == WITHOUT))
            return false;
        if (t.at(SETOF)) return false;
        if (t.at(INTERVAL)
                && (t.keyword(1) == YEAR
                        || t.keyword(1) == MONTH
                        || t.keyword(1) == DAY
                        || t.keyword(1) == HOUR
                        || t.keyword(1) == MINUTE
                        || t.keyword(1) == SECOND)) return false;
        return t.keyword(1) != DEFAULT && t.keyword(1) != ARRAY && t.keyword(1) != ORDER;
    }

    private boolean functionOption() {
        if (t.keyword == null) return false;
        switch (t.keyword) {
            case AS:
                t.advance();
                string();
                if (t.accept(',')) string();
                return true;
            case LANGUAGE:
                t.advance();
                if (t.kind == Token.STRING) t.advance();
                else t.label();
                return true;
            case TRANSFORM:
                t.advance();
                do {
                    t.expect(FOR, TYPE);
                    grammar.types.type();
                } while (t.accept(','));
                return true;
            case IMMUTABLE, STABLE, VOLATILE, STRICT, LEAKPROOF, WINDOW:
                t.advance();
                return true;
            case NOT:
                t.advance();
                t.expect(LEAKPROOF);
                return true;
            case CALLED, RETURNS:
                if (!t.accept(CALLED)) {
                    t.expect(RETURNS);
                    t.expect(NULL);
                }
                t.expect(ON, NULL, INPUT);
                return true;
            case EXTERNAL, SECURITY:
                t.accept(EXTERNAL);
                t.expect(SECURITY);
                if (!t.accept(DEFINER)) t.expect(INVOKER);
                return true;
            case PARALLEL, SUPPORT:
                t.advance();
                t.qualifiedName();
                return true;
            case COST, ROWS:
                t.advance();
                t.accept('-');
                if (t.kind != Token.INTEGER && t.kind != Token.DECIMAL && t.kind != Token.FLOAT)
                    throw t.unexpected("a number");
                t.advance();
                return true;
            case SET, RESET:
                setting();
                return true;
            default:
                return false;
        }
    }

    /** SET or RESET of a setting, as part of a definition. */
    void setting() {
        int start = t.start();
        if (t.at(SET)) {
            new SessionParser(grammar).set(start);
        } else {
            new SessionParser(grammar).reset(start);
        }
    }

    private void string() {
        if (t.kind != Token.STRING) throw t.unexpected("a string");
        t.advance();
    }

    // trigger: [ CONSTRAINT ] TRIGGER name ( BEFORE | AFTER | INSTEAD OF ) event { OR event } ON
    // table [ FROM table ] [ timing ]
    //          [ REFERENCING ... ] [ FOR [ EACH ] ( ROW | STATEMENT ) ] [ WHEN '(' condition ')' ]
    // EXECUTE ( FUNCTION | PROCEDURE ) name '(' ... ')'
    Statement postgresqlTrigger(int start) {
        boolean constraint = t.accept(CONSTRAINT);
        t.expect(TRIGGER);
        var name = t.name();
        if (t.accept(INSTEAD)) t.expect(OF);
        else if (!t.accept(BEFORE)) t.expect(AFTER);
        Set<Keyword> events = EnumSet.noneOf(Keyword.class);
        do {
            if (!t.at(INSERT) && !t.at(UPDATE) && !t.at(DELETE) && !t.at(TRUNCATE)
                    || !events.add(t.keyword)) throw t.unexpected("an event");
            boolean update = t.at(UPDATE);
            t.advance();
            if (update && t.accept(OF)) t.names();
        } while (t.accept(OR));
        t.expect(ON);
        QualifiedName table = t.qualifiedName();
        if (constraint) {
            if (t.accept(FROM)) t.qualifiedName();
            new ConstraintParser(grammar).attributes();
        }
        if (t.accept(REFERENCING)) {
            while (t.at(OLD) || t.at(NEW)) {
                t.advance();
                if (!t.accept(TABLE)) t.expect(ROW);
                t.accept(AS);
                t.name();
            }
        }
        if (t.accept(FOR)) {
            t.accept(EACH);
            if (!t.accept(ROW)) t.expect(STATEMENT);
        }
        if (t.accept(WHEN)) {
            t.expect('(');
            grammar.expressions.expression();
            t.expect(')');
        }
        t.expect(EXECUTE);
        if (!t.accept(FUNCTION)) t.expect(PROCEDURE);
        functionName();
        t.expect('(');
        if (!t.at(')')) {
            do {
                if (!Token.isLiteral(t.kind) && t.kind != Token.WORD && t.kind != Token.QUOTED_NAME)
                    throw t.unexpected("an argument");
                t.advance();
            } while (t.accept(','));
        }
        t.expect(')');
        return program(ObjectType.TRIGGER, t.qualified(name), table, -1, start);
    }

    /** A function's name, perhaps with its arguments' types. */
    QualifiedName signature(boolean aggregate) {
        QualifiedName name = functionName();
        if (aggregate) aggregateArguments();
        else if (t.at('(')) arguments(false);
        return name;
    }

    // aggregateArguments: '(' ( '*' | [ arguments ] [ ORDER BY arguments ] ) ')'
    void aggregateArguments() {
        t.expect('(');
        if (!t.accept('*')) {
            if (!t.at(ORDER)) {
                do argument(false);
                while (t.accept(','));
            }
            if (t.accept(ORDER)) {
                t.expect(BY);
                do argument(false);
                while (t.accept(','));
            }
        }
        t.expect(')');
    }
}
