package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Parameters;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Utility;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** PREPARE, EXECUTE and DEALLOCATE as statements: texts under names of the session. */
final class NamedStatements {

    private static final Pattern NUMBERED = Pattern.compile("\\$(\\d+)");

    private final Session session;
    private final Map<String, String> texts = new HashMap<>();

    NamedStatements(Session session) {
        this.session = session;
    }

    private boolean mysql() {
        return session.dialect() == Dialect.MYSQL;
    }

    private String key(Identifier name) {
        boolean folds = mysql() || !name.quoted();
        return folds ? name.value().toLowerCase(Locale.ROOT) : name.value();
    }

    Outcome prepare(Utility.Prepare prepare, String sql) {
        String key = key(prepare.name());
        if (!mysql() && texts.containsKey(key)) {
            throw new StatementException(
                    Problem.DUPLICATE_PREPARED_STATEMENT,
                    "prepared statement \"" + key + "\" already exists",
                    prepare.name().span().start());
        }
        String text =
                prepare.statement() != null
                        ? typed(prepare.statement().span().of(sql), prepare.types(), sql)
                        : text(prepare.source(), sql);
        texts.remove(key);
        // What is wrong with it is told now.
        session.preparePart(text);
        texts.put(key, text);
        return new Outcome.Command();
    }

    /** Placeholders of stated types are cast to them. */
    private static String typed(String statement, List<DataType> types, String sql) {
        if (types.isEmpty()) {
            return statement;
        }
        return NUMBERED.matcher(statement)
                .replaceAll(
                        placeholder -> {
                            int index = Integer.parseInt(placeholder.group(1)) - 1;
                            String type =
                                    index < types.size()
                                            ? types.get(index).span().of(sql)
                                            : "unknown";
                            return type.equalsIgnoreCase("unknown")
                                    ? "\\$" + placeholder.group(1)
                                    : "CAST(\\$" + placeholder.group(1) + " AS " + type + ")";
                        });
    }

    private String text(Expression source, String sql) {
        String text =
                source instanceof Expression.Literal literal
                        ? literal.value()
                        : new Evaluation(session).of(source, sql).plain();
        return text == null ? "NULL" : text;
    }

    /**
     * What EXECUTE runs.
     *
     * @throws StatementException 26000 / 1243 where there is no such statement
     */
    Prepared statement(Utility.Execute execute, String sql) {
        if (execute.name() == null) {
            return session.preparePart(text(execute.source(), sql));
        }
        String text = texts.get(key(execute.name()));
        if (text == null) {
            throw unknown(execute.name(), "EXECUTE");
        }
        return session.preparePart(text);
    }

    /**
     * @throws StatementException 42601 / 1210 where it has another number of placeholders
     */
    Parameters arguments(Utility.Execute execute, Prepared statement, String sql) {
        if (execute.arguments().size() != statement.parameterCount()) {
            throw new StatementException(
                    mysql() ? Problem.PARAMETER_COUNT_MISMATCH : Problem.SYNTAX,
                    mysql()
                            ? "Incorrect arguments to EXECUTE"
                            : "wrong number of parameters for prepared statement",
                    execute.span().start());
        }
        return new Evaluation(session).parameters(execute.arguments(), sql);
    }

    Outcome deallocate(Utility.Deallocate deallocate) {
        if (deallocate.name() == null) {
            texts.clear();
        } else if (texts.remove(key(deallocate.name())) == null) {
            throw unknown(deallocate.name(), "DEALLOCATE PREPARE");
        }
        return new Outcome.Command();
    }

    void clear() {
        texts.clear();
    }

    private StatementException unknown(Identifier name, String verb) {
        return new StatementException(
                Problem.UNKNOWN_PREPARED_STATEMENT,
                mysql()
                        ? "Unknown prepared statement handler ("
                                + name.value()
                                + ") given to "
                                + verb
                        : "prepared statement \"" + name.value() + "\" does not exist",
                name.span().start());
    }
}
