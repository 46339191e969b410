package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.Database;
import io.shardfold.core.session.Description;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.core.session.TransactionStatus;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.ClientGoneException;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.proxy.client.User;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client's commands do, and the session that they do it in. Each command gets its one
 * answer, whatever happens; an error leaves the session usable. Confined to the client's
 * conversation.
 */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** For the last insert id of an OK packet. */
    private static final ExecuteOptions WITH_KEYS = new ExecuteOptions(0, 0, 0, true);

    /**
     * In an execution: the statement that was prepared last, whose id the client doesn't know yet.
     */
    private static final int LAST_PREPARED = -1;

    /** What a client gets that has killed itself. */
    private static final Failure KILLED = new Failure(1927, "70100", "Connection was killed");

    private static final int SETTINGS_MAX = 256;
    private static final int WORDS_MAX = 400;

    private static final int MULTI_STATEMENTS_ON = 0;
    private static final int MULTI_STATEMENTS_OFF = 1;

    private final MySqlServer server;
    private final ServerResources resources;
    private final Client client;
    private final PacketWriter packets;
    private final Answer answer;
    private final int capabilities;
    private final ProxyStatements proxyStatements;

    private CharacterSets characterSets;
    private User user;

    /** Null while the client has chosen none. */
    private Database database;

    /** Null while there is none to run a statement in. */
    private Session session;

    private boolean multiStatements;
    private final Map<Integer, PreparedStatement> statements = new HashMap<>();
    private int lastStatementId;

    /** What was SET in the session, for one in another database. */
    private final List<String> settings = new ArrayList<>();

    /** By which collation literals are compared; null for the server's default. */
    private String connectionCollation;

    /** The last statement's error, for SHOW WARNINGS; null where it had none. */
    private Failure lastFailure;

    private boolean over;

    /**
     * @throws StatementException 1049 where the user has no such database
     */
    Commands(
            MySqlServer server,
            Client client,
            PacketWriter packets,
            Answer answer,
            int capabilities,
            int collation,
            User user,
            String databaseName) {
        this.server = server;
        this.resources = server.resources();
        this.client = client;
        this.packets = packets;
        this.answer = answer;
        this.capabilities = capabilities;
        this.proxyStatements = new ProxyStatements(server, client);
        enter(user, databaseName, collation);
    }

    private void enter(User newUser, String databaseName, int collation) {
        Database newDatabase = databaseName.isEmpty() ? null : find(databaseName, newUser);
        close();
        settings.clear();
        user = newUser;
        characterSets = new CharacterSets(server.face().collation(), collation);
        multiStatements = has(capabilities, Capabilities.MULTI_STATEMENTS);
        open(newDatabase);
    }

    /** COM_CHANGE_USER: all is as after a login. */
    void changeUser(User newUser, String databaseName, int collation) {
        enter(newUser, databaseName, collation);
    }

    /**
     * Without CLIENT_FOUND_ROWS an UPDATE's count is that of the rows that have other values now.
     */
    private boolean countsChangedRows() {
        return !has(capabilities, Capabilities.FOUND_ROWS);
    }

    private Database find(String name, User who) {
        Database found = resources.databases().find(name, who);
        if (found == null) {
            throw new StatementException(
                    Problem.UNKNOWN_DATABASE,
                    "Unknown database '" + name + "'",
                    StatementException.NO_POSITION);
        }
        return found;
    }

    private void open(Database newDatabase) {
        database = newDatabase;
        session =
                newDatabase == null
                        ? null
                        : newDatabase.openSession(Dialect.MYSQL, countsChangedRows());
        client.session(session);
        connectionCollation = null;
        if (session != null) {
            compareBy(Collations.utf8mb4Name(characterSets.handshakeCollation()));
        }
    }

    /**
     * Sets by which collation the shards compare literals with each other.
     *
     * @param collation null for the server's default
     */
    private void compareBy(String collation) {
        // What stands in for MySQL may not know the variable, and a shard's own is its default.
        if (server.face() == ServerFace.DEFAULT
                || Objects.equals(collation, connectionCollation)
                || connectionCollation == null && server.face().collationName().equals(collation)) {
            return;
        }
        String name = collation == null ? server.face().collationName() : collation;
        runSetting(
                requireSession()
                        .prepare("SET collation_connection = '" + name.replace("'", "''") + "'"));
        connectionCollation = collation;
    }

    /** Gives back what the session holds. */
    void close() {
        statements.clear();
        Session closing = session;
        session = null;
        client.session(null);
        if (closing != null) {
            closing.close();
        }
    }

    int status(boolean moreResults) {
        return ServerStatus.of(session, moreResults);
    }

    /** Whether the client has ended itself: the connection is to be closed. */
    boolean isOver() {
        return over;
    }

    /** Runs one command and writes its answer. Blocks. */
    void run(Command command) {
        try {
            answer(command);
        } catch (ShardfoldException failure) {
            fail(failure, null);
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | AssertionError | StackOverflowError fault) {
            internal(fault);
        }
    }

    private void internal(Throwable fault) {
        LOG.error("A fault of ours ends a command of {}", client, fault);
        answer.error(Failure.internal(), characterSets.results());
    }

    private void answer(Command command) {
        switch (command.kind()) {
            case INIT_DB -> {
                use(text(((Command.InitDb) command).database()));
                ok();
            }
            case QUERY -> query(((Command.Query) command).sql());
            case FIELD_LIST -> fieldList((Command.FieldList) command);
            case STATISTICS -> answer.raw(proxyStatements.statistics());
            case PROCESS_INFO -> write(proxyStatements.processList(user, false), false, false);
            case PROCESS_KILL -> {
                long id = Integer.toUnsignedLong(((Command.ProcessKill) command).connectionId());
                write(kill(id, false), false, false);
            }
            case PING -> ok();
            case PREPARE -> prepare(((Command.Prepare) command).sql());
            case EXECUTE -> execute((Command.Execute) command);
            case SEND_LONG_DATA -> sendLongData((Command.SendLongData) command);
            case CLOSE_STATEMENT ->
                    statements.remove(((Command.CloseStatement) command).statementId());
            case RESET_STATEMENT -> {
                statement(((Command.ResetStatement) command).statementId(), "mysqld_stmt_reset")
                        .forgetLongData();
                ok();
            }
            case SET_OPTION -> setOption(((Command.SetOption) command).option());
            case FETCH -> {
                int id = ((Command.Fetch) command).statementId();
                statement(id, "mysqld_stmt_fetch");
                throw new StatementException(
                        Problem.UNKNOWN_CURSOR,
                        "The statement (" + Integer.toUnsignedString(id) + ") has no open cursor.",
                        StatementException.NO_POSITION);
            }
            case RESET_CONNECTION -> {
                statements.clear();
                characterSets.reset();
                multiStatements = has(capabilities, Capabilities.MULTI_STATEMENTS);
                settings.clear();
                lastFailure = null;
                if (session != null) {
                    session.reset();
                    connectionCollation = null;
                    compareBy(Collations.utf8mb4Name(characterSets.handshakeCollation()));
                }
                ok();
            }
            case UNKNOWN ->
                    answer.error(
                            Failure.of(Problem.UNKNOWN_COMMAND, "Unknown command"),
                            characterSets.results());
            case QUIT, CHANGE_USER ->
                    throw new IllegalStateException("The conversation answers " + command.kind());
        }
    }

    private void ok() {
        answer.ok(0, 0, status(false));
    }

    private String text(byte[] bytes) {
        return Arguments.decode(bytes, characterSets.client());
    }

    /** A statement's text, whose binary literals needn't be text in any character set. */
    private String sql(byte[] bytes) {
        boolean backslashEscapes = session == null || session.syntax().backslashEscapes();
        return BinaryLiterals.decode(bytes, characterSets.client(), backslashEscapes);
    }

    // ---- the database

    /**
     * Goes over to another database. A session belongs to one, so what was SET in this one is set
     * again in the new one, and a transaction can't go along.
     */
    private void use(String name) {
        if (name.isEmpty()) {
            throw new StatementException(
                    Problem.NO_DATABASE_SELECTED,
                    "No database selected",
                    StatementException.NO_POSITION);
        }
        Database chosen = find(name, user);
        if (database == chosen) {
            return;
        }
        if (session != null && session.database() == chosen) {
            database = chosen;
            return;
        }
        if (session != null && session.transactionStatus() != TransactionStatus.IDLE) {
            throw new StatementException(
                    Problem.ACTIVE_TRANSACTION,
                    "USE of another database in a transaction is not supported."
                            + " Commit or roll back first.",
                    StatementException.NO_POSITION);
        }
        Session opened = chosen.openSession(Dialect.MYSQL, countsChangedRows());
        try {
            for (String setting : settings) {
                opened.execute(opened.prepare(setting), Parameters.NONE, ExecuteOptions.DEFAULT);
            }
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
        Session before = session;
        session = opened;
        client.session(opened);
        database = chosen;
        statements.clear();
        if (before != null) {
            before.close();
        }
    }

    /**
     * The session to run statements in. While no database is chosen it is one of the first that the
     * user may use, for statements that name no table.
     */
    private Session requireSession() {
        if (session == null) {
            List<String> names = resources.databases().names(user);
            if (names.isEmpty()) {
                throw noDatabase();
            }
            session = find(names.get(0), user).openSession(Dialect.MYSQL, countsChangedRows());
            client.session(session);
        }
        return session;
    }

    private static StatementException noDatabase() {
        return new StatementException(
                Problem.NO_DATABASE_SELECTED,
                "No database selected. Name one at the login, or with USE.",
                StatementException.NO_POSITION);
    }

    private Prepared prepareText(String sql) {
        boolean backslashEscapes = session == null || session.syntax().backslashEscapes();
        String text = SessionText.withValues(sql, backslashEscapes, this::sessionValue);
        Prepared prepared = requireSession().prepare(text);
        if (database == null && mayNameTable(prepared, sql)) {
            throw noDatabase();
        }
        return prepared;
    }

    /** What the proxy knows of the session, as a literal; null for what it doesn't. */
    private String sessionValue(String name) {
        return switch (name) {
            case "@@character_set_client" -> literal(characterSets.clientSet().name());
            case "@@character_set_connection" -> literal(Collations.UTF8MB4.name());
            case "@@character_set_results" ->
                    characterSets.resultsConverted()
                            ? literal(characterSets.resultsSet().name())
                            : "NULL";
            case "@@autocommit" -> session == null || session.autoCommit() ? "1" : "0";
            case "@@transaction_isolation", "@@tx_isolation" -> {
                String isolation =
                        session == null ? null : ProxyStatements.isolation(session.isolation());
                yield isolation == null ? null : literal(isolation);
            }
            case "@@transaction_read_only", "@@tx_read_only" ->
                    session != null && session.readOnly() ? "1" : "0";
            case "connection_id()", "@@pseudo_thread_id" -> Integer.toString(client.id());
            case "user()", "session_user()", "system_user()" ->
                    literal(user.name() + "@" + client.host());
            case "current_user()" -> literal(user.name() + "@" + user.host());
            default -> null;
        };
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static boolean mayNameTable(Prepared prepared, String sql) {
        return switch (prepared.kind()) {
            case BEGIN,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    RELEASE_SAVEPOINT,
                    SET_TRANSACTION,
                    SET,
                    RESET,
                    EMPTY ->
                    false;
            case SHOW -> {
                Statement.Show show = (Statement.Show) prepared.statement();
                yield show.table() != null || show.subject().contains("TABLE");
            }
            case QUERY -> {
                List<Words.Word> words = Words.of(sql, true, WORDS_MAX);
                yield words == null || words.stream().anyMatch(word -> word.is("FROM"));
            }
            case INSERT, UPDATE, DELETE, MERGE, DDL, UTILITY, USE, EXPLAIN, OTHER -> true;
        };
    }

    // ---- what the proxy answers itself

    /**
     * @return null where the statement is the engine's
     */
    private Outcome proxyStatement(String sql) {
        String first = Words.first(sql);
        switch (first) {
            case "USE":
            case "SHOW":
            case "KILL":
            case "SET":
                break;
            case "SELECT":
                // Nothing longer asks for nothing but who and where we are.
                if (sql.length() > 200 || !ProxyStatements.mayBeSessionFunctions(sql)) {
                    return null;
                }
                break;
            default:
                return null;
        }
        boolean backslashEscapes = session == null || session.syntax().backslashEscapes();
        if (first.equals("SET")) {
            CharacterSetStatement set = CharacterSetStatement.parse(sql, backslashEscapes);
            return set == null ? null : set(set);
        }
        List<Words.Word> words = Words.of(sql, backslashEscapes, WORDS_MAX);
        if (words == null || words.isEmpty()) {
            return null;
        }
        return switch (first) {
            case "SELECT" ->
                    proxyStatements.sessionFunctions(
                            words, sql, user, database == null ? null : database.name(), session);
            case "USE" -> {
                if (words.size() != 2 || !words.get(1).isNameOrString()) {
                    yield null;
                }
                use(words.get(1).text());
                yield new Outcome.Command();
            }
            case "KILL" -> killText(words);
            default -> {
                if (words.size() == 2
                        && (words.get(1).is("WARNINGS") || words.get(1).is("ERRORS"))) {
                    yield warnings();
                }
                yield proxyStatements.show(words, user);
            }
        };
    }

    private Outcome killText(List<Words.Word> words) {
        boolean queryOnly = words.size() == 3 && words.get(1).is("QUERY");
        if (words.size()
                        != (queryOnly || words.size() == 3 && words.get(1).is("CONNECTION") ? 3 : 2)
                || words.get(words.size() - 1).kind() != Words.Kind.NUMBER) {
            return null;
        }
        try {
            return kill(Long.parseLong(words.get(words.size() - 1).text()), queryOnly);
        } catch (NumberFormatException notAnId) {
            return null;
        }
    }

    private Outcome kill(long connectionId, boolean queryOnly) {
        over = proxyStatements.kill(connectionId, queryOnly, user);
        return new Outcome.Command();
    }

    /** The list that SHOW WARNINGS reads: our errors. What shards warn of isn't known. */
    private Outcome warnings() {
        List<Object[]> rows = new ArrayList<>();
        if (lastFailure != null) {
            rows.add(new Object[] {"Error", (long) lastFailure.number(), lastFailure.message()});
        }
        return new Outcome.Rows(
                new ListCursor(
                        List.of(
                                ListCursor.text("Level", 7),
                                ListCursor.number("Code"),
                                ListCursor.text("Message", 512)),
                        rows));
    }

    /** All or nothing: every name is checked, and the rest runs, before anything is changed. */
    private Outcome set(CharacterSetStatement statement) {
        List<CharacterSetStatement.Assignment> assignments = new ArrayList<>();
        for (CharacterSetStatement.Assignment assignment : statement.assignments()) {
            CharacterSetStatement.Assignment known = evaluated(assignment);
            if (known.source() == CharacterSetStatement.Source.NAME) {
                CharacterSets.require(known.value());
            }
            assignments.add(known);
        }
        if (statement.rest() != null) {
            runSetting(prepareText(statement.rest()));
        }
        for (CharacterSetStatement.Assignment assignment : assignments) {
            if (assignment.target() == CharacterSetStatement.Target.NAMES) {
                boolean utf8mb4 =
                        assignment.value() == null
                                || Collations.named(assignment.value()) == Collations.UTF8MB4;
                compareBy(utf8mb4 ? assignment.collation() : null);
            }
            characterSets.set(assignment);
        }
        return new Outcome.Command();
    }

    private CharacterSetStatement.Assignment evaluated(
            CharacterSetStatement.Assignment assignment) {
        if (assignment.source() != CharacterSetStatement.Source.EXPRESSION) {
            return assignment;
        }
        Outcome outcome =
                requireSession()
                        .execute(
                                prepareText("SELECT " + assignment.value()),
                                Parameters.NONE,
                                ExecuteOptions.DEFAULT);
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            String value = cursor.next() ? cursor.text(0) : null;
            return new CharacterSetStatement.Assignment(
                    assignment.target(),
                    value == null
                            ? CharacterSetStatement.Source.NULL
                            : CharacterSetStatement.Source.NAME,
                    value);
        }
    }

    private Outcome runSetting(Prepared prepared) {
        Outcome outcome =
                requireSession().execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
        String sql = prepared.sql();
        settings.remove(sql);
        settings.add(sql);
        if (settings.size() > SETTINGS_MAX) {
            settings.remove(0);
        }
        return outcome;
    }

    // ---- queries

    private void query(byte[] bytes) {
        server.questions().incrementAndGet();
        String sql = sql(bytes);
        if (sql.endsWith("\0")) {
            sql = sql.substring(0, sql.length() - 1);
        }
        if (sql.isBlank()) {
            throw new StatementException(
                    Problem.EMPTY_STATEMENT, "Query was empty", StatementException.NO_POSITION);
        }
        client.activity(sql);
        try {
            // Most have no semicolon, or one at the end.
            int semicolon = sql.indexOf(';');
            boolean several = multiStatements && semicolon >= 0 && semicolon < sql.length() - 1;
            List<String> texts = several ? requireSession().split(sql) : List.of(sql);
            for (int i = 0; i < texts.size(); i++) {
                if (!runText(texts.get(i), i + 1 < texts.size())) {
                    return;
                }
            }
        } finally {
            client.activity(null);
        }
    }

    /**
     * @return false after an error: what stands behind it doesn't run
     */
    private boolean runText(String sql, boolean more) {
        try {
            Outcome own = proxyStatement(sql);
            if (own != null) {
                write(own, false, more);
                return true;
            }
            Prepared prepared = prepareText(sql);
            Outcome outcome =
                    prepared.kind() == Statement.Kind.SET
                            ? runSetting(prepared)
                            : session.execute(prepared, Parameters.NONE, options(prepared));
            write(outcome, false, more);
            lastFailure = null;
            return true;
        } catch (ShardfoldException failure) {
            fail(failure, sql);
            return false;
        }
    }

    private void fail(ShardfoldException failure, String sql) {
        lastFailure = Failure.of(failure, sql);
        answer.error(lastFailure, characterSets.results());
    }

    private static ExecuteOptions options(Prepared prepared) {
        return prepared.kind() == Statement.Kind.INSERT ? WITH_KEYS : ExecuteOptions.DEFAULT;
    }

    /** One result. Blocks while rows come. */
    private void write(Outcome outcome, boolean binary, boolean more) {
        switch (outcome.kind()) {
            case ROWS -> {
                try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
                    List<ColumnDefinition> columns = definitions(cursor.columns());
                    answer.columns(columns, status(more), characterSets.results());
                    answer.rows(cursor, new RowWriter(columns, binary, characterSets.results()));
                }
                answer.end(status(more));
            }
            case UPDATE -> {
                Outcome.Update update = (Outcome.Update) outcome;
                answer.ok(update.count(), lastInsertId(update), status(more));
            }
            case COMMAND -> {
                if (over) {
                    answer.error(KILLED, characterSets.results());
                } else {
                    answer.ok(0, 0, status(more));
                }
            }
        }
    }

    private static long lastInsertId(Outcome.Update update) {
        if (update.lastInsertId() == 0
                && !update.generatedKeys().isEmpty()
                && update.generatedKeys().get(0) instanceof Number first) {
            return first.longValue();
        }
        return update.lastInsertId();
    }

    private List<ColumnDefinition> definitions(List<ResultColumn> columns) {
        List<ColumnDefinition> definitions = new ArrayList<>(columns.size());
        String schema = database == null ? "" : database.name();
        Database tables = session == null ? null : session.database();
        for (ResultColumn column : columns) {
            definitions.add(
                    ColumnDefinition.of(
                            column,
                            schema,
                            tables,
                            characterSets.resultsCollation(),
                            characterSets.resultsSet(),
                            characterSets.resultsConverted(),
                            server.face().mariaDb()));
        }
        return definitions;
    }

    private void fieldList(Command.FieldList asked) {
        String table = text(asked.table());
        String wildcard = text(asked.wildcard());
        Prepared prepared = prepareText("SELECT * FROM `" + table.replace("`", "``") + "` LIMIT 0");
        Outcome outcome = session.execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            for (ResultColumn column : cursor.columns()) {
                if (wildcard.isEmpty() || LikePattern.matches(wildcard, column.label())) {
                    answer.listedColumn(
                            definitions(List.of(column)).get(0), characterSets.results());
                }
            }
        }
        answer.end(status(false));
    }

    // ---- prepared statements

    private void prepare(byte[] bytes) {
        String sql = sql(bytes);
        if (sql.isBlank()) {
            throw new StatementException(
                    Problem.EMPTY_STATEMENT, "Query was empty", StatementException.NO_POSITION);
        }
        int countMax = resources.limits().preparedStatementsMax();
        if (statements.size() >= countMax) {
            throw new LimitException(
                    Problem.TOO_MANY_PREPARED_STATEMENTS,
                    "shardfold-max-prepared-statements",
                    countMax,
                    statements.size() + 1L,
                    "Can't create more than max_prepared_stmt_count statements (current value: "
                            + countMax
                            + "). Close those that aren't needed.");
        }
        try {
            Prepared prepared = prepareText(sql);
            List<ColumnDefinition> columns = List.of();
            if (prepared.kind() == Statement.Kind.QUERY) {
                Description description = session.describe(prepared);
                if (description.columns() != null) {
                    columns = definitions(description.columns());
                }
            }
            do {
                lastStatementId++;
            } while (lastStatementId == 0
                    || lastStatementId == LAST_PREPARED
                    || statements.containsKey(lastStatementId));
            statements.put(lastStatementId, new PreparedStatement(sql, prepared));
            answer.prepared(
                    lastStatementId,
                    prepared.parameterCount(),
                    columns,
                    status(false),
                    characterSets.results());
        } catch (ShardfoldException failure) {
            fail(failure, sql);
        }
    }

    private PreparedStatement statement(int id, String command) {
        PreparedStatement statement = statements.get(id == LAST_PREPARED ? lastStatementId : id);
        if (statement == null) {
            throw new StatementException(
                    Problem.UNKNOWN_PREPARED_STATEMENT,
                    "Unknown prepared statement handler ("
                            + Integer.toUnsignedString(id)
                            + ") given to "
                            + command,
                    StatementException.NO_POSITION);
        }
        return statement;
    }

    private void sendLongData(Command.SendLongData part) {
        PreparedStatement statement = statements.get(part.statementId());
        if (statement != null) {
            statement.addLongData(
                    part.parameter(), part.data(), resources.limits().packetBytesMax());
        }
    }

    /**
     * Cursors aren't kept: a client that asks for one gets all rows at once, which the protocol
     * allows, and as fast as it takes them.
     */
    private void execute(Command.Execute execute) {
        server.questions().incrementAndGet();
        PreparedStatement statement = statement(execute.statementId(), "mysqld_stmt_execute");
        Prepared prepared = statement.prepared();
        Arguments arguments =
                Arguments.decode(
                        execute.arguments(),
                        execute.flags(),
                        capabilities,
                        prepared.parameterCount(),
                        statement.types(),
                        statement.takeLongData(),
                        characterSets.client());
        statement.types(arguments.types());
        client.activity(prepared.sql());
        try {
            Outcome own = prepared.parameterCount() == 0 ? proxyStatement(prepared.sql()) : null;
            write(
                    own != null
                            ? own
                            : session.execute(
                                    prepared, Parameters.of(arguments.values()), options(prepared)),
                    true,
                    false);
            lastFailure = null;
        } catch (ShardfoldException failure) {
            fail(failure, prepared.sql());
        } finally {
            client.activity(null);
        }
    }

    private void setOption(int option) {
        switch (option) {
            case MULTI_STATEMENTS_ON -> multiStatements = true;
            case MULTI_STATEMENTS_OFF -> multiStatements = false;
            default ->
                    throw new StatementException(
                            Problem.UNKNOWN_COMMAND,
                            "Unknown command",
                            StatementException.NO_POSITION);
        }
        answer.end(status(false));
    }
}
