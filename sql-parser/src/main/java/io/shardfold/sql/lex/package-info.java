/**
 * Text to tokens, and the fingerprint by which statements that differ in their literals alone share
 * a plan.
 *
 * <p>Not here: grammar.
 */
package io.shardfold.sql.lex;
