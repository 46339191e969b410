/**
 * Generators of keys for rows that are inserted without one.
 *
 * <p>Not here: which column gets a key ({@code core.rule}), and where a worker's number or a
 * segment of numbers comes from; those are asked of an interface that governance or the application
 * implements.
 */
package io.shardfold.core.rule.key;
