/**
 * The text that a shard gets: the user's own with edits on spans, so that what isn't touched
 * reaches the database byte for byte.
 *
 * <p>Edits are laid down once per plan, on the text that was planned; a text with the same
 * fingerprint but other literals has the same characters between its literals, so that each edit
 * finds its place there, too.
 *
 * <p>Not here: which edits a plan needs ({@code core.plan}).
 */
package io.shardfold.core.rewrite;
