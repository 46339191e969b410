/**
 * The JDBC driver: java.sql's interfaces over one {@link io.shardfold.core.session.Session} per
 * connection.
 *
 * <p>Public: {@link io.shardfold.jdbc.ShardfoldDataSource}, {@link
 * io.shardfold.jdbc.ShardfoldDriver} and {@link io.shardfold.jdbc.ShardingHints}. The rest is seen
 * through java.sql.
 *
 * <p>Not here: what a statement means and where it runs ({@code core.session}), how a value is read
 * from a shard (the shard's own driver does it: a getter goes to the row that it stands in).
 */
package io.shardfold.jdbc;
