package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.execute.CatalogReader;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.plan.Routers;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Compares one database's rules with its data sources. Used once, by one thread. */
final class ConnectedCheck {

    /** A data source that doesn't answer in this time is told; a pool would wait for longer. */
    private static final long CONNECT_MILLIS_MAX = 5_000;

    private final DatabaseConfiguration database;
    private final Rules rules;
    private final Findings findings;
    private final FoundTables found = new FoundTables();

    /**
     * @param rules without errors
     */
    ConnectedCheck(DatabaseConfiguration database, Rules rules, Findings findings) {
        this.database = database;
        this.rules = rules;
        this.findings = findings;
    }

    void run() {
        if (!readAll()) {
            // Half the data sources would make half the tables seem to be missing.
            return;
        }
        Routers routers = new Routers();
        Set<String> physicalNames = rules.physicalNames();
        for (ShardedTable table : rules.shardedTables()) {
            new ShardedTableCheck(
                            database.sharding(), table, physicalNames, found, routers, findings)
                    .run();
        }
        if (database.sharding() != null) {
            new BindingCheck(database.sharding(), rules, found, routers, findings).run();
        }
        WholeTableCheck whole = new WholeTableCheck(database, rules, found, findings);
        for (TableRule rule : rules.tables()) {
            if (rule instanceof TableRule.BroadcastTable broadcast) {
                whole.broadcast(broadcast);
            }
        }
        whole.singles(physicalNames);
    }

    private boolean readAll() {
        boolean isComplete = true;
        Map<Dialect, String> dialects = new LinkedHashMap<>();
        for (DataSourceConfiguration source : database.dataSources().values()) {
            try (StorageUnit unit = StorageUnit.open(forOneQuestion(source), false)) {
                Map<String, CatalogTable> tables = CatalogReader.physicalTables(unit);
                found.put(source.name(), tables);
                String other = dialects.putIfAbsent(unit.dialect(), source.name());
                if (other == null && dialects.size() > 1) {
                    findings.error(
                            source.place(),
                            source.name()
                                    + " is "
                                    + unit.engine()
                                    + ", and "
                                    + dialects.values().iterator().next()
                                    + " isn't: one database has data sources of one dialect.");
                }
            } catch (ConfigurationException wrong) {
                findings.add(wrong);
                isComplete = false;
            } catch (ShardfoldException unreachable) {
                findings.error(
                        source.place(),
                        oneLine(unreachable.getMessage())
                                + " Check its URL, user and password, and that the server runs.");
                isComplete = false;
            }
        }
        return isComplete;
    }

    private static String oneLine(String message) {
        String line = String.valueOf(message).replaceAll("\\s+", " ").strip();
        return line.endsWith(".") ? line : line + ".";
    }

    private static DataSourceConfiguration forOneQuestion(DataSourceConfiguration source) {
        return new DataSourceConfiguration(
                source.name(),
                source.url(),
                source.username(),
                source.password(),
                source.driverClassName(),
                source.poolClassName(),
                Math.min(source.connectionTimeoutMillis(), CONNECT_MILLIS_MAX),
                source.idleTimeoutMillis(),
                source.maxLifetimeMillis(),
                1,
                0,
                source.readOnly(),
                source.driverProperties(),
                source.poolProperties(),
                source.place());
    }
}
