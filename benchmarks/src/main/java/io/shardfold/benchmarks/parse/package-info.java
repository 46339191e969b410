/**
 * Measures the parser: on files of labelled statements, and against other parsers.
 *
 * <p>The statements are the user's: none is kept here.
 */
package io.shardfold.benchmarks.parse;
