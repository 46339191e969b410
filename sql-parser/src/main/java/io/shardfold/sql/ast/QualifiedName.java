package io.shardfold.sql.ast;

import java.util.List;

/** One to four names joined by dots; the last is the object's own name. */
public record QualifiedName(List<Identifier> parts, Span span) {

    public QualifiedName {
        parts = List.copyOf(parts);
        assert !parts.isEmpty();
    }

    /** The object's own name. */
    public Identifier name() {
        return parts.get(parts.size() - 1);
    }

    /** What stands before the name: schema or database; null where nothing does. */
    public Identifier qualifier() {
        return parts.size() > 1 ? parts.get(parts.size() - 2) : null;
    }
}
