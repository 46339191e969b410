/**
 * Values of sharding keys: what a value means for its column's type, whichever Java class a driver
 * or a literal gave it.
 *
 * <p>The database decides which values are equal; this package follows it, so that equal values
 * have one place. Not here: where that place is ({@code core.rule.algorithm}), and which values a
 * statement allows (the planner).
 */
package io.shardfold.core.rule.value;
