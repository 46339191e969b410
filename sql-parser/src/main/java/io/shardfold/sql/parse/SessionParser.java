package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.LiteralType;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Statement.Setting;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SET, RESET, USE, SHOW, DESCRIBE and EXPLAIN: what a session sets, and what it asks about. */
final class SessionParser {

    private final Grammar grammar;
    private final TokenCursor t;

    SessionParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ---- SET

    Statement set(int start) {
        t.expect(SET);
        return t.mysql ? mysqlSet(start) : postgresqlSet(start);
    }

    // set: SET setting { ',' setting } | SET [ GLOBAL | SESSION ] TRANSACTION modes | SET PASSWORD
    // ... | SET ROLE ...
    private Statement mysqlSet(int start) {
        if (t.at(TRANSACTION) && t.kind(1) == Token.WORD) {
            t.advance();
            return new TransactionParser(grammar).setTransaction(null, start);
        }
        if ((t.at(GLOBAL) || t.at(SESSION) || t.at(LOCAL))
                && t.keyword(1) == TRANSACTION
                && t.kind(2) == Token.WORD) {
            String scope = t.takeUpper();
            t.advance();
            return new TransactionParser(grammar).setTransaction(scope, start);
        }
        if (t.at(PASSWORD)
                && (t.kind(1) == '='
                        || t.kind(1) == Token.COLON_EQUAL
                        || t.keyword(1) == FOR
                        || t.keyword(1) == TO)) {
            return new ServerParser(grammar).remainder("SET PASSWORD", "SET_PASSWORD", start);
        }
        if (t.at(ROLE) && t.kind(1) != '=')
            return new ServerParser(grammar).remainder("SET ROLE", "SET_ROLE", start);
        if (t.at(DEFAULT, ROLE))
            return new ServerParser(grammar)
                    .remainder("SET DEFAULT ROLE", "SET_DEFAULT_ROLE", start);
        if (t.at(RESOURCE, GROUP))
            return new ServerParser(grammar)
                    .remainder("SET RESOURCE GROUP", "SET_RESOURCE_GROUP", start);
        List<Setting> settings = new ArrayList<>(1);
        do settings.add(mysqlSetting());
        while (t.accept(','));
        return new Statement.Set(settings, t.spanFrom(start));
    }

    /** The settings of SET STATEMENT. */
    List<Setting> statementSettings() {
        List<Setting> settings = new ArrayList<>(1);
        do settings.add(mysqlSetting());
        while (t.accept(','));
        return settings;
    }

    // setting: [ scope ] name ( '=' | ':=' ) value | '@' name ... | NAMES ( charset [ COLLATE name
    // ] | DEFAULT ) | CHARACTER SET charset
    private Setting mysqlSetting() {
        int start = t.start();
        if (t.kind == Token.VARIABLE) {
            String name = MySqlExpressionParser.variableName(t.text, t.start() + 1, t.end());
            t.advance();
            assign();
            return new Setting(
                    null, true, name, List.of(grammar.expressions.expression()), t.spanFrom(start));
        }
        if (t.kind == Token.SYSTEM_VARIABLE) {
            Expression.Variable variable =
                    ((MySqlExpressionParser) grammar.expressions).systemVariable();
            assign();
            return new Setting(
                    variable.scope() == null ? "SESSION" : variable.scope(),
                    false,
                    variable.name(),
                    mysqlValues(),
                    t.spanFrom(start));
        }
        if (t.at(NAMES)) {
            t.advance();
            if (t.accept(DEFAULT)) {
                if (t.accept(COLLATE)) t.advance();
                return new Setting(null, false, "names", List.of(), t.spanFrom(start));
            }
            List<Expression> values = new ArrayList<>(2);
            values.add(charset());
            if (t.accept(COLLATE))
                values.add(
                        t.accept(DEFAULT)
                                ? new Expression.Default(
                                        null, new Span(t.lastEnd() - 7, t.lastEnd()))
                                : charset());
            return new Setting(null, false, "names", values, t.spanFrom(start));
        }
        if (t.at(CHARSET) && t.kind(1) != '='
                || (t.at(CHARACTER) || t.at(CHAR)) && t.keyword(1) == SET) {
            if (!t.accept(CHARSET)) {
                t.advance();
                t.advance();
            }
            if (t.accept(DEFAULT))
                return new Setting(null, false, "character set", List.of(), t.spanFrom(start));
            return new Setting(null, false, "character set", List.of(charset()), t.spanFrom(start));
        }
        String scope = null;
        if ((t.at(GLOBAL)
                        || t.at(SESSION)
                        || t.at(LOCAL)
                        || "PERSIST".equals(t.upper())
                        || "PERSIST_ONLY".equals(t.upper()))
                && t.kind(1) != '='
                && t.kind(1) != '.') {
            scope = t.takeUpper();
        }
        int nameStart = t.start();
        if (t.at(DEFAULT)) t.advance();
        else t.name();
        while (t.accept('.')) t.label();
        String name = t.textFrom(nameStart).replace("`", "");
        assign();
        return new Setting(scope, false, name, mysqlValues(), t.spanFrom(start));
    }

    private void assign() {
        if (!t.accept(Token.COLON_EQUAL)) t.expect('=');
    }

    // value: DEFAULT | ON | ALL | BINARY | ROW | SYSTEM | expression
    private List<Expression> mysqlValues() {
        if (t.at(DEFAULT) && t.kind(1) != '(') {
            t.advance();
            return List.of();
        }
        if (t.at(ON)
                || t.at(ALL)
                || t.at(BINARY)
                        && (t.kind(1) == ','
                                || t.kind(1) == ';'
                                || t.kind(1) == Token.END
                                || t.keyword(1) == FOR)) {
            return List.of(wordValue());
        }
        return List.of(grammar.expressions.expression());
    }

    /** A word that is a value: a column by its form, as the engines treat it. */
    private Expression wordValue() {
        Identifier word = t.identifier();
        return new Expression.Column(List.of(word), t.spanOf(word));
    }

    private Expression charset() {
        if (t.kind == Token.STRING) return grammar.expressions.operand();
        if (t.at(BINARY)) return wordValue();
        Identifier name = t.name();
        return new Expression.Column(List.of(name), t.spanOf(name));
    }

    // set: SET [ SESSION | LOCAL ] ( name ( TO | '=' ) values | TIME ZONE value | TRANSACTION modes
    // | ... )
    private Statement postgresqlSet(int start) {
        if (t.at(CONSTRAINTS) && t.kind(1) != '=' && t.keyword(1) != TO)
            return new ServerParser(grammar).remainder("SET CONSTRAINTS", "SET_CONSTRAINTS", start);
        if (t.at(SESSION, CHARACTERISTICS)) {
            t.advance();
            t.advance();
            t.expect(AS, TRANSACTION);
            return new TransactionParser(grammar).setTransaction("SESSION", start);
        }
        int settingStart = t.start();
        String scope = null;
        if ((t.at(SESSION) || t.at(LOCAL))
                && t.kind(1) != '='
                && t.keyword(1) != TO
                && t.kind(1) != '.'
                && !t.at(SESSION, AUTHORIZATION)) {
            scope = t.takeUpper();
        }
        if (t.at(TRANSACTION) && t.kind(1) != '=' && t.keyword(1) != TO) {
            t.advance();
            if (t.accept(SNAPSHOT)) {
                return set("transaction snapshot", List.of(string()), scope, settingStart, start);
            }
            return new TransactionParser(grammar).setTransaction(scope, start);
        }
        if (t.at(TIME, ZONE)) {
            t.advance();
            t.advance();
            if (t.accept(DEFAULT) || t.accept(LOCAL))
                return set("time zone", List.of(), scope, settingStart, start);
            return set("time zone", List.of(zone()), scope, settingStart, start);
        }
        if (t.at(NAMES) && t.kind(1) != '=' && t.keyword(1) != TO) {
            t.advance();
            if (t.atEnd() || t.accept(DEFAULT))
                return set("names", List.of(), scope, settingStart, start);
            return set("names", List.of(string()), scope, settingStart, start);
        }
        if ((t.at(SCHEMA) || t.at(CATALOG)) && t.kind(1) == Token.STRING) {
            String name = t.takeUpper().toLowerCase(Locale.ROOT);
            return set(name, List.of(string()), scope, settingStart, start);
        }
        if (t.at(ROLE) && t.kind(1) != '=' && t.keyword(1) != TO) {
            t.advance();
            return set("role", List.of(wordOrString()), scope, settingStart, start);
        }
        if (t.at(SESSION, AUTHORIZATION)) {
            t.advance();
            t.advance();
            List<Expression> values = t.accept(DEFAULT) ? List.of() : List.of(wordOrString());
            return set("session authorization", values, scope, settingStart, start);
        }
        if (t.at(XML, OPTION)) {
            t.advance();
            t.advance();
            if (!t.at(DOCUMENT) && !t.at(CONTENT)) throw t.unexpected("DOCUMENT or CONTENT");
            return set("xml option", List.of(wordValue()), scope, settingStart, start);
        }
        String name = settingName();
        if (t.accept(FROM, CURRENT))
            return new Statement.Other(
                    "SET FROM CURRENT", List.of(), t.textFrom(start), t.spanFrom(start));
        if (!t.accept(TO)) t.expect('=');
        return set(name, postgresqlValues(), scope, settingStart, start);
    }

    private Statement set(
            String name, List<Expression> values, String scope, int settingStart, int start) {
        Setting setting = new Setting(scope, false, name, values, t.spanFrom(settingStart));
        return new Statement.Set(List.of(setting), t.spanFrom(start));
    }

    // settingName: name { '.' name }
    private String settingName() {
        int start = t.start();
        t.name();
        while (t.accept('.')) t.name();
        return t.textFrom(start);
    }

    /** The values of PostgreSQL's SET, also in ALTER ... SET; empty for DEFAULT. */
    List<Expression> postgresqlValues() {
        if (t.accept(DEFAULT)) return List.of();
        List<Expression> values = new ArrayList<>(1);
        do values.add(value());
        while (t.accept(','));
        return values;
    }

    // value: string | [ sign ] number | TRUE | FALSE | ON | word
    private Expression value() {
        if (t.at(TRUE)) return grammar.expressions.keywordLiteral(LiteralType.TRUE);
        if (t.at(FALSE)) return grammar.expressions.keywordLiteral(LiteralType.FALSE);
        if (t.kind == Token.WORD || t.kind == Token.QUOTED_NAME) {
            if (t.keyword != null && t.keyword.isReservedInPostgreSql() && !t.at(ON))
                throw t.unexpected("a value");
            return wordValue();
        }
        int start = t.start();
        if (t.at('-') || t.at('+')) {
            String sign = t.takeUpper();
            Expression number = number();
            return new Expression.Unary(sign, number, t.spanFrom(start));
        }
        if (t.kind == Token.PARAMETER) throw t.unexpected("a value");
        return t.kind == Token.STRING ? string() : number();
    }

    private Expression number() {
        if (t.kind != Token.INTEGER && t.kind != Token.DECIMAL && t.kind != Token.FLOAT)
            throw t.unexpected("a value");
        return grammar.expressions.operand();
    }

    private Expression string() {
        if (t.kind != Token.STRING) throw t.unexpected("a string");
        return grammar.expressions.literal(null, t.start());
    }

    private Expression wordOrString() {
        if (t.kind == Token.STRING) return string();
        if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME) throw t.unexpected("a name");
        if (t.keyword != null
                && t.keyword.isReservedInPostgreSql()
                && !t.at(CURRENT_USER)
                && !t.at(SESSION_USER)
                && !t.at(CURRENT_ROLE)) throw t.unexpected("a name");
        return wordValue();
    }

    // zone: string | word | [ sign ] number | INTERVAL ...
    private Expression zone() {
        if (t.at(INTERVAL)) return grammar.expressions.operand();
        return value();
    }

    // RESET ( ALL | name | TIME ZONE | TRANSACTION ISOLATION LEVEL | SESSION AUTHORIZATION )
    Statement reset(int start) {
        if (t.accept(DISCARD)) {
            if (!(t.at(ALL) || t.at(PLANS) || t.at(SEQUENCES) || t.at(TEMP) || t.at(TEMPORARY)))
                throw t.unexpected("ALL, PLANS, SEQUENCES or TEMP");
            String what = "DISCARD " + t.takeUpper();
            return new Statement.Reset(what, t.spanFrom(start));
        }
        t.expect(RESET);
        return new Statement.Reset(resetName(), t.spanFrom(start));
    }

    /** ALL, or a setting's name. */
    String resetName() {
        if (t.accept(ALL)) return "ALL";
        return shownName();
    }

    private String shownName() {
        if (t.accept(TIME, ZONE)) return "time zone";
        if (t.accept(TRANSACTION, ISOLATION, LEVEL)) return "transaction isolation level";
        if (t.accept(SESSION, AUTHORIZATION)) return "session authorization";
        return settingName();
    }

    // USE name
    Statement use(int start) {
        t.expect(USE);
        Identifier database = t.name();
        return new Statement.Use(database, t.spanFrom(start));
    }

    // ---- SHOW

    Statement show(int start) {
        t.expect(SHOW);
        if (t.mysql) return mysqlShow(start);
        String name = t.accept(ALL) ? "ALL" : shownName();
        return new Statement.Show(name, null, null, null, null, t.spanFrom(start));
    }

    // show: SHOW [ FULL | EXTENDED | GLOBAL | ... ] subject [ ( FROM | IN ) name ] [ ( FROM | IN )
    // database ] [ LIKE string | WHERE expression ]
    private Statement mysqlShow(int start) {
        StringBuilder subject = new StringBuilder();
        QualifiedName table = null;
        Identifier database = null;
        if (t.at(CREATE)) return showCreate(start);
        while (t.at(FULL)
                || t.at(EXTENDED)
                || t.at(GLOBAL)
                || t.at(SESSION)
                || t.at(LOCAL)
                || t.at(OPEN)
                || t.at(STORAGE)
                || t.at(ALL)) {
            append(subject, t.takeUpper());
        }
        boolean tableFirst =
                t.at(COLUMNS) || t.at(FIELDS) || t.at(INDEX) || t.at(INDEXES) || t.at(KEYS);
        boolean databaseOnly =
                t.at(TABLES) || t.at(TRIGGERS) || t.at(EVENTS) || t.at(TABLE, STATUS);
        if (!tableFirst && !databaseOnly) return showOther(subject, start);
        append(subject, t.takeUpper());
        if (t.accept(STATUS)) append(subject, "STATUS");
        if (tableFirst) {
            if (!t.accept(FROM)) t.expect(IN);
            table = t.qualifiedName();
        }
        if (t.accept(FROM) || t.accept(IN)) database = t.name();
        return shown(subject.toString(), table, database, start);
    }

    // [ LIKE string | WHERE expression ]
    private Statement shown(String subject, QualifiedName table, Identifier database, int start) {
        Expression like = null;
        Expression where = null;
        if (t.accept(LIKE)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            like = grammar.expressions.operand();
        } else if (t.accept(WHERE)) {
            where = grammar.expressions.expression();
        }
        return new Statement.Show(subject, table, database, like, where, t.spanFrom(start));
    }

    // SHOW CREATE ( TABLE | VIEW | DATABASE | ... ) [ IF NOT EXISTS ] name
    private Statement showCreate(int start) {
        t.expect(CREATE);
        String type = t.takeUpper();
        if (t.accept(BODY)) type += " BODY";
        boolean ifNotExists = t.acceptIfNotExists();
        String subject = "CREATE " + type + (ifNotExists ? " IF NOT EXISTS" : "");
        switch (type) {
            case "TABLE",
                    "VIEW",
                    "SEQUENCE",
                    "FUNCTION",
                    "PROCEDURE",
                    "TRIGGER",
                    "EVENT",
                    "PACKAGE",
                    "PACKAGE BODY",
                    "SERVER",
                    "LIBRARY" -> {
                return new Statement.Show(
                        subject, t.qualifiedName(), null, null, null, t.spanFrom(start));
            }
            case "DATABASE", "SCHEMA" -> {
                return new Statement.Show(subject, null, t.name(), null, null, t.spanFrom(start));
            }
            case "USER" -> {
                int user = t.start();
                if (!t.atEnd()) grammar.accounts().user();
                return new Statement.Show(
                        subject + (t.lastEnd() > user ? " " + t.textFrom(user) : ""),
                        null,
                        null,
                        null,
                        null,
                        t.spanFrom(start));
            }
            default -> throw t.unexpected(null);
        }
    }

    /** SHOW of things that belong to no table: the words are the subject. */
    private Statement showOther(StringBuilder subject, int start) {
        int words = t.start();
        boolean plain = !isFiltered();
        FormReader forms = new FormReader(grammar);
        if (plain) forms.read("SHOW_plain");
        else forms.begin("SHOW_filtered");
        append(subject, t.textFrom(words));
        if (plain)
            return new Statement.Show(
                    subject.toString(), null, null, null, null, t.spanFrom(start));
        return shown(subject.toString(), null, null, start);
    }

    /** Whether LIKE and WHERE may follow. */
    private boolean isFiltered() {
        if (t.keyword == null) return t.upper().endsWith("_STATISTICS");
        return switch (t.keyword) {
            case DATABASES, SCHEMAS, STATUS, VARIABLES, CHARACTER, CHARSET, CHAR, COLLATION -> true;
            case PROCEDURE, FUNCTION -> t.keyword(1) == STATUS;
            case PACKAGE -> t.keyword(1) == STATUS || t.keyword(2) == STATUS;
            default -> t.upper().endsWith("_STATISTICS") || t.upper().equals("USER_VARIABLES");
        };
    }

    private static void append(StringBuilder subject, String word) {
        if (subject.length() > 0) subject.append(' ');
        subject.append(word);
    }

    // ---- EXPLAIN and DESCRIBE

    Statement explain(int start) {
        boolean analyze = t.mysql && t.at(ANALYZE);
        t.advance();
        return t.mysql ? mysqlExplain(analyze, start) : postgresqlExplain(start);
    }

    // explain: ( EXPLAIN | DESCRIBE ) [ ANALYZE | EXTENDED | PARTITIONS ] [ FORMAT '=' word ] (
    // statement | FOR CONNECTION n )
    //        | ( EXPLAIN | DESCRIBE ) table [ column | string ]
    private Statement mysqlExplain(boolean analyze, int start) {
        int options = t.start();
        if (!grammar.statements().atExplainable() && !analyze) {
            boolean option =
                    t.at(EXTENDED) && (t.kind(1) == Token.WORD || t.kind(1) == '(')
                            || t.at(PARTITIONS) && t.kind(1) == Token.WORD
                            || t.at(FORMAT) && t.kind(1) == '='
                            || t.at(ANALYZE)
                            || t.at(FOR)
                            || t.at(INTO);
            if (!option && t.atName()) return describeTable(start);
        }
        while (true) {
            if (t.at(EXTENDED) || t.at(PARTITIONS) || t.at(ANALYZE)) {
                t.advance();
            } else if (t.at(FORMAT) && t.kind(1) == '=') {
                t.advance();
                t.advance();
                t.advance();
            } else if (t.at(INTO) && t.kind(1) == Token.VARIABLE) {
                t.advance();
                t.advance();
            } else {
                break;
            }
        }
        String text = t.lastEnd() > options ? t.textFrom(options) : "";
        if (t.at(FOR)) {
            // A running statement of another session, or MySQL's FOR SCHEMA name.
            t.advance();
            if (t.accept(CONNECTION)) {
                grammar.expressions.operand();
                return new Statement.Other(
                        "EXPLAIN FOR CONNECTION", List.of(), t.textFrom(start), t.spanFrom(start));
            }
            if (t.kind == Token.INTEGER) {
                t.advance();
                return new Statement.Other(
                        "EXPLAIN FOR CONNECTION", List.of(), t.textFrom(start), t.spanFrom(start));
            }
            throw t.unexpected("CONNECTION");
        }
        Statement statement = grammar.statements().explainable();
        return new Statement.Explain(
                analyze ? "ANALYZE" : "EXPLAIN", text.strip(), statement, t.spanFrom(start));
    }

    private Statement describeTable(int start) {
        QualifiedName table = t.qualifiedName();
        Expression like = null;
        if (t.kind == Token.STRING) {
            like = grammar.expressions.operand();
        } else if (!t.atEnd()) {
            Identifier column = t.name();
            like = new Expression.Column(List.of(column), t.spanOf(column));
        }
        return new Statement.Show("DESCRIBE", table, null, like, null, t.spanFrom(start));
    }

    // explain: EXPLAIN [ ANALYZE ] [ VERBOSE ] statement | EXPLAIN '(' option { ',' option } ')'
    // statement
    private Statement postgresqlExplain(int start) {
        int options = t.start();
        if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
            new FormReader(grammar).begin("utilityOptions");
        } else {
            if (!t.accept(ANALYZE)) t.accept(ANALYSE);
            t.accept(VERBOSE);
        }
        String text = t.lastEnd() > options ? t.textFrom(options) : "";
        Statement statement = grammar.statements().explainable();
        return new Statement.Explain("EXPLAIN", text, statement, t.spanFrom(start));
    }
}
