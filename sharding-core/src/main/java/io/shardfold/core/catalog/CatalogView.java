package io.shardfold.core.catalog;

/**
 * A view over sharded tables. A data source has it over the physical tables that stand for them
 * there, so that it knows its columns; no row is ever read from that one.
 *
 * @param dataSource where it is
 * @param definition the data source's text of its query, with physical names
 */
public record CatalogView(String name, String dataSource, String definition) {}
