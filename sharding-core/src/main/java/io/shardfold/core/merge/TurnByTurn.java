package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * One row of the input whose turn it is, after the other: rows come back in the order in which they
 * were sent out. What an input has left when all turns are over comes at the end; one that has
 * nothing more is passed over.
 */
public final class TurnByTurn extends SourceCursor {

    private final Cursor[] inputs;

    /** Indexes of the inputs. */
    private final int[] turns;

    private int turn;

    private TurnByTurn(Cursor[] inputs, int[] turns) {
        this.inputs = inputs;
        this.turns = turns;
        show(inputs[0]);
    }

    /**
     * Takes over the inputs; at least one.
     *
     * @param turns the index of the input that each row is expected from
     */
    public static Cursor of(Cursor[] inputs, int[] turns) {
        return inputs.length == 1 ? inputs[0] : new TurnByTurn(inputs, turns);
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs[0].columns();
    }

    @Override
    public boolean next() {
        while (turn < turns.length) {
            if (next(inputs[turns[turn++]])) {
                return true;
            }
        }
        for (Cursor input : inputs) {
            if (next(input)) {
                return true;
            }
        }
        return false;
    }

    private boolean next(Cursor input) {
        if (!input.next()) {
            return false;
        }
        show(input);
        return true;
    }

    @Override
    public void close() {
        Cursors.closeAll(inputs);
    }
}
