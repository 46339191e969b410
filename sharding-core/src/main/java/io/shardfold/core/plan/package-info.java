/**
 * Decides where a bound statement runs: on one shard as it is, on several with a merge, or over
 * rows that are gathered on one.
 *
 * <p>In: a {@code BoundStatement} (every name resolved). Out: a {@link
 * io.shardfold.core.plan.Plan}, immutable, without parameter values and without connections, so
 * that one plan serves every session and every text that differs in its literals alone. A statement
 * that no plan answers exactly is refused here.
 *
 * <p>Not here: putting a shard's text together ({@code core.rewrite}), running it ({@code
 * core.execute}), merging rows ({@code core.merge}).
 */
package io.shardfold.core.plan;
