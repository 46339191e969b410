package io.shardfold.core.rule;

import io.shardfold.core.rule.algorithm.Algorithm;
import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.Algorithms;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.algorithm.PropertyException;
import io.shardfold.core.rule.algorithm.Targets;
import io.shardfold.core.rule.inline.InlineList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Where algorithms over several values at once put which: {@code golden/rule-of-several/*.txt}.
 *
 * <p>{@code row} asks where a row with these values of all sharding columns goes, {@code hint}
 * which names these values of a hint choose; values are separated by {@code ;}.
 */
class SeveralValuesGoldenTest {

    @TestFactory
    Stream<DynamicTest> everyAlgorithmPlacesAsWritten() {
        return GoldenFile.in("rule-of-several").stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(),
                                        () ->
                                                GoldenFile.check(
                                                        file, SeveralValuesGoldenTest::block)));
    }

    private static List<String> block(List<String> block) {
        Map<String, String> properties = new LinkedHashMap<>();
        String type = null;
        List<String> names = List.of();
        List<String> columns = List.of();
        List<String> lines = new ArrayList<>();
        for (String line : block) {
            String[] words = line.split("\\s+", 2);
            String rest = words.length == 1 ? "" : words[1].split(" -> ")[0].strip();
            switch (words[0]) {
                case "algorithm" -> type = rest;
                case "names" -> names = InlineList.names(rest);
                case "columns" -> columns = List.of(rest.split(", "));
                case "row", "hint" -> {
                    String answer = answer(type, properties, names, columns, rest);
                    lines.add(String.format("%-5s%-40s -> %s", words[0], rest, answer));
                    continue;
                }
                case "#" -> {}
                default -> properties.put(words[0], rest);
            }
            lines.add(line);
        }
        return lines;
    }

    private static String answer(
            String type,
            Map<String, String> properties,
            List<String> names,
            List<String> columns,
            String question) {
        List<Object> values = new ArrayList<>();
        for (String value : question.split("; ")) {
            values.add(KeyLiteral.parse(value));
        }
        try {
            Algorithm algorithm = Algorithms.read(type, new AlgorithmProperties(properties));
            Targets targets = new Targets("t_order", names, true);
            if (columns.isEmpty()) {
                BitSet chosen = new BitSet();
                algorithm.placeHint(targets).addTargets(values, chosen);
                List<String> hit = chosen.stream().mapToObj(names::get).toList();
                return hit.isEmpty() ? "none" : String.join(", ", hit);
            }
            int target = algorithm.placeComplex(targets, columns).target(values.toArray());
            return target >= 0 ? names.get(target) : target == Placement.NONE ? "none" : "refused";
        } catch (PropertyException wrong) {
            return "wrong " + wrong.key() + ": " + wrong.getMessage();
        }
    }
}
