package io.shardfold.core.session;

import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.SystemCatalog.Place;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.merge.FixedRows;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * SHOW and DESCRIBE, about logical tables.
 *
 * <p>What lists tables is asked as a query on {@code information_schema}; what is about one table,
 * of the physical table that stands for it.
 */
final class ShowCommands {

    /** What PostgreSQL's parameters are where no PostgreSQL can be asked. */
    private static final Map<String, String> PARAMETERS =
            Map.ofEntries(
                    Map.entry("timezone", "UTC"),
                    Map.entry("intervalstyle", "postgres"),
                    Map.entry("datestyle", "ISO, MDY"),
                    Map.entry("search_path", "\"$user\", public"),
                    Map.entry("application_name", ""),
                    Map.entry("client_encoding", "UTF8"),
                    Map.entry("server_encoding", "UTF8"),
                    Map.entry("standard_conforming_strings", "on"),
                    Map.entry("default_transaction_read_only", "off"),
                    Map.entry("transaction_isolation", "read committed"),
                    Map.entry("extra_float_digits", "1"));

    private static final String TRIGGERS =
            "SELECT TRIGGER_NAME AS `Trigger`, EVENT_MANIPULATION AS `Event`, EVENT_OBJECT_TABLE AS `Table`,"
                    + " ACTION_STATEMENT AS `Statement`, ACTION_TIMING AS `Timing`, CREATED AS `Created`, SQL_MODE AS `sql_mode`,"
                    + " DEFINER AS `Definer`, CHARACTER_SET_CLIENT AS `character_set_client`,"
                    + " COLLATION_CONNECTION AS `collation_connection`, DATABASE_COLLATION AS `Database Collation`"
                    + " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE()";

    private static final String EVENTS =
            "SELECT EVENT_SCHEMA AS `Db`, EVENT_NAME AS `Name`, DEFINER AS `Definer`, TIME_ZONE AS `Time zone`, EVENT_TYPE AS `Type`,"
                    + " EXECUTE_AT AS `Execute at`, INTERVAL_VALUE AS `Interval value`, INTERVAL_FIELD AS `Interval field`,"
                    + " STARTS AS `Starts`, ENDS AS `Ends`, STATUS AS `Status`, ORIGINATOR AS `Originator`,"
                    + " CHARACTER_SET_CLIENT AS `character_set_client`, COLLATION_CONNECTION AS `collation_connection`,"
                    + " DATABASE_COLLATION AS `Database Collation` FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

    private static final String ROUTINES =
            "SELECT ROUTINE_SCHEMA AS `Db`, ROUTINE_NAME AS `Name`, ROUTINE_TYPE AS `Type`, DEFINER AS `Definer`,"
                    + " LAST_ALTERED AS `Modified`, CREATED AS `Created`, SECURITY_TYPE AS `Security_type`,"
                    + " ROUTINE_COMMENT AS `Comment`, CHARACTER_SET_CLIENT AS `character_set_client`,"
                    + " COLLATION_CONNECTION AS `collation_connection`, DATABASE_COLLATION AS `Database Collation`"
                    + " FROM information_schema.ROUTINES WHERE ROUTINE_TYPE = ";

    private final Session session;
    private final SystemCatalog system;

    ShowCommands(Session session) {
        this.session = session;
        this.system = session.database().snapshot().catalog.system();
    }

    Outcome show(Statement.Show show, String sql) {
        if (session.dialect() == Dialect.POSTGRESQL) {
            return session.settings().reachesShards()
                    ? rows(ask(session.anyDataSource(), sql))
                    : ownParameter(show);
        }
        String subject = show.subject().toUpperCase(Locale.ROOT);
        boolean shown = system.host() != null;
        if (shown && show.database() != null && isListing(subject)) {
            return otherDatabase(show, subject, sql);
        }
        return switch (subject) {
            case "TABLES", "FULL TABLES" ->
                    shown
                            ? listed(tables(subject, show), title(show), show, sql)
                            : knownTables(show, subject.startsWith("FULL"));
            case "TABLE STATUS" -> shown ? listed(status(), "Name", show, sql) : other(show, sql);
            case "TRIGGERS", "FULL TRIGGERS" ->
                    shown ? listed(TRIGGERS, "Table", show, sql) : other(show, sql);
            case "EVENTS" -> shown ? listed(EVENTS, "Name", show, sql) : other(show, sql);
            case "PROCEDURE STATUS", "FUNCTION STATUS" ->
                    shown
                            ? listed(
                                    ROUTINES + "'" + subject.replace(" STATUS", "") + "'",
                                    "Name",
                                    show,
                                    sql)
                            : other(show, sql);
            case "DATABASES", "SCHEMAS" -> databases(show, sql);
            case "CREATE DATABASE", "CREATE SCHEMA" -> createDatabase(show, sql);
            case "WARNINGS", "ERRORS" ->
                    throw StatementException.notSupported(
                            "SHOW " + subject,
                            show.span().start(),
                            "It is about one connection of one server: errors come with their statements.");
            case "OPEN TABLES" ->
                    throw StatementException.notSupported(
                            "SHOW OPEN TABLES",
                            show.span().start(),
                            "It is about one server's cache: ask the server itself.");
            default -> other(show, sql);
        };
    }

    private static boolean isListing(String subject) {
        return switch (subject) {
            case "TABLES", "FULL TABLES", "TABLE STATUS", "TRIGGERS", "EVENTS" -> true;
            default -> false;
        };
    }

    private Outcome other(Statement.Show show, String sql) {
        return show.table() == null ? rows(ask(session.anyDataSource(), sql)) : ofTable(show, sql);
    }

    private static Outcome rows(Cursor cursor) {
        return new Outcome.Rows(cursor);
    }

    /** SHOW of a parameter that no shard knows: as it was SET here, or PostgreSQL's default. */
    private Outcome ownParameter(Statement.Show show) {
        String name = show.subject().toLowerCase(Locale.ROOT);
        String set = session.settings().value(name);
        String value = set == null ? PARAMETERS.get(name) : set;
        if (value == null) {
            throw new StatementException(
                    Problem.UNKNOWN_VARIABLE,
                    "unrecognized configuration parameter \"" + show.subject() + "\"",
                    show.span().start());
        }
        return rows(
                FixedRows.of(
                        List.of(SessionCommands.textColumn(show.subject())),
                        List.<Object[]>of(new Object[] {value})));
    }

    // ---- what lists objects

    private String database() {
        return session.database().name();
    }

    /** FROM another database than ours: one that every server has, or none. */
    private Outcome otherDatabase(Statement.Show show, String subject, String sql) {
        String name = show.database().value();
        if (name.equalsIgnoreCase(database())) {
            return show(
                    new Statement.Show(subject, null, null, show.like(), show.where(), show.span()),
                    sql);
        }
        boolean known =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "information_schema", "mysql", "performance_schema", "sys" -> true;
                    default -> false;
                };
        if (!known) {
            throw new StatementException(
                    Problem.UNKNOWN_DATABASE,
                    "Unknown database '" + name + "'",
                    show.database().span().start());
        }
        return rows(ask(system.host(), sql));
    }

    private String title(Statement.Show show) {
        return "Tables_in_"
                + database()
                + (show.like() instanceof Expression.Literal like ? " (" + like.value() + ")" : "");
    }

    private String tables(String subject, Statement.Show show) {
        return "SELECT TABLE_NAME AS "
                + quoted(title(show))
                + (subject.startsWith("FULL") ? ", TABLE_TYPE AS `Table_type`" : "")
                + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()";
    }

    private String status() {
        boolean more = system.isMariaDb();
        return "SELECT TABLE_NAME AS `Name`, ENGINE AS `Engine`, VERSION AS `Version`, ROW_FORMAT AS `Row_format`,"
                + " TABLE_ROWS AS `Rows`, AVG_ROW_LENGTH AS `Avg_row_length`, DATA_LENGTH AS `Data_length`,"
                + " MAX_DATA_LENGTH AS `Max_data_length`, INDEX_LENGTH AS `Index_length`, DATA_FREE AS `Data_free`,"
                + " AUTO_INCREMENT AS `Auto_increment`, CREATE_TIME AS `Create_time`, UPDATE_TIME AS `Update_time`,"
                + " CHECK_TIME AS `Check_time`, TABLE_COLLATION AS `Collation`, CHECKSUM AS `Checksum`,"
                + " CREATE_OPTIONS AS `Create_options`, TABLE_COMMENT AS `Comment`"
                + (more ? ", MAX_INDEX_LENGTH AS `Max_index_length`, TEMPORARY AS `Temporary`" : "")
                + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()";
    }

    /**
     * @param name the column that LIKE is about, and by which rows are ordered
     */
    private Outcome listed(String query, String name, Statement.Show show, String sql) {
        StringBuilder text =
                new StringBuilder("SELECT * FROM (").append(query).append(") AS `shown`");
        if (show.like() != null) {
            text.append(" WHERE ")
                    .append(quoted(name))
                    .append(" LIKE ")
                    .append(show.like().span().of(sql));
        } else if (show.where() != null) {
            text.append(" WHERE ").append(show.where().span().of(sql));
        }
        text.append(" ORDER BY ").append(quoted(name));
        Prepared prepared = session.prepare(text.toString());
        return new Execution(
                        session, prepared, Parameters.NONE, StatementOptions.DEFAULT, Hint.NONE)
                .run(prepared.plan());
    }

    private Outcome knownTables(Statement.Show show, boolean full) {
        if (show.where() != null) {
            throw StatementException.notSupported(
                    "SHOW TABLES with WHERE", show.where().span().start(), "Use LIKE.");
        }
        TreeSet<String> names = new TreeSet<>();
        session.database().tables().forEach(table -> names.add(table.name()));
        String pattern = show.like() instanceof Expression.Literal literal ? literal.value() : null;
        List<Object[]> rows = new ArrayList<>();
        for (String name : names) {
            if (pattern == null || LikePattern.matches(pattern, name)) {
                rows.add(full ? new Object[] {name, "BASE TABLE"} : new Object[] {name});
            }
        }
        ResultColumn title = SessionCommands.textColumn(title(show));
        return rows(
                FixedRows.of(
                        full
                                ? List.of(title, SessionCommands.textColumn("Table_type"))
                                : List.of(title),
                        rows));
    }

    private Outcome databases(Statement.Show show, String sql) {
        String pattern = show.like() instanceof Expression.Literal literal ? literal.value() : null;
        if (show.where() != null && system.host() != null) {
            return listed(
                    "SELECT SCHEMA_NAME AS `Database` FROM information_schema.SCHEMATA",
                    "Database",
                    show,
                    sql);
        }
        List<Object[]> rows = new ArrayList<>();
        for (String name : List.of("information_schema", database())) {
            if (pattern == null || LikePattern.matches(pattern, name)) {
                rows.add(new Object[] {name});
            }
        }
        String title = "Database" + (pattern == null ? "" : " (" + pattern + ")");
        return rows(FixedRows.of(List.of(SessionCommands.textColumn(title)), rows));
    }

    private Outcome createDatabase(Statement.Show show, String sql) {
        Place place = system.host() == null ? null : system.places().get(system.host());
        if (place == null || !show.database().value().equalsIgnoreCase(database())) {
            return rows(ask(session.anyDataSource(), sql));
        }
        String text =
                sql.substring(0, show.database().span().start())
                        + quoted(place.database())
                        + sql.substring(show.database().span().end());
        return rows(renamed(ask(system.host(), text), Map.of(place.database(), database())));
    }

    // ---- what is about one table

    /** The physical table that stands for it answers, under the logical names. */
    private Outcome ofTable(Statement.Show show, String sql) {
        String logical = show.table().name().value();
        Snapshot snapshot = session.database().snapshot();
        TableRule rule = snapshot.rules.table(logical);
        DataNode node = rule == null ? null : node(rule);
        if (node == null) {
            refuseHidden(show, logical);
            return rows(ask(session.anyDataSource(), sql));
        }
        String text =
                sql.substring(0, show.table().span().start())
                        + quoted(node.table())
                        + sql.substring(show.table().span().end());
        if (show.database() != null) {
            text = withoutDatabase(text, show.database().value());
        }
        Cursor rows = ask(node.dataSource(), text);
        Place place = system.places().get(node.dataSource());
        return rows(
                node.table().equals(logical)
                        ? rows
                        : renamed(
                                rows,
                                place == null ? Map.of(node.table(), logical) : place.names()));
    }

    private DataNode node(TableRule rule) {
        return switch (rule.kind()) {
            case SHARDED -> {
                List<DataNode> nodes = ((ShardedTable) rule).nodes();
                for (DataNode node : nodes) {
                    if (node.dataSource().equals(system.host())) {
                        yield node;
                    }
                }
                yield nodes.get(0);
            }
            case BROADCAST ->
                    new DataNode(
                            ((TableRule.BroadcastTable) rule).dataSources().get(0), rule.name());
            case SINGLE -> ((TableRule.SingleTable) rule).node();
        };
    }

    /** A physical table isn't there for a client. */
    private void refuseHidden(Statement.Show show, String name) {
        for (Place place : system.places().values()) {
            if (place.names().containsKey(name) || place.hidden().contains(name)) {
                throw new StatementException(
                        Problem.UNKNOWN_TABLE,
                        "Table '" + database() + "." + name + "' doesn't exist",
                        show.table().span().start());
            }
        }
    }

    /** The logical database's name: the shard's own is another one. */
    private static String withoutDatabase(String text, String database) {
        String upper = text.toUpperCase(Locale.ROOT);
        int from = upper.lastIndexOf(database.toUpperCase(Locale.ROOT));
        String head = text.substring(0, from).stripTrailing();
        String upperHead = head.toUpperCase(Locale.ROOT);
        int word = Math.max(upperHead.lastIndexOf("FROM"), upperHead.lastIndexOf(" IN"));
        return head.substring(0, word) + text.substring(from + database.length());
    }

    /**
     * Physical names become logical ones wherever they stand as a whole value, or in quotes in a
     * definition.
     */
    private static Cursor renamed(Cursor rows, Map<String, String> names) {
        List<Object[]> all = new ArrayList<>();
        List<ResultColumn> columns = rows.columns();
        try (rows) {
            while (rows.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] =
                            rows.value(i) instanceof Number number
                                    ? number
                                    : renamed(rows.text(i), names);
                }
                all.add(row);
            }
        }
        return FixedRows.of(columns, all);
    }

    private static String renamed(String text, Map<String, String> names) {
        if (text == null) {
            return null;
        }
        String whole = names.get(text);
        if (whole != null) {
            return whole;
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf('`', at);
            int close = open < 0 ? -1 : text.indexOf('`', open + 1);
            if (close < 0) {
                return result.append(text, at, text.length()).toString();
            }
            String name = text.substring(open + 1, close);
            result.append(text, at, open + 1).append(names.getOrDefault(name, name)).append('`');
            at = close + 1;
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private Cursor ask(String dataSource, String sql) {
        return session.connections()
                .query(new ShardStatement(dataSource, sql, null), StatementOptions.DEFAULT);
    }
}
