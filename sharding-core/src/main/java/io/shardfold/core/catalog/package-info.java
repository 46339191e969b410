/**
 * What is known of the tables: columns, types, collations, keys; read from the data sources, then
 * immutable.
 *
 * <p>Not here: where a table's rows lie ({@code core.rule}), what a name in a statement means
 * ({@code core.bind}).
 */
package io.shardfold.core.catalog;
