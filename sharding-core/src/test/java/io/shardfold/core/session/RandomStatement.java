package io.shardfold.core.session;

import java.util.List;

/**
 * A statement of the random comparison.
 *
 * @param parameters values of its placeholders
 * @param ordered whether its ORDER BY leaves nothing open, so that rows are compared in order
 * @param representative whether texts that are equal to their collation may stand for one another
 *     in the result: of a group any member may be shown
 * @param written the table that it changes, whose rows are compared afterwards; null for a query
 */
record RandomStatement(
        String sql,
        List<Object> parameters,
        boolean ordered,
        boolean representative,
        String written) {}
