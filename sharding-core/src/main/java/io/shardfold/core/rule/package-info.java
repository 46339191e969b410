/**
 * The rules of one logical database: which table is sharded, broadcast or single, and on which data
 * nodes its rows lie.
 *
 * <p>The door is {@link io.shardfold.core.rule.Rules}. In: a {@code DatabaseConfiguration}, checked
 * here once. Out: immutable rules, which the planner asks for a table, and a {@link
 * io.shardfold.core.rule.Router} per sharded table, which turns conditions on keys into nodes.
 *
 * <p>Not here: reading files ({@code core.config}), the tables that really exist ({@code
 * core.catalog}), and which conditions a statement has ({@code core.plan}).
 */
package io.shardfold.core.rule;
