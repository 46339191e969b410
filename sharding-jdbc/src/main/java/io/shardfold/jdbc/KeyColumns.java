package io.shardfold.jdbc;

import io.shardfold.core.session.Prepared;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Statement.Delete;
import io.shardfold.sql.ast.Statement.Insert;
import io.shardfold.sql.ast.Statement.Update;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Which generated keys a caller asks for, in JDBC's three forms.
 *
 * @param names as the caller gave them; empty for none; {@link #ALL} for all columns
 */
record KeyColumns(List<String> names) {

    private static final KeyColumns NONE = new KeyColumns(List.of());

    /** MySQL has one generated key a row; PostgreSQL's driver takes it for all columns. */
    private static final KeyColumns ALL = new KeyColumns(List.of("*"));

    static KeyColumns of(int keysMode) throws SQLException {
        return switch (keysMode) {
            case Statement.RETURN_GENERATED_KEYS -> ALL;
            case Statement.NO_GENERATED_KEYS -> NONE;
            default ->
                    throw SqlErrors.misuse(
                            keysMode + " is neither RETURN_GENERATED_KEYS nor NO_GENERATED_KEYS.");
        };
    }

    /** MySQL has one generated key a row whatever the index; PostgreSQL's driver refuses them. */
    static KeyColumns of(int[] keyIndexes, Dialect dialect) throws SQLException {
        if (keyIndexes == null || keyIndexes.length == 0) {
            return NONE;
        }
        if (dialect == Dialect.POSTGRESQL) {
            throw SqlErrors.notSupported("Asking for generated keys by column index");
        }
        return ALL;
    }

    static KeyColumns of(String[] keyNames) {
        return keyNames == null || keyNames.length == 0 ? NONE : new KeyColumns(List.of(keyNames));
    }

    boolean areWanted() {
        return !names.isEmpty();
    }

    /**
     * The statement that gives just these columns, in PostgreSQL; names are taken exactly.
     *
     * @return null where MySQL has its one key, or the statement changes no rows, or gives rows
     *     itself
     */
    Prepared returning(ShardfoldConnection connection, Prepared prepared) throws SQLException {
        if (!areWanted()
                || !connection.session().database().isPostgresqlServer()
                || !isPlainWrite(prepared)) {
            return null;
        }
        StringBuilder sql = new StringBuilder(prepared.sql().stripTrailing());
        while (sql.length() > 0 && sql.charAt(sql.length() - 1) == ';') {
            sql.setLength(sql.length() - 1);
        }
        // On a line of its own: the text may end with a comment.
        String separator = "\nRETURNING ";
        for (String name : names) {
            String column = name.equals("*") ? "*" : '"' + name.replace("\"", "\"\"") + '"';
            sql.append(separator).append(column);
            separator = ", ";
        }
        return connection.prepared(sql.toString(), false);
    }

    /** Whether it changes rows and gives none. */
    static boolean isPlainWrite(Prepared prepared) {
        return switch (prepared.kind()) {
            case INSERT -> ((Insert) prepared.statement()).returning().isEmpty();
            case UPDATE -> ((Update) prepared.statement()).returning().isEmpty();
            case DELETE -> ((Delete) prepared.statement()).returning().isEmpty();
            default -> false;
        };
    }
}
