/**
 * Rows on their way from shards to a front end: cursors, what they say about their columns, and the
 * values that go the other way.
 *
 * <p>Nothing here knows JDBC or a wire protocol: each side of a cursor can be either. Not here:
 * where rows come from ({@code core.execute}) and how those of several shards become one result
 * ({@code core.merge}).
 */
package io.shardfold.core.row;
