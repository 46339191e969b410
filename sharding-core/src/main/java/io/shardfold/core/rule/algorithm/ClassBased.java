package io.shardfold.core.rule.algorithm;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.LookBesides;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** An application's own algorithm: named by its class, or found by its type. */
record ClassBased(CustomSharding custom, Kind kind, LookBesides besides) implements Algorithm {

    static ClassBased named(AlgorithmProperties properties) {
        String strategy = properties.required("strategy").toUpperCase(Locale.ROOT);
        String className = properties.required("algorithmClassName");
        Class<? extends CustomSharding> wanted =
                switch (strategy) {
                    case "STANDARD" -> StandardSharding.class;
                    case "COMPLEX" -> ComplexSharding.class;
                    case "HINT" -> HintSharding.class;
                    default ->
                            throw new PropertyException(
                                    "strategy",
                                    "'strategy' must be STANDARD, COMPLEX or HINT, not '"
                                            + strategy
                                            + "'.");
                };
        Object made;
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> found =
                    Class.forName(
                            className,
                            false,
                            loader == null ? ClassBased.class.getClassLoader() : loader);
            if (!wanted.isAssignableFrom(found)) {
                // Checked before anything of the class runs.
                throw new PropertyException(
                        "algorithmClassName",
                        "The class "
                                + className
                                + " doesn't implement "
                                + wanted.getName()
                                + "; a class written for another product must be adapted to it.");
            }
            made = found.getConstructor().newInstance();
        } catch (ClassNotFoundException absent) {
            throw new PropertyException(
                    "algorithmClassName", "The class " + className + " isn't on the class path.");
        } catch (ReflectiveOperationException unmade) {
            throw new PropertyException(
                    "algorithmClassName",
                    "The class "
                            + className
                            + " can't be made by a public constructor without arguments: "
                            + unmade
                            + ".");
        }
        return initialized((CustomSharding) made, properties);
    }

    /**
     * @return null when no service has the type
     */
    static ClassBased byType(String type, AlgorithmProperties properties) {
        for (CustomSharding custom : ServiceLoader.load(CustomSharding.class)) {
            if (custom.type().equalsIgnoreCase(type)) {
                return initialized(custom, properties);
            }
        }
        return null;
    }

    private static ClassBased initialized(CustomSharding custom, AlgorithmProperties properties) {
        LookBesides besides = properties.lookBesides();
        custom.init(Map.copyOf(properties.all()));
        Kind kind =
                custom instanceof StandardSharding<?>
                        ? Kind.STANDARD
                        : custom instanceof ComplexSharding ? Kind.COMPLEX : Kind.HINT;
        return new ClassBased(custom, kind, besides);
    }

    @Override
    public String type() {
        return "CLASS_BASED";
    }

    @Override
    @SuppressWarnings("unchecked")
    public Placement place(Targets targets, String column) {
        return new Standard((StandardSharding<Object>) custom, targets, column);
    }

    @Override
    public ComplexPlacement placeComplex(Targets targets, List<String> columns) {
        return new Complex((ComplexSharding) custom, targets, columns);
    }

    @Override
    public HintPlacement placeHint(Targets targets) {
        return new Hinted((HintSharding) custom, targets);
    }

    /**
     * Adds what the application answered; a name that isn't there is its error, for a row could be
     * lost by leaving it out.
     */
    private void add(Collection<String> answered, Map<String, Integer> positions, BitSet targets) {
        for (String name : answered) {
            Integer position = positions.get(name);
            if (position == null) {
                throw new StatementException(
                        Problem.NO_SHARD_FOR_VALUE,
                        "The sharding algorithm "
                                + custom.getClass().getName()
                                + " answers "
                                + name
                                + ", which is not one of its targets.",
                        StatementException.NO_POSITION);
            }
            targets.set(position);
        }
    }

    private final class Standard implements Placement {

        private final StandardSharding<Object> sharding;
        private final Targets among;
        private final Map<String, Integer> positions;
        private final String column;

        Standard(StandardSharding<Object> sharding, Targets among, String column) {
            this.sharding = sharding;
            this.among = among;
            this.positions = among.positions();
            this.column = column;
        }

        @Override
        public int target(Object value) {
            try {
                String name = sharding.target(among.names(), among.logicTable(), column, value);
                return name == null ? NONE : positions.getOrDefault(name, NONE);
            } catch (ClassCastException anotherClass) {
                return REFUSED;
            }
        }

        @Override
        public boolean addRange(Range range, BitSet targets) {
            try {
                add(
                        sharding.targets(
                                among.names(),
                                among.logicTable(),
                                column,
                                range.low(),
                                range.lowInclusive(),
                                range.high(),
                                range.highInclusive()),
                        positions,
                        targets);
                return true;
            } catch (ClassCastException anotherClass) {
                return false;
            }
        }

        @Override
        public boolean seesClass() {
            return true;
        }

        @Override
        public LookBesides besides() {
            return besides;
        }

        @Override
        public String describe(Object value) {
            try {
                return sharding.target(among.names(), among.logicTable(), column, value)
                        + " by "
                        + custom.getClass().getName();
            } catch (ClassCastException anotherClass) {
                return "(since " + custom.getClass().getName() + " doesn't take its class)";
            }
        }

        @Override
        public Object likeness() {
            // Its answers may depend on the table: only a binding group says that two tables are
            // alike.
            return null;
        }
    }

    private final class Complex implements ComplexPlacement {

        private final ComplexSharding sharding;
        private final Targets among;
        private final Map<String, Integer> positions;
        private final List<String> columns;

        Complex(ComplexSharding sharding, Targets among, List<String> columns) {
            this.sharding = sharding;
            this.among = among;
            this.positions = among.positions();
            this.columns = columns;
        }

        private String name(Object[] values) {
            Map<String, Object> byColumn = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                byColumn.put(columns.get(i), values[i]);
            }
            return sharding.target(among.names(), among.logicTable(), byColumn);
        }

        @Override
        public int target(Object[] values) {
            try {
                String name = name(values);
                return name == null ? Placement.NONE : positions.getOrDefault(name, Placement.NONE);
            } catch (ClassCastException anotherClass) {
                return Placement.REFUSED;
            }
        }

        @Override
        public boolean addTargets(List<KeyCondition> conditions, BitSet targets) {
            Map<String, KeyCondition> byColumn = new LinkedHashMap<>();
            for (int i = 0; i < conditions.size(); i++) {
                byColumn.put(columns.get(i), conditions.get(i));
            }
            add(sharding.targets(among.names(), among.logicTable(), byColumn), positions, targets);
            return true;
        }

        @Override
        public LookBesides besides() {
            return besides;
        }

        @Override
        public String describe(Object[] values) {
            return "by " + custom.getClass().getName();
        }

        @Override
        public Object likeness() {
            return null;
        }
    }

    private final class Hinted implements HintPlacement {

        private final HintSharding sharding;
        private final Targets among;
        private final Map<String, Integer> positions;

        Hinted(HintSharding sharding, Targets among) {
            this.sharding = sharding;
            this.among = among;
            this.positions = among.positions();
        }

        @Override
        public void addTargets(List<Object> values, BitSet targets) {
            add(sharding.targets(among.names(), among.logicTable(), values), positions, targets);
        }

        @Override
        public String describe(List<Object> values) {
            return "by " + custom.getClass().getName();
        }

        @Override
        public Object likeness() {
            return null;
        }
    }
}
