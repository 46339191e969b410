package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.Collation;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.TextEquality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The router of each sharded table for the column types that the catalog knows. Made once per
 * catalog; thread-safe.
 */
public final class Routers {

    private final Map<ShardedTable, Router> routers = new ConcurrentHashMap<>();

    /**
     * @param catalog null where the table's columns aren't known
     */
    public Router of(ShardedTable table, CatalogTable catalog) {
        return routers.computeIfAbsent(table, missing -> missing.router(domains(missing, catalog)));
    }

    private static List<KeyDomain> domains(ShardedTable table, CatalogTable catalog) {
        List<KeyDomain> domains = new ArrayList<>();
        for (String column : table.keyColumns()) {
            CatalogColumn known = catalog == null ? null : catalog.column(column);
            domains.add(known == null ? KeyDomain.UNKNOWN : domain(known));
        }
        return domains;
    }

    static KeyDomain domain(CatalogColumn column) {
        return switch (column.type()) {
            case INTEGER, UNSIGNED -> KeyDomain.INTEGER;
            case YEAR -> KeyDomain.of(KeyType.YEAR);
            case BIT -> KeyDomain.of(KeyType.BITS);
            case DECIMAL -> new KeyDomain(KeyType.DECIMAL, column.scale(), TextEquality.EXACT);
            case FLOAT ->
                    KeyDomain.of(
                            column.length() > 0 && column.length() <= 24
                                    ? KeyType.REAL
                                    : KeyType.DOUBLE);
            case BOOLEAN -> KeyDomain.of(KeyType.BOOLEAN);
            case TEXT -> KeyDomain.text(equality(column.collation()));
            case ENUM -> new KeyDomain(KeyType.ENUM, -1, equality(column.collation()));
            case CHAR ->
                    KeyDomain.text(
                            equality(column.collation()) == TextEquality.EXACT
                                    ? TextEquality.PADDED
                                    : equality(column.collation()));
            case BINARY -> KeyDomain.of(KeyType.BYTES);
            case DATE -> KeyDomain.of(KeyType.DATE);
            case TIME -> new KeyDomain(KeyType.TIME, column.scale(), TextEquality.EXACT);
            case TIMESTAMP -> new KeyDomain(KeyType.TIMESTAMP, column.scale(), TextEquality.EXACT);
            case TIMESTAMP_WITH_ZONE ->
                    new KeyDomain(KeyType.MOMENT, column.scale(), TextEquality.EXACT);
            case UUID -> KeyDomain.of(KeyType.UUID);
            case SET, JSON, OTHER -> KeyDomain.UNKNOWN;
        };
    }

    private static TextEquality equality(Collation collation) {
        if (collation == null) {
            return TextEquality.UNKNOWN;
        }
        if (collation.exact()) {
            return collation.order() == Collation.Order.WEIGHT_PADDED
                    ? TextEquality.PADDED
                    : TextEquality.EXACT;
        }
        return collation.order() == Collation.Order.DATABASE
                ? TextEquality.UNKNOWN
                : TextEquality.FOLDED;
    }
}
