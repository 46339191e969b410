/**
 * jOOQ on a sharded shop: the SQL that it makes is that of the backend's dialect.
 *
 * <p>Not here: anything of Shardfold's own; the data source is given.
 */
package io.shardfold.examples.jooq;
