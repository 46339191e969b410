package io.shardfold.sql.ast;

import java.util.List;

/**
 * FOR UPDATE and its kin.
 *
 * @param strength UPDATE, NO KEY UPDATE, SHARE, KEY SHARE, or LOCK IN SHARE MODE for MySQL's old
 *     spelling
 * @param of the tables named by OF
 * @param waiting NOWAIT, SKIP LOCKED, or MariaDB's WAIT n; null where nothing is written
 */
public record Locking(String strength, List<QualifiedName> of, String waiting, Span span) {
    public Locking {
        of = List.copyOf(of);
    }
}
