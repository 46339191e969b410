/**
 * MyBatis on a sharded shop: the mappers are those of any database.
 *
 * <p>Not here: anything of Shardfold's own; the data source is given.
 */
package io.shardfold.examples.mybatis;
