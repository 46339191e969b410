package io.shardfold.core.execute;

import java.util.List;

/**
 * What one text that writes gave on its data source.
 *
 * @param count rows, as the server counts them
 * @param generatedKeys the database's own keys, in the order of the rows; empty where none were
 *     asked for or made
 * @param keyColumn the generated key's column; null where there are no keys
 * @param lastInsertId MySQL's LAST_INSERT_ID of this text; 0 where there is none
 */
public record ShardUpdate(
        long count, List<Object> generatedKeys, String keyColumn, long lastInsertId) {}
