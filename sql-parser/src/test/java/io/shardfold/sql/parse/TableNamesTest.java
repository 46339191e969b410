package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            String tables =
                    TableNames.of(statement).stream()
                            .map(name -> name.span().of(line.sql()))
                            .collect(Collectors.joining(", "));
            // What isn't modelled names no table.
            if (statement.kind() == Statement.Kind.OTHER) assertEquals("", tables, line.sql());
            wanted.append(line.sql()).append(" => ").append(line.tables()).append('\n');
            found.append(line.sql()).append(" => ").append(tables).append('\n');
        }
        assertEquals(wanted.toString(), found.toString());
    }
}
