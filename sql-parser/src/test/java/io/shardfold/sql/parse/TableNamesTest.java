package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableNames;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableNamesTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void statementsNameTheTablesOfTheGoldenFile(Dialect dialect) throws Exception {
        StringBuilder wanted = new StringBuilder();
        StringBuilder found = new StringBuilder();
        for (GoldenStatements.Line line : GoldenStatements.read(dialect).lines()) {
            Statement statement = SqlParser.parse(Syntax.of(dialect), line.sql());
            assertNotEquals(Statement.Kind.OTHER, statement.kind(), line.sql());
            String tables =
                    TableNames.of(statement).stream()
                            .map(name -> name.span().of(line.sql()))
                            .collect(Collectors.joining(", "));
            wanted.append(line.sql()).append(" => ").append(line.tables()).append('\n');
            found.append(line.sql()).append(" => ").append(tables).append('\n');
        }
        assertEquals(wanted.toString(), found.toString());
    }
}
