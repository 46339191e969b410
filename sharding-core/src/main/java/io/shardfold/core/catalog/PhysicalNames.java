package io.shardfold.core.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names of indexes, constraints and sequences that must differ between the physical tables of one
 * logical table: each is made of the logical name and the physical table's.
 */
public final class PhysicalNames {

    /** The longest name of either engine, in bytes: 63 in PostgreSQL, 64 in MySQL. */
    private static final int NAME_BYTES_MAX = 63;

    private PhysicalNames() {}

    /** The name for one physical table: the logical name where the table has it for itself. */
    public static String of(String logical, String table, String physical) {
        if (physical.equalsIgnoreCase(table)) {
            return logical;
        }
        String name = logical + "_" + physical;
        if (bytes(name) <= NAME_BYTES_MAX) {
            return name;
        }
        // Too long for the engine, which would cut it, maybe to another table's: cut it here, and
        // keep it unique by a hash of the whole.
        String hash = String.format(Locale.ROOT, "_%08x", name.hashCode());
        int end = Math.min(logical.length(), NAME_BYTES_MAX - hash.length());
        while (bytes(logical.substring(0, end)) > NAME_BYTES_MAX - hash.length()) {
            end--;
        }
        return logical.substring(0, end) + hash;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The logical name of an object of a physical table: as {@link #of} has made it, or as the
     * engine makes it by itself of the table's name (t_0_pkey, t_0_id_seq, t_0_ibfk_1). A name that
     * shows no trace of the physical table is the logical one.
     */
    public static String logical(String name, String table, String physical) {
        if (physical.equalsIgnoreCase(table)) {
            return name;
        }
        String behind = "_" + physical;
        if (name.length() > behind.length() && endsWith(name, behind)) {
            return name.substring(0, name.length() - behind.length());
        }
        String before = physical + "_";
        return name.regionMatches(true, 0, before, 0, before.length())
                ? table + name.substring(physical.length())
                : name;
    }

    /** The name that an object of one physical table has on another one of the same table. */
    public static String onOther(String name, String table, String physical, String other) {
        String logical = logical(name, table, physical);
        boolean before = name.regionMatches(true, 0, physical + "_", 0, physical.length() + 1);
        return before && !endsWith(name, "_" + physical)
                ? other + name.substring(physical.length())
                : of(logical, table, other);
    }

    private static boolean endsWith(String name, String end) {
        return name.regionMatches(true, name.length() - end.length(), end, 0, end.length());
    }
}
