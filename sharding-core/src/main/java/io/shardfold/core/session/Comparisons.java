package io.shardfold.core.session;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.KeyRanker;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.merge.RowOrder;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.plan.SortKey;
import io.shardfold.core.row.ResultColumn;
import java.sql.Types;
import java.util.List;
import java.util.Locale;

/**
 * Makes the order of shards' rows from a plan's keys and the types of the columns that came back.
 */
final class Comparisons {

    private final List<ResultColumn> columns;
    private final int visible;
    private final StorageUnit unit;

    /**
     * @param unit a shard that can be asked how its collation orders
     */
    Comparisons(List<ResultColumn> columns, int derivedCount, StorageUnit unit) {
        this.columns = columns;
        this.visible = columns.size() - derivedCount;
        this.unit = unit;
    }

    RowOrder order(List<SortKey> keys) {
        RowOrder.Key[] result = new RowOrder.Key[keys.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = key(keys.get(i));
        }
        return RowOrder.of(result);
    }

    int column(boolean derived, int index) {
        return derived ? visible + index : index < 0 ? visible + index : index;
    }

    private RowOrder.Key key(SortKey key) {
        int column = column(key.derived(), key.index());
        Comparison comparison =
                key.comparison() == null ? byType(columns.get(column)) : key.comparison();
        return new RowOrder.Key(
                column,
                comparison,
                key.descending(),
                key.nullsFirst(),
                key.pad(),
                comparison == Comparison.RANKED
                        ? KeyRanker.of(unit, key.rankType(), key.rankCollation())::ranks
                        : null);
    }

    static boolean isFloat(ResultColumn column) {
        return column.jdbcType() == Types.REAL
                || column.jdbcType() == Types.FLOAT
                || column.jdbcType() == Types.DOUBLE;
    }

    private static Comparison byType(ResultColumn column) {
        String type = column.typeName().toLowerCase(Locale.ROOT);
        switch (type) {
            case "timestamptz", "timestamp with time zone":
                return Comparison.TIMESTAMP_WITH_ZONE;
            case "timetz", "time with time zone":
                return Comparison.TIME_WITH_ZONE;
            case "interval":
                return Comparison.INTERVAL;
            case "uuid":
                return Comparison.UUID;
            case "bool", "boolean":
                return Comparison.BOOLEAN;
            case "bit":
                // MySQL's: PostgreSQL's are compared by the database.
                return Comparison.BYTES;
            default:
                break;
        }
        return switch (column.jdbcType()) {
            case Types.BIT, Types.BOOLEAN -> Comparison.BOOLEAN;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Comparison.INTEGER;
            case Types.BIGINT -> column.signed() ? Comparison.INTEGER : Comparison.DECIMAL;
            case Types.NUMERIC, Types.DECIMAL -> Comparison.DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Comparison.FLOAT;
            case Types.DATE -> Comparison.DATE;
            case Types.TIME -> Comparison.TIME;
            case Types.TIMESTAMP -> Comparison.TIMESTAMP;
            case Types.TIME_WITH_TIMEZONE -> Comparison.TIME_WITH_ZONE;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Comparison.TIMESTAMP_WITH_ZONE;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Comparison.BYTES;
            case Types.NULL -> Comparison.TEXT;
            default ->
                    throw StatementException.notSupported(
                            "Ordering or grouping rows of several shards by a value of type "
                                    + column.typeName(),
                            StatementException.NO_POSITION,
                            "Order by a plain column, or cast the value.");
        };
    }
}
