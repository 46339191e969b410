package io.shardfold.core.session;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.ColumnType;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.check.StructureCheck;
import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Props;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.CatalogReader;
import io.shardfold.core.execute.Engine;
import io.shardfold.core.execute.SegmentTable;
import io.shardfold.core.execute.SqlLog;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.execute.SystemCatalogReader;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.core.rule.key.KeyServices;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One logical database: its rules, catalog, plans and pools. Shared by all sessions; thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Rows that one statement may bring together on one shard. */
    private static final long GATHER_ROWS_MAX = 1_000_000;

    private final String name;
    private final DatabaseConfiguration configuration;
    private final Map<String, DataSource> dataSources;
    private final boolean serverText;
    private final Storage storage;

    /** For MySQL clients that want changed rows counted, not matched ones; null until the first. */
    private volatile Storage changedRowsStorage;

    private final Dialect dialect;
    private final Engine engine;

    /** H2 has no settings of either dialect. */
    private final boolean settingsReachShards;

    private final Props props;
    private final Rules configured;
    private final long mergeMemoryMax;
    private final long gatherRowsMax;

    /** The relations of the data sources' own catalog. */
    private final Map<String, List<SystemCatalog.Column>> relations;

    private final StatementOptions statementOptions;
    private volatile Snapshot snapshot;

    private Database(
            DatabaseConfiguration configuration,
            Map<String, DataSource> dataSources,
            boolean serverText,
            Storage storage,
            Engine engine,
            Rules rules) {
        this.configuration = configuration;
        this.dataSources = Map.copyOf(dataSources);
        this.serverText = serverText;
        this.name = configuration.name();
        this.storage = storage;
        this.engine = engine;
        this.settingsReachShards = !engine.isH2();
        this.dialect = engine.dialect();
        this.props = configuration.props();
        this.configured = rules;
        this.relations = SystemCatalogReader.relations(storage.unit(rules.dataSources().get(0)));
        this.mergeMemoryMax = number(MemoryBudget.PROPERTY, MemoryBudget.DEFAULT_BYTES_MAX);
        this.gatherRowsMax = number("shardfold-gather-rows-max", GATHER_ROWS_MAX);
        this.statementOptions = statementOptions(props, serverText);
        refresh();
    }

    /** A proxy's reads have a fetch size of their own; a JDBC application sets its. */
    private static StatementOptions statementOptions(Props props, boolean serverText) {
        return serverText && props.backendQueryFetchSize() > 0
                ? new StatementOptions(props.backendQueryFetchSize(), 0, 0, false, List.of(), false)
                : StatementOptions.DEFAULT;
    }

    private long number(String key, long valueIfAbsent) {
        String text = props.text(key, null);
        return text == null ? valueIfAbsent : Long.parseLong(text.trim());
    }

    /**
     * Connects to the data sources and reads their catalog. Blocks.
     *
     * @param dataSources the application's own, by name; those of the configuration are opened
     *     where there is none
     * @param serverText whether a front end passes values on as the server's own text
     * @throws io.shardfold.core.error.ConfigurationException where the rules don't fit together
     * @throws io.shardfold.core.error.ShardException where a data source can't be reached
     */
    public static Database open(
            DatabaseConfiguration configuration,
            Map<String, DataSource> dataSources,
            boolean serverText) {
        SegmentTable segments = new SegmentTable();
        Rules rules = Rules.of(configuration, new KeyServices(null, segments));
        List<StorageUnit> units = units(configuration, dataSources, serverText, false);
        segments.keepIn(segmentHome(units, rules));
        Storage storage = storage(units, configuration.props());
        try {
            Engine engine = units.get(0).engine();
            for (StorageUnit unit : units) {
                if (unit.engine().dialect() != engine.dialect()) {
                    throw new StatementException(
                            Problem.CONFIGURATION,
                            "The data sources of "
                                    + configuration.name()
                                    + " are of different kinds: "
                                    + units.get(0).name()
                                    + " is "
                                    + engine
                                    + ", "
                                    + unit.name()
                                    + " is "
                                    + unit.engine()
                                    + ". One database has data sources of one dialect.",
                            StatementException.NO_POSITION);
                }
            }
            Database database =
                    new Database(configuration, dataSources, serverText, storage, engine, rules);
            database.requireKeyColumns();
            if (configuration.props().checkTableMetadata()) {
                StructureCheck.requireAlike(storage, configuration, rules);
            }
            return database;
        } catch (RuntimeException | Error failure) {
            storage.close();
            throw failure;
        }
    }

    /** A rule for a column that its table lacks would send every statement everywhere. */
    private void requireKeyColumns() {
        Findings findings = new Findings();
        for (ShardedTable table : configured.shardedTables()) {
            CatalogTable columns = snapshot.catalog.table(table.name());
            for (String key : table.keyColumns()) {
                if (columns != null && columns.column(key) == null) {
                    List<String> names =
                            columns.columns().stream().map(CatalogColumn::name).toList();
                    findings.error(
                            configuration
                                    .sharding()
                                    .tables()
                                    .get(table.name().toLowerCase(Locale.ROOT))
                                    .place(),
                            "The table "
                                    + table.name()
                                    + " has no column "
                                    + key
                                    + ", which is its sharding column; its columns are "
                                    + String.join(", ", names)
                                    + ".",
                            NearestName.of(key, names));
                }
            }
        }
        findings.throwIfError();
    }

    private static List<StorageUnit> units(
            DatabaseConfiguration configuration,
            Map<String, DataSource> dataSources,
            boolean serverText,
            boolean changedRows) {
        List<StorageUnit> units = new ArrayList<>();
        for (DataSourceConfiguration one : configuration.dataSources().values()) {
            DataSource own = dataSources.get(one.name());
            units.add(
                    own != null
                            ? StorageUnit.of(one.name(), own)
                            : StorageUnit.open(one, serverText, changedRows));
        }
        return units;
    }

    private static Storage storage(List<StorageUnit> units, Props props) {
        Storage storage =
                new Storage(
                        units,
                        props.kernelExecutorSize(),
                        props.maxConnectionsSizePerQuery(),
                        memory(props));
        if (props.sqlShow()) {
            storage.logSql(new SqlLog(props.sqlSimple()));
        }
        return storage;
    }

    /** MySQL counts rows by a flag of the connection: other counts need other connections. */
    private Storage changedRowsStorage() {
        Storage known = changedRowsStorage;
        if (known == null) {
            synchronized (this) {
                known = changedRowsStorage;
                if (known == null) {
                    known = storage(units(configuration, dataSources, serverText, true), props);
                    known.logicalNames(logicalNames(snapshot.rules));
                    changedRowsStorage = known;
                }
            }
        }
        return known;
    }

    /** The default data source, or the first. */
    private static StorageUnit segmentHome(List<StorageUnit> units, Rules rules) {
        for (StorageUnit unit : units) {
            if (unit.name().equals(rules.defaultDataSource())) {
                return unit;
            }
        }
        return units.get(0);
    }

    private static long memory(Props props) {
        String text = props.text(MemoryBudget.PROPERTY, null);
        return text == null ? MemoryBudget.DEFAULT_BYTES_MAX : Long.parseLong(text.trim());
    }

    /**
     * Reads the catalog anew: for tables that another client made or changed. Blocks; statements
     * that run keep what they have.
     */
    public void refresh() {
        CatalogReader.Found found = CatalogReader.read(storage, configured, name, relations);
        storage.logicalNames(logicalNames(found.rules()));
        Storage other = changedRowsStorage;
        if (other != null) {
            other.logicalNames(logicalNames(found.rules()));
        }
        boolean nullsFirst = engine.isMySqlServer() || engine == Engine.H2_MYSQL;
        snapshot =
                new Snapshot(
                        found.rules(),
                        found.catalog(),
                        dialect,
                        nullsFirst,
                        engine.isMySqlServer(),
                        engine.isH2(),
                        hasMomentKeys(found)
                                ? ShardClock.of(storage.unit(configured.dataSources().get(0)))
                                : null);
    }

    /** Whether a sharding key is a moment, whose text means what the session's clock shows. */
    private static boolean hasMomentKeys(CatalogReader.Found found) {
        for (ShardedTable table : found.rules().shardedTables()) {
            CatalogTable columns = found.catalog().table(table.name());
            for (String key : table.keyColumns()) {
                CatalogColumn column = columns == null ? null : columns.column(key);
                if (column != null && column.type() == ColumnType.TIMESTAMP_WITH_ZONE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, String> logicalNames(Rules rules) {
        Map<String, String> names = new HashMap<>();
        for (ShardedTable table : rules.shardedTables()) {
            for (DataNode node : table.nodes()) {
                names.put(Storage.nameKey(node.dataSource(), node.table()), table.name());
            }
        }
        return names;
    }

    /** The name that clients connect to. */
    public String name() {
        return name;
    }

    /** The dialect of the data sources: what a JDBC session speaks. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * @param client how the client speaks; a proxy's front end decides it
     */
    public Session openSession(Dialect client) {
        return openSession(client, false);
    }

    /**
     * @param client how the client speaks; a proxy's front end decides it
     * @param changedRows whether MySQL is to count the rows that an UPDATE changed, as for clients
     *     without CLIENT_FOUND_ROWS; else those that it matched
     */
    public Session openSession(Dialect client, boolean changedRows) {
        return new Session(
                this,
                changedRows && engine.isMySqlServer() ? changedRowsStorage() : storage,
                Syntax.of(client),
                client,
                settingsReachShards && client == dialect);
    }

    /** A session whose texts come by JDBC: placeholders are {@code ?} in either dialect. */
    public Session openJdbcSession() {
        return new Session(
                this,
                storage,
                dialect == Dialect.MYSQL ? Syntax.MYSQL : Syntax.POSTGRESQL_JDBC,
                dialect,
                settingsReachShards);
    }

    /** The names of the data sources, in the order of the configuration; at least one. */
    public List<String> dataSources() {
        return configured.dataSources();
    }

    /** Every logical table that is known now, by name, each with one of its physical tables. */
    public List<TablePlace> tables() {
        Snapshot now = snapshot;
        List<TablePlace> result = new ArrayList<>();
        for (CatalogTable table : now.catalog.tables()) {
            TableRule rule = now.rules.table(table.name());
            if (rule instanceof ShardedTable sharded) {
                DataNode first = sharded.nodes().get(0);
                result.add(new TablePlace(table.name(), first.dataSource(), first.table()));
            } else if (rule instanceof TableRule.BroadcastTable broadcast) {
                result.add(
                        new TablePlace(table.name(), broadcast.dataSources().get(0), table.name()));
            } else if (rule instanceof TableRule.SingleTable single) {
                result.add(new TablePlace(table.name(), single.dataSource(), table.name()));
            }
        }
        result.sort(Comparator.comparing(TablePlace::name));
        return result;
    }

    /**
     * A connection of a data source's pool, outside of any session: for questions about the server
     * and its catalog, never for rows. The caller closes it. Blocks.
     *
     * @param type what the front end can use, such as {@code java.sql.Connection}
     * @throws io.shardfold.core.error.ShardException where it can't be reached
     */
    public <T> T connect(String dataSource, Class<T> type) {
        return type.cast(storage.unit(dataSource).connect());
    }

    /** Of statements for which the client has no wishes. */
    StatementOptions statementOptions() {
        return statementOptions;
    }

    Storage storage() {
        return storage;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /**
     * Has the metrics of the pools that the configuration made registered, once.
     *
     * @param registry what HikariCP takes, such as Micrometer's {@code MeterRegistry}
     */
    public void meterPools(Object registry) {
        for (StorageUnit unit : storage.units().values()) {
            unit.meter(registry);
        }
    }

    /** Whether the data sources are PostgreSQL itself, not a database that speaks like it. */
    public boolean isPostgresqlServer() {
        return engine == Engine.POSTGRESQL;
    }

    Engine engine() {
        return engine;
    }

    Props props() {
        return props;
    }

    long mergeMemoryMax() {
        return mergeMemoryMax;
    }

    long gatherRowsMax() {
        return gatherRowsMax;
    }

    /**
     * The logical table that a physical table is a part of; the name itself where no rule knows it.
     * For what a driver tells of a result's columns.
     */
    public String logicalTable(String physicalName) {
        return snapshot.logicalTables.getOrDefault(physicalName, physicalName);
    }

    /** Closes the pools. Sessions still open fail at their next statement. */
    @Override
    public void close() {
        Storage other = changedRowsStorage;
        if (other != null) {
            other.close();
        }
        storage.close();
    }
}
