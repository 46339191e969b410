package io.shardfold.proxy.postgresql;

import io.shardfold.core.session.Description;
import io.shardfold.core.session.Prepared;
import io.shardfold.sql.ast.Statement;
import java.sql.Types;
import java.util.List;

/** A statement that a client has prepared. Belongs to its session. */
final class PreparedText {

    private final String name;
    private final String sql;
    private final int[] parameterTypes;
    private final SessionStatement sessionStatement;
    private Prepared prepared;
    private int[] describedTypes;
    private int[] describedJdbcTypes;
    private List<ColumnType> columns;

    /**
     * @param name empty for the unnamed statement
     * @param parameterTypes as the client gave them: may be fewer than there are parameters
     * @param sessionStatement null for a statement of the engine's; then {@code prepared} is the
     *     cursor's query, or empty
     */
    PreparedText(
            String name,
            String sql,
            int[] parameterTypes,
            SessionStatement sessionStatement,
            Prepared prepared) {
        this.name = name;
        this.sql = sql;
        this.parameterTypes = parameterTypes;
        this.sessionStatement = sessionStatement;
        this.prepared = prepared;
    }

    String name() {
        return name;
    }

    /** As the client sent it. */
    String sql() {
        return sql;
    }

    /** Null for a statement of the engine's. */
    SessionStatement sessionStatement() {
        return sessionStatement;
    }

    /** What the engine is to prepare: the statement itself, or the query of a cursor. */
    String engineSql() {
        if (sessionStatement == null) {
            return sql;
        }
        return sessionStatement instanceof SessionStatement.Declare declare ? declare.query() : "";
    }

    /** The newest plan. */
    Prepared prepared() {
        return prepared;
    }

    void prepared(Prepared renewed) {
        prepared = renewed;
    }

    boolean isDescribed() {
        return describedTypes != null;
    }

    /** What the database said of it. */
    void described(Description description) {
        describedTypes = description.parameterTypeIds().clone();
        describedJdbcTypes = description.parameterJdbcTypes().clone();
        columns = description.columns() == null ? null : ColumnType.of(description.columns());
    }

    /** Null for a statement without rows. Only when it {@link #isDescribed}. */
    List<ColumnType> columns() {
        assert isDescribed();
        return columns;
    }

    /** Whether the client named types: the database wasn't told of them when it was asked. */
    boolean hasGivenTypes() {
        for (int type : parameterTypes) {
            if (isGiven(type)) {
                return true;
            }
        }
        return false;
    }

    /** The client's types, else the database's; 0 where neither is known. */
    int parameterType(int index) {
        if (index < parameterTypes.length && isGiven(parameterTypes[index])) {
            return parameterTypes[index];
        }
        return describedTypes != null && index < describedTypes.length ? describedTypes[index] : 0;
    }

    /**
     * Whether the database knows a parameter whose type isn't built in as text: an enum's binary
     * format is its label.
     */
    boolean isTextual(int index) {
        return describedJdbcTypes != null
                && index < describedJdbcTypes.length
                && describedJdbcTypes[index] == Types.VARCHAR;
    }

    private static boolean isGiven(int type) {
        return type != 0 && type != PostgresqlType.UNKNOWN.oid();
    }

    /** All that the client may give values for. */
    int[] allParameterTypes() {
        int[] all = new int[Math.max(prepared.parameterCount(), parameterTypes.length)];
        for (int i = 0; i < all.length; i++) {
            int type = parameterType(i);
            all[i] = type == 0 ? PostgresqlType.TEXT.oid() : type;
        }
        return all;
    }

    /** Whether it is known without asking that it gives no rows. */
    boolean isRowless() {
        if (sessionStatement != null) {
            return !(sessionStatement instanceof SessionStatement.Fetch fetch) || fetch.move();
        }
        return switch (prepared.kind()) {
            case BEGIN,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    RELEASE_SAVEPOINT,
                    SET_TRANSACTION,
                    SET,
                    RESET,
                    USE,
                    EMPTY ->
                    true;
            case INSERT -> ((Statement.Insert) prepared.statement()).returning().isEmpty();
            case UPDATE -> ((Statement.Update) prepared.statement()).returning().isEmpty();
            case DELETE -> ((Statement.Delete) prepared.statement()).returning().isEmpty();
            case MERGE -> ((Statement.Merge) prepared.statement()).returning().isEmpty();
            case QUERY, DDL, UTILITY, SHOW, EXPLAIN, OTHER -> false;
        };
    }
}
