package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.render.SqlRenderer;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatIsWrittenReadsAsTheSameTree(Dialect dialect) throws Exception {
        Syntax syntax = Syntax.of(dialect);
        for (GoldenStatements.Line line : GoldenStatements.read(dialect).lines()) {
            Statement statement = SqlParser.parse(syntax, line.sql());
            String text = SqlRenderer.render(syntax, statement);
            assertNull(
                    difference(statement, SqlParser.parse(syntax, text), ""),
                    () -> line.sql() + "\n" + text);
        }
    }

    /** The path of the first component in which two trees differ, spans left out. */
    private static String difference(Object left, Object right, String path)
            throws ReflectiveOperationException {
        if (left instanceof Span) return null;
        if (left instanceof Identifier name && right instanceof Identifier other) {
            return name.value().equals(other.value()) && name.quoted() == other.quoted()
                    ? null
                    : path + ": " + name.value() + " / " + other.value();
        }
        if (left instanceof List<?> list
                && right instanceof List<?> other
                && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                String found = difference(list.get(i), other.get(i), path + "[" + i + "]");
                if (found != null) return found;
            }
            return null;
        }
        if (left != null
                && right != null
                && left.getClass() == right.getClass()
                && left.getClass().isRecord()) {
            for (RecordComponent component : left.getClass().getRecordComponents()) {
                if (left instanceof Expression.Literal && component.getName().equals("index"))
                    continue;
                // A definition's text is what it was read from.
                if (left instanceof Ddl && component.getName().equals("text")) continue;
                String found =
                        difference(
                                component.getAccessor().invoke(left),
                                component.getAccessor().invoke(right),
                                path + "." + component.getName());
                if (found != null) return found;
            }
            return null;
        }
        return Objects.equals(left, right) ? null : path + ": " + left + " / " + right;
    }
}
