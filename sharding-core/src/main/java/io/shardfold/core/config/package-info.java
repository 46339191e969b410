/**
 * Configuration files: YAML in, records out.
 *
 * <p>The door is {@link io.shardfold.core.config.ConfigurationLoader}. It reads the file of a JDBC
 * data source or the directory of a proxy in ShardingSphere 5.5's YAML format. Every value keeps
 * its place, so that whatever is found wrong later is told with file, line and key.
 *
 * <p>Not here: what rules mean and whether they are possible ({@code core.rule}), and connections
 * to data sources.
 */
package io.shardfold.core.config;
