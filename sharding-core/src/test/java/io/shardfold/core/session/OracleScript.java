package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of statements, one a line, that give the same on shards and on one database.
 *
 * <p>A line may begin with {@code mysql} or {@code postgresql}, for that dialect alone; with {@code
 * refused}, for what says that it isn't supported; with {@code shards}, for what only has to work
 * there.
 */
final class OracleScript {

    private OracleScript() {}

    static List<String> lines(String file, Kind kind) throws IOException {
        String other = kind == Kind.POSTGRESQL ? "mysql " : "postgresql ";
        String own = kind == Kind.POSTGRESQL ? "postgresql " : "mysql ";
        List<String> result = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                OracleScript.class.getResourceAsStream("/oracle/" + file),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(other)) {
                    result.add(line.startsWith(own) ? line.substring(own.length()) : line);
                }
            }
        }
        return result;
    }

    static void run(String line, SessionOracle oracle) {
        if (line.startsWith("refused ")) {
            AssertionError failure =
                    assertThrows(AssertionError.class, () -> oracle.rows(line.substring(8)), line);
            assertEquals(
                    Problem.NOT_SUPPORTED,
                    ((ShardfoldException) failure.getCause()).problem(),
                    line);
        } else if (line.startsWith("shards ")) {
            oracle.rows(line.substring(7));
        } else {
            oracle.same(line);
        }
    }
}
