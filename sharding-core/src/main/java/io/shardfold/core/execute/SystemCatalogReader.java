package io.shardfold.core.execute;

import io.shardfold.core.catalog.PhysicalNames;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.SystemCatalog.Column;
import io.shardfold.core.catalog.SystemCatalog.Place;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what the databases' catalogs are made of, and what they say of the tables' names. */
public final class SystemCatalogReader {

    private SystemCatalogReader() {}

    /**
     * The relations of the catalog itself, which are the same as long as the server is.
     *
     * @return columns by schema and name in lower case; empty where the catalog is shown as it is
     * @throws ShardException where the data source can't be read
     */
    public static Map<String, List<Column>> relations(StorageUnit unit) {
        String sql =
                switch (unit.engine()) {
                    case MYSQL, MARIADB ->
                            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, '' FROM INFORMATION_SCHEMA.COLUMNS"
                                    + " WHERE TABLE_SCHEMA = 'information_schema' ORDER BY TABLE_NAME, ORDINAL_POSITION";
                    case POSTGRESQL ->
                            "SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
                                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                    + " JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND c.relkind IN ('r', 'v')"
                                    + " AND n.nspname IN ('pg_catalog', 'information_schema') ORDER BY c.oid, a.attnum";
                    case H2_MYSQL, H2_POSTGRESQL -> null;
                };
        if (sql == null) {
            return Map.of();
        }
        Map<String, List<Column>> relations = new HashMap<>();
        try (Connection connection = unit.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String relation =
                        (rows.getString(1) + "." + rows.getString(2)).toLowerCase(Locale.ROOT);
                relations
                        .computeIfAbsent(relation, missing -> new ArrayList<>())
                        .add(new Column(rows.getString(3), rows.getString(4)));
            }
        } catch (SQLException failure) {
            throw new ShardException(unit.name(), failure);
        }
        return relations;
    }

    /**
     * @param rules with the single tables
     * @param found the tables of each data source as it spells them
     */
    static SystemCatalog read(
            Storage storage,
            Rules rules,
            Map<String, Set<String>> found,
            String logicalDatabase,
            Map<String, List<Column>> relations) {
        if (relations.isEmpty()) {
            return SystemCatalog.NONE;
        }
        String host = rules.dataSources().get(0);
        Map<String, Map<String, String>> logical = new HashMap<>();
        for (TableRule rule : rules.tables()) {
            DataNode node = representative(rule, host);
            logical.computeIfAbsent(node.dataSource(), missing -> new HashMap<>())
                    .put(node.table().toLowerCase(Locale.ROOT), rule.name());
        }
        Map<String, Map<String, String>> firsts = firsts(rules);
        Map<String, Place> places = new HashMap<>();
        for (String dataSource : rules.dataSources()) {
            places.put(
                    dataSource,
                    place(
                            storage.unit(dataSource),
                            found.get(dataSource),
                            logical.getOrDefault(dataSource, Map.of()),
                            firsts.getOrDefault(dataSource, Map.of())));
        }
        return new SystemCatalog(logicalDatabase, host, relations, places);
    }

    /**
     * By data source the sharded tables by the first physical table that each has there: what views
     * name.
     */
    private static Map<String, Map<String, String>> firsts(Rules rules) {
        Map<String, Map<String, String>> firsts = new HashMap<>();
        for (ShardedTable table : rules.shardedTables()) {
            Set<String> seen = new HashSet<>();
            for (DataNode node : table.nodes()) {
                if (seen.add(node.dataSource())) {
                    firsts.computeIfAbsent(node.dataSource(), missing -> new HashMap<>())
                            .put(node.table().toLowerCase(Locale.ROOT), table.name());
                }
            }
        }
        return firsts;
    }

    /** The physical table that stands for a table: on the host where there is one. */
    static DataNode representative(TableRule rule, String host) {
        return switch (rule.kind()) {
            case SHARDED -> {
                List<DataNode> nodes = ((ShardedTable) rule).nodes();
                for (DataNode node : nodes) {
                    if (node.dataSource().equals(host)) {
                        yield node;
                    }
                }
                yield nodes.get(0);
            }
            case BROADCAST -> {
                List<String> dataSources = ((TableRule.BroadcastTable) rule).dataSources();
                yield new DataNode(
                        dataSources.contains(host) ? host : dataSources.get(0), rule.name());
            }
            case SINGLE -> ((TableRule.SingleTable) rule).node();
        };
    }

    private static Place place(
            StorageUnit unit,
            Set<String> found,
            Map<String, String> logical,
            Map<String, String> firsts) {
        Set<String> shown = new HashSet<>();
        Set<String> hidden = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        for (String table : found) {
            String key = table.toLowerCase(Locale.ROOT);
            (logical.containsKey(key) ? shown : hidden).add(table);
            String name = logical.getOrDefault(key, firsts.get(key));
            if (name != null && !name.equalsIgnoreCase(table)) {
                names.put(table, name);
            }
        }
        boolean postgresql = unit.engine() == Engine.POSTGRESQL;
        try (Connection connection = unit.connection();
                Statement statement = connection.createStatement()) {
            String database;
            try (ResultSet row =
                    statement.executeQuery(
                            postgresql ? "SELECT current_database()" : "SELECT DATABASE()")) {
                row.next();
                database = row.getString(1);
            }
            Map<String, String> tables = Map.copyOf(names);
            try (ResultSet rows =
                    statement.executeQuery(postgresql ? POSTGRESQL_OBJECTS : MYSQL_OBJECTS)) {
                while (rows.next()) {
                    String table = rows.getString(1);
                    String name = rows.getString(2);
                    if (tables.containsKey(table)) {
                        String own = PhysicalNames.logical(name, tables.get(table), table);
                        if (!own.equals(name)) {
                            names.putIfAbsent(name, own);
                        }
                    }
                }
            }
            if (postgresql) {
                tables.forEach((physical, name) -> names.put("_" + physical, "_" + name));
            }
            return new Place(database, shown, hidden, names);
        } catch (SQLException failure) {
            throw new ShardException(unit.name(), failure);
        }
    }

    private static final String MYSQL_OBJECTS =
            "SELECT TABLE_NAME, CONSTRAINT_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS"
                    + " WHERE TABLE_SCHEMA = DATABASE() AND CONSTRAINT_TYPE IN ('FOREIGN KEY', 'CHECK')"
                    + " UNION ALL SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
                    + " WHERE TRIGGER_SCHEMA = DATABASE()";

    private static final String POSTGRESQL_OBJECTS =
            "SELECT t.relname, o.name FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace JOIN ("
                    + "SELECT i.indrelid AS relation, x.relname AS name FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
                    + " UNION ALL SELECT conrelid, conname FROM pg_constraint"
                    + " UNION ALL SELECT d.refobjid, s.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid"
                    + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND s.relkind = 'S'"
                    + " UNION ALL SELECT stxrelid, stxname FROM pg_statistic_ext"
                    + ") o ON o.relation = t.oid WHERE n.nspname = ANY (current_schemas(false))";
}
