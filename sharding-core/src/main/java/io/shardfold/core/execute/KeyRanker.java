package io.shardfold.core.execute;

import io.shardfold.core.error.ShardException;
import io.shardfold.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Asks one shard how its collation orders texts, for the collations of which no key can be compared
 * outside the database: one round trip, about 2 µs a text.
 *
 * <p>The question needs a connection of its own for that time: the session's may be busy with the
 * very rows that are to be ordered.
 */
public final class KeyRanker {

    private final StorageUnit unit;
    private final String sql;
    private final boolean json;

    private KeyRanker(StorageUnit unit, String sql, boolean json) {
        this.unit = unit;
        this.sql = sql;
        this.json = json;
    }

    /**
     * @param type PostgreSQL: the type to which each text is cast before it is compared, such as
     *     {@code text}, {@code bpchar} or the name of an enum, quoted as SQL needs it; null for
     *     text
     * @param collation as SQL needs it after COLLATE, such as {@code "de-x-icu"}; null for the
     *     type's own
     */
    public static KeyRanker of(StorageUnit unit, String type, String collation) {
        boolean mysql = unit.dialect() == Dialect.MYSQL;
        return new KeyRanker(unit, mysql ? mysql(collation) : postgresql(type, collation), mysql);
    }

    private static String postgresql(String type, String collation) {
        String key = "k::" + (type == null ? "text" : type);
        return "SELECT dense_rank() OVER (ORDER BY "
                + (collation == null ? key : "(" + key + ") COLLATE " + collation)
                + ")::int FROM unnest(?::text[]) WITH ORDINALITY AS t(k, o) ORDER BY o";
    }

    private static String mysql(String collation) {
        String key = "k";
        if (collation != null) {
            String characterSet = characterSet(collation);
            key = "CONVERT(k USING " + characterSet + ") COLLATE " + collation;
        }
        return "SELECT DENSE_RANK() OVER (ORDER BY "
                + key
                + ") FROM JSON_TABLE(?, '$[*]' COLUMNS (o FOR ORDINALITY, k LONGTEXT CHARACTER SET"
                + " utf8mb4 PATH '$')) AS t ORDER BY o";
    }

    /** A collation's name begins with its character set's; MariaDB's newer ones go with any. */
    private static String characterSet(String collation) {
        String lower = collation.toLowerCase(Locale.ROOT);
        int end = lower.indexOf('_');
        return end < 0 || lower.startsWith("uca") ? "utf8mb4" : lower.substring(0, end);
    }

    /**
     * Ranks texts. Blocks.
     *
     * @param texts no nulls
     * @return one per text: equal where the database says they are equal, smaller where it says
     *     that one comes before the other
     * @throws ShardException the shard's own error
     */
    public int[] ranks(String[] texts) {
        Connection connection = unit.connection();
        try (connection;
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, json ? jsonArray(texts) : arrayLiteral(texts));
            int[] ranks = new int[texts.length];
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; i < ranks.length; i++) {
                    if (!rows.next()) {
                        throw new IllegalStateException("Ranked " + i + " of " + ranks.length);
                    }
                    ranks[i] = rows.getInt(1);
                }
            }
            return ranks;
        } catch (SQLException e) {
            throw new ShardException(unit.name(), e);
        }
    }

    /**
     * @see "PostgreSQL documentation, Arrays, Array Input and Output Syntax"
     */
    private static String arrayLiteral(String[] texts) {
        StringBuilder literal = new StringBuilder("{");
        for (int i = 0; i < texts.length; i++) {
            literal.append(i == 0 ? "\"" : ",\"");
            String text = texts[i];
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"' || c == '\\') {
                    literal.append('\\');
                }
                literal.append(c);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }

    private static String jsonArray(String[] texts) {
        StringBuilder array = new StringBuilder("[");
        for (int i = 0; i < texts.length; i++) {
            array.append(i == 0 ? "\"" : ",\"");
            String text = texts[i];
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"' || c == '\\') {
                    array.append('\\').append(c);
                } else if (c < ' ') {
                    array.append("\\u00")
                            .append(Character.forDigit(c >> 4, 16))
                            .append(Character.forDigit(c & 15, 16));
                } else {
                    array.append(c);
                }
            }
            array.append('"');
        }
        return array.append(']').toString();
    }
}
