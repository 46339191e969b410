package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LongTextTest {

    /** Twice the length must not take four times the time: at ten megabytes that would be hours. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void tenMegabytesOfRowsAreReadInOnePass(Dialect dialect) {
        String row = "(1234567, 'a text that isn''t short', 12.5, NULL)";
        int count = 10_000_000 / (row.length() + 1);
        StringBuilder text = new StringBuilder("INSERT INTO t (a, b, c, d) VALUES ").append(row);
        for (int i = 1; i < count; i++) text.append(',').append(row);
        var insert = (Statement.Insert) SqlParser.parse(Syntax.of(dialect), text.toString());
        assertEquals(count, insert.source().values().size());
    }
}
