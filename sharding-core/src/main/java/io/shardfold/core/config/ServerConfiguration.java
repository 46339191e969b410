package io.shardfold.core.config;

import java.util.List;

/**
 * A whole configuration: a proxy's directory, or the file of a JDBC data source, which has one
 * database.
 *
 * @param authority null when absent: nobody can log in, and a proxy says so
 * @param warnings what was doubtful in the files
 */
public record ServerConfiguration(
        ModeConfiguration mode,
        AuthorityConfiguration authority,
        TransactionConfiguration transaction,
        Props props,
        List<String> labels,
        List<DatabaseConfiguration> databases,
        List<Finding> warnings) {

    public ServerConfiguration {
        labels = List.copyOf(labels);
        databases = List.copyOf(databases);
        warnings = List.copyOf(warnings);
    }

    /** The only database of a JDBC configuration. */
    public DatabaseConfiguration database() {
        if (databases.size() != 1) {
            throw new IllegalStateException(databases.size() + " databases");
        }
        return databases.get(0);
    }
}
