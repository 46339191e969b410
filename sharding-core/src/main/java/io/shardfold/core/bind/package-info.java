/**
 * Names to things: which table stands behind each table name, and which column of which occurrence
 * behind each column name.
 *
 * <p>In: a statement and the catalog. Out: a {@link io.shardfold.core.bind.BoundStatement}. What
 * the binder can't resolve it leaves unbound, and every later stage takes an unbound name for
 * "could be anything"; the database itself reports a name that doesn't exist.
 *
 * <p>Not here: where a statement runs ({@code core.plan}).
 */
package io.shardfold.core.bind;
