package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * MySQL's partitions.
 *
 * @see "MySQL 8.4 Reference Manual, 15.1.20: partition_options"
 */
final class PartitionParser {

    private static final int ANY = -1;

    private final Grammar grammar;
    private final TokenCursor t;

    /** How many columns a bound has; {@link #ANY} where that isn't known. */
    private int columnCount = ANY;

    private boolean subpartitioned;

    PartitionParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // partitioning: PARTITION BY method [ PARTITIONS n ] [ SUBPARTITION BY method [ SUBPARTITIONS n
    // ] ] [ '(' definitions ')' ]
    void partitioning() {
        t.expect(PARTITION, BY);
        columnCount = ANY;
        subpartitioned = false;
        method();
        int partitions = t.accept(PARTITIONS) ? count() : ANY;
        int subpartitions = ANY;
        if (t.at(SUBPARTITION)) {
            t.advance();
            t.expect(BY);
            if (t.at(RANGE) || t.at(LIST)) throw t.unexpected("HASH or KEY");
            method();
            subpartitioned = true;
            if (t.accept(SUBPARTITIONS)) subpartitions = count();
        }
        if (!t.at('(')) return;
        int defined = definitions(subpartitions);
        if (partitions != ANY && partitions != defined) throw t.unexpected(null);
    }

    private int count() {
        String digits = t.kind == Token.INTEGER ? t.tokenText() : "";
        number();
        // More than any table has are an error of the server's.
        return digits.length() < 10 ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    void number() {
        if (t.kind != Token.INTEGER) throw t.unexpected("a number");
        t.advance();
    }

    /** A function of the row alone: what changes from call to call can't say where a row is. */
    private void function() {
        int start = t.index();
        t.expect('(');
        grammar.expressions.expression();
        t.expect(')');
        for (int i = start; i < t.index(); i++) {
            if (t.tokens.kind(i) != Token.WORD || t.tokens.kind(i + 1) != '(') continue;
            switch (t.text.substring(t.tokens.start(i), t.tokens.end(i)).toUpperCase(Locale.ROOT)) {
                case "RAND",
                        "NOW",
                        "CURTIME",
                        "CURDATE",
                        "SYSDATE",
                        "UUID",
                        "UUID_SHORT",
                        "CONNECTION_ID",
                        "LAST_INSERT_ID" -> {
                    t.seek(i);
                    throw t.unexpected(null);
                }
                default -> {}
            }
        }
    }

    private void method() {
        t.accept(LINEAR);
        if (t.accept(HASH)) {
            function();
        } else if (t.accept(KEY)) {
            if (t.accept(ALGORITHM)) {
                t.expect('=');
                number();
            }
            t.expect('(');
            if (!t.at(')')) t.names();
            t.expect(')');
        } else if (t.at(RANGE) || t.at(LIST)) {
            t.advance();
            if (t.accept(COLUMNS) || t.accept(FIELDS)) {
                columnCount = t.namesInParentheses().size();
            } else {
                function();
            }
        } else if (t.accept(SYSTEM_TIME)) {
            new FormReader(grammar).begin("systemTime");
        } else {
            throw t.unexpected("HASH, KEY, RANGE or LIST");
        }
    }

    /** The definitions of partitions that are added to a table. */
    void definitions() {
        columnCount = ANY;
        subpartitioned = false;
        definitions(ANY);
    }

    // definitions: '(' [ PARTITION ] name [ VALUES ... ] { option } [ '(' subpartitions ')' ] { ','
    // ... } ')'
    private int definitions(int subpartitions) {
        int count = 0;
        int each = subpartitions;
        t.expect('(');
        do {
            t.accept(PARTITION);
            t.name();
            values();
            options();
            int found = t.at('(') ? subpartitions() : 0;
            if (subpartitioned) {
                if (count == 0 && each == ANY) each = found;
                else if (found != each && !(found == 0 && subpartitions != ANY))
                    throw t.unexpected(null);
            }
            count++;
        } while (t.accept(','));
        t.expect(')');
        return count;
    }

    private int subpartitions() {
        int count = 0;
        t.expect('(');
        do {
            t.expect(SUBPARTITION);
            if (t.kind == Token.STRING) t.advance();
            else t.name();
            options();
            count++;
        } while (t.accept(','));
        t.expect(')');
        return count;
    }

    private void values() {
        if (t.accept(HISTORY) || t.accept(CURRENT)) return;
        if (!t.accept(VALUES)) {
            t.accept(DEFAULT);
            return;
        }
        if (t.accept(LESS)) {
            t.expect(THAN);
            if (t.accept(MAXVALUE)) return;
            if (list() < columnCount) throw t.unexpected(null);
        } else {
            t.expect(IN);
            list();
        }
    }

    /** Bounds: MAXVALUE and lists in parentheses among them. @return how many */
    private int list() {
        int count = 0;
        t.expect('(');
        do {
            count++;
            if (t.accept(MAXVALUE)) continue;
            if (t.at(DEFAULT)) t.advance();
            else if (t.at('(')) t.skipParentheses();
            else grammar.expressions.expression();
        } while (t.accept(','));
        t.expect(')');
        return count;
    }

    private void options() {
        List<QualifiedName> none = new ArrayList<>(0);
        CreateTableParser tables = new CreateTableParser(grammar);
        while (true) {
            if (t.at(TABLESPACE) && t.kind(t.kind(1) == '=' ? 2 : 1) == Token.STRING) {
                t.advance();
                t.accept('=');
                throw t.unexpected("a name");
            }
            if (t.at(ENGINE)
                    || t.at(STORAGE)
                    || t.at(COMMENT)
                    || t.at(MAX_ROWS)
                    || t.at(MIN_ROWS)
                    || t.at(TABLESPACE)
                    || t.at(NODEGROUP)
                    || t.at(DATA)
                    || t.at(INDEX)
                    || t.kind == Token.WORD && t.kind(1) == '=') {
                if (!tables.tableOption(none)) throw t.unexpected(null);
            } else {
                return;
            }
        }
    }
}
