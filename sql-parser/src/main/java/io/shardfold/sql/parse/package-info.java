/**
 * Text to tree: hand-written recursive descent, one class per statement family, a dialect object
 * for the differences.
 *
 * <p>In: a text and a {@link io.shardfold.sql.Syntax}. Out: statements of {@code sql.ast}, or a
 * {@link io.shardfold.sql.SyntaxException}.
 *
 * <p>Not here: what names mean.
 */
package io.shardfold.sql.parse;
