/**
 * Makes one result of the rows of several shards: streaming operators over {@link
 * io.shardfold.core.row.Cursor}s.
 *
 * <p>In: cursors and, laid out once per plan, how rows compare ({@link
 * io.shardfold.core.merge.RowOrder}) and what is computed ({@link
 * io.shardfold.core.merge.Aggregate}). Out: a cursor. An operator owns its inputs: closing it
 * closes them, and so does its constructor when it fails. Comparison and arithmetic are the
 * database's own: exact numbers stay exact, text is ordered as the collation does.
 *
 * <p>What must be held counts against the statement's {@link io.shardfold.core.row.MemoryBudget}.
 *
 * <p>Not here: where rows come from ({@code core.execute}); expressions over rows.
 */
package io.shardfold.core.merge;
