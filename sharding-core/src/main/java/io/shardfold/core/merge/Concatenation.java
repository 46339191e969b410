package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/** One input after the other; the next is touched when the former has ended. */
public final class Concatenation extends SourceCursor {

    private final Cursor[] inputs;
    private int current;

    private Concatenation(Cursor[] inputs) {
        this.inputs = inputs;
        show(inputs[0]);
    }

    /** Takes over the inputs; at least one. */
    public static Cursor of(Cursor[] inputs) {
        return inputs.length == 1 ? inputs[0] : new Concatenation(inputs);
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs[0].columns();
    }

    @Override
    public boolean next() {
        while (current < inputs.length) {
            if (inputs[current].next()) {
                return true;
            }
            inputs[current].close();
            current++;
            if (current < inputs.length) {
                show(inputs[current]);
            }
        }
        return false;
    }

    @Override
    public void close() {
        Cursors.closeAll(inputs);
    }
}
