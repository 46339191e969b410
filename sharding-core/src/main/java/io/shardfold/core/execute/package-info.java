/**
 * Runs texts on data sources: the one stage that waits, and the one that knows JDBC.
 *
 * <p>In: {@link io.shardfold.core.execute.ShardStatement}s, each a finished text for one data
 * source. Out: one {@link io.shardfold.core.row.Cursor} or count each. The door is {@link
 * io.shardfold.core.execute.ShardConnections}, one per session; what sessions share is {@link
 * io.shardfold.core.execute.Storage}.
 *
 * <p>No other package of the engine imports {@code java.sql}. Not here: which shards a statement
 * goes to ({@code core.plan}), its text ({@code core.rewrite}), and how the rows of several shards
 * become one result ({@code core.merge}).
 */
package io.shardfold.core.execute;
