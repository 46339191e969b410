package io.shardfold.sql.ast;

import java.util.List;

/** WITH [RECURSIVE]: common table expressions in their order. */
public record With(boolean recursive, List<CommonTable> tables, Span span) {
    public With {
        tables = List.copyOf(tables);
        assert !tables.isEmpty();
    }

    /**
     * @param statement a {@link Statement.QueryStatement}, or in PostgreSQL an INSERT, UPDATE,
     *     DELETE or MERGE
     * @param materialized MATERIALIZED or NOT MATERIALIZED; null where nothing is written
     * @param tail SEARCH and CYCLE clauses, MariaDB's CYCLE ... RESTRICT; null where there are none
     */
    public record CommonTable(
            Identifier name,
            List<Identifier> columns,
            String materialized,
            Statement statement,
            Tail tail,
            Span span) {
        public CommonTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * SEARCH and CYCLE clauses: they name columns of the common table only, so their text is
     * enough.
     */
    public record Tail(String text, Span span) {}
}
