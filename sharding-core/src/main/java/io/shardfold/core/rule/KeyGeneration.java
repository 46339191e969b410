package io.shardfold.core.rule;

import io.shardfold.core.rule.key.KeyGenerator;
import java.util.Objects;

/**
 * A column that is filled when an INSERT doesn't name it. An explicit NULL isn't replaced.
 *
 * @param column as the configuration spells it
 */
public record KeyGeneration(String column, KeyGenerator generator) {
    public KeyGeneration {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(generator, "generator");
    }
}
