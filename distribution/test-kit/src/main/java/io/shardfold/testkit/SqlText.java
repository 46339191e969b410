package io.shardfold.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Just enough lexing to tell a statement's own words from what stands in quotes, comments and
 * parentheses.
 *
 * <p>Kept apart from the parser that is tested: a test must not share its mistakes.
 */
record SqlText(String sql, boolean speaksMySql) {

    /**
     * The end of the string, quoted name or comment that starts at {@code start}; {@code start}
     * itself if none does.
     */
    int endOfQuoted(int start) {
        char c = sql.charAt(start);
        if (c == '\'' || c == '"' || c == '`' && speaksMySql) {
            return endOfQuotes(start, c);
        }
        if (sql.startsWith("--", start) || c == '#' && speaksMySql) {
            int end = sql.indexOf('\n', start);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", start)) {
            int end = sql.indexOf("*/", start + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        if (c == '$' && !speaksMySql) {
            return endOfDollarQuotes(start);
        }
        return start;
    }

    private int endOfQuotes(int start, char quote) {
        boolean backslashEscapes = speaksMySql && quote != '`';
        for (int i = start + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashEscapes) {
                i++;
            } else if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    /** {@code $tag$ … $tag$}; a parameter such as {@code $1} is none. */
    private int endOfDollarQuotes(int start) {
        int tagEnd = start + 1;
        while (tagEnd < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(tagEnd)) || sql.charAt(tagEnd) == '_')) {
            tagEnd++;
        }
        boolean isTag =
                tagEnd < sql.length()
                        && sql.charAt(tagEnd) == '$'
                        && !Character.isDigit(sql.charAt(start + 1));
        if (!isTag) {
            return start;
        }
        String tag = sql.substring(start, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        return end < 0 ? sql.length() : end + tag.length();
    }

    /** Replaces each {@code ?} that is a placeholder, in order. */
    String withPlaceholders(List<String> literals) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (int i = 0; i < sql.length(); ) {
            int end = endOfQuoted(i);
            if (end > i) {
                text.append(sql, i, end);
                i = end;
            } else if (sql.charAt(i) == '?') {
                if (used == literals.size()) {
                    throw new IllegalArgumentException(
                            "More placeholders than the " + used + " parameters: " + sql);
                }
                text.append(literals.get(used++));
                i++;
            } else {
                text.append(sql.charAt(i++));
            }
        }
        if (used < literals.size()) {
            throw new IllegalArgumentException(
                    used + " placeholders for " + literals.size() + " parameters: " + sql);
        }
        return text.toString();
    }

    /** True where the statement only reads; a WITH that writes isn't told apart. */
    boolean isQuery() {
        String first = words().isEmpty() ? "" : words().get(0).text();
        return switch (first) {
            case "SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN" -> true;
            default -> false;
        };
    }

    /** The terms of the statement's own ORDER BY, as written; empty if it has none. */
    List<String> orderByTerms() {
        List<Word> words = topLevelWords();
        for (int i = words.size() - 2; i >= 0; i--) {
            if (words.get(i).text().equals("ORDER") && words.get(i + 1).text().equals("BY")) {
                return splitAtCommas(words.get(i + 1).end(), endOfOrderBy(words, i + 2));
            }
        }
        return List.of();
    }

    private record Word(String text, int start, int end) {}

    private List<Word> topLevelWords() {
        return words(0);
    }

    private List<Word> words() {
        return words(Integer.MAX_VALUE);
    }

    /** The words outside of quotes and comments, in at most so many parentheses. */
    private List<Word> words(int depthMax) {
        List<Word> words = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < sql.length(); ) {
            int end = endOfQuoted(i);
            if (end > i) {
                i = end;
                continue;
            }
            char c = sql.charAt(i);
            if (Character.isJavaIdentifierStart(c)) {
                end = i + 1;
                while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                    end++;
                }
                if (depth <= depthMax) {
                    words.add(new Word(sql.substring(i, end).toUpperCase(Locale.ROOT), i, end));
                }
                i = end;
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i++;
        }
        return words;
    }

    private int endOfOrderBy(List<Word> words, int from) {
        for (Word word : words.subList(from, words.size())) {
            switch (word.text()) {
                case "LIMIT", "OFFSET", "FETCH", "FOR", "LOCK", "INTO", "PROCEDURE" -> {
                    return word.start();
                }
                default -> {
                    // Part of a term.
                }
            }
        }
        int semicolon = sql.lastIndexOf(';');
        return semicolon > 0 && sql.substring(semicolon + 1).isBlank() ? semicolon : sql.length();
    }

    private List<String> splitAtCommas(int start, int end) {
        List<String> terms = new ArrayList<>();
        int depth = 0;
        int termStart = start;
        for (int i = start; i < end; ) {
            int quotedEnd = endOfQuoted(i);
            if (quotedEnd > i) {
                i = quotedEnd;
                continue;
            }
            char c = sql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                terms.add(sql.substring(termStart, i).strip());
                termStart = i + 1;
            }
            i++;
        }
        terms.add(sql.substring(termStart, end).strip());
        return terms;
    }
}
