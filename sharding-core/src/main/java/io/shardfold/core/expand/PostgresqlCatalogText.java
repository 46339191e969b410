package io.shardfold.core.expand;

import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.SystemCatalog.Column;
import io.shardfold.core.catalog.SystemCatalog.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code information_schema} and {@code pg_catalog}.
 *
 * <p>OIDs are the host's. Those of other data sources' tables, and of what belongs to them, are
 * moved into a range of their own above 2^31, in which no server gets within two thousand million
 * objects.
 */
final class PostgresqlCatalogText extends CatalogText {

    /** The first moved OID, and the room that each data source has; more raise 22003. */
    private static final long MOVED_FROM = 1L << 31;

    private static final long MOVED_ROOM = 1L << 26;

    /** Objects below this OID are of the server's own making and the same everywhere. */
    private static final int FIRST_USER_OID = 16384;

    /** By relation of pg_catalog the columns that say which relation a row is about. */
    private static final Map<String, List<String>> ABOUT =
            Map.ofEntries(
                    Map.entry("pg_class", List.of("oid")),
                    Map.entry("pg_attribute", List.of("attrelid")),
                    Map.entry("pg_index", List.of("indrelid")),
                    Map.entry("pg_constraint", List.of("conrelid")),
                    Map.entry("pg_attrdef", List.of("adrelid")),
                    Map.entry("pg_type", List.of("typrelid")),
                    Map.entry("pg_depend", List.of("objid", "refobjid")),
                    Map.entry("pg_shdepend", List.of("objid")),
                    Map.entry("pg_description", List.of("objoid")),
                    Map.entry("pg_seclabel", List.of("objoid")),
                    Map.entry("pg_init_privs", List.of("objoid")),
                    Map.entry("pg_trigger", List.of("tgrelid")),
                    Map.entry("pg_rewrite", List.of("ev_class")),
                    Map.entry("pg_policy", List.of("polrelid")),
                    Map.entry("pg_statistic", List.of("starelid")),
                    Map.entry("pg_statistic_ext", List.of("stxrelid")),
                    Map.entry("pg_sequence", List.of("seqrelid")),
                    Map.entry("pg_inherits", List.of("inhrelid")),
                    Map.entry("pg_partitioned_table", List.of("partrelid")),
                    Map.entry("pg_foreign_table", List.of("ftrelid")),
                    Map.entry("pg_publication_rel", List.of("prrelid")),
                    Map.entry("pg_locks", List.of("relation")));

    /** Columns that hold OIDs of relations and of what belongs to them. */
    private static final Set<String> MOVED =
            Set.of(
                    "oid",
                    "reltype",
                    "relfilenode",
                    "reltoastrelid",
                    "attrelid",
                    "indexrelid",
                    "indrelid",
                    "conrelid",
                    "conindid",
                    "confrelid",
                    "conparentid",
                    "adrelid",
                    "objoid",
                    "objid",
                    "refobjid",
                    "typrelid",
                    "typarray",
                    "typelem",
                    "tgrelid",
                    "tgconstrrelid",
                    "tgconstrindid",
                    "tgconstraint",
                    "tgparentid",
                    "ev_class",
                    "polrelid",
                    "starelid",
                    "stxrelid",
                    "seqrelid",
                    "inhrelid",
                    "inhparent",
                    "partrelid",
                    "ftrelid",
                    "prrelid",
                    "relid");

    private static final Set<String> NAMES =
            Set.of(
                    "relname",
                    "indexrelname",
                    "tablename",
                    "indexname",
                    "sequencename",
                    "sequence_name",
                    "conname",
                    "stxname",
                    "typname",
                    "table_name",
                    "event_object_table",
                    "object_name",
                    "constraint_name",
                    "unique_constraint_name");

    /** Texts in which names stand. */
    private static final Set<String> TEXTS =
            Set.of(
                    "indexdef",
                    "definition",
                    "view_definition",
                    "column_default",
                    "check_clause",
                    "generation_expression",
                    "action_statement",
                    "action_condition");

    PostgresqlCatalogText(SystemCatalog system) {
        super(system);
    }

    @Override
    String query(String schema, String relation, String dataSource, Collection<String> more) {
        List<Column> columns = system.columns(schema, relation);
        if (columns == null) {
            return null;
        }
        List<String> conditions = new ArrayList<>();
        boolean concerned =
                schema.equals("pg_catalog")
                        ? conditions(relation, columns, dataSource, conditions)
                        : informationSchema(columns, dataSource, conditions);
        if (!concerned) {
            return null;
        }
        boolean nameless =
                schema.equals("information_schema")
                        && has(columns, "constraint_name")
                        && !has(columns, "table_name");
        StringBuilder sql = new StringBuilder(nameless ? "SELECT DISTINCT " : "SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append(shown(columns.get(i), dataSource))
                    .append(" AS \"")
                    .append(columns.get(i).name())
                    .append('"');
        }
        if (ABOUT.containsKey(relation) && !relation.equals("pg_locks")) {
            more.forEach(
                    column ->
                            sql.append(", x.")
                                    .append(column)
                                    .append(" AS ")
                                    .append(SystemExpander.SYSTEM_PREFIX)
                                    .append(column));
        }
        sql.append(" FROM ").append(schema).append(".\"").append(relation).append("\" x");
        String word = " WHERE ";
        for (String condition : conditions) {
            sql.append(word).append('(').append(condition).append(')');
            word = " AND ";
        }
        return sql.toString();
    }

    private static boolean has(List<Column> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    // ---- which rows

    /** Whether the relation is about relations or databases at all, and adds rows here. */
    private boolean conditions(
            String relation, List<Column> columns, String dataSource, List<String> conditions) {
        boolean host = isHost(dataSource);
        Place place = place(dataSource);
        String in = host ? " NOT IN " : " IN ";
        if (relation.equals("pg_database")) {
            conditions.add("x.datname = " + literal(place.database()));
            return host;
        }
        if (ABOUT.containsKey(relation)) {
            about(relation, dataSource, conditions);
        } else if (has(columns, "relid") && (has(columns, "relname") || host)) {
            conditions.add("x.relid" + in + relations(dataSource));
        } else if (has(columns, "sequencename")) {
            conditions.add("x.sequencename" + in + namesOf(relations(dataSource)));
        } else if (has(columns, "tablename")) {
            named("x.tablename", place, host, conditions);
        } else if (has(columns, "viewname")) {
            named("x.viewname", place, host, conditions);
        } else {
            return host && (has(columns, "datname") || has(columns, "relid"));
        }
        return true;
    }

    private static void named(String column, Place place, boolean host, List<String> conditions) {
        if (!host) {
            conditions.add(column + " IN " + list(place.shown()));
        } else if (!place.hidden().isEmpty()) {
            conditions.add(column + " NOT IN " + list(place.hidden()));
        }
    }

    private void about(String relation, String dataSource, List<String> conditions) {
        boolean host = isHost(dataSource);
        String relations = relations(dataSource);
        String isClass = " = 'pg_catalog.pg_class'::pg_catalog.regclass";
        switch (relation) {
            case "pg_type" -> {
                String types =
                        "(SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typrelid <> 0 AND t.typrelid IN "
                                + relations
                                + ")";
                conditions.add(
                        host
                                ? "x.typrelid NOT IN "
                                        + relations
                                        + " AND x.typelem NOT IN "
                                        + types
                                : "x.typrelid IN " + relations + " OR x.typelem IN " + types);
            }
            case "pg_depend" ->
                    conditions.add(
                            host
                                    ? "NOT (x.classid"
                                            + isClass
                                            + " AND x.objid IN "
                                            + relations
                                            + ") AND NOT (x.refclassid"
                                            + isClass
                                            + " AND x.refobjid IN "
                                            + relations
                                            + ")"
                                    : "x.classid"
                                            + isClass
                                            + " AND x.objid IN "
                                            + relations
                                            + " OR x.refclassid"
                                            + isClass
                                            + " AND x.refobjid IN "
                                            + relations);
            case "pg_description", "pg_seclabel", "pg_init_privs", "pg_shdepend" -> {
                String column = relation.equals("pg_shdepend") ? "objid" : "objoid";
                String own =
                        (relation.equals("pg_shdepend") ? "x.classid" : "x.classoid")
                                + isClass
                                + " AND x."
                                + column
                                + " IN "
                                + relations;
                conditions.add(host ? "NOT (" + own + ")" : own);
            }
            default -> {
                for (String column : ABOUT.get(relation)) {
                    // Constraints of domains, locks of transactions: about no relation.
                    conditions.add(
                            host
                                    ? "x."
                                            + column
                                            + " IS NULL OR x."
                                            + column
                                            + " NOT IN "
                                            + relations
                                    : "x." + column + " IN " + relations);
                }
            }
        }
    }

    /**
     * OIDs of the tables that are hidden on the host, or shown on another data source, with their
     * indexes, sequences and the rest that belongs to them.
     */
    String relations(String dataSource) {
        Place place = place(dataSource);
        Set<String> tables = isHost(dataSource) ? place.hidden() : place.shown();
        if (tables.isEmpty()) {
            return "(SELECT 1::pg_catalog.oid WHERE false)";
        }
        String own =
                "SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ANY (pg_catalog.current_schemas(false)) AND c.relname IN "
                        + list(tables);
        String toast =
                "SELECT c.reltoastrelid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ANY (pg_catalog.current_schemas(false)) AND c.reltoastrelid <> 0 AND c.relname IN "
                        + list(tables);
        return "("
                + own
                + " UNION ALL "
                + toast
                + " UNION ALL SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid IN ("
                + own
                + " UNION ALL "
                + toast
                + ") UNION ALL SELECT d.objid FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                + " AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i') AND d.refobjid IN ("
                + own
                + "))";
    }

    private static String namesOf(String relations) {
        return "(SELECT c.relname FROM pg_catalog.pg_class c WHERE c.oid IN " + relations + ")";
    }

    private boolean informationSchema(
            List<Column> columns, String dataSource, List<String> conditions) {
        boolean host = isHost(dataSource);
        Place place = place(dataSource);
        boolean concerned = false;
        for (String column : List.of("table_name", "event_object_table", "object_name")) {
            if (has(columns, column)) {
                named("x." + column, place, host, conditions);
                concerned = true;
            }
        }
        if (!concerned && has(columns, "sequence_name")) {
            conditions.add(
                    "x.sequence_name"
                            + (host ? " NOT IN " : " IN ")
                            + namesOf(relations(dataSource)));
            concerned = true;
        }
        if (!concerned && has(columns, "constraint_name")) {
            constraints(dataSource, has(columns, "unique_constraint_name"), conditions);
            concerned = true;
        }
        return concerned
                || host
                        && columns.stream()
                                .anyMatch(
                                        column ->
                                                column.name().endsWith("_catalog")
                                                        || column.name().equals("catalog_name"));
    }

    /** Constraints without their table: hidden where all that have the name are. */
    private void constraints(String dataSource, boolean referring, List<String> conditions) {
        String relations = relations(dataSource);
        String named = "SELECT k.conname FROM pg_catalog.pg_constraint k WHERE k.conrelid ";
        if (isHost(dataSource)) {
            conditions.add(
                    "x.constraint_name NOT IN ("
                            + named
                            + "IN "
                            + relations
                            + ") OR x.constraint_name IN ("
                            + named
                            + "NOT IN "
                            + relations
                            + ")");
            // Before PostgreSQL 18 those of NOT NULL are called by OIDs.
            conditions.add(
                    "x.constraint_name !~ '^[0-9]+_[0-9]+_[0-9]+_not_null$' OR pg_catalog.split_part(x.constraint_name, '_', 2) NOT IN"
                            + " (SELECT h.oid::pg_catalog.text FROM pg_catalog.pg_class h WHERE h.oid IN "
                            + relations
                            + ")");
            if (referring) {
                conditions.add(
                        "x.unique_constraint_name IS NULL OR x.unique_constraint_name NOT IN "
                                + namesOf(relations));
            }
        } else {
            conditions.add("x.constraint_name IN (" + named + "IN " + relations + ")");
        }
    }

    // ---- how columns are shown

    private String shown(Column column, String dataSource) {
        String name = column.name();
        Place place = place(dataSource);
        String value = "x.\"" + name + "\"";
        if (name.endsWith("_catalog") || name.equals("catalog_name") || name.equals("datname")) {
            return cast(mapped(value, Map.of(place.database(), system.logicalDatabase())), column);
        }
        if (column.type().equals("pg_node_tree")) {
            return nodeTree(name, value, dataSource);
        }
        if (NAMES.contains(name)) {
            return cast(mapped(value, place.names()), column);
        }
        if (TEXTS.contains(name)) {
            return cast(text(value, dataSource), column);
        }
        if (column.type().equals("anyarray")) {
            return value + "::pg_catalog.text";
        }
        if (!isHost(dataSource) && MOVED.contains(name) && column.type().equals("oid")) {
            return moved(value, dataSource);
        }
        return value;
    }

    /** An expression's text takes its place: {@link PostgresqlCalls} makes calls fit. */
    private String nodeTree(String name, String value, String dataSource) {
        String relation =
                switch (name) {
                    case "adbin" -> "x.adrelid";
                    case "indexprs", "indpred" -> "x.indrelid";
                    case "conbin" -> "x.conrelid";
                    case "relpartbound" -> "x.oid";
                    case "polqual", "polwithcheck" -> "x.polrelid";
                    default -> null;
                };
        return relation == null
                ? value
                : text("pg_catalog.pg_get_expr(" + value + ", " + relation + ", true)", dataSource);
    }

    private static String cast(String value, Column column) {
        return value.startsWith("x.") ? value : "(" + value + ")::" + column.type();
    }

    /** The logical names in a text: word by word. */
    String text(String value, String dataSource) {
        Map<String, String> names = place(dataSource).names();
        return names.isEmpty()
                ? value
                : "(SELECT pg_catalog.string_agg(COALESCE(m.l, w.t[1]), '' ORDER BY w.n)"
                        + " FROM pg_catalog.regexp_matches("
                        + value
                        + "::pg_catalog.text, '\\w+|\\W+', 'g') WITH ORDINALITY AS w (t, n) LEFT JOIN "
                        + pairs(names)
                        + " AS m (p, l) ON m.p = w.t[1])";
    }

    /** Definitions of other data sources' objects by their moved OIDs. */
    Map<String, String> definitions() {
        Map<String, String> queries = new TreeMap<>();
        for (String dataSource : system.places().keySet()) {
            if (isHost(dataSource)) {
                queries.put(
                        dataSource,
                        "SELECT 0::pg_catalog.oid AS oid, ''::pg_catalog.text AS kind, ''::pg_catalog.text AS definition WHERE false");
            } else if (!place(dataSource).shown().isEmpty()) {
                String of = relations(dataSource);
                queries.put(
                        dataSource,
                        definition("pg_get_indexdef", "i.indexrelid", dataSource)
                                + " FROM pg_catalog.pg_index i WHERE i.indexrelid IN "
                                + of
                                + " UNION ALL "
                                + definition("pg_get_constraintdef", "k.oid", dataSource)
                                + " FROM pg_catalog.pg_constraint k WHERE k.conrelid IN "
                                + of
                                + " UNION ALL "
                                + definition("pg_get_viewdef", "c.oid", dataSource)
                                + " FROM pg_catalog.pg_class c WHERE c.relkind IN ('v', 'm') AND c.oid IN "
                                + of
                                + " UNION ALL "
                                + definition("pg_get_triggerdef", "t.oid", dataSource)
                                + " FROM pg_catalog.pg_trigger t WHERE t.tgrelid IN "
                                + of);
            }
        }
        return queries;
    }

    private String definition(String function, String oid, String dataSource) {
        return "SELECT "
                + moved(oid, dataSource)
                + " AS oid, "
                + literal(function)
                + " AS kind, "
                + text("pg_catalog." + function + "(" + oid + ")", dataSource)
                + " AS definition";
    }

    static String pairs(Map<String, String> names) {
        StringBuilder result = new StringBuilder("(VALUES ");
        new TreeMap<>(names)
                .forEach(
                        (physical, logical) ->
                                result.append(result.length() == 8 ? "(" : ", (")
                                        .append(literal(physical))
                                        .append(", ")
                                        .append(literal(logical))
                                        .append(')'));
        return result.append(')').toString();
    }

    /** An OID of another data source, in its own range. */
    String moved(String value, String dataSource) {
        List<String> others = new ArrayList<>(new TreeMap<>(system.places()).keySet());
        long first = MOVED_FROM + MOVED_ROOM * others.indexOf(dataSource);
        // What has no room left becomes too large for an OID, which is an error.
        return "(CASE WHEN "
                + value
                + "::pg_catalog.int8 < "
                + FIRST_USER_OID
                + " THEN "
                + value
                + "::pg_catalog.int8 WHEN "
                + value
                + "::pg_catalog.int8 < "
                + MOVED_ROOM
                + " THEN "
                + value
                + "::pg_catalog.int8 + "
                + first
                + " ELSE "
                + value
                + "::pg_catalog.int8 + 4294967296 END)::pg_catalog.oid";
    }
}
