package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import io.shardfold.sql.lex.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Finds the semicolons that separate statements: not those inside the body of a stored program. */
final class Splitter {

    private final Tokens tokens;
    private final boolean mysql;

    Splitter(Tokens tokens) {
        this.tokens = tokens;
        this.mysql = tokens.syntax().dialect() == Dialect.MYSQL;
    }

    List<Span> split() {
        List<Span> spans = new ArrayList<>(2);
        int first = 0;
        while (true) {
            int end = end(first);
            if (end > first) spans.add(new Span(tokens.start(first), tokens.end(end - 1)));
            if (tokens.kind(end) == Token.END) return spans;
            first = end + 1;
        }
    }

    /** The token that ends the statement that begins at a token: a semicolon or END. */
    int end(int first) {
        boolean program = isProgram(first);
        int blocks = isPackage(first) ? 1 : 0;
        boolean atomic = false;
        boolean rule = isRule(first);
        int parentheses = 0;
        for (int i = first; ; i++) {
            byte kind = tokens.kind(i);
            if (kind == Token.END) return i;
            if (kind == ';' && blocks == 0 && parentheses == 0) return i;
            if (rule && kind == '(') parentheses++;
            else if (rule && kind == ')' && parentheses > 0) parentheses--;
            if (!program) continue;
            Keyword keyword = tokens.keyword(i);
            if (keyword == null) continue;
            if (!mysql) {
                // Only BEGIN ATOMIC ... END holds statements; CASE ... END may stand in them.
                if (keyword == BEGIN && tokens.keyword(i + 1) == ATOMIC) {
                    atomic = true;
                    blocks++;
                } else if (atomic && keyword == CASE) {
                    blocks++;
                } else if (atomic && keyword == END && blocks > 0) {
                    blocks--;
                }
                continue;
            }
            blocks = mysqlBlocks(i, first, blocks);
        }
    }

    private int mysqlBlocks(int i, int first, int blocks) {
        Keyword keyword = tokens.keyword(i);
        if (keyword == END && blocks > 0) return blocks - 1;
        Keyword before = i > first ? tokens.keyword(i - 1) : null;
        boolean opens =
                switch (keyword) {
                    case BEGIN, CASE -> before != END;
                    // IF (...) is also a function, IF EXISTS an option; a statement begins behind ;
                    // THEN ELSE DO BEGIN or a label.
                    case IF, LOOP, REPEAT, WHILE, FOR ->
                            before != END
                                    && beginsStatement(i, first)
                                    && tokens.keyword(i + 1) != EXISTS
                                    && tokens.keyword(i + 1) != NOT;
                    default -> false;
                };
        return opens ? blocks + 1 : blocks;
    }

    private boolean beginsStatement(int i, int first) {
        if (i == first) return true;
        byte kind = tokens.kind(i - 1);
        if (kind == ';' || kind == ':') return true;
        Keyword before = tokens.keyword(i - 1);
        return before == BEGIN
                || before == THEN
                || before == ELSE
                || before == DO
                || before == LOOP
                || before == REPEAT
                || before == ROW
                || before == ATOMIC
                || kind == ')' && tokens.keyword(i) != FOR;
    }

    /** MariaDB's packages end in an END that no BEGIN opens. */
    private boolean isPackage(int first) {
        if (!mysql || tokens.keyword(first) != CREATE) return false;
        for (int i = first + 1; i < tokens.count() && i < first + 12; i++) {
            if (tokens.keyword(i) == PACKAGE) return true;
            if (tokens.kind(i) == '(' || tokens.kind(i) == ';') return false;
        }
        return false;
    }

    /** The END that closes a package whose contents begin at a token. */
    int packageEnd(int first) {
        int blocks = 0;
        for (int i = first; tokens.kind(i) != Token.END; i++) {
            Keyword keyword = tokens.keyword(i);
            if (keyword == null) continue;
            if (keyword == END && blocks == 0) return i;
            blocks = mysqlBlocks(i, first, blocks);
        }
        return tokens.count() - 1;
    }

    /** PostgreSQL's rules have their commands in parentheses. */
    private boolean isRule(int first) {
        if (mysql || tokens.keyword(first) != CREATE) return false;
        int at = tokens.keyword(first + 1) == OR ? first + 3 : first + 1;
        return at < tokens.count() && tokens.keyword(at) == RULE;
    }

    /** Whether the statement may have a body of statements. */
    private boolean isProgram(int first) {
        Keyword keyword = tokens.keyword(first);
        if (keyword == BEGIN) return mysql && tokens.keyword(first + 1) == NOT;
        if (mysql
                && (keyword == IF
                        || keyword == LOOP
                        || keyword == REPEAT
                        || keyword == WHILE
                        || keyword == CASE
                        || keyword == FOR)) return true;
        if (keyword != CREATE && keyword != ALTER) return false;
        for (int i = first + 1; i < tokens.count() && i < first + 20; i++) {
            Keyword word = tokens.keyword(i);
            if (word == PROCEDURE
                    || word == FUNCTION
                    || word == TRIGGER
                    || word == EVENT
                    || word == PACKAGE) return true;
            if (word == TABLE || word == VIEW || word == INDEX || tokens.kind(i) == ';')
                return false;
        }
        return false;
    }
}
