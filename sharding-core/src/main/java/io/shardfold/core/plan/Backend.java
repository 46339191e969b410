package io.shardfold.core.plan;

import io.shardfold.sql.Dialect;

/**
 * What kind of server the shards are, as far as a plan depends on it.
 *
 * @param dialect what the client speaks
 * @param shardDialect what the shards speak: names that we put into a text are quoted for it
 * @param nullsFirst whether NULLs stand first in ascending order
 * @param weights whether text is compared through {@code WEIGHT_STRING}
 * @param h2 for trying out: text compares by code unit
 */
public record Backend(
        Dialect dialect, Dialect shardDialect, boolean nullsFirst, boolean weights, boolean h2) {

    String quote(String name) {
        return shardDialect == Dialect.MYSQL
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
