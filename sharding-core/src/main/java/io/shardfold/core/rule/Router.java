package io.shardfold.core.rule;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.algorithm.ComplexPlacement;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyCondition.Points;
import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.LookBesides;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the nodes of a sharded table from conditions on its key columns. Immutable.
 *
 * <p>The answer to a read may be too wide, never too narrow: a node that is missing here is a row
 * that is lost. A write of a new row has one node or is refused.
 *
 * <p>First the data sources are found, then the tables in each. NULL as a key has a fixed place:
 * the first target of its strategy, so that a table with one key keeps its NULL keys in its first
 * node.
 */
public final class Router {

    /** No row with these values can have been stored. */
    public static final int NONE = Placement.NONE;

    /** More than one node, or not answered by the short way: ask {@link #nodes}. */
    public static final int MANY = Placement.MANY;

    private final ShardedTable table;
    private final NodeLayout layout;
    private final KeyDomain[] domains;
    private final NodeSet all;

    /** The placements of the short way: null where its strategy leaves a single target. */
    private final Placement shortDatabase;

    private final Placement shortTable;
    private final boolean hasShortWay;
    private final boolean keepsEqualKeysTogether;

    Router(ShardedTable table, List<KeyDomain> domains) {
        if (domains.size() != table.keyColumns().size()) {
            throw new IllegalArgumentException(
                    domains.size() + " domains for the key columns " + table.keyColumns());
        }
        this.table = table;
        this.layout = table.layout();
        this.domains = domains.toArray(new KeyDomain[0]);
        this.all = NodeSet.all(layout.nodeCount());
        Strategy database = table.databaseStrategy();
        Strategy tables = table.tableStrategy();
        this.shortDatabase =
                database instanceof Strategy.Standard standard ? standard.placement() : null;
        this.shortTable =
                tables instanceof Strategy.Standard standard ? standard.placement() : null;
        this.hasShortWay =
                this.domains.length == 1
                        && this.domains[0].type() == KeyType.INTEGER
                        && isShort(database)
                        && isShort(tables)
                        && (shortTable != null || layout.tables().length == 1);
        this.keepsEqualKeysTogether = findKeepsEqualKeysTogether();
    }

    private static boolean isShort(Strategy strategy) {
        return strategy.kind() == Strategy.Kind.STANDARD || strategy.kind() == Strategy.Kind.NONE;
    }

    public ShardedTable table() {
        return table;
    }

    /** Every node: for a statement without a condition on a key. */
    public NodeSet all() {
        return all;
    }

    public KeyDomain domain(int key) {
        return domains[key];
    }

    /**
     * Whether joined rows with equal keys lie in nodes of equal index: placed alike, and of types
     * whose equal values are placed alike.
     */
    public boolean isAlike(Router other) {
        if (!table.isPlacedLike(other.table)
                || domains.length != other.domains.length
                || !keepsEqualKeysTogether()
                || !other.keepsEqualKeysTogether()) {
            return false;
        }
        for (int i = 0; i < domains.length; i++) {
            if (!domains[i].isAlike(other.domains[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether rows whose keys are equal, as the database compares them, lie in one node: what makes
     * GROUP BY of the keys a matter of each node alone. It isn't so for a text that a collation
     * folds, since 'ABC' and 'abc' may lie apart, nor for values that drivers present in several
     * classes, where rows of another product are looked for besides.
     */
    public boolean keepsEqualKeysTogether() {
        return keepsEqualKeysTogether;
    }

    private boolean findKeepsEqualKeysTogether() {
        if (!table.isFixedByKeys()) {
            return false;
        }
        for (int key = 0; key < domains.length; key++) {
            if (!keepsTogether(table.databaseStrategy(), key)
                    || !keepsTogether(table.tableStrategy(), key)) {
                return false;
            }
        }
        return true;
    }

    private boolean keepsTogether(Strategy strategy, int key) {
        LookBesides besides = LookBesides.NONE;
        boolean seesClass = false;
        if (strategy instanceof Strategy.Standard standard && standard.key() == key) {
            besides = standard.placement().besides();
            seesClass = standard.placement().seesClass();
        } else if (strategy instanceof Strategy.Complex complex
                && Arrays.stream(complex.keys()).anyMatch(one -> one == key)) {
            besides = complex.placement().besides();
            seesClass = true;
        } else {
            return true;
        }
        boolean isOwn = !seesClass || besides == LookBesides.NONE;
        KeyDomain domain = domains[key];
        return switch (domain.type()) {
            // Negative integers alone may lie in two places, where two drivers have written them.
            case INTEGER, YEAR, BITS, BOOLEAN, BYTES -> true;
            case DECIMAL, REAL, DOUBLE, DATE, TIME, TIMESTAMP, MOMENT, UUID -> isOwn;
            case TEXT, ENUM ->
                    switch (domain.equality()) {
                        case EXACT, PADDED -> true;
                        case FOLDED -> isOwn;
                        case UNKNOWN -> false;
                    };
            case UNKNOWN -> false;
        };
    }

    // ---- the short way: one key column, one integer

    /**
     * The node of an integer key, for tables with one integer key column. Allocates nothing.
     *
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(long value) {
        if (!hasShortWay) {
            return MANY;
        }
        int dataSource = -1;
        if (shortDatabase != null) {
            dataSource = shortDatabase.targetOfInteger(value);
            if (dataSource < 0) {
                return dataSource;
            }
        } else if (layout.dataSources().length == 1) {
            dataSource = 0;
        }
        int tableIndex = 0;
        if (shortTable != null) {
            tableIndex = shortTable.targetOfInteger(value);
            if (tableIndex < 0) {
                return tableIndex;
            }
        }
        return dataSource >= 0
                ? layout.node(dataSource, tableIndex)
                : layout.nodeOfTable(tableIndex);
    }

    /**
     * The node of one key value, for tables with one key column.
     *
     * @param value of any class; null stands for IS NULL
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(Object value) {
        if (domains.length != 1) {
            return MANY;
        }
        if (value instanceof Long number) {
            int node = nodeOf(number.longValue());
            if (node != MANY) {
                return node;
            }
        } else if (value instanceof Integer number) {
            int node = nodeOf(number.longValue());
            if (node != MANY) {
                return node;
            }
        }
        return only(nodes(List.of(KeyCondition.point(value))));
    }

    /**
     * The node of one value for each key column.
     *
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(Object[] values) {
        if (values.length == 1) {
            return nodeOf(values[0]);
        }
        int node = shortNode(values);
        if (node != MANY) {
            return node;
        }
        List<KeyCondition> conditions = new ArrayList<>(values.length);
        for (Object value : values) {
            conditions.add(KeyCondition.point(value));
        }
        return only(nodes(conditions));
    }

    /** The short way for several integer keys. */
    private int shortNode(Object[] values) {
        int dataSource = shortTarget(table.databaseStrategy(), values, layout.dataSources().length);
        int tableIndex = shortTarget(table.tableStrategy(), values, layout.tables().length);
        if (dataSource == NONE || tableIndex == NONE) {
            return NONE;
        }
        return dataSource < 0 || tableIndex < 0 ? MANY : layout.node(dataSource, tableIndex);
    }

    private int shortTarget(Strategy strategy, Object[] values, int count) {
        if (strategy instanceof Strategy.Standard standard) {
            return shortTarget(
                    standard.placement(), domains[standard.key()], values[standard.key()]);
        }
        return strategy.kind() == Strategy.Kind.NONE && count == 1 ? 0 : MANY;
    }

    private static int only(NodeSet nodes) {
        return nodes.isEmpty() ? NONE : nodes.size() == 1 ? nodes.get(0) : MANY;
    }

    // ---- reads, updates, deletes

    /** As {@link #nodes(List, Hint)} without a hint. */
    public NodeSet nodes(List<KeyCondition> conditions) {
        return nodes(conditions, Hint.NONE);
    }

    /**
     * The nodes that may hold a row for which all the conditions hold.
     *
     * @param conditions one per key column, in the order of {@code keyColumns()}; for OR ask once
     *     per branch and unite the answers
     */
    public NodeSet nodes(List<KeyCondition> conditions, Hint hint) {
        assert conditions.size() == domains.length;
        for (KeyCondition condition : conditions) {
            if (condition instanceof Points points && points.values().isEmpty()) {
                return NodeSet.EMPTY;
            }
        }
        List<KeyCondition> listed = withSmallRangesListed(conditions);
        Strategy database = table.databaseStrategy();
        Strategy tables = table.tableStrategy();
        if (database instanceof Strategy.Standard first
                && tables instanceof Strategy.Standard second
                && first.key() == second.key()
                && listed.get(first.key()) instanceof Points points) {
            return byValue(first, second, points);
        }
        BitSet dataSources =
                targets(
                        database,
                        listed,
                        hint.databaseValues(table.name()),
                        layout.dataSources().length);
        BitSet tableNames =
                targets(tables, listed, hint.tableValues(table.name()), layout.tables().length);
        return product(dataSources, tableNames);
    }

    /**
     * A range of few integers is the list of them, for formulas that know no ranges of their own:
     * {@code BETWEEN 7 AND 9} goes to three shards of INLINE or HASH_MOD.
     */
    private List<KeyCondition> withSmallRangesListed(List<KeyCondition> conditions) {
        List<KeyCondition> listed = conditions;
        for (int key = 0; key < domains.length; key++) {
            if (conditions.get(key) instanceof Range range
                    && domains[key].type() == KeyType.INTEGER) {
                Points points = points(range, domains[key]);
                if (points != null) {
                    if (listed == conditions) {
                        listed = new ArrayList<>(conditions);
                    }
                    listed.set(key, points);
                }
            }
        }
        return listed;
    }

    private static final int LISTED_RANGE_MAX = 256;

    /** The integers of a range, or null when they are many or not known. */
    private static Points points(Range range, KeyDomain domain) {
        if (range.low() == null || range.high() == null) {
            return null;
        }
        Range formed = formed(range, domain, LookBesides.DRIVERS);
        if (formed == null) {
            return null;
        }
        BigDecimal low = new BigDecimal(formed.low().toString());
        BigDecimal high = new BigDecimal(formed.high().toString());
        BigInteger first = low.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        BigInteger last = high.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        if (!range.lowInclusive() && new BigDecimal(first).compareTo(low) == 0) {
            first = first.add(BigInteger.ONE);
        }
        if (!range.highInclusive() && new BigDecimal(last).compareTo(high) == 0) {
            last = last.subtract(BigInteger.ONE);
        }
        if (last.subtract(first).compareTo(BigInteger.valueOf(LISTED_RANGE_MAX)) >= 0) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (BigInteger value = first;
                value.compareTo(last) <= 0;
                value = value.add(BigInteger.ONE)) {
            values.add(KeyForm.narrowest(value));
        }
        return new Points(values);
    }

    /**
     * Both steps look at the same column: each value has its own data source and table, and mixing
     * those of different values only widens.
     */
    private NodeSet byValue(Strategy.Standard database, Strategy.Standard tables, Points points) {
        BitSet nodes = new BitSet(layout.nodeCount());
        BitSet dataSources = new BitSet();
        BitSet tableNames = new BitSet();
        for (Object value : points.values()) {
            dataSources.clear();
            tableNames.clear();
            if (!addPoint(database, value, dataSources)) {
                dataSources.set(0, layout.dataSources().length);
            }
            if (!addPoint(tables, value, tableNames)) {
                tableNames.set(0, layout.tables().length);
            }
            addProduct(dataSources, tableNames, nodes);
        }
        return NodeSet.of(nodes);
    }

    private NodeSet product(BitSet dataSources, BitSet tableNames) {
        if (dataSources == null && tableNames == null) {
            return all;
        }
        BitSet nodes = new BitSet(layout.nodeCount());
        if (dataSources != null
                && tableNames != null
                && (long) dataSources.cardinality() * tableNames.cardinality()
                        < layout.nodeCount()) {
            addProduct(dataSources, tableNames, nodes);
        } else {
            for (int node = 0; node < layout.nodeCount(); node++) {
                if ((dataSources == null || dataSources.get(layout.dataSourceOf(node)))
                        && (tableNames == null || tableNames.get(layout.tableOf(node)))) {
                    nodes.set(node);
                }
            }
        }
        return NodeSet.of(nodes);
    }

    private void addProduct(BitSet dataSources, BitSet tableNames, BitSet nodes) {
        for (int d = dataSources.nextSetBit(0); d >= 0; d = dataSources.nextSetBit(d + 1)) {
            for (int t = tableNames.nextSetBit(0); t >= 0; t = tableNames.nextSetBit(t + 1)) {
                int node = layout.node(d, t);
                if (node >= 0) {
                    nodes.set(node);
                }
            }
        }
    }

    /** The targets of one step, or null for all of them. */
    private BitSet targets(
            Strategy strategy, List<KeyCondition> conditions, List<Object> hinted, int count) {
        BitSet targets = new BitSet(count);
        boolean narrows =
                switch (strategy.kind()) {
                    case NONE -> false;
                    case STANDARD -> addStandard((Strategy.Standard) strategy, conditions, targets);
                    case COMPLEX -> addComplex((Strategy.Complex) strategy, conditions, targets);
                    case HINTED -> {
                        if (!hinted.isEmpty()) {
                            ((Strategy.Hinted) strategy).placement().addTargets(hinted, targets);
                        }
                        yield !hinted.isEmpty();
                    }
                };
        return narrows ? targets : null;
    }

    private boolean addStandard(
            Strategy.Standard strategy, List<KeyCondition> conditions, BitSet targets) {
        KeyCondition condition = conditions.get(strategy.key());
        return switch (condition.kind()) {
            case ANY -> false;
            case POINTS -> {
                for (Object value : ((Points) condition).values()) {
                    if (!addPoint(strategy, value, targets)) {
                        yield false;
                    }
                }
                yield true;
            }
            case RANGE -> {
                Range formed =
                        formed(
                                (Range) condition,
                                domains[strategy.key()],
                                strategy.placement().besides());
                yield formed != null && strategy.placement().addRange(formed, targets);
            }
        };
    }

    /**
     * @return false when any target may hold the value
     */
    private boolean addPoint(Strategy.Standard strategy, Object value, BitSet targets) {
        if (value == null) {
            targets.set(0);
            return true;
        }
        Placement placement = strategy.placement();
        KeyDomain domain = domains[strategy.key()];
        int direct = shortTarget(placement, domain, value);
        if (direct != MANY) {
            set(direct, targets);
            return true;
        }
        Object form = KeyForm.ofCondition(domain, value, placement.besides());
        if (form == KeyForm.UNKNOWN) {
            return false;
        }
        if (form == KeyForm.NO_VALUE) {
            return true;
        }
        if (!placement.seesClass()) {
            set(placement.target(form), targets);
            return true;
        }
        set(ownTarget(placement, domain, form), targets);
        if (placement.besides() != LookBesides.NONE) {
            for (Object asClass : KeyForm.classes(domain, form, placement.besides())) {
                set(placement.target(asClass), targets);
            }
        }
        return true;
    }

    /** The target that a read of an integer asks for, or MANY when the long way must be gone. */
    private static int shortTarget(Placement placement, KeyDomain domain, Object value) {
        boolean isInteger = value instanceof Long || value instanceof Integer;
        return isInteger && domain.type() == KeyType.INTEGER
                ? placement.targetOfInteger(((Number) value).longValue())
                : MANY;
    }

    private static void set(int target, BitSet targets) {
        if (target >= 0) {
            targets.set(target);
        }
    }

    /**
     * The target that a new row with this value gets: that of the first class for which the formula
     * has an answer.
     */
    private static int ownTarget(Placement placement, KeyDomain domain, Object form) {
        if (!placement.seesClass()) {
            return placement.target(form);
        }
        if (isClass(form)) {
            int target = placement.target(form);
            if (target != Placement.REFUSED) {
                return target;
            }
        }
        for (Object asClass : KeyForm.classes(domain, form, LookBesides.ALL)) {
            int target = placement.target(asClass);
            if (target != Placement.REFUSED) {
                return target;
            }
        }
        return Placement.REFUSED;
    }

    /** Whether a form is the first of its classes itself, as numbers and texts are. */
    private static boolean isClass(Object form) {
        return form instanceof Number || form instanceof String;
    }

    /**
     * A range whose ends are forms, or null when it can't be compared: text by a collation, ends
     * that aren't understood.
     */
    private static Range formed(Range range, KeyDomain domain, LookBesides besides) {
        if (domain.type() == KeyType.UNKNOWN) {
            return null;
        }
        Object low = formedEnd(range.low(), domain, besides);
        Object high = formedEnd(range.high(), domain, besides);
        if (low == KeyForm.UNKNOWN || high == KeyForm.UNKNOWN) {
            return null;
        }
        return new Range(low, range.lowInclusive(), high, range.highInclusive());
    }

    private static Object formedEnd(Object end, KeyDomain domain, LookBesides besides) {
        if (end == null) {
            return null;
        }
        Object form = KeyForm.ofCondition(domain, end, besides);
        // id > 4.5 is a fine range of integers, though no integer is 4.5.
        return form == KeyForm.NO_VALUE
                ? KeyForm.ofCondition(KeyDomain.of(KeyType.DECIMAL), end, besides)
                : form;
    }

    private boolean addComplex(
            Strategy.Complex strategy, List<KeyCondition> conditions, BitSet targets) {
        ComplexPlacement placement = strategy.placement();
        int[] keys = strategy.keys();
        List<KeyCondition> formed = new ArrayList<>(keys.length);
        boolean allPoints = true;
        for (int key : keys) {
            KeyCondition condition = formed(conditions.get(key), domains[key], placement, targets);
            formed.add(condition);
            allPoints &= condition.kind() == KeyCondition.Kind.POINTS;
        }
        return allPoints
                ? addCombinations(strategy, formed, targets)
                : placement.addTargets(formed, targets);
    }

    /**
     * A condition with forms for values. A NULL has its target at once, whatever the other columns
     * are.
     */
    private static KeyCondition formed(
            KeyCondition condition, KeyDomain domain, ComplexPlacement placement, BitSet targets) {
        return switch (condition.kind()) {
            case ANY -> condition;
            case RANGE -> {
                Range range = formed((Range) condition, domain, placement.besides());
                yield range == null ? KeyCondition.ANY : range;
            }
            case POINTS -> {
                List<Object> forms = new ArrayList<>();
                for (Object value : ((Points) condition).values()) {
                    if (value == null) {
                        targets.set(0);
                        continue;
                    }
                    Object form = KeyForm.ofCondition(domain, value, placement.besides());
                    if (form == KeyForm.UNKNOWN) {
                        yield KeyCondition.ANY;
                    }
                    if (form != KeyForm.NO_VALUE) {
                        forms.add(form);
                    }
                }
                yield new Points(forms);
            }
        };
    }

    /** Every combination of the values; too many of them narrow nothing. */
    private boolean addCombinations(
            Strategy.Complex strategy, List<KeyCondition> points, BitSet targets) {
        Object[][] forms = new Object[points.size()][];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = ((Points) points.get(i)).values().toArray();
        }
        if (combinationCount(forms) > COMBINATIONS_MAX) {
            return false;
        }
        ComplexPlacement placement = strategy.placement();
        LookBesides besides = placement.besides();
        forEachCombination(
                forms,
                values -> {
                    set(
                            ownCombination(placement, classes(strategy, values, LookBesides.ALL)),
                            targets);
                    if (besides != LookBesides.NONE) {
                        Object[][] classes = classes(strategy, values, besides);
                        forEachCombination(
                                classes, asClasses -> set(placement.target(asClasses), targets));
                    }
                });
        return true;
    }

    private static final int COMBINATIONS_MAX = 1_000;

    private Object[][] classes(Strategy.Complex strategy, Object[] forms, LookBesides besides) {
        Object[][] classes = new Object[forms.length][];
        for (int i = 0; i < forms.length; i++) {
            classes[i] = KeyForm.classes(domains[strategy.keys()[i]], forms[i], besides);
        }
        return classes;
    }

    private static long combinationCount(Object[][] choices) {
        long count = 1;
        for (Object[] ofColumn : choices) {
            count = Math.min(count * ofColumn.length, Integer.MAX_VALUE);
        }
        return count;
    }

    /** The first column is the slowest. */
    private static void forEachCombination(Object[][] choices, Consumer<Object[]> action) {
        long count = combinationCount(choices);
        for (long combination = 0; combination < count; combination++) {
            Object[] values = new Object[choices.length];
            long rest = combination;
            for (int i = choices.length - 1; i >= 0; i--) {
                values[i] = choices[i][(int) (rest % choices[i].length)];
                rest /= choices[i].length;
            }
            action.accept(values);
        }
    }

    // ---- new rows

    /**
     * The one node of a new row.
     *
     * @param values one per key column; null for NULL
     * @throws StatementException 23514 when the computed target doesn't exist, 0A000 when the rule
     *     leaves more than one node or the value has no known form; the message names table,
     *     column, value, target and the names there are. Without a position: the caller knows it
     */
    public int nodeForInsert(Object[] values, Hint hint) {
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
        int target = ownTarget(strategy.placement(), domain, form);
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
        int target = ownCombination(strategy.placement(), classes);
        if (target < 0) {
            throw noTarget(described(values), what, strategy.placement().describe(forms), names);
        }
        return target;
    }

    /**
     * The first combination of classes, last column quickest, for which the formula has an answer.
     */
    private static int ownCombination(ComplexPlacement placement, Object[][] classes) {
        Object[] values = new Object[classes.length];
        int[] at = new int[classes.length];
        // One step per combination; texts and numbers have an answer at the first.
        while (true) {
            for (int i = 0; i < at.length; i++) {
                values[i] = classes[i][at[i]];
            }
            int target = placement.target(values);
            if (target != Placement.REFUSED) {
                return target;
            }
            int column = at.length - 1;
            while (column >= 0 && ++at[column] == classes[column].length) {
                at[column--] = 0;
            }
            if (column < 0) {
                return Placement.REFUSED;
            }
        }
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
