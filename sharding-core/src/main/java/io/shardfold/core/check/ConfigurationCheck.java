package io.shardfold.core.check;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.key.KeyServices;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Checks a configuration: everything that is wrong or doubtful in it, in one go. */
public final class ConfigurationCheck {

    /** Whether the databases are asked too. */
    public enum Depth {
        /** What the text alone shows. Connects to nothing. */
        TEXT,
        /** Also what the databases show: connects to every data source, reads catalogs, no rows. */
        CONNECT
    }

    private final Findings findings = new Findings();
    private final Depth depth;
    private int databaseCount;
    private int tableCount;

    private ConfigurationCheck(Depth depth) {
        this.depth = depth;
    }

    /**
     * Checks a proxy's directory, one of its files, or the file of a JDBC data source. Blocks.
     *
     * @param placeholders what replaces placeholders in the file of a JDBC data source
     */
    public static Report check(Path path, Placeholders placeholders, Depth depth) {
        return new ConfigurationCheck(depth)
                .run(
                        findings -> ConfigurationLoader.load(path, placeholders, findings),
                        configuration -> {});
    }

    /**
     * Checks a proxy's directory. Blocks.
     *
     * @param settings makes the front end's settings of it, and throws where they can't be
     */
    public static Report checkProxy(
            Path directory, Consumer<ServerConfiguration> settings, Depth depth) {
        return new ConfigurationCheck(depth)
                .run(findings -> ConfigurationLoader.proxy(directory, findings), settings);
    }

    /**
     * Checks a JDBC data source's configuration given as a text.
     *
     * @param name stands in messages for the file's name
     */
    public static Report check(String name, String text, Placeholders placeholders) {
        return new ConfigurationCheck(Depth.TEXT)
                .run(
                        findings -> ConfigurationLoader.jdbc(name, text, placeholders, findings),
                        configuration -> {});
    }

    /** Loads a configuration, and tells what is wrong. */
    private interface Loading {
        ServerConfiguration load(Findings findings);
    }

    private Report run(Loading loading, Consumer<ServerConfiguration> settings) {
        try {
            ServerConfiguration configuration = loading.load(findings);
            settings(configuration, settings);
            List<DatabaseConfiguration> databases = configuration.databases();
            databaseCount = databases.size();
            databases.forEach(this::check);
        } catch (ConfigurationException unreadable) {
            // What can't be read at all ends the check; what was found before stays.
            findings.add(unreadable);
        }
        return new Report(findings.all(), databaseCount, tableCount);
    }

    private void settings(
            ServerConfiguration configuration, Consumer<ServerConfiguration> settings) {
        try {
            settings.accept(configuration);
        } catch (ConfigurationException wrong) {
            findings.add(wrong);
        }
    }

    private void check(DatabaseConfiguration database) {
        Findings own = new Findings();
        Rules rules = Rules.of(database, KeyServices.ASSUMED, own);
        tableCount += rules.tables().size();
        findings.addAll(own);
        // Rules with errors are incomplete: what their absence leads to would be told as a fault.
        if (depth == Depth.CONNECT && !own.hasErrors()) {
            new ConnectedCheck(database, rules, findings).run();
        }
    }
}
