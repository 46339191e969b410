package io.shardfold.proxy.mysql;

import io.shardfold.proxy.mysql.Words.Kind;
import io.shardfold.proxy.mysql.Words.Word;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A SELECT in which stands what only the proxy knows of the session:
 * {@code @@character_set_results}, {@code CONNECTION_ID()}. A shard would answer for its own
 * connection, so the values are put in as literals.
 */
final class SessionText {

    private static final int WORDS_MAX = 2000;

    private SessionText() {}

    /**
     * @param value gives the literal for a variable such as {@code @@autocommit} or a function such
     *     as {@code user()}, named in lower case without a scope; null for one that isn't the
     *     proxy's
     * @return the same text where nothing is put in
     */
    static String withValues(String sql, boolean backslashEscapes, UnaryOperator<String> value) {
        if (sql.indexOf("@@") < 0 && sql.indexOf("()") < 0) {
            return sql;
        }
        List<Word> words = Words.of(sql, backslashEscapes, WORDS_MAX);
        if (words == null || words.isEmpty() || !words.get(0).is("SELECT")) {
            return sql;
        }
        StringBuilder text = null;
        int copied = 0;
        for (int i = 1; i < words.size(); i++) {
            Word word = words.get(i);
            boolean call =
                    word.kind() == Kind.WORD
                            && i + 2 < words.size()
                            && words.get(i + 1).isSign('(')
                            && words.get(i + 2).isSign(')');
            if (word.kind() != Kind.VARIABLE && !call || words.get(i - 1).isSign('.')) {
                continue;
            }
            String literal = value.apply(name(word));
            if (literal == null) {
                continue;
            }
            int last = call ? i + 2 : i;
            if (text == null) {
                text = new StringBuilder(sql.length() + 64);
            }
            text.append(sql, copied, word.start()).append(literal);
            copied = words.get(last).end();
            if (isWholeItem(words, i, last)) {
                // The column is still called what the client wrote.
                String written = sql.substring(word.start(), copied);
                text.append(" AS `").append(written.replace("`", "``")).append('`');
            }
        }
        return text == null ? sql : text.append(sql, copied, sql.length()).toString();
    }

    private static String name(Word word) {
        String name = word.text().toLowerCase(Locale.ROOT);
        if (word.kind() != Kind.VARIABLE) {
            return name + "()";
        }
        for (String scope : new String[] {"@@session.", "@@local."}) {
            if (name.startsWith(scope)) {
                return "@@" + name.substring(scope.length());
            }
        }
        return name;
    }

    private static boolean isWholeItem(List<Word> words, int first, int last) {
        Word before = words.get(first - 1);
        if (!before.is("SELECT") && !before.isSign(',')) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < first; i++) {
            if (words.get(i).isSign('(')) {
                depth++;
            } else if (words.get(i).isSign(')')) {
                depth--;
            } else if (words.get(i).is("FROM")) {
                return false;
            }
        }
        if (depth != 0) {
            return false;
        }
        if (last + 1 == words.size()) {
            return true;
        }
        Word behind = words.get(last + 1);
        return behind.isSign(',') || behind.is("FROM") || behind.is("LIMIT");
    }
}
