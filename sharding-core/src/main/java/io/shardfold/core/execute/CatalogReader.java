package io.shardfold.core.execute;

import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.CatalogView;
import io.shardfold.core.catalog.Collation;
import io.shardfold.core.catalog.ColumnType;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.ViewTable;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalog from the data sources: all tables of each in a few queries, never table by
 * table.
 *
 * <p>A sharded table is read from its first node. Tables that no rule names are single tables of
 * the first data source that has them, if the configuration's {@code !SINGLE} lets them in; without
 * such a rule all are let in.
 */
public final class CatalogReader {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);

    /** What was found. @param rules with the single tables that were found */
    public record Found(Catalog catalog, Rules rules) {}

    /** One data source's tables, by name as it spells them. */
    private record Tables(
            Map<String, List<CatalogColumn>> columns,
            Map<String, List<String>> primaryKeys,
            Map<String, List<String>> indexes,
            Collation defaultCollation) {

        List<CatalogColumn> find(String table) {
            List<CatalogColumn> exact = columns.get(table);
            return exact != null ? exact : columns.get(table.toLowerCase(Locale.ROOT));
        }
    }

    private CatalogReader() {}

    /**
     * @param logicalDatabase what clients call the database
     * @param relations of the catalog itself, as {@link SystemCatalogReader#relations} has them
     * @throws ShardException where a data source can't be read
     */
    public static Found read(
            Storage storage,
            Rules rules,
            String logicalDatabase,
            Map<String, List<SystemCatalog.Column>> relations) {
        long start = System.nanoTime();
        Map<String, Tables> all = new LinkedHashMap<>();
        for (String dataSource : rules.dataSources()) {
            all.put(dataSource, tables(storage.unit(dataSource)));
        }
        List<CatalogTable> tables = new ArrayList<>();
        Set<String> physical = new HashSet<>();
        for (TableRule rule : rules.tables()) {
            DataNode first = null;
            if (rule instanceof ShardedTable sharded) {
                first = sharded.nodes().get(0);
                for (DataNode node : sharded.nodes()) {
                    physical.add(node.table().toLowerCase(Locale.ROOT));
                }
            } else if (rule instanceof TableRule.BroadcastTable broadcast) {
                first = new DataNode(broadcast.dataSources().get(0), broadcast.name());
            } else if (rule instanceof TableRule.SingleTable single) {
                first = single.node();
            }
            add(rule.name(), first, all, tables);
        }
        Map<String, String> singles = new LinkedHashMap<>();
        List<CatalogView> views = new ArrayList<>();
        for (String dataSource : all.keySet()) {
            if (all.get(dataSource).find(ViewTable.NAME) != null) {
                for (CatalogView view : ViewReader.read(storage.unit(dataSource))) {
                    if (rules.table(view.name()) == null
                            && singles.putIfAbsent(view.name(), dataSource) == null) {
                        views.add(view);
                        add(view.name(), new DataNode(dataSource, view.name()), all, tables);
                    }
                }
            }
        }
        all.forEach(
                (dataSource, found) -> {
                    for (String table : found.columns.keySet()) {
                        boolean named =
                                rules.table(table) != null
                                        || table.equals(ViewTable.NAME)
                                        || table.equals(SegmentTable.NAME)
                                        || physical.contains(table.toLowerCase(Locale.ROOT));
                        if (!named
                                && rules.letsInSingle(dataSource, table)
                                && singles.putIfAbsent(table, dataSource) == null) {
                            add(table, new DataNode(dataSource, table), all, tables);
                        }
                    }
                });
        Collation defaultCollation = all.values().iterator().next().defaultCollation;
        Rules known = rules.withSingleTables(singles);
        Map<String, Set<String>> names = new HashMap<>();
        all.forEach((dataSource, found) -> names.put(dataSource, found.columns.keySet()));
        Catalog catalog =
                new Catalog(
                        tables,
                        singles,
                        defaultCollation,
                        userAggregates(storage, rules),
                        SystemCatalogReader.read(storage, known, names, logicalDatabase, relations),
                        views);
        LOG.info(
                "Read {} tables of {} data sources in {} ms",
                all.values().stream().mapToInt(found -> found.columns.size()).sum(),
                all.size(),
                (System.nanoTime() - start) / 1_000_000);
        return new Found(catalog, known);
    }

    /** The names of aggregates that users have made on any data source. */
    private static Set<String> userAggregates(Storage storage, Rules rules) {
        Set<String> names = new HashSet<>();
        for (String dataSource : rules.dataSources()) {
            StorageUnit unit = storage.unit(dataSource);
            for (String sql : userAggregateQueries(unit.engine())) {
                try (Connection connection = unit.connection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        names.add(rows.getString(1).toLowerCase(Locale.ROOT));
                    }
                } catch (SQLException notAllowed) {
                    LOG.debug(
                            "User-defined aggregates of {} can't be read", dataSource, notAllowed);
                }
            }
        }
        return names;
    }

    private static List<String> userAggregateQueries(Engine engine) {
        return switch (engine) {
            case POSTGRESQL ->
                    List.of(
                            "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                                    + " WHERE p.prokind = 'a' AND n.nspname <> 'pg_catalog'");
            case MYSQL -> List.of("SELECT name FROM mysql.func WHERE type = 'aggregate'");
            case MARIADB ->
                    List.of(
                            "SELECT name FROM mysql.func WHERE type = 'aggregate'",
                            "SELECT name FROM mysql.proc WHERE aggregate = 'GROUP'");
            case H2_MYSQL, H2_POSTGRESQL -> List.of();
        };
    }

    private static void add(
            String name, DataNode node, Map<String, Tables> all, List<CatalogTable> tables) {
        Tables place = all.get(node.dataSource());
        List<CatalogColumn> columns = place == null ? null : place.find(node.table());
        if (columns != null) {
            List<String> key =
                    place.primaryKeys.getOrDefault(
                            node.table(),
                            place.primaryKeys.getOrDefault(
                                    node.table().toLowerCase(Locale.ROOT), List.of()));
            tables.add(
                    new CatalogTable(
                            name,
                            columns,
                            key,
                            place.indexes.getOrDefault(node.table(), List.of())));
        }
    }

    /**
     * What the tables of one data source are, by name as it spells them; views among them. Blocks.
     *
     * @throws ShardException where it can't be read
     */
    public static Map<String, CatalogTable> physicalTables(StorageUnit unit) {
        Tables tables = tables(unit);
        Map<String, CatalogTable> found = new LinkedHashMap<>();
        tables.columns.forEach(
                (name, columns) ->
                        found.put(
                                name,
                                new CatalogTable(
                                        name,
                                        columns,
                                        tables.primaryKeys.getOrDefault(name, List.of()),
                                        tables.indexes.getOrDefault(name, List.of()))));
        return found;
    }

    private static Tables tables(StorageUnit unit) {
        Engine engine = unit.engine();
        try (Connection connection = unit.connection()) {
            return switch (engine) {
                case MYSQL -> mysql(connection, Set.of());
                case MARIADB -> mysql(connection, mariaDbJson(connection));
                case POSTGRESQL -> postgresql(connection);
                case H2_MYSQL, H2_POSTGRESQL -> h2(connection);
            };
        } catch (SQLException e) {
            throw new ShardException(unit.name(), e);
        }
    }

    private static final class Collected {
        final Map<String, List<CatalogColumn>> columns = new LinkedHashMap<>();
        final Map<String, List<String>> primaryKeys = new HashMap<>();
        final Map<String, List<String>> indexes = new HashMap<>();

        void add(String table, CatalogColumn column) {
            columns.computeIfAbsent(table, missing -> new ArrayList<>()).add(column);
        }

        int next(String table) {
            List<CatalogColumn> known = columns.get(table);
            return known == null ? 0 : known.size();
        }
    }

    // ---- MySQL and MariaDB

    /**
     * @param json columns that are JSON though their type is called otherwise: see {@link
     *     #qualified}
     */
    private static Tables mysql(Connection connection, Set<String> json) throws SQLException {
        Collected collected = new Collected();
        Map<String, Collation> collations = new HashMap<>();
        String sql =
                "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, COLLATION_NAME, EXTRA,"
                        + " NUMERIC_SCALE, DATETIME_PRECISION, COLUMN_DEFAULT, CHARACTER_SET_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(1);
                String type = rows.getString(3).toLowerCase(Locale.ROOT);
                String fullType = rows.getString(4).toLowerCase(Locale.ROOT);
                String collation = rows.getString(7);
                String extra =
                        rows.getString(8) == null ? "" : rows.getString(8).toLowerCase(Locale.ROOT);
                String defaultValue = rows.getString(11);
                ColumnType columnType = mysqlType(type, fullType);
                int scale = columnType.isTemporal() ? rows.getInt(10) : rows.getInt(9);
                long length = rows.getLong(6);
                if (collation != null && !collations.containsKey(collation)) {
                    collations.put(collation, null);
                }
                collected.add(
                        table,
                        new CatalogColumn(
                                rows.getString(2),
                                collected.next(table),
                                columnType,
                                type,
                                json.contains(qualified(table, rows.getString(2)))
                                        ? "JSON" + nullability(rows.getString(5).equals("YES"))
                                        : mysqlDeclaration(rows),
                                columnType == ColumnType.FLOAT
                                        ? (type.equals("float") ? 24 : 53)
                                        : (int) Math.min(length, Integer.MAX_VALUE),
                                scale,
                                collation == null
                                        ? null
                                        : new Collation(
                                                collation + "\u0000" + rows.getString(12),
                                                Collation.Order.DATABASE,
                                                false,
                                                null),
                                rows.getString(5).equals("YES"),
                                extra.contains("auto_increment"),
                                defaultValue != null && !defaultValue.equalsIgnoreCase("NULL"),
                                extra.contains("generated")
                                        && !extra.contains("default_generated")));
            }
        }
        for (Map.Entry<String, List<CatalogColumn>> table : collected.columns.entrySet()) {
            table.getValue().replaceAll(column -> withCollation(column, collations, connection));
        }
        String keys =
                "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY'"
                        + " ORDER BY TABLE_NAME, SEQ_IN_INDEX";
        readNames(connection, keys, collected.primaryKeys);
        return new Tables(collected.columns, collected.primaryKeys, collected.indexes, null);
    }

    private static String qualified(String table, String column) {
        return table + "\u0000" + column.toLowerCase(Locale.ROOT);
    }

    /** MariaDB's JSON is a LONGTEXT with a check, by which its functions know it. */
    private static Set<String> mariaDbJson(Connection connection) throws SQLException {
        Set<String> columns = new HashSet<>();
        String sql =
                "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS"
                        + " WHERE CONSTRAINT_SCHEMA = DATABASE()";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String column = rows.getString(2);
                if (rows.getString(3).equalsIgnoreCase("json_valid(`" + column + "`)")) {
                    columns.add(qualified(rows.getString(1), column));
                }
            }
        }
        return columns;
    }

    private static String mysqlDeclaration(ResultSet column) throws SQLException {
        String collation = column.getString("COLLATION_NAME");
        return column.getString("COLUMN_TYPE")
                + (collation == null
                        ? ""
                        : " CHARACTER SET "
                                + column.getString("CHARACTER_SET_NAME")
                                + " COLLATE "
                                + collation)
                + nullability(column.getString("IS_NULLABLE").equals("YES"));
    }

    private static String nullability(boolean nullable) {
        return nullable ? " NULL" : " NOT NULL";
    }

    private static void readNames(
            Connection connection, String sql, Map<String, List<String>> names)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.computeIfAbsent(rows.getString(1), missing -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
    }

    private static CatalogColumn withCollation(
            CatalogColumn column, Map<String, Collation> known, Connection connection) {
        if (column.collation() == null) {
            return column;
        }
        String[] names = column.collation().name().split("\u0000", 2);
        Collation collation = known.get(names[0]);
        if (collation == null) {
            collation = mysqlCollation(names[0], names[1], connection);
            known.put(names[0], collation);
        }
        return new CatalogColumn(
                column.name(),
                column.position(),
                column.type(),
                column.typeName(),
                column.declaration(),
                column.length(),
                column.scale(),
                collation,
                column.nullable(),
                column.autoIncrement(),
                column.hasDefault(),
                column.generated());
    }

    private static Collation mysqlCollation(String name, String charset, Connection connection) {
        boolean noPad = name.contains("_0900_") || name.contains("nopad") || name.equals("binary");
        boolean binary = name.endsWith("_bin");
        boolean measured =
                charset.startsWith("utf8")
                        || charset.equals("latin1")
                        || charset.equals("ascii")
                        || charset.equals("ucs2");
        boolean oneLevel =
                !name.contains("_as_") && !name.endsWith("_cs") || name.equals("latin1_general_cs");
        byte[] space = null;
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT WEIGHT_STRING(CONVERT(' ' USING "
                                        + charset
                                        + ") COLLATE "
                                        + name
                                        + " AS CHAR(1))");
                ResultSet rows = statement.executeQuery()) {
            if (rows.next()) {
                space = rows.getBytes(1);
            }
        } catch (SQLException unknown) {
            LOG.debug("No weight of a space in {}", name, unknown);
        }
        Collation.Order order =
                !measured || space == null || space.length == 0
                        ? Collation.Order.DATABASE
                        : noPad
                                ? Collation.Order.WEIGHT
                                : oneLevel
                                        ? Collation.Order.WEIGHT_PADDED
                                        : Collation.Order.DATABASE;
        return new Collation(name, order, binary, space);
    }

    private static ColumnType mysqlType(String type, String fullType) {
        boolean unsigned = fullType.contains("unsigned");
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                    unsigned ? ColumnType.UNSIGNED : ColumnType.INTEGER;
            case "decimal", "numeric" -> ColumnType.DECIMAL;
            case "float", "double", "real" -> ColumnType.FLOAT;
            case "char" -> ColumnType.CHAR;
            case "varchar", "tinytext", "text", "mediumtext", "longtext" -> ColumnType.TEXT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                    ColumnType.BINARY;
            case "date" -> ColumnType.DATE;
            case "time" -> ColumnType.TIME;
            case "datetime" -> ColumnType.TIMESTAMP;
            case "timestamp" -> ColumnType.TIMESTAMP_WITH_ZONE;
            case "year" -> ColumnType.YEAR;
            case "bit" -> ColumnType.BIT;
            case "enum" -> ColumnType.ENUM;
            case "set" -> ColumnType.SET;
            case "json" -> ColumnType.JSON;
            case "uuid" -> ColumnType.UUID;
            default -> ColumnType.OTHER;
        };
    }

    // ---- PostgreSQL

    private static Tables postgresql(Connection connection) throws SQLException {
        Collation defaultCollation = postgresqlDefault(connection);
        Collected collected = new Collected();
        String sql =
                "SELECT c.relname, a.attname, t.typname, t.typtype, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,"
                        + " a.atthasdef, pg_get_expr(d.adbin, d.adrelid), k.collname, k.collprovider, k.collcollate, k.collisdeterministic,"
                        + " format_type(a.atttypid, NULL), t.typcategory, format_type(a.atttypid, a.atttypmod)"
                        + " || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || k.collnamespace::regnamespace || '.' || quote_ident(k.collname) ELSE '' END"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                        + " LEFT JOIN pg_collation k ON k.oid = a.attcollation"
                        + " WHERE n.nspname = ANY (current_schemas(false)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
                        + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(1);
                String type = rows.getString(3);
                boolean enumerated = rows.getString(4).equals("e");
                int modifier = rows.getInt(5);
                String defaultText = rows.getString(10);
                boolean generated = !rows.getString(8).isEmpty();
                boolean identity = !rows.getString(7).isEmpty();
                ColumnType columnType =
                        enumerated ? ColumnType.ENUM : postgresqlType(type, rows.getString(4));
                String collationName = rows.getString(11);
                Collation collation = null;
                if (columnType.isText() && collationName != null) {
                    collation =
                            collationName.equals("default")
                                    ? defaultCollation
                                    : postgresqlCollation(
                                            collationName,
                                            rows.getString(12),
                                            rows.getString(13),
                                            rows.getBoolean(14));
                }
                if (columnType == ColumnType.ENUM) {
                    collation = new Collation("C", Collation.Order.BYTES, true, null);
                }
                boolean serial = defaultText != null && defaultText.startsWith("nextval(");
                collected.add(
                        table,
                        new CatalogColumn(
                                rows.getString(2),
                                collected.next(table),
                                columnType,
                                enumerated ? rows.getString(15) : type,
                                rows.getString(17) + nullability(!rows.getBoolean(6)),
                                length(columnType, type, modifier),
                                scale(columnType, modifier),
                                collation,
                                !rows.getBoolean(6),
                                identity || serial,
                                defaultText != null && !generated,
                                generated));
            }
        }
        String keys =
                "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS x (attnum, ord) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.attnum"
                        + " WHERE i.indisprimary AND n.nspname = ANY (current_schemas(false)) ORDER BY c.relname, x.ord";
        readNames(connection, keys, collected.primaryKeys);
        String indexes =
                "SELECT c.relname, x.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (current_schemas(false))";
        readNames(connection, indexes, collected.indexes);
        return new Tables(
                collected.columns, collected.primaryKeys, collected.indexes, defaultCollation);
    }

    private static Collation postgresqlDefault(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT datlocprovider, datcollate FROM pg_database WHERE datname = current_database()")) {
            rows.next();
            return postgresqlCollation("default", rows.getString(1), rows.getString(2), true);
        }
    }

    /**
     * Source: PostgreSQL documentation, "Collation Support": the C locale, POSIX and the builtin
     * provider compare bytes.
     */
    private static Collation postgresqlCollation(
            String name, String provider, String locale, boolean deterministic) {
        boolean byBytes =
                provider.equals("b")
                        || provider.equals("c") && (isByteOrder(locale) || isByteOrder(name))
                        || name.equals("C")
                        || name.equals("POSIX")
                        || name.equals("ucs_basic");
        return new Collation(
                name,
                byBytes ? Collation.Order.BYTES : Collation.Order.DATABASE,
                deterministic,
                null);
    }

    private static boolean isByteOrder(String locale) {
        return locale != null
                && (locale.equals("C")
                        || locale.equals("POSIX")
                        || locale.equalsIgnoreCase("C.UTF-8")
                        || locale.equalsIgnoreCase("C.utf8"));
    }

    private static ColumnType postgresqlType(String type, String kind) {
        if (!kind.equals("b")) {
            return ColumnType.OTHER;
        }
        return switch (type) {
            case "int2", "int4", "int8", "oid" -> ColumnType.INTEGER;
            case "numeric" -> ColumnType.DECIMAL;
            case "float4", "float8" -> ColumnType.FLOAT;
            case "bool" -> ColumnType.BOOLEAN;
            case "text", "varchar" -> ColumnType.TEXT;
            case "bpchar" -> ColumnType.CHAR;
            case "bytea" -> ColumnType.BINARY;
            case "date" -> ColumnType.DATE;
            case "time" -> ColumnType.TIME;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "timestamptz" -> ColumnType.TIMESTAMP_WITH_ZONE;
            case "uuid" -> ColumnType.UUID;
            case "json" -> ColumnType.JSON;
            default -> ColumnType.OTHER;
        };
    }

    private static int length(ColumnType type, String name, int modifier) {
        if (type == ColumnType.FLOAT) {
            return name.equals("float4") ? 24 : 53;
        }
        return type.isText() && modifier > 4 ? modifier - 4 : 0;
    }

    private static int scale(ColumnType type, int modifier) {
        if (type == ColumnType.DECIMAL) {
            return modifier < 4 ? -1 : (modifier - 4) & 0x7ff;
        }
        return type.isTemporal() ? modifier < 0 ? 6 : modifier : 0;
    }

    // ---- H2

    private static Tables h2(Connection connection) throws SQLException {
        Collected collected = new Collected();
        String sql =
                "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_SCALE, DATETIME_PRECISION,"
                        + " IS_IDENTITY, COLUMN_DEFAULT, IS_GENERATED, NUMERIC_PRECISION FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = CURRENT_SCHEMA"
                        + " ORDER BY TABLE_NAME, ORDINAL_POSITION";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(1);
                ColumnType type = h2Type(rows.getString(3).toUpperCase(Locale.ROOT));
                int scale = type.isTemporal() ? rows.getInt(7) : rows.getInt(6);
                collected.add(
                        table,
                        new CatalogColumn(
                                rows.getString(2),
                                collected.next(table),
                                type,
                                rows.getString(3),
                                h2Declaration(rows, type),
                                type == ColumnType.FLOAT
                                        ? 53
                                        : (int) Math.min(rows.getLong(5), Integer.MAX_VALUE),
                                scale,
                                type.isText() || type == ColumnType.ENUM
                                        ? new Collation("C", Collation.Order.BYTES, true, null)
                                        : null,
                                rows.getString(4).equals("YES"),
                                rows.getString(8).equals("YES"),
                                rows.getString(9) != null,
                                !rows.getString(10).equals("NEVER")));
            }
        }
        String keys =
                "SELECT i.TABLE_NAME, c.COLUMN_NAME FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS c"
                        + " ON c.INDEX_SCHEMA = i.INDEX_SCHEMA AND c.INDEX_NAME = i.INDEX_NAME WHERE i.INDEX_TYPE_NAME = 'PRIMARY KEY'"
                        + " AND i.TABLE_SCHEMA = CURRENT_SCHEMA ORDER BY i.TABLE_NAME, c.ORDINAL_POSITION";
        readNames(connection, keys, collected.primaryKeys);
        return new Tables(
                collected.columns,
                collected.primaryKeys,
                collected.indexes,
                new Collation("C", Collation.Order.BYTES, true, null));
    }

    private static String h2Declaration(ResultSet column, ColumnType type) throws SQLException {
        String name = column.getString("DATA_TYPE");
        String declared =
                switch (type) {
                    case TEXT, CHAR, BINARY ->
                            name + "(" + column.getLong("CHARACTER_MAXIMUM_LENGTH") + ")";
                    case DECIMAL ->
                            name.equals("DECFLOAT")
                                    ? name
                                    : name
                                            + "("
                                            + column.getInt("NUMERIC_PRECISION")
                                            + ", "
                                            + column.getInt("NUMERIC_SCALE")
                                            + ")";
                    case TIME, TIMESTAMP -> name + "(" + column.getInt("DATETIME_PRECISION") + ")";
                    case TIMESTAMP_WITH_ZONE ->
                            "TIMESTAMP(" + column.getInt("DATETIME_PRECISION") + ") WITH TIME ZONE";
                    case ENUM -> "CHARACTER VARYING";
                    case INTEGER,
                            UNSIGNED,
                            FLOAT,
                            BOOLEAN,
                            DATE,
                            UUID,
                            SET,
                            BIT,
                            YEAR,
                            JSON,
                            OTHER ->
                            name;
                };
        return declared + nullability(column.getString("IS_NULLABLE").equals("YES"));
    }

    private static ColumnType h2Type(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> ColumnType.INTEGER;
            case "NUMERIC", "DECIMAL", "DECFLOAT" -> ColumnType.DECIMAL;
            case "REAL", "DOUBLE PRECISION", "FLOAT" -> ColumnType.FLOAT;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "CHARACTER" -> ColumnType.CHAR;
            case "CHARACTER VARYING", "CHARACTER LARGE OBJECT", "VARCHAR_IGNORECASE" ->
                    ColumnType.TEXT;
            case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> ColumnType.BINARY;
            case "DATE" -> ColumnType.DATE;
            case "TIME" -> ColumnType.TIME;
            case "TIMESTAMP" -> ColumnType.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP_WITH_ZONE;
            case "UUID" -> ColumnType.UUID;
            case "ENUM" -> ColumnType.ENUM;
            case "JSON" -> ColumnType.JSON;
            default -> ColumnType.OTHER;
        };
    }
}
