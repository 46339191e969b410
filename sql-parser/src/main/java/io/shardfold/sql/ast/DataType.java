package io.shardfold.sql.ast;

import java.util.List;

/**
 * A type as written.
 *
 * @param name the type's words, e.g. {@code bigint}, {@code double precision}, {@code timestamp
 *     with time zone}, {@code pg_catalog.int4}; a quoted name keeps its quotes
 * @param arguments what stands in parentheses, as written
 * @param attributes MySQL's UNSIGNED, ZEROFILL, CHARACTER SET x, COLLATE y, PostgreSQL's interval
 *     fields; in upper case
 * @param arrayDimensions number of {@code []}
 */
public record DataType(
        String name,
        List<String> arguments,
        List<String> attributes,
        int arrayDimensions,
        Span span) {
    public DataType {
        arguments = List.copyOf(arguments);
        attributes = List.copyOf(attributes);
    }
}
