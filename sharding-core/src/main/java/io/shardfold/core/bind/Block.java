package io.shardfold.core.bind;

import io.shardfold.sql.ast.Query;
import java.util.List;

/**
 * One SELECT with its FROM: a scope for names.
 *
 * @param select null for the scope of an UPDATE, DELETE or INSERT
 * @param parent the block around it; null for the outermost
 * @param sources what its FROM names, in the order of the text
 */
public record Block(Query.Select select, Block parent, List<Source> sources) {

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
