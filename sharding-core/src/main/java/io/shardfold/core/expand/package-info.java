/**
 * Puts queries in place of names in FROM that no shard has under that name: the relations of the
 * databases' own catalog, which are to show logical tables, and views.
 *
 * <p>Works on the text: what comes out is read, bound and planned as if the client had written it.
 *
 * <p>Not here: where rows lie ({@code core.plan}), what is known of tables ({@code core.catalog}).
 */
package io.shardfold.core.expand;
