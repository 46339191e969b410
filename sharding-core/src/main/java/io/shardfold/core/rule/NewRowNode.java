package io.shardfold.core.rule;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.LookBesides;
import io.shardfold.core.rule.value.SessionZone;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the one node of a new row, or says why there is none. Immutable.
 *
 * <p>A row that is stored where reads don't look is lost: whatever leaves a doubt about its place
 * is refused.
 */
final class NewRowNode {

    private final ShardedTable table;
    private final NodeLayout layout;
    private final KeyDomain[] domains;

    NewRowNode(ShardedTable table, KeyDomain[] domains) {
        this.table = table;
        this.layout = table.layout();
        this.domains = domains;
    }

    /** As {@link Router#nodeForInsert}. */
    int of(Object[] given, Hint hint) {
        Object[] values = hint.zone() == null ? given : onShards(given, hint.zone());
        assert values.length == domains.length;
        int dataSource =
                insertTarget(
                        table.databaseStrategy(),
                        values,
                        hint.databaseValues(table.name()),
                        layout.dataSources(),
                        "data source");
        int tableName =
                insertTarget(
                        table.tableStrategy(),
                        values,
                        hint.tableValues(table.name()),
                        layout.tables(),
                        "table");
        int node = NodeLayout.MANY;
        if (dataSource >= 0 && tableName >= 0) {
            node = layout.node(dataSource, tableName);
            if (node < 0) {
                throw noShard(
                        "Data source "
                                + layout.dataSources()[dataSource]
                                + " has no table "
                                + layout.tables()[tableName]
                                + " for a row of "
                                + table.name()
                                + " with "
                                + described(values)
                                + "; its tables are "
                                + listed(layout.tablesIn(dataSource))
                                + ".");
            }
        } else if (tableName >= 0) {
            node = layout.nodeOfTable(tableName);
        } else if (dataSource >= 0) {
            List<String> tables = layout.tablesIn(dataSource);
            node = tables.size() == 1 ? onlyNodeIn(dataSource) : NodeLayout.MANY;
        }
        if (node == NodeLayout.MANY) {
            throw new StatementException(
                    Problem.NOT_SUPPORTED,
                    "INSERT into "
                            + table.name()
                            + " has more than one data node for a row: its rule has no "
                            + (dataSource < 0 ? "database" : "table")
                            + " strategy that chooses. Give the table one.",
                    StatementException.NO_POSITION);
        }
        return node;
    }

    private Object[] onShards(Object[] values, SessionZone zone) {
        Object[] shown = values.clone();
        for (int key = 0; key < domains.length; key++) {
            if (domains[key].type() == KeyType.MOMENT) {
                shown[key] = zone.onShards(values[key]);
                if (shown[key] == KeyForm.UNKNOWN) {
                    throw StatementException.notSupported(
                            "INSERT into "
                                    + table.name()
                                    + " with "
                                    + table.keyColumns().get(key)
                                    + " = "
                                    + shown(values[key])
                                    + " in a session with a time zone of its own",
                            StatementException.NO_POSITION,
                            "Give the moment with its offset, such as '2024-02-29 12:00:00+00:00', or leave the session's time zone as it is.");
                }
            }
        }
        return shown;
    }

    private int onlyNodeIn(int dataSource) {
        for (int node = 0; node < layout.nodeCount(); node++) {
            if (layout.dataSourceOf(node) == dataSource) {
                return node;
            }
        }
        throw new IllegalStateException(table.name());
    }

    /**
     * The target of one step for a new row; MANY when the strategy is none and there is a choice.
     */
    private int insertTarget(
            Strategy strategy, Object[] values, List<Object> hinted, String[] names, String what) {
        return switch (strategy.kind()) {
            case NONE -> names.length == 1 ? 0 : NodeLayout.MANY;
            case STANDARD -> standardTarget((Strategy.Standard) strategy, values, names, what);
            case COMPLEX -> complexTarget((Strategy.Complex) strategy, values, names, what);
            case HINTED -> hintedTarget((Strategy.Hinted) strategy, hinted, names, what);
        };
    }

    private int standardTarget(
            Strategy.Standard strategy, Object[] values, String[] names, String what) {
        Object value = values[strategy.key()];
        if (value == null) {
            return 0;
        }
        KeyDomain domain = domains[strategy.key()];
        Object form = storedForm(strategy.key(), value, strategy.placement().besides());
        int target = StrategyTargets.ownTarget(strategy.placement(), domain, form);
        if (target < 0) {
            throw noTarget(
                    table.keyColumns().get(strategy.key()) + " = " + shown(value),
                    what,
                    strategy.placement().describe(form),
                    names);
        }
        return target;
    }

    private int complexTarget(
            Strategy.Complex strategy, Object[] values, String[] names, String what) {
        int[] keys = strategy.keys();
        Object[][] classes = new Object[keys.length][];
        Object[] forms = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            if (values[keys[i]] == null) {
                return 0;
            }
            forms[i] = storedForm(keys[i], values[keys[i]], strategy.placement().besides());
            classes[i] = KeyForm.classes(domains[keys[i]], forms[i], LookBesides.ALL);
        }
        int target = StrategyTargets.ownCombination(strategy.placement(), classes);
        if (target < 0) {
            throw noTarget(described(values), what, strategy.placement().describe(forms), names);
        }
        return target;
    }

    private int hintedTarget(
            Strategy.Hinted strategy, List<Object> hinted, String[] names, String what) {
        if (hinted.isEmpty()) {
            if (names.length == 1) {
                return 0;
            }
            throw StatementException.notSupported(
                    "INSERT into " + table.name() + " without a hint for its " + what,
                    StatementException.NO_POSITION,
                    "Its strategy is of kind hint: give a value by HintScope or by a comment /* SHARDFOLD_HINT: "
                            + table.name()
                            + (what.equals("table")
                                    ? ".SHARDING_TABLE_VALUE"
                                    : ".SHARDING_DATABASE_VALUE")
                            + "=... */.");
        }
        BitSet targets = new BitSet();
        strategy.placement().addTargets(hinted, targets);
        if (targets.cardinality() != 1) {
            throw noShard(
                    "INSERT into "
                            + table.name()
                            + ": the hint values "
                            + hinted
                            + " give "
                            + targets.cardinality()
                            + " targets, "
                            + strategy.placement().describe(hinted)
                            + "; one of "
                            + listed(Arrays.asList(names))
                            + " is needed.");
        }
        return targets.nextSetBit(0);
    }

    private Object storedForm(int key, Object value, LookBesides besides) {
        Object form = KeyForm.ofStored(domains[key], value, besides);
        if (form == KeyForm.UNKNOWN || form == KeyForm.NO_VALUE) {
            throw StatementException.notSupported(
                    "INSERT into "
                            + table.name()
                            + " with "
                            + table.keyColumns().get(key)
                            + " = "
                            + shown(value)
                            + " ("
                            + value.getClass().getSimpleName()
                            + ") for a sharding key of type "
                            + domains[key].type(),
                    StatementException.NO_POSITION,
                    "The database would convert or round it; give the value as it is to be stored.");
        }
        return form;
    }

    private String described(Object[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(table.keyColumns().get(i))
                    .append(" = ")
                    .append(shown(values[i]));
        }
        return text.toString();
    }

    /**
     * @param computed a name that isn't there, or in parentheses why there is none
     */
    private StatementException noTarget(String key, String what, String computed, String[] names) {
        String there = listed(Arrays.asList(names));
        boolean hasName = !computed.startsWith("(");
        return noShard(
                "INSERT into "
                        + table.name()
                        + ": "
                        + key
                        + (hasName
                                ? " gives the " + what + " " + computed + ", which is not one of "
                                : " has no "
                                        + what
                                        + ", "
                                        + computed.substring(1, computed.length() - 1)
                                        + "; there are ")
                        + there
                        + ".");
    }

    private static StatementException noShard(String message) {
        return new StatementException(
                Problem.NO_SHARD_FOR_VALUE, message, StatementException.NO_POSITION);
    }

    private static String shown(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = value instanceof byte[] octets ? octets.length + " bytes" : value.toString();
        return "'" + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + "'";
    }

    private static String listed(List<String> names) {
        if (names.size() <= 8) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, 4))
                + ", ... "
                + names.get(names.size() - 1)
                + " ("
                + names.size()
                + " names)";
    }
}
