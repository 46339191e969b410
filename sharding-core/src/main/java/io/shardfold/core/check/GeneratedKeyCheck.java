package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.ColumnType;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.key.KeyGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a table's keys are generated for a column that can hold them. */
final class GeneratedKeyCheck {

    /** Types of 8 bytes, as the engines name them. */
    private static final Set<String> LONG_TYPES = Set.of("bigint", "int8");

    private static final int LONG_DIGITS = 19;

    private final ShardedTable table;
    private final Place place;
    private final CatalogTable columns;
    private final Findings findings;
    private final String column;
    private final KeyGenerator generator;

    GeneratedKeyCheck(ShardedTable table, Place place, CatalogTable columns, Findings findings) {
        this.table = table;
        this.place = place;
        this.columns = columns;
        this.findings = findings;
        this.column = table.keyGeneration().column();
        this.generator = table.keyGeneration().generator();
    }

    void run() {
        CatalogColumn known = columns.column(column);
        if (known == null) {
            List<String> names = columns.columns().stream().map(CatalogColumn::name).toList();
            findings.error(
                    place,
                    "The table "
                            + table.name()
                            + " has no column "
                            + column
                            + ", for which keys are to be generated; its columns are "
                            + String.join(", ", names)
                            + ".",
                    NearestName.of(column, names));
            return;
        }
        if (known.generated()) {
            findings.error(
                    place,
                    "The database computes "
                            + table.name()
                            + "."
                            + column
                            + ": no key can be stored in it.");
            return;
        }
        String unfit = unfit(known);
        if (unfit != null) {
            findings.error(
                    place,
                    generator.type()
                            + " makes "
                            + unfit
                            + ", which "
                            + table.name()
                            + "."
                            + column
                            + " ("
                            + TableStructure.type(known)
                            + ") can't hold.");
        }
        if (!columns.primaryKey().isEmpty()
                && columns.primaryKey().stream().noneMatch(column::equalsIgnoreCase)) {
            findings.warn(
                    place,
                    "Keys are generated for "
                            + table.name()
                            + "."
                            + column
                            + ", which isn't part of its primary key "
                            + columns.primaryKey()
                            + ".");
        }
    }

    /** What the generator makes, where the column can't hold it; else null. */
    private String unfit(CatalogColumn known) {
        Class<?> made = generator.valueClass();
        if (made == Long.class) {
            return holdsLong(known) ? null : "numbers of 64 bits";
        }
        int length = generator.textLength();
        boolean fits =
                known.type().isText() && (known.length() == 0 || known.length() >= length)
                        || known.type() == ColumnType.UUID && generator.type().equals("UUID")
                        || known.type() == ColumnType.BINARY && known.length() >= length;
        return fits ? null : "texts of " + length + " characters";
    }

    private static boolean holdsLong(CatalogColumn known) {
        return switch (known.type()) {
            case INTEGER, UNSIGNED ->
                    LONG_TYPES.contains(known.typeName().toLowerCase(Locale.ROOT));
            case DECIMAL -> true;
            case TEXT, CHAR -> known.length() == 0 || known.length() >= LONG_DIGITS;
            // A double has 53 bits.
            default -> false;
        };
    }
}
