package io.shardfold.core.config;

import io.shardfold.core.error.ConfigurationException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML document as maps, lists and texts with their lines. No Java object is ever made from it.
 */
sealed interface YamlTree {

    /** One-based. */
    int line();

    /** A word for messages. */
    String what();

    /**
     * @param tag a rule's tag such as {@code !SHARDING}, or null
     * @param entries in order; of equal keys the last one
     */
    record Mapping(String tag, Map<String, Entry> entries, int line) implements YamlTree {
        @Override
        public String what() {
            return "a map";
        }
    }

    record Entry(int line, YamlTree value) {}

    record Sequence(List<YamlTree> elements, int line) implements YamlTree {
        @Override
        public String what() {
            return "a list";
        }
    }

    /**
     * @param source as written, without quotes
     * @param typed what YAML 1.1 makes of it, as a text: {@code 010} is 8, {@code yes} is true
     */
    record Scalar(String tag, String source, String typed, int line) implements YamlTree {
        @Override
        public String what() {
            return "'" + source + "'";
        }
    }

    /** Nothing, {@code ~} or {@code null}. */
    record Empty(String tag, int line) implements YamlTree {
        @Override
        public String what() {
            return "nothing";
        }
    }

    /** Reads one document. */
    final class Reading {

        private static final int DEPTH_MAX = 50;
        private static final int ALIASES_MAX = 1_000;
        private static final int NODES_MAX = 5_000_000;

        private final String file;
        private final Findings findings;
        private int nodeCount;

        Reading(String file, Findings findings) {
            this.file = file;
            this.findings = findings;
        }

        /**
         * @throws ConfigurationException when the text isn't YAML
         */
        YamlTree read(String text) {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            options.setMaxAliasesForCollections(ALIASES_MAX);
            options.setNestingDepthLimit(DEPTH_MAX);
            Yaml yaml =
                    new Yaml(
                            new SafeConstructor(options),
                            new org.yaml.snakeyaml.representer.Representer(new DumperOptions()),
                            new DumperOptions(),
                            options);
            try {
                Node root = yaml.compose(new StringReader(text));
                return root == null ? new Empty(null, 1) : tree(root, "", 0);
            } catch (MarkedYAMLException notYaml) {
                int line =
                        notYaml.getProblemMark() == null
                                ? 0
                                : notYaml.getProblemMark().getLine() + 1;
                throw new ConfigurationException(
                        file,
                        line,
                        null,
                        "This isn't YAML: "
                                + oneLine(notYaml.getContext(), notYaml.getProblem())
                                + ".",
                        null,
                        notYaml);
            } catch (YAMLException notYaml) {
                throw new ConfigurationException(
                        file,
                        0,
                        null,
                        "This isn't YAML: " + oneLine(null, notYaml.getMessage()) + ".",
                        null,
                        notYaml);
            }
        }

        private static String oneLine(String context, String problem) {
            String text = (context == null ? "" : context + ", ") + problem;
            return text.replaceAll("\\s+", " ").strip();
        }

        private YamlTree tree(Node node, String key, int depth) {
            int line = node.getStartMark().getLine() + 1;
            if (++nodeCount > NODES_MAX || depth > DEPTH_MAX) {
                throw new ConfigurationException(
                        file,
                        line,
                        key,
                        "The document is too large or nested too deep; aliases may multiply it.",
                        null);
            }
            String tag = node.getTag().getValue();
            if (tag.startsWith(Tag.PREFIX) && !isPlain(node.getTag())) {
                throw new ConfigurationException(
                        file,
                        line,
                        key,
                        "The tag !!"
                                + tag.substring(Tag.PREFIX.length())
                                + " isn't allowed; no Java object is made from a configuration.",
                        null);
            }
            String ruleTag = tag.startsWith("!") ? tag : null;
            if (node instanceof MappingNode mapping) {
                return mapping(mapping, ruleTag, key, depth, line);
            }
            if (node instanceof SequenceNode sequence) {
                List<YamlTree> elements = new ArrayList<>();
                for (Node element : sequence.getValue()) {
                    elements.add(tree(element, key, depth + 1));
                }
                return new Sequence(elements, line);
            }
            ScalarNode scalar = (ScalarNode) node;
            boolean isEmpty =
                    node.getTag().equals(Tag.NULL)
                            || ruleTag != null && scalar.getValue().isEmpty();
            return isEmpty
                    ? new Empty(ruleTag, line)
                    : new Scalar(ruleTag, scalar.getValue(), typed(scalar), line);
        }

        private Mapping mapping(MappingNode node, String tag, String key, int depth, int line) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            Map<String, Entry> merged = new LinkedHashMap<>();
            for (NodeTuple tuple : node.getValue()) {
                Node keyNode = tuple.getKeyNode();
                int keyLine = keyNode.getStartMark().getLine() + 1;
                if (!(keyNode instanceof ScalarNode scalar)) {
                    throw new ConfigurationException(
                            file, keyLine, key, "A key must be a name.", null);
                }
                String name = scalar.getValue();
                String path = key.isEmpty() ? name : key + "." + name;
                YamlTree value = tree(tuple.getValueNode(), path, depth + 1);
                if (keyNode.getTag().equals(Tag.MERGE)) {
                    merge(value, merged, keyLine, path);
                } else if (entries.put(name, new Entry(keyLine, value)) != null) {
                    findings.error(
                            new Place(file, keyLine, path),
                            "The key '" + name + "' stands twice in one map.");
                }
            }
            merged.forEach(entries::putIfAbsent);
            return new Mapping(tag, entries, line);
        }

        /** {@code <<}: what a map takes from others, the first of which wins. */
        private void merge(YamlTree value, Map<String, Entry> merged, int line, String path) {
            if (value instanceof Mapping mapping) {
                mapping.entries().forEach(merged::putIfAbsent);
            } else if (value instanceof Sequence sequence) {
                sequence.elements().forEach(element -> merge(element, merged, line, path));
            } else {
                throw new ConfigurationException(
                        file, line, path, "'<<' takes a map or a list of maps.", null);
            }
        }

        private static boolean isPlain(Tag tag) {
            return tag.equals(Tag.STR)
                    || tag.equals(Tag.MAP)
                    || tag.equals(Tag.SEQ)
                    || tag.equals(Tag.INT)
                    || tag.equals(Tag.FLOAT)
                    || tag.equals(Tag.BOOL)
                    || tag.equals(Tag.NULL)
                    || tag.equals(Tag.TIMESTAMP)
                    || tag.equals(Tag.MERGE);
        }

        /**
         * YAML 1.1's reading of a plain scalar, then Java's text of that; a date keeps its source.
         */
        private static String typed(ScalarNode scalar) {
            String source = scalar.getValue();
            Tag tag = scalar.getTag();
            if (tag.equals(Tag.BOOL)) {
                String lower = source.toLowerCase(Locale.ROOT);
                return Boolean.toString(
                        lower.equals("true") || lower.equals("yes") || lower.equals("on"));
            }
            try {
                if (tag.equals(Tag.INT)) {
                    return integer(source.replace("_", "")).toString();
                }
                if (tag.equals(Tag.FLOAT)) {
                    return floating(source.replace("_", ""));
                }
            } catch (NumberFormatException notANumber) {
                return source;
            }
            return source;
        }

        private static BigInteger integer(String text) {
            boolean negative = text.startsWith("-");
            String digits = negative || text.startsWith("+") ? text.substring(1) : text;
            BigInteger value;
            if (digits.startsWith("0b")) {
                value = new BigInteger(digits.substring(2), 2);
            } else if (digits.startsWith("0x")) {
                value = new BigInteger(digits.substring(2), 16);
            } else if (digits.indexOf(':') >= 0) {
                value = BigInteger.ZERO;
                for (String part : digits.split(":")) {
                    value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
                }
            } else {
                value =
                        new BigInteger(
                                digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
            }
            return negative ? value.negate() : value;
        }

        private static String floating(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".inf")) {
                return lower.startsWith("-") ? "-Infinity" : "Infinity";
            }
            if (lower.endsWith(".nan")) {
                return "NaN";
            }
            if (lower.indexOf(':') >= 0) {
                double value = 0;
                for (String part : lower.replaceFirst("^[-+]", "").split(":")) {
                    value = value * 60 + Double.parseDouble(part);
                }
                return Double.toString(lower.startsWith("-") ? -value : value);
            }
            return Double.toString(Double.parseDouble(lower));
        }
    }
}
