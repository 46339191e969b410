package io.shardfold.core.session;

import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.rewrite.IntList;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A shard's text that grows, with the values of its placeholders. Confined to one statement. */
final class BoundText {

    private final Execution execution;
    private final TableNames names;
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();
    private final IntList types = new IntList();

    BoundText(Execution execution, TableNames names) {
        this.execution = execution;
        this.names = names;
        this.sql = new StringBuilder(execution.prepared().sql().length() + 32);
    }

    /**
     * A part of the statement, with the values of the placeholders in it.
     *
     * @param key what stands in the place of a generated key; null where there is no such place
     */
    BoundText append(ShardText text, String key) {
        String[] fills = execution.fills(text);
        if (fills != null) {
            fills[0] = key;
        }
        text.appendTo(sql, execution.prepared().fingerprint(), names, fills);
        for (int parameter : text.parameters()) {
            value(execution.parameters().raw(parameter), execution.parameters().type(parameter));
        }
        return this;
    }

    BoundText append(String text) {
        sql.append(text);
        return this;
    }

    /** The value of a placeholder that the text has. */
    void value(Object value, int type) {
        values.add(value);
        types.add(type);
    }

    ShardStatement statement(String dataSource) {
        return new ShardStatement(
                dataSource,
                sql.toString(),
                values.isEmpty() ? null : new Parameters(values.toArray(), types.toArray()));
    }
}
