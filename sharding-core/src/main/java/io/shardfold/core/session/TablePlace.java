package io.shardfold.core.session;

/**
 * A logical table, and the physical table that answers for all of its when their definition is
 * asked for.
 *
 * @param name the logical name as the configuration or the database spells it
 * @param dataSource the first data source that holds a part of it
 * @param physicalName its name there
 */
public record TablePlace(String name, String dataSource, String physicalName) {}
