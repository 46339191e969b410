package io.shardfold.proxy.mysql;

import io.shardfold.proxy.mysql.Words.Kind;
import io.shardfold.proxy.mysql.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A SET that sets character sets, maybe among other things: {@code SET NAMES}, {@code SET CHARACTER
 * SET}, {@code SET character_set_results = ...}. Those are a matter between the client and the
 * proxy and never reach a shard, whose connections keep to UTF-8.
 *
 * @param assignments in their order
 * @param rest what else is set, as a statement of its own for the engine; null where there is
 *     nothing
 */
record CharacterSetStatement(List<Assignment> assignments, String rest) {

    enum Target {
        /** Client and results. */
        NAMES,
        CLIENT,
        RESULTS,
        /** Of no effect here: literals and shards are in UTF-8. */
        CONNECTION
    }

    enum Source {
        NAME,
        DEFAULT,
        NULL,
        /** A variable, whose value the engine knows. */
        EXPRESSION
    }

    /**
     * @param value a character set's name, or an expression's text; null for DEFAULT and NULL
     * @param collation what SET NAMES names beside the set; null where it names none
     */
    record Assignment(Target target, Source source, String value, String collation) {

        Assignment(Target target, Source source, String value) {
            this(target, source, value, null);
        }
    }

    private static final int WORDS_MAX = 400;

    /** Null where the text is no such statement. */
    static CharacterSetStatement parse(String sql, boolean backslashEscapes) {
        List<Word> words = Words.of(sql, backslashEscapes, WORDS_MAX);
        if (words == null || words.size() < 2 || !words.get(0).is("SET")) {
            return null;
        }
        List<Assignment> assignments = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int start = 1;
        int depth = 0;
        for (int i = 1; i <= words.size(); i++) {
            Word word = i < words.size() ? words.get(i) : null;
            if (word != null && word.isSign('(')) {
                depth++;
            } else if (word != null && word.isSign(')')) {
                depth--;
            }
            if (word == null || depth == 0 && word.isSign(',')) {
                if (i == start) {
                    return null;
                }
                List<Word> item = words.subList(start, i);
                List<Assignment> own = assignment(item, sql);
                if (own == null) {
                    rest.append(rest.length() == 0 ? "SET " : ", ")
                            .append(sql, item.get(0).start(), item.get(item.size() - 1).end());
                } else {
                    assignments.addAll(own);
                }
                start = i + 1;
            }
        }
        return assignments.isEmpty()
                ? null
                : new CharacterSetStatement(
                        assignments, rest.length() == 0 ? null : rest.toString());
    }

    /** Null where the item sets something else. */
    private static List<Assignment> assignment(List<Word> item, String sql) {
        if (item.get(0).is("NAMES")) {
            if (item.size() == 4
                    && item.get(1).isNameOrString()
                    && item.get(2).is("COLLATE")
                    && item.get(3).isNameOrString()) {
                return List.of(
                        new Assignment(
                                Target.NAMES, Source.NAME, item.get(1).text(), item.get(3).text()));
            }
            return item.size() == 2 ? value(Target.NAMES, item.get(1)) : null;
        }
        if (item.get(0).is("CHARSET") && item.size() == 2) {
            return value(Target.NAMES, item.get(1));
        }
        if (item.get(0).is("CHARACTER") && item.size() == 3 && item.get(1).is("SET")) {
            return value(Target.NAMES, item.get(2));
        }
        int name = item.get(0).is("SESSION") || item.get(0).is("LOCAL") ? 1 : 0;
        if (item.size() < name + 3) {
            return null;
        }
        Target target = target(item.get(name));
        int value = name + 1;
        if (item.get(value).isSign(':')) {
            value++;
        }
        if (target == null || !item.get(value).isSign('=') || ++value >= item.size()) {
            return null;
        }
        if (item.size() == value + 1 && item.get(value).kind() != Kind.VARIABLE) {
            return value(target, item.get(value));
        }
        String expression = sql.substring(item.get(value).start(), item.get(item.size() - 1).end());
        return List.of(new Assignment(target, Source.EXPRESSION, expression));
    }

    private static Target target(Word word) {
        String name = word.text().toLowerCase(Locale.ROOT);
        if (word.kind() == Kind.VARIABLE) {
            if (!name.startsWith("@@")) {
                return null;
            }
            name = name.substring(2);
            if (name.startsWith("session.") || name.startsWith("local.")) {
                name = name.substring(name.indexOf('.') + 1);
            }
        } else if (word.kind() != Kind.WORD && word.kind() != Kind.QUOTED_NAME) {
            return null;
        }
        return switch (name) {
            case "character_set_client" -> Target.CLIENT;
            case "character_set_results" -> Target.RESULTS;
            case "character_set_connection" -> Target.CONNECTION;
            default -> null;
        };
    }

    private static List<Assignment> value(Target target, Word word) {
        if (word.is("DEFAULT")) {
            return List.of(new Assignment(target, Source.DEFAULT, null));
        }
        if (word.is("NULL")) {
            return List.of(new Assignment(target, Source.NULL, null));
        }
        return word.isNameOrString()
                ? List.of(new Assignment(target, Source.NAME, word.text()))
                : null;
    }
}
