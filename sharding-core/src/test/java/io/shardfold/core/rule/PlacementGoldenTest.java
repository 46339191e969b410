package io.shardfold.core.rule;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.algorithm.Algorithm;
import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.Algorithms;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.algorithm.PropertyException;
import io.shardfold.core.rule.algorithm.Targets;
import io.shardfold.core.rule.inline.InlineList;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.TextEquality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Where every algorithm puts which value: {@code golden/rule/*.txt}.
 *
 * <p>A block describes an algorithm, its properties, the names there are and the key's type; then
 * {@code formula} asks the bare formula about a value of a class, {@code insert} where a new row
 * goes, {@code read} where a condition looks, {@code range} where a range looks.
 */
class PlacementGoldenTest {

    @TestFactory
    Stream<DynamicTest> everyAlgorithmPlacesAsWritten() {
        return GoldenFile.in("rule").stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(),
                                        () -> GoldenFile.check(file, PlacementGoldenTest::block)));
    }

    private static List<String> block(List<String> block) {
        Case described = new Case();
        List<String> lines = new ArrayList<>();
        for (String line : block) {
            int blank = line.indexOf(' ');
            String word = blank < 0 ? line : line.substring(0, blank);
            String rest = blank < 0 ? "" : line.substring(blank + 1).strip();
            int arrow = rest.indexOf(" -> ");
            String question = arrow < 0 ? rest : rest.substring(0, arrow).strip();
            switch (word) {
                case "formula", "insert", "read", "range" ->
                        lines.add(
                                String.format(
                                        "%-8s%-40s -> %s",
                                        word, question, described.answer(word, question)));
                default -> {
                    if (!word.startsWith("#")) {
                        described.take(word, rest);
                    }
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** One block's rule. */
    private static final class Case {

        private String type;
        private String column = "id";
        private String logicTable = "t_order";
        private KeyDomain domain = KeyDomain.INTEGER;
        private List<String> names;
        private final Map<String, String> properties = new LinkedHashMap<>();

        void take(String word, String rest) {
            switch (word) {
                case "algorithm" -> type = rest;
                case "column" -> column = rest;
                case "table" -> logicTable = rest;
                case "names" -> names = InlineList.names(rest);
                case "key" -> domain = domain(rest);
                default -> properties.put(word, rest);
            }
        }

        private static KeyDomain domain(String text) {
            String[] words = text.split(" ");
            KeyType key = KeyType.valueOf(words[0]);
            if (words.length == 1) {
                return KeyDomain.of(key);
            }
            return words[1].matches("\\d+")
                    ? new KeyDomain(key, Integer.parseInt(words[1]), TextEquality.EXACT)
                    : KeyDomain.text(TextEquality.valueOf(words[1]));
        }

        String answer(String word, String question) {
            try {
                AlgorithmProperties read = new AlgorithmProperties(properties);
                Algorithm algorithm = Algorithms.read(type, read);
                Placement placement = algorithm.place(new Targets(logicTable, names, true), column);
                if (word.equals("formula")) {
                    return formula(placement, KeyLiteral.parse(question));
                }
                List<DataNode> nodes =
                        names.stream().map(name -> new DataNode("ds_0", name)).toList();
                ShardedTable table =
                        new ShardedTable(
                                logicTable,
                                new NodeLayout(nodes),
                                List.of(column),
                                Strategy.NONE,
                                new Strategy.Standard(0, placement),
                                null,
                                null,
                                ShardedTable.NOT_BOUND);
                Router router = table.router(List.of(domain));
                return switch (word) {
                    case "insert" ->
                            names.get(
                                    router.nodeForInsert(
                                            new Object[] {KeyLiteral.parse(question)}, Hint.NONE));
                    case "read" -> read(router, KeyLiteral.parse(question));
                    default -> names(router.nodes(List.of(range(question))));
                };
            } catch (StatementException refused) {
                return refused.problem() + ": " + refused.getMessage();
            } catch (PropertyException wrong) {
                return "wrong " + wrong.key() + ": " + wrong.getMessage();
            }
        }

        /** The short way must agree with the long one. */
        private String read(Router router, Object value) {
            NodeSet nodes = router.nodes(List.of(KeyCondition.point(value)));
            int node = router.nodeOf(value);
            int expected =
                    nodes.isEmpty() ? Router.NONE : nodes.size() == 1 ? nodes.get(0) : Router.MANY;
            if (node != expected) {
                return "nodes() " + nodes + " but nodeOf() " + node;
            }
            return names(nodes);
        }

        private String names(NodeSet nodes) {
            if (nodes.isEmpty()) {
                return "none";
            }
            if (nodes.size() == names.size() && names.size() > 1) {
                return "all";
            }
            List<String> hit = new ArrayList<>();
            for (int index : nodes.toArray()) {
                hit.add(names.get(index));
            }
            return String.join(", ", hit);
        }

        private String formula(Placement placement, Object value) {
            // Dates come to a formula that keeps their order in one form, whatever their class.
            Object asked =
                    placement.seesClass() || !isTemporal()
                            ? value
                            : KeyForm.ofCondition(
                                    domain, value, io.shardfold.core.rule.value.LookBesides.ALL);
            if (asked == KeyForm.UNKNOWN || asked == KeyForm.NO_VALUE) {
                return "refused";
            }
            int target = placement.target(asked);
            if (target >= 0) {
                return names.get(target);
            }
            return target == Placement.NONE ? "none: " + placement.describe(asked) : "refused";
        }

        private boolean isTemporal() {
            return switch (domain.type()) {
                case DATE, TIME, TIMESTAMP, MOMENT -> true;
                default -> false;
            };
        }

        /** {@code [1, 5)}, {@code (-inf, 3]}. */
        private static KeyCondition range(String text) {
            int comma = text.indexOf(", ");
            String low = text.substring(1, comma).strip();
            String high = text.substring(comma + 2, text.length() - 1).strip();
            return new KeyCondition.Range(
                    low.equals("-inf") ? null : KeyLiteral.parse(low),
                    text.startsWith("["),
                    high.equals("inf") ? null : KeyLiteral.parse(high),
                    text.endsWith("]"));
        }
    }
}
