package io.shardfold.core.bind;

import io.shardfold.core.catalog.CatalogColumn;

/**
 * What a column name means.
 *
 * @param source the occurrence that it belongs to
 * @param name the column's name in lower case
 * @param column null where the source isn't a table
 */
public record BoundColumn(Source source, String name, CatalogColumn column) {

    /**
     * By occurrence and name: {@code a.id} and {@code b.id} of one table named twice are different
     * columns.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof BoundColumn that && source == that.source && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(source) * 31 + name.hashCode();
    }
}
