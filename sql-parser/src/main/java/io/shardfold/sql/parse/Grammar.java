package io.shardfold.sql.parse;

import io.shardfold.sql.lex.Tokens;

/**
 * The parsers of one text, which call each other: statements are made of queries, queries of
 * expressions, and back.
 */
final class Grammar {

    final TokenCursor cursor;
    final TypeParser types;
    final ExpressionParser expressions;
    final TableParser tables;
    final QueryParser queries;
    final ClauseParser clauses;
    private SpecialCallParser specialCalls;
    private StatementParser statements;
    private DmlParser dml;
    private ProgramParser programs;
    private AccountParser accounts;

    Grammar(Tokens tokens) {
        cursor = new TokenCursor(tokens);
        types = new TypeParser(cursor);
        expressions =
                cursor.mysql
                        ? new MySqlExpressionParser(this)
                        : new PostgreSqlExpressionParser(this);
        tables = new TableParser(this);
        queries = new QueryParser(this);
        clauses = new ClauseParser(this);
    }

    // The others are made when they are first asked for: few statements need them.

    StatementParser statements() {
        if (statements == null) statements = new StatementParser(this);
        return statements;
    }

    DmlParser dml() {
        if (dml == null) dml = new DmlParser(this);
        return dml;
    }

    ProgramParser programs() {
        if (programs == null) programs = new ProgramParser(this);
        return programs;
    }

    AccountParser accounts() {
        if (accounts == null) accounts = new AccountParser(this);
        return accounts;
    }

    SpecialCallParser specialCalls() {
        if (specialCalls == null) specialCalls = new SpecialCallParser(this);
        return specialCalls;
    }
}
