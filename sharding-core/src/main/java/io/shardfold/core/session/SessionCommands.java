package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.Engine;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.TransactionOptions;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Into;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import java.sql.Connection;
import java.sql.Types;
import java.util.List;
import java.util.Locale;

/**
 * What the session answers itself: transactions, settings, and what a client asks about the logical
 * database.
 */
final class SessionCommands {

    private static final String TIME_ZONE = "timezone";

    private final Session session;

    SessionCommands(Session session) {
        this.session = session;
    }

    Outcome run(Prepared prepared, Parameters parameters, ExecuteOptions options) {
        Statement statement = prepared.statement();
        return switch (statement.kind()) {
            case BEGIN -> begin((Statement.Begin) statement);
            case COMMIT -> commit((Statement.Commit) statement);
            case ROLLBACK -> rollback((Statement.Rollback) statement);
            case SAVEPOINT -> {
                requireTransaction("SAVEPOINT");
                session.savepoint(name(((Statement.Savepoint) statement).name()));
                yield new Outcome.Command();
            }
            case RELEASE_SAVEPOINT -> {
                requireTransaction("RELEASE SAVEPOINT");
                session.release(name(((Statement.ReleaseSavepoint) statement).name()));
                yield new Outcome.Command();
            }
            case SET_TRANSACTION -> setTransaction((Statement.SetTransaction) statement);
            case SET -> set((Statement.Set) statement, prepared.sql());
            case RESET -> reset((Statement.Reset) statement);
            case SHOW -> new ShowCommands(session).show((Statement.Show) statement, prepared.sql());
            case USE -> use((Statement.Use) statement);
            case EMPTY -> empty();
            case QUERY -> selectInto((Statement.QueryStatement) statement, prepared, parameters);
            case UTILITY -> named((Utility) statement, prepared.sql(), options);
            default ->
                    throw new IllegalStateException(statement.kind() + " isn't the session's own");
        };
    }

    private String name(Identifier identifier) {
        boolean folds = session.dialect() == Dialect.POSTGRESQL && !identifier.quoted();
        return folds ? identifier.value().toLowerCase(Locale.ROOT) : identifier.value();
    }

    private void requireTransaction(String what) {
        if (session.dialect() == Dialect.POSTGRESQL && !session.connections().inTransaction()) {
            throw new StatementException(
                    Problem.NO_ACTIVE_TRANSACTION,
                    what + " can only be used in transaction blocks",
                    StatementException.NO_POSITION);
        }
    }

    /** PostgreSQL answers nothing with nothing; MySQL has an error for it. */
    private Outcome empty() {
        if (session.dialect() == Dialect.MYSQL) {
            throw new StatementException(
                    Problem.EMPTY_STATEMENT, "Query was empty", StatementException.NO_POSITION);
        }
        return new Outcome.Command();
    }

    // ---- prepared statements

    private Outcome named(Utility utility, String sql, ExecuteOptions options) {
        NamedStatements named = session.namedStatements();
        if (utility instanceof Utility.Prepare prepare) {
            return named.prepare(prepare, sql);
        }
        if (utility instanceof Utility.Deallocate deallocate) {
            return named.deallocate(deallocate);
        }
        Utility.Execute execute = (Utility.Execute) utility;
        Prepared statement = named.statement(execute, sql);
        return session.execute(statement, named.arguments(execute, statement, sql), options);
    }

    // ---- variables

    /** MySQL's SELECT ... INTO @a, @b. */
    private Outcome selectInto(
            Statement.QueryStatement statement, Prepared prepared, Parameters parameters) {
        Into into = ((Query.Select) statement.query()).into();
        String sql = prepared.sql();
        String query =
                sql.substring(0, into.span().start()) + " " + sql.substring(into.span().end());
        List<Evaluation.Value> row = new Evaluation(session).row(query, parameters);
        if (row == null) {
            throw new StatementException(
                    Problem.TOO_MANY_ROWS,
                    "Result consisted of more than one row",
                    into.span().start());
        }
        if (row.isEmpty()) {
            return new Outcome.Update(0, List.of(), null, 0);
        }
        if (row.size() != into.targets().size()) {
            throw new StatementException(
                    Problem.SELECT_COLUMN_COUNT,
                    "The used SELECT statements have a different number of columns",
                    into.span().start());
        }
        for (int i = 0; i < row.size(); i++) {
            setVariable(((Expression.Variable) into.targets().get(i)).name(), row.get(i));
        }
        session.applySettings();
        return new Outcome.Update(1, List.of(), null, 0);
    }

    private void setVariable(String variable, Evaluation.Value value) {
        String name = variable.toLowerCase(Locale.ROOT);
        session.settings()
                .set("@" + name, value.plain(), "SET @" + quoted(name) + " = " + value.literal());
    }

    // ---- transactions

    private Outcome begin(Statement.Begin begin) {
        TransactionOptions usual = session.transactionOptions(false);
        session.begin(
                new TransactionOptions(
                        begin.isolation() == null
                                ? usual.isolation()
                                : isolation(begin.isolation(), begin.span().start()),
                        begin.readOnly() == null ? usual.readOnly() : begin.readOnly(),
                        begin.consistentSnapshot()));
        return new Outcome.Command();
    }

    private Outcome commit(Statement.Commit commit) {
        boolean was = session.connections().inTransaction();
        session.commit();
        if (commit.chain() && was) {
            session.begin(session.transactionOptions(false));
        }
        return new Outcome.Command();
    }

    private Outcome rollback(Statement.Rollback rollback) {
        if (rollback.savepoint() != null) {
            requireTransaction("ROLLBACK TO SAVEPOINT");
            session.rollbackTo(name(rollback.savepoint()));
            return new Outcome.Command();
        }
        boolean was = session.connections().inTransaction();
        session.rollback();
        if (rollback.chain() && was) {
            session.begin(session.transactionOptions(false));
        }
        return new Outcome.Command();
    }

    private Outcome setTransaction(Statement.SetTransaction set) {
        if ("GLOBAL".equals(set.scope())) {
            throw StatementException.notSupported(
                    "SET GLOBAL TRANSACTION",
                    set.span().start(),
                    "Set it on the servers themselves.");
        }
        boolean open = session.connections().inTransaction();
        if (set.scope() == null && !open) {
            if (session.dialect() == Dialect.MYSQL) {
                session.nextTransaction(
                        set.isolation() == null
                                ? 0
                                : isolation(set.isolation(), set.span().start()),
                        set.readOnly());
            }
            // PostgreSQL warns that this concerns an open transaction, and does nothing.
            return new Outcome.Command();
        }
        if (set.scope() == null) {
            if (session.dialect() == Dialect.MYSQL) {
                throw new StatementException(
                        Problem.ACTIVE_TRANSACTION,
                        "Transaction characteristics can't be changed while a transaction is in progress",
                        set.span().start());
            }
            session.connections().forTransaction(transactionText(set));
            return new Outcome.Command();
        }
        if (set.isolation() != null) {
            session.setIsolation(isolation(set.isolation(), set.span().start()));
            tell("isolation", set.isolation());
        }
        if (set.readOnly() != null) {
            session.setReadOnly(set.readOnly());
            tell("read_only", set.readOnly() ? "on" : "off");
        }
        session.applySettings();
        return new Outcome.Command();
    }

    /** Whoever asks a shard for it is told what later transactions begin with. */
    private void tell(String characteristic, String value) {
        if (session.dialect() == Dialect.POSTGRESQL) {
            String name = "default_transaction_" + characteristic;
            session.settings()
                    .set(
                            name,
                            value,
                            "SET " + name + " TO '" + value.toLowerCase(Locale.ROOT) + "'");
            return;
        }
        boolean newNames = session.database().engine() == Engine.MYSQL;
        session.settings()
                .set(
                        (newNames ? "transaction_" : "tx_") + characteristic,
                        value,
                        "SET SESSION TRANSACTION "
                                + (characteristic.equals("isolation")
                                        ? "ISOLATION LEVEL " + value
                                        : value.equals("on") ? "READ ONLY" : "READ WRITE"));
    }

    private static String transactionText(Statement.SetTransaction set) {
        StringBuilder text = new StringBuilder("SET TRANSACTION");
        if (set.isolation() != null) {
            text.append(" ISOLATION LEVEL ").append(set.isolation());
        }
        if (set.readOnly() != null) {
            text.append(set.readOnly() ? " READ ONLY" : " READ WRITE");
        }
        if (set.deferrable() != null) {
            text.append(set.deferrable() ? " DEFERRABLE" : " NOT DEFERRABLE");
        }
        return text.toString();
    }

    private static int isolation(String name, int position) {
        return switch (name.toUpperCase(Locale.ROOT).replace('-', ' ')) {
            case "READ UNCOMMITTED" -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case "READ COMMITTED" -> Connection.TRANSACTION_READ_COMMITTED;
            case "REPEATABLE READ" -> Connection.TRANSACTION_REPEATABLE_READ;
            case "SERIALIZABLE" -> Connection.TRANSACTION_SERIALIZABLE;
            default ->
                    throw new StatementException(
                            Problem.INVALID_PARAMETER_VALUE,
                            "There is no isolation level " + name + ".",
                            position);
        };
    }

    // ---- settings

    private Outcome set(Statement.Set set, String sql) {
        if (session.dialect() == Dialect.POSTGRESQL) {
            checked(set, sql);
            return new Outcome.Command();
        }
        for (Statement.Setting setting : set.settings()) {
            mysql(setting, sql);
        }
        session.applySettings();
        return new Outcome.Command();
    }

    /**
     * A name or value that the server doesn't take is refused now, not by the statement that next
     * needs a connection; what was set before stays.
     */
    private void checked(Statement.Set set, String sql) {
        var before = session.settings().saved();
        try {
            for (Statement.Setting setting : set.settings()) {
                postgresql(setting, sql);
            }
            session.applySettings();
            if (!before.equals(session.settings().saved()) && session.settings().reachesShards()) {
                // A connection is given the settings before it answers; SHOW takes no snapshot.
                session.connections()
                        .query(
                                new ShardStatement(session.anyDataSource(), "SHOW TimeZone", null),
                                StatementOptions.DEFAULT)
                        .close();
            }
        } catch (ShardfoldException failure) {
            session.settings().restore(before);
            session.applySettings();
            throw failure;
        }
    }

    private void mysql(Statement.Setting setting, String sql) {
        String name = setting.name().toLowerCase(Locale.ROOT);
        Evaluation.Value value = value(setting, sql);
        if (setting.user()) {
            setVariable(setting.name(), value);
            return;
        }
        if (setting.scope() != null
                && !setting.scope().equals("SESSION")
                && !setting.scope().equals("LOCAL")) {
            throw StatementException.notSupported(
                    "SET " + setting.scope(),
                    setting.span().start(),
                    "Set it on the servers themselves.");
        }
        switch (name) {
            case "autocommit" -> session.setAutoCommit(truth(setting, value.plain()));
            case "names",
                    "charset",
                    "character set",
                    "character_set_client",
                    "character_set_connection",
                    "character_set_results" -> {
                // The front end speaks the client's character set; shards always speak UTF-8.
                session.settings().set(name, value.plain(), null);
                if (name.equals("names") && setting.values().size() > 1) {
                    String collation = plain(setting.values().get(1));
                    session.settings()
                            .set(
                                    "collation_connection",
                                    collation,
                                    "SET collation_connection = " + collation);
                }
            }
            case "transaction_isolation", "tx_isolation" ->
                    session.setIsolation(
                            isolation(String.valueOf(value.plain()), setting.span().start()));
            case "transaction_read_only", "tx_read_only" ->
                    session.setReadOnly(truth(setting, value.plain()));
            case "sql_mode" -> {
                session.settings()
                        .set(name, value.plain(), "SET SESSION sql_mode = " + value.literal());
                String mode = String.valueOf(value.plain()).toUpperCase(Locale.ROOT);
                boolean ansi = mode.contains("ANSI");
                session.syntax(
                        new Syntax(
                                Dialect.MYSQL,
                                ansi,
                                mode.contains("PIPES_AS_CONCAT") || mode.equals("ANSI"),
                                !mode.contains("NO_BACKSLASH_ESCAPES")));
            }
            default ->
                    session.settings()
                            .set(
                                    name,
                                    value.plain(),
                                    "SET SESSION " + quoted(name) + " = " + value.literal());
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * What a setting is set to: as it stands where that is a constant; an expression is computed
     * once, since each connection would compute another value.
     */
    private Evaluation.Value value(Statement.Setting setting, String sql) {
        boolean constant =
                setting.values().stream()
                        .allMatch(
                                value ->
                                        value instanceof Expression.Literal
                                                || value instanceof Expression.Default
                                                || value instanceof Expression.Column
                                                || value instanceof Expression.Unary unary
                                                        && unary.operand()
                                                                instanceof Expression.Literal);
        if (constant) {
            return new Evaluation.Value(plain(setting), text(setting, sql));
        }
        // What was set before in the same statement counts.
        session.applySettings();
        return new Evaluation(session).of(setting.values().get(0), sql);
    }

    private String text(Statement.Setting setting, String sql) {
        if (setting.values().isEmpty()) {
            return "DEFAULT";
        }
        int start = setting.values().get(0).span().start();
        int end = setting.values().get(setting.values().size() - 1).span().end();
        return sql.substring(start, end);
    }

    private static String plain(Statement.Setting setting) {
        return setting.values().isEmpty() ? null : plain(setting.values().get(0));
    }

    private static String plain(Expression value) {
        if (value instanceof Expression.Literal literal) {
            return literal.value();
        }
        return value instanceof Expression.Column column ? column.name().value() : null;
    }

    private static boolean truth(Statement.Setting setting, String value) {
        if (setting.values().isEmpty()) {
            return true;
        }
        if (value != null) {
            switch (value.toUpperCase(Locale.ROOT)) {
                case "1", "ON", "TRUE":
                    return true;
                case "0", "OFF", "FALSE":
                    return false;
                default:
                    break;
            }
        }
        throw new StatementException(
                Problem.INVALID_PARAMETER_VALUE,
                "Variable '" + setting.name() + "' can't be set to the value of '" + value + "'",
                setting.span().start());
    }

    private void postgresql(Statement.Setting setting, String sql) {
        String name = parameter(setting.name());
        boolean local = "LOCAL".equals(setting.scope());
        String value = plain(setting);
        switch (name) {
            case "client_encoding", "names" -> {
                String encoding =
                        value == null ? "UTF8" : value.replace("-", "").toUpperCase(Locale.ROOT);
                if (!encoding.equals("UTF8") && !encoding.equals("UNICODE")) {
                    throw StatementException.notSupported(
                            "The client encoding " + value, setting.span().start(), "Use UTF8.");
                }
                session.settings().set("client_encoding", "UTF8", null);
                return;
            }
            case "datestyle" -> {
                if (value != null && !value.toUpperCase(Locale.ROOT).startsWith("ISO")) {
                    throw StatementException.notSupported(
                            "The date style " + value, setting.span().start(), "Use ISO.");
                }
            }
            case "standard_conforming_strings" -> {
                boolean off =
                        value != null
                                && (value.equalsIgnoreCase("off")
                                        || value.equalsIgnoreCase("false")
                                        || value.equals("0"));
                session.syntax(
                        new Syntax(
                                Dialect.POSTGRESQL,
                                true,
                                true,
                                off,
                                session.initialSyntax().questionMarkParameters()));
            }
            case "transaction_isolation" -> {
                if (!session.settings().reachesShards()) {
                    throw StatementException.notSupported(
                            "SET transaction_isolation on this engine",
                            setting.span().start(),
                            "Leave the isolation as it is.");
                }
                session.connections().forTransaction(statementText(setting, sql, name, "SET"));
                return;
            }
            case "default_transaction_isolation" ->
                    session.setIsolation(isolation(String.valueOf(value), setting.span().start()));
            default -> {}
        }
        if (local) {
            if (name.equals(TIME_ZONE)) {
                session.clockIsLocal();
            }
            if (session.connections().inTransaction() && session.settings().reachesShards()) {
                session.connections()
                        .forTransaction(statementText(setting, sql, name, "SET LOCAL"));
            }
            return;
        }
        if (setting.values().isEmpty()) {
            session.settings().remove(name);
        } else {
            session.settings().set(name, value, statementText(setting, sql, name, "SET"));
        }
    }

    private String statementText(Statement.Setting setting, String sql, String name, String verb) {
        String text = text(setting, sql);
        if (name.equals(TIME_ZONE)) {
            return verb + " TIME ZONE " + text;
        }
        return verb + " " + name + " TO " + text;
    }

    private Outcome reset(Statement.Reset reset) {
        String name = reset.name();
        if (name.equals("DISCARD ALL") && session.connections().inTransaction()) {
            throw new StatementException(
                    Problem.ACTIVE_TRANSACTION,
                    "DISCARD ALL cannot run inside a transaction block",
                    reset.span().start());
        }
        if (name.equalsIgnoreCase("ALL") || name.equals("DISCARD ALL")) {
            session.settings().clear();
            session.syntax(session.initialSyntax());
        } else if (!name.startsWith("DISCARD")) {
            // Plans, sequences and temporary tables of a connection are none of a session's here.
            session.settings().remove(parameter(name));
        }
        session.applySettings();
        return new Outcome.Command();
    }

    /** A parameter's name in lower case; {@code SET TIME ZONE} is another spelling of one. */
    private static String parameter(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("time zone") ? TIME_ZONE : lower;
    }

    private Outcome use(Statement.Use use) {
        if (!use.database().value().equalsIgnoreCase(session.database().name())) {
            throw new StatementException(
                    Problem.UNKNOWN_DATABASE,
                    "Unknown database '" + use.database().value() + "'",
                    use.database().span().start());
        }
        return new Outcome.Command();
    }

    /** What a command's rows look like before it runs; null for commands without rows. */
    static List<ResultColumn> columns(Prepared prepared) {
        if (!(prepared.statement() instanceof Statement.Show show)) {
            return null;
        }
        return List.of(textColumn(show.subject().toLowerCase(Locale.ROOT)));
    }

    static ResultColumn textColumn(String label) {
        return new ResultColumn(
                label,
                label,
                "",
                "",
                "",
                "",
                Types.VARCHAR,
                "VARCHAR",
                25,
                64,
                0,
                64,
                1,
                false,
                false,
                false,
                "java.lang.String");
    }
}
