package io.shardfold.core.plan;

import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.value.KeyCondition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an UPDATE sets keys of one sharded table to.
 *
 * <p>A row that stays where it is while its key belongs elsewhere is lost to whoever asks by the
 * key: whatever leaves a doubt means that rows would have to move.
 *
 * @param values one per key column; null where the column isn't set
 */
public record KeyAfter(Router router, List<ValueSource> values) {

    public KeyAfter {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * Whether the rows that a condition chooses belong to their nodes afterwards, too: their keys
     * don't change, or all lie in the one node where new rows with these keys are placed.
     *
     * @param nodes where those rows are looked for
     */
    public boolean stays(
            NodeCondition where,
            NodeSet nodes,
            Literals literals,
            Parameters parameters,
            Hint hint) {
        List<KeyCondition> after = new ArrayList<>(values.size());
        boolean changes = false;
        for (int key = 0; key < values.size(); key++) {
            ValueSource source = values.get(key);
            if (source == null) {
                after.add(KeyCondition.ANY);
                continue;
            }
            Object value = source.value(literals, parameters);
            if (value == ValueSource.UNKNOWN || !router.isKnown(key, value)) {
                return false;
            }
            after.add(KeyCondition.point(value));
            NodeCondition.Points before = NodeCondition.onlyPoint(where, router, key);
            changes |=
                    before == null
                            || !router.isSame(
                                    key, before.values().get(0).value(literals, parameters), value);
        }
        return !changes || nodes.size() == 1 && router.ownNodes(after, hint).contains(nodes.get(0));
    }
}
