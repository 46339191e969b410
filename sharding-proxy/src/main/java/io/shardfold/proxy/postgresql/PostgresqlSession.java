package io.shardfold.proxy.postgresql;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.ClientGoneException;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.Outbound;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.parse.SqlParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the messages of a client that is logged in do, one at a time.
 *
 * <pre>
 *   Query ─▶ ( T D* C | C | I )* [E] Z
 *
 *   Parse ─▶ 1      Bind ─▶ 2      Describe ─▶ [t] ( T | n )      Execute ─▶ D* ( C | I | s )
 *   Close ─▶ 3      Flush ─▶       Sync ─▶ Z                      any of them ─▶ E, then only Sync
 * </pre>
 *
 * <p>What lies between two Syncs is one transaction. An Execute that would start one waits for the
 * message behind it: if that is a Sync, the statement is a transaction of its own, which costs less
 * and is what most clients send. A Describe in front of an Execute waits too: the statement's own
 * result then tells the columns, and the database needn't be asked twice.
 *
 * <p>Source: PostgreSQL documentation, "Message Flow". Confined to the client's inbox, but for
 * {@link #cancel}.
 */
final class PostgresqlSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlSession.class);

    private final Client client;
    private final Outbound outbound;
    private final Session session;
    private final SessionParameters parameters;
    private final TransactionBlock block;
    private final int statementsMax;
    private final Map<String, PreparedText> statements = new HashMap<>();
    private final Portals portals = new Portals();
    private final Answers answers;
    private final SqlCursors cursors;

    /** The client was told that this is the end, or said so itself. */
    private boolean ended;

    /** An error was told, and the client must send a Sync before it is heard again. */
    private boolean skipping;

    // What waits for the message behind it.
    private Portal heldDescribe;
    private FrontendMessage.Execute heldExecute;

    // For cancel, from other threads.
    private volatile boolean running;
    private volatile boolean cancelled;

    PostgresqlSession(
            Client client,
            Outbound outbound,
            Session session,
            SessionParameters parameters,
            Limits limits) {
        this.client = client;
        this.outbound = outbound;
        this.session = session;
        this.parameters = parameters;
        this.statementsMax = limits.preparedStatementsMax();
        this.block = new TransactionBlock(session, this::send, portals::closeAtEndOfTransaction);
        this.answers = new Answers(outbound, () -> cancelled);
        this.cursors = new SqlCursors(block, portals, answers);
    }

    /** Ends what runs now, if anything does. Any thread; may block. */
    void cancel() {
        if (running) {
            cancelled = true;
            session.cancel();
        }
    }

    /** Gives everything back. */
    @Override
    public void close() {
        outbound.discard();
        portals.close();
        session.close();
    }

    /** The login is complete: the session is ready. */
    void ready() {
        BackendMessages.readyForQuery(outbound.buffer(), 'I');
        outbound.flush();
    }

    /** Tells the client why it must go, and closes its connection. */
    void end(ErrorReport reason) {
        if (ended) {
            return;
        }
        ended = true;
        reason.write(outbound.buffer());
        outbound.flush();
        client.channel()
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Answers one message.
     *
     * @throws ClientGoneException when nobody reads the answer
     */
    void handle(FrontendMessage message) {
        if (ended) {
            return;
        }
        if (heldDescribe != null || heldExecute != null) {
            if (holdsOn(message)) {
                return;
            }
            releaseHeld(message.kind() == FrontendMessage.Kind.SYNC);
        }
        if (skipping && !isHeardWhileSkipping(message)) {
            return;
        }
        switch (message.kind()) {
            case QUERY -> query(((FrontendMessage.Query) message).sql());
            case PARSE -> extended(() -> parse((FrontendMessage.Parse) message), sqlOf(message));
            case BIND -> extended(() -> bind((FrontendMessage.Bind) message), null);
            case DESCRIBE -> {
                FrontendMessage.Describe describe = (FrontendMessage.Describe) message;
                extended(() -> describe(describe), null);
            }
            case EXECUTE -> {
                FrontendMessage.Execute execute = (FrontendMessage.Execute) message;
                if (mustHold(execute)) {
                    heldExecute = execute;
                } else {
                    extended(() -> execute(execute), null);
                }
            }
            case CLOSE -> extended(() -> closeNamed((FrontendMessage.Close) message), null);
            case FLUSH -> outbound.flush();
            case SYNC -> sync();
            case TERMINATE -> terminate();
            case FUNCTION_CALL -> {
                fail(
                        ErrorReport.error(
                                Problem.NOT_SUPPORTED,
                                "A function call message is not supported. Call the function by SELECT."));
                readyForQuery();
            }
            case COPY -> {
                // Left over from a COPY that was refused: PostgreSQL ignores it as well.
            }
            case MALFORMED -> malformed((FrontendMessage.Malformed) message);
        }
    }

    private void terminate() {
        ended = true;
        client.channel().close();
    }

    private static String sqlOf(FrontendMessage message) {
        return ((FrontendMessage.Parse) message).sql();
    }

    private boolean isHeardWhileSkipping(FrontendMessage message) {
        return switch (message.kind()) {
            case SYNC, TERMINATE -> true;
            case MALFORMED -> {
                FrontendMessage.Malformed malformed = (FrontendMessage.Malformed) message;
                yield malformed.type() == 'S'
                        || malformed.type() == 'X'
                        || malformed.failure() instanceof ProtocolException;
            }
            case QUERY, PARSE, BIND, DESCRIBE, EXECUTE, CLOSE, FLUSH, FUNCTION_CALL, COPY -> false;
        };
    }

    private void malformed(FrontendMessage.Malformed message) {
        if (message.failure() instanceof ProtocolException) {
            // The bytes behind it can't be understood.
            end(ErrorReport.fatal(message.failure()));
            return;
        }
        switch (message.type()) {
            case 'X' -> terminate();
            case 'Q', 'F' -> {
                fail(ErrorReport.of(message.failure(), null, 0));
                readyForQuery();
            }
            case 'S' -> {
                fail(ErrorReport.of(message.failure(), null, 0));
                sync();
            }
            case 'd', 'c', 'f' -> {}
            default -> {
                fail(ErrorReport.of(message.failure(), null, 0));
                skipping = true;
            }
        }
    }

    // Simple query.

    private void query(String sql) {
        statements.remove("");
        portals.close("");
        int offset = 0;
        try {
            List<String> texts = session.split(sql);
            if (texts.size() > 1) {
                requireSyntax(texts, sql);
            }
            for (String text : texts) {
                offset = Math.max(offset, sql.indexOf(text, offset));
                runText(text, texts.size() > 1);
                offset += text.length();
            }
            block.endImplicit();
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            fail(report(failure, sql, offset));
        }
        readyForQuery();
    }

    /** Nothing of a message runs if the text of any of its statements can't be read. */
    private void requireSyntax(List<String> texts, String sql) {
        int offset = 0;
        for (String text : texts) {
            offset = Math.max(offset, sql.indexOf(text, offset));
            try {
                if (SessionStatement.parse(text) == null) {
                    // Only read, not prepared: what it names may be made by those before it.
                    SqlParser.parse(session.syntax(), text);
                }
            } catch (SyntaxException failure) {
                // The caller adds the place of the first statement, which is 0.
                throw StatementException.syntax(failure.getMessage(), failure.position() + offset);
            }
            offset += text.length();
        }
    }

    private void runText(String text, boolean several) {
        SessionStatement sessionStatement = SessionStatement.parse(text);
        if (sessionStatement != null) {
            if (several && block.isIdle()) {
                block.beginImplicit();
            }
            PreparedText statement = prepared("", text, new int[0], sessionStatement);
            Portal portal = new Portal("", statement, Parameters.NONE, new short[0]);
            runSessionStatement(portal, sessionStatement, true, 0);
            return;
        }
        Prepared prepared = session.prepare(text);
        if (prepared.kind() == Statement.Kind.EMPTY) {
            answers.empty();
            return;
        }
        if (several && block.isIdle() && !TransactionBlock.isControl(prepared)) {
            block.beginImplicit();
        }
        client.activity(text);
        start();
        try {
            TransactionBlock.Answer answer = block.run(prepared, Parameters.NONE);
            if (answer.outcome() instanceof Outcome.Rows rows) {
                try (Cursor cursor = rows.cursor()) {
                    List<ColumnType> columns = ColumnType.of(cursor.columns());
                    short[] formats = new short[columns.size()];
                    RowWriter writer = new RowWriter(columns, formats);
                    answers.columns(columns, formats);
                    long count = answers.rows(cursor, writer, Long.MAX_VALUE);
                    answers.complete(CommandTag.ofRows(answer.tag(), count));
                }
            } else {
                answers.complete(CommandTag.of(answer));
            }
        } finally {
            running = false;
            client.activity(null);
        }
        ran(prepared);
    }

    // Extended query.

    /** Runs one step; its failure makes the session skip to the next Sync. */
    private void extended(Runnable step, String text) {
        try {
            step.run();
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            fail(report(failure, text, 0));
            skipping = true;
        }
    }

    private void parse(FrontendMessage.Parse message) {
        String name = message.name();
        if (name.isEmpty()) {
            statements.remove("");
        } else if (statements.containsKey(name)) {
            throw new StatementException(
                    Problem.DUPLICATE_PREPARED_STATEMENT,
                    "prepared statement \"" + name + "\" already exists",
                    StatementException.NO_POSITION);
        } else if (statements.size() >= statementsMax) {
            throw new LimitException(
                    Problem.TOO_MANY_PREPARED_STATEMENTS,
                    "shardfold-max-prepared-statements",
                    statementsMax,
                    statementsMax + 1L,
                    "more than "
                            + statementsMax
                            + " prepared statements in one session. Close those that aren't used.");
        }
        if (session.split(message.sql()).size() > 1) {
            throw new StatementException(
                    Problem.SYNTAX,
                    "cannot insert multiple commands into a prepared statement",
                    StatementException.NO_POSITION);
        }
        PreparedText statement =
                prepared(
                        name,
                        message.sql(),
                        message.parameterTypes(),
                        SessionStatement.parse(message.sql()));
        Prepared prepared = statement.prepared();
        if (block.isFailed()
                && (prepared.kind() != Statement.Kind.EMPTY || statement.sessionStatement() != null)
                && !TransactionBlock.endsBlock(prepared)) {
            throw TransactionBlock.aborted();
        }
        statements.put(name, statement);
        BackendMessages.parseComplete(outbound.buffer());
        outbound.written();
    }

    private void bind(FrontendMessage.Bind message) {
        PreparedText statement = statement(message.statement());
        if (block.isFailed() && !TransactionBlock.endsBlock(statement.prepared())) {
            throw TransactionBlock.aborted();
        }
        String name = message.portal();
        if (name.isEmpty()) {
            portals.close("");
        } else {
            portals.requireNew(name);
        }
        // Since the statement was prepared, DDL or SET may have changed what it means.
        statement.prepared(session.prepare(statement.engineSql()));
        if (ParameterValues.needsDescription(statement, message)) {
            statement.described(session.describe(statement.prepared()));
        }
        portals.put(
                new Portal(
                        name,
                        statement,
                        ParameterValues.of(statement, message),
                        message.resultFormats()));
        BackendMessages.bindComplete(outbound.buffer());
        outbound.written();
    }

    private void describe(FrontendMessage.Describe message) {
        if (message.portal()) {
            describePortal(portals.get(message.name()));
        } else {
            describeStatement(statement(message.name()));
        }
    }

    private void describeStatement(PreparedText statement) {
        Prepared prepared = statement.prepared();
        if (statement.sessionStatement() instanceof SessionStatement.Fetch fetch && !fetch.move()) {
            Portal target = portals.cursor(fetch.name());
            BackendMessages.parameterDescription(outbound.buffer(), new int[0]);
            outbound.written();
            answers.columns(target.columns(), new short[target.columns().size()]);
            return;
        }
        boolean rowless = statement.isRowless();
        if (!(rowless && prepared.parameterCount() == 0) && !statement.isDescribed()) {
            if (block.isFailed()) {
                throw TransactionBlock.aborted();
            }
            statement.described(session.describe(prepared));
        }
        BackendMessages.parameterDescription(outbound.buffer(), statement.allParameterTypes());
        outbound.written();
        List<ColumnType> columns = rowless ? null : statement.columns();
        answers.columns(columns, columns == null ? null : new short[columns.size()]);
    }

    private void describePortal(Portal portal) {
        PreparedText statement = portal.statement();
        if (portal.columns() != null) {
            answers.columns(portal.columns(), portal.formats(portal.columns()));
        } else if (statement.sessionStatement() instanceof SessionStatement.Fetch fetch
                && !fetch.move()) {
            List<ColumnType> columns = portals.cursor(fetch.name()).columns();
            answers.columns(columns, portal.formats(columns));
        } else if (portal.state() != Portal.State.NEW || statement.isRowless()) {
            answers.columns(null, null);
        } else if (statement.isDescribed() && !statement.hasGivenTypes()) {
            List<ColumnType> columns = statement.columns();
            answers.columns(columns, columns == null ? null : portal.formats(columns));
        } else {
            heldDescribe = portal;
        }
    }

    /** Whether a message joins what is held, so that nothing is to be done yet. */
    private boolean holdsOn(FrontendMessage message) {
        if (heldExecute != null || message.kind() != FrontendMessage.Kind.EXECUTE) {
            return false;
        }
        FrontendMessage.Execute execute = (FrontendMessage.Execute) message;
        if (!execute.portal().equals(heldDescribe.name())) {
            return false;
        }
        if (mustHold(execute)) {
            heldExecute = execute;
        } else {
            extended(() -> execute(execute), null);
        }
        return true;
    }

    /** Whether it must be known what follows before a portal runs. */
    private boolean mustHold(FrontendMessage.Execute execute) {
        Portal portal = portals.find(execute.portal());
        return portal != null
                && portal.state() == Portal.State.NEW
                && block.isIdle()
                && portal.statement().sessionStatement() == null
                && !TransactionBlock.isControl(portal.statement().prepared())
                && !TransactionBlock.runsAlone(portal.statement().prepared());
    }

    /**
     * Does what waited.
     *
     * @param alone whether a Sync follows
     */
    private void releaseHeld(boolean alone) {
        FrontendMessage.Execute execute = heldExecute;
        heldExecute = null;
        if (execute == null) {
            Portal portal = heldDescribe;
            heldDescribe = null;
            extended(() -> describeAhead(portal), null);
            return;
        }
        extended(
                () -> {
                    if (!alone) {
                        block.beginImplicit();
                    }
                    execute(execute);
                },
                null);
    }

    /** The client wants to know the columns before it runs the portal. */
    private void describeAhead(Portal portal) {
        PreparedText statement = portal.statement();
        if (!statement.isDescribed()) {
            statement.described(session.describe(statement.prepared()));
        }
        List<ColumnType> columns = statement.columns();
        answers.columns(columns, columns == null ? null : portal.formats(columns));
    }

    private void execute(FrontendMessage.Execute message) {
        boolean describe = heldDescribe != null;
        heldDescribe = null;
        Portal portal = portals.get(message.portal());
        Prepared prepared = portal.statement().prepared();
        if (portal.statement().sessionStatement() != null && portal.state() == Portal.State.NEW) {
            runSessionStatement(
                    portal, portal.statement().sessionStatement(), false, message.maxRows());
            return;
        }
        if (prepared.kind() == Statement.Kind.EMPTY) {
            answers.empty();
            return;
        }
        client.activity(portal.statement().sql());
        start();
        try {
            if (portal.state() == Portal.State.NEW && !open(portal, describe)) {
                return;
            }
            continueRows(portal, message.maxRows());
        } finally {
            running = false;
            client.activity(null);
        }
    }

    /**
     * Runs a new portal.
     *
     * @return whether rows are to be sent
     */
    private boolean open(Portal portal, boolean describe) {
        Prepared prepared = portal.statement().prepared();
        TransactionBlock.Answer answer = block.run(prepared, portal.parameters());
        if (!(answer.outcome() instanceof Outcome.Rows rows)) {
            portal.done();
            if (describe) {
                answers.columns(null, null);
            }
            answers.complete(CommandTag.of(answer));
            ran(prepared);
            return false;
        }
        Cursor cursor = rows.cursor();
        boolean opened = false;
        try {
            List<ColumnType> columns = ColumnType.of(cursor.columns());
            if (isOtherThanDescribed(portal.statement(), columns)) {
                fail(
                        ErrorReport.error(
                                        Problem.NOT_SUPPORTED,
                                        "cached plan must not change result type")
                                .withRoutine("RevalidateCachedQuery"));
                skipping = true;
                return false;
            }
            short[] formats = portal.formats(columns);
            portal.opened(cursor, columns, new RowWriter(columns, formats), answer.tag());
            opened = true;
            if (describe) {
                answers.columns(columns, formats);
            }
        } finally {
            if (!opened) {
                cursor.close();
            }
        }
        ran(prepared);
        return true;
    }

    /** A client that was told of other columns would read the rows wrongly. */
    private static boolean isOtherThanDescribed(PreparedText statement, List<ColumnType> columns) {
        if (!statement.isDescribed() || statement.columns() == null || statement.hasGivenTypes()) {
            return false;
        }
        List<ColumnType> described = statement.columns();
        if (described.size() != columns.size()) {
            return true;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (described.get(i).typeId() != columns.get(i).typeId()) {
                return true;
            }
        }
        return false;
    }

    private void continueRows(Portal portal, int maxRows) {
        switch (portal.state()) {
            case OPEN -> {
                long limit = maxRows <= 0 ? Long.MAX_VALUE : maxRows;
                long count = answers.rows(portal.cursor(), portal.writer(), limit);
                if (count == limit) {
                    answers.suspended();
                } else {
                    portal.close();
                    answers.complete(CommandTag.ofRows(portal.tag(), count));
                }
            }
            case READ -> answers.complete(CommandTag.ofRows(portal.tag(), 0));
            case NEW, DONE ->
                    throw new StatementException(
                            Problem.OBJECT_NOT_IN_PREREQUISITE_STATE,
                            "portal \"" + portal.name() + "\" cannot be run",
                            StatementException.NO_POSITION);
        }
    }

    private void closeNamed(FrontendMessage.Close message) {
        if (message.portal()) {
            portals.close(message.name());
        } else {
            statements.remove(message.name());
        }
        BackendMessages.closeComplete(outbound.buffer());
        outbound.written();
    }

    private void sync() {
        skipping = false;
        try {
            block.endImplicit();
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            fail(report(failure, null, 0));
        }
        readyForQuery();
    }

    /**
     * @param portal the statement's own portal, which isn't the cursor
     * @param simple whether columns are told of without being asked for
     */
    private void runSessionStatement(
            Portal portal, SessionStatement command, boolean simple, int maxRows) {
        if (block.isFailed()) {
            throw TransactionBlock.aborted();
        }
        client.activity(portal.statement().sql());
        start();
        try {
            switch (command.kind()) {
                case DECLARE -> cursors.declare(portal, (SessionStatement.Declare) command);
                case FETCH ->
                        cursors.fetch(portal, (SessionStatement.Fetch) command, simple, maxRows);
                case CLOSE -> cursors.close(portal, (SessionStatement.Close) command);
                case DEALLOCATE -> {
                    String name = ((SessionStatement.Deallocate) command).name();
                    if (name == null) {
                        statements.clear();
                    } else if (statements.remove(name) == null) {
                        throw unknownStatement(name);
                    }
                    portal.done();
                    answers.complete(command.tag());
                }
                case UNLISTEN -> answers.complete(command.tag());
            }
        } finally {
            running = false;
            client.activity(null);
        }
    }

    // What both have in common.

    private PreparedText prepared(
            String name, String sql, int[] parameterTypes, SessionStatement sessionStatement) {
        String engineSql = sql;
        int start = 0;
        if (sessionStatement instanceof SessionStatement.Declare declare) {
            engineSql = declare.query();
            start = declare.queryStart();
        } else if (sessionStatement != null) {
            engineSql = "";
        }
        try {
            return new PreparedText(
                    name, sql, parameterTypes, sessionStatement, session.prepare(engineSql));
        } catch (StatementException failure) {
            throw failure.hasPosition() ? failure.at(failure.position() + start) : failure;
        }
    }

    private void ran(Prepared prepared) {
        if (prepared.commandTag().equals("DISCARD ALL")) {
            statements.clear();
            portals.close();
        }
        parameters.ran(prepared);
    }

    /** Before what runs can be cancelled. */
    private void start() {
        cancelled = false;
        session.announceStatement();
        running = true;
    }

    private void readyForQuery() {
        if (block.isIdle()) {
            // A portal lives as long as its transaction.
            portals.closeAtEndOfTransaction();
        }
        char status = block.status();
        if (status != 'E') {
            try {
                parameters.writeChanges(outbound.buffer(), status == 'T');
            } catch (ShardfoldException failure) {
                fail(report(failure, null, 0));
                status = block.status();
            }
        }
        BackendMessages.readyForQuery(outbound.buffer(), status);
        outbound.flush();
    }

    private void send(ErrorReport report) {
        report.write(outbound.buffer());
        outbound.written();
    }

    /** Tells of an error, which undoes an implicit block and makes an explicit one fail. */
    private void fail(ErrorReport report) {
        heldDescribe = null;
        heldExecute = null;
        send(report);
        // A client may wait for the answer to a Flush that isn't heard any more.
        outbound.flush();
        boolean wasIdle = block.isIdle();
        try {
            block.fail();
        } catch (ShardfoldException failure) {
            LOG.warn("A transaction of {} couldn't be rolled back", client, failure);
        }
        if (!wasIdle && block.isIdle()) {
            parameters.undone();
        }
    }

    private ErrorReport report(Throwable failure, String text, int offset) {
        if (!(failure instanceof ShardfoldException) && !(failure instanceof StackOverflowError)) {
            LOG.error("A fault of ours, at {}", client, failure);
        }
        return ErrorReport.of(failure, text, offset);
    }

    private PreparedText statement(String name) {
        PreparedText statement = statements.get(name);
        if (statement == null) {
            throw unknownStatement(name);
        }
        return statement;
    }

    private static StatementException unknownStatement(String name) {
        return new StatementException(
                Problem.UNKNOWN_PREPARED_STATEMENT,
                name.isEmpty()
                        ? "unnamed prepared statement does not exist"
                        : "prepared statement \"" + name + "\" does not exist",
                StatementException.NO_POSITION);
    }
}
