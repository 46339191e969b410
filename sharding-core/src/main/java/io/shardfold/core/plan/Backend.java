package io.shardfold.core.plan;

import io.shardfold.sql.Dialect;

/**
 * What kind of server the shards are, as far as a plan depends on it.
 *
 * @param dialect what the client speaks
 * @param nullsFirst whether NULLs stand first in ascending order
 * @param weights whether text is compared through {@code WEIGHT_STRING}
 * @param h2 for trying out: text compares by code unit
 */
public record Backend(Dialect dialect, boolean nullsFirst, boolean weights, boolean h2) {}
