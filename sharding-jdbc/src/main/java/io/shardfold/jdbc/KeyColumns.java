package io.shardfold.jdbc;

import io.shardfold.core.session.Prepared;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Statement.Insert;
import io.shardfold.sql.ast.Statement.Kind;
import java.sql.SQLException;
import java.sql.Statement;

/** Which generated keys a caller asks for, in JDBC's three forms. */
final class KeyColumns {

    private KeyColumns() {}

    static boolean wanted(int keysMode) throws SQLException {
        if (keysMode != Statement.RETURN_GENERATED_KEYS
                && keysMode != Statement.NO_GENERATED_KEYS) {
            throw SqlErrors.misuse(
                    keysMode + " is neither RETURN_GENERATED_KEYS nor NO_GENERATED_KEYS.");
        }
        return keysMode == Statement.RETURN_GENERATED_KEYS;
    }

    /** MySQL has one generated key a row whatever the index; PostgreSQL's driver refuses them. */
    static boolean wanted(int[] keyIndexes, Dialect dialect) throws SQLException {
        if (keyIndexes == null || keyIndexes.length == 0) {
            return false;
        }
        if (dialect == Dialect.POSTGRESQL) {
            throw SqlErrors.notSupported("Asking for generated keys by column index");
        }
        return true;
    }

    static boolean wanted(String[] keyNames) {
        return keyNames != null && keyNames.length > 0;
    }

    /**
     * The statement that gives just the named columns, in PostgreSQL; names are taken exactly.
     *
     * @return null where MySQL has its one key, or the statement is no INSERT, or gives rows itself
     */
    static Prepared returning(ShardfoldConnection connection, Prepared prepared, String[] keyNames)
            throws SQLException {
        if (!wanted(keyNames)
                || connection.dialect() != Dialect.POSTGRESQL
                || prepared.kind() != Kind.INSERT
                || !((Insert) prepared.statement()).returning().isEmpty()) {
            return null;
        }
        StringBuilder sql = new StringBuilder(prepared.sql().stripTrailing());
        while (sql.length() > 0 && sql.charAt(sql.length() - 1) == ';') {
            sql.setLength(sql.length() - 1);
        }
        // On a line of its own: the text may end with a comment.
        String separator = "\nRETURNING ";
        for (String name : keyNames) {
            sql.append(separator).append('"').append(name.replace("\"", "\"\"")).append('"');
            separator = ", ";
        }
        return connection.prepared(sql.toString(), false);
    }
}
