package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the physical tables of one logical table differ. Rows are merged column by column, so that
 * names, order, types and collations must be the same; the rest makes one shard refuse what another
 * takes.
 */
final class TableStructure {

    private TableStructure() {}

    /** What the check says of a column's type: {@code varchar(20)}, {@code bigint unsigned}. */
    static String type(CatalogColumn column) {
        StringBuilder type = new StringBuilder(column.typeName());
        ColumnType family = column.type();
        if ((family.isText() || family == ColumnType.BINARY) && column.length() > 0) {
            type.append('(').append(column.length()).append(')');
        } else if (family == ColumnType.DECIMAL && column.scale() >= 0) {
            type.append(" with ").append(column.scale()).append(" fraction digits");
        } else if (family.isTemporal() && family != ColumnType.DATE) {
            type.append('(').append(column.scale()).append(')');
        }
        return family == ColumnType.UNSIGNED
                ? type.append(" unsigned").toString()
                : type.toString();
    }

    /**
     * @return a sentence's end per difference, such as {@code column 'total' is int, and bigint in
     *     ds_0.t_order_0}; empty when there is none
     */
    static List<String> differences(CatalogTable table, CatalogTable first, String firstName) {
        List<String> differences = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (CatalogColumn expected : first.columns()) {
            CatalogColumn column = table.column(expected.name());
            if (column == null) {
                missing.add(expected.name());
            } else {
                addColumn(column, expected, firstName, differences);
            }
        }
        List<String> added = new ArrayList<>();
        for (CatalogColumn column : table.columns()) {
            if (first.column(column.name()) == null) {
                added.add(column.name());
            }
        }
        if (!missing.isEmpty()) {
            differences.add(
                    "it has no column " + quoted(missing) + ", which " + firstName + " has");
        }
        if (!added.isEmpty()) {
            differences.add("it has a column " + quoted(added) + ", which " + firstName + " lacks");
        }
        if (missing.isEmpty() && added.isEmpty() && !isOrderedAlike(table, first)) {
            differences.add(
                    "its columns stand in the order "
                            + names(table)
                            + ", and in "
                            + firstName
                            + " "
                            + names(first));
        }
        if (!lower(table.primaryKey()).equals(lower(first.primaryKey()))) {
            differences.add(
                    "its primary key is "
                            + key(table)
                            + ", and that of "
                            + firstName
                            + " is "
                            + key(first));
        }
        return differences;
    }

    private static void addColumn(
            CatalogColumn column,
            CatalogColumn expected,
            String firstName,
            List<String> differences) {
        String name = "column '" + column.name() + "' ";
        if (!type(column).equals(type(expected))) {
            differences.add(
                    name + "is " + type(column) + ", and " + type(expected) + " in " + firstName);
        } else if (!Objects.equals(collation(column), collation(expected))) {
            differences.add(
                    name
                            + "has collation "
                            + collation(column)
                            + ", and "
                            + collation(expected)
                            + " in "
                            + firstName);
        }
        addFlag(
                nullability(column.nullable()),
                nullability(expected.nullable()),
                name,
                firstName,
                differences);
        addFlag(filling(column), filling(expected), name, firstName, differences);
    }

    private static void addFlag(
            String here,
            String expected,
            String column,
            String firstName,
            List<String> differences) {
        if (!here.equals(expected)) {
            differences.add(column + here + ", and " + expected + " in " + firstName);
        }
    }

    private static String nullability(boolean nullable) {
        return nullable ? "may be NULL" : "is NOT NULL";
    }

    private static String filling(CatalogColumn column) {
        if (column.generated()) {
            return "is computed";
        }
        if (column.autoIncrement()) {
            return "is counted by the database";
        }
        return column.hasDefault() ? "has a default" : "has no default";
    }

    private static String collation(CatalogColumn column) {
        return column.collation() == null ? null : column.collation().name();
    }

    private static boolean isOrderedAlike(CatalogTable table, CatalogTable first) {
        for (int i = 0; i < first.columns().size(); i++) {
            if (!first.columns().get(i).name().equalsIgnoreCase(table.columns().get(i).name())) {
                return false;
            }
        }
        return true;
    }

    private static String key(CatalogTable table) {
        return table.primaryKey().isEmpty() ? "missing" : table.primaryKey().toString();
    }

    private static List<String> names(CatalogTable table) {
        return table.columns().stream().map(CatalogColumn::name).toList();
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static String quoted(List<String> names) {
        return "'" + String.join("', '", names) + "'";
    }
}
