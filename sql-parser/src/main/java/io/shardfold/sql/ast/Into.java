package io.shardfold.sql.ast;

import java.util.List;

/**
 * INTO of a SELECT.
 *
 * @param table PostgreSQL's new table; null otherwise
 * @param modifiers what stands before the table: TEMP, UNLOGGED, TABLE; or OUTFILE, DUMPFILE
 * @param targets MySQL's variables
 * @param text the clause as written
 */
public record Into(
        QualifiedName table, String modifiers, List<Expression> targets, String text, Span span) {
    public Into {
        targets = List.copyOf(targets);
    }
}
