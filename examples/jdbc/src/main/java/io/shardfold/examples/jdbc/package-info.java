/**
 * An application that uses nothing but JDBC, on a shop that lies in two databases.
 *
 * <p>Not here: anything of Shardfold's own; the URL alone says that it is there.
 */
package io.shardfold.examples.jdbc;
