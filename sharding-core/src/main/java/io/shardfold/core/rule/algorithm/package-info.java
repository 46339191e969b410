/**
 * Sharding algorithms: the formulas that turn a key value into the name of a data source or a
 * table.
 *
 * <p>An algorithm ({@link io.shardfold.core.rule.algorithm.Algorithm}) is a formula with its
 * properties; bound to the names there are, it is a {@link
 * io.shardfold.core.rule.algorithm.Placement}, which answers with positions in the list of names.
 * The interfaces at the end ({@code StandardSharding} and its kin) are for formulas that users
 * write in Java.
 *
 * <p>Not here: which values a statement allows, several key columns together, and data nodes
 * ({@code core.rule}).
 */
package io.shardfold.core.rule.algorithm;
