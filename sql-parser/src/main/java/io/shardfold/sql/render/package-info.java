/**
 * Tree to text, in either dialect.
 *
 * <p>Not here: the text sent to shards, which is the user's own with edits ({@code core.rewrite}).
 */
package io.shardfold.sql.render;
