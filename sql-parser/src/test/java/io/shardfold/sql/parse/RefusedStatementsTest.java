package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedStatementsTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatTheEngineRefusesIsRefusedWithItsPosition(Dialect dialect) throws Exception {
        String file = "/refused/" + dialect.name().toLowerCase(Locale.ROOT) + ".txt";
        String text;
        try (InputStream in = getClass().getResourceAsStream(file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder found = new StringBuilder();
        for (String line : text.split("\n")) {
            if (line.startsWith("#")) {
                found.append(line).append('\n');
                continue;
            }
            String sql = line.substring(0, line.lastIndexOf(" => "));
            SyntaxException e =
                    assertThrows(
                            SyntaxException.class,
                            () -> SqlParser.parse(Syntax.of(dialect), sql),
                            sql);
            found.append(sql).append(" => ").append(e.position()).append('\n');
        }
        assertEquals(text, found.toString());
    }
}
