/**
 * Inline expressions: the {@code ${...}} of a configuration, read once and evaluated often.
 *
 * <p>The language is the part of Groovy that configurations use, and no more: numbers, texts,
 * lists, a fixed set of methods. There is no way from an expression to a class, a file or a
 * process, every loop is over a list that is at most a million long, and what isn't in the language
 * is refused by name when the expression is read.
 *
 * <p>Not here: what the resulting names stand for.
 */
package io.shardfold.core.rule.inline;
