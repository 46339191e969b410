package io.shardfold.core.session;

import io.shardfold.core.plan.Literals;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.TextLiterals;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rule.Hint;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Fingerprint;

/**
 * A text that is read and planned, as far as that goes without values. Holds no connection and no
 * value; shared by all sessions that prepare the same text.
 */
public final class Prepared {

    private static final int SIBLINGS_MAX = 8;

    private final Fingerprint fingerprint;
    private final Statement statement;
    private final Plan plan;
    private final Hint hint;
    private final Snapshot snapshot;
    private final Literals literals;
    private final boolean singleRow;

    // What every run asks is kept here: the hot path opens neither the tree nor the fingerprint.
    private final String sql;
    private final Syntax syntax;
    private final Statement.Kind kind;
    private final int parameterCount;
    private final boolean query;
    private final boolean passesAllParameters;

    /** Texts for single nodes, as they are first needed; null where each run needs its own. */
    private final String[] nodeTexts;

    private Prepared sibling;

    /**
     * @param sql as the client wrote it
     * @param fingerprint of the text that the plan is of: where queries took the place of names,
     *     another one
     * @param singleRow whether each data source gives one row at most
     */
    Prepared(
            String sql,
            Fingerprint fingerprint,
            Statement statement,
            Plan plan,
            Hint hint,
            Snapshot snapshot,
            boolean singleRow) {
        this.singleRow = singleRow;
        this.sql = sql;
        this.syntax = fingerprint.syntax();
        this.kind = statement.kind();
        // Those of a statement that PREPARE names take their values from EXECUTE.
        this.parameterCount =
                statement instanceof Utility.Prepare ? 0 : fingerprint.parameterCount();
        this.query = givesRows(statement);
        this.fingerprint = fingerprint;
        this.statement = statement;
        this.plan = plan;
        this.hint = hint;
        this.snapshot = snapshot;
        this.literals =
                fingerprint.literalCount() == 0 ? Literals.NONE : new TextLiterals(fingerprint);
        ShardText one =
                plan instanceof Plan.Scatter scatter
                        ? scatter.one()
                        : plan instanceof Plan.PassThrough through ? through.text() : null;
        this.passesAllParameters = one != null && isIdentity(one.parameters(), parameterCount);
        int nodes =
                plan instanceof Plan.Scatter scatter
                        ? scatter.targets().router().table().nodeCount()
                        : 1;
        this.nodeTexts = one != null && one.isFixed() && nodes <= 1024 ? new String[nodes] : null;
    }

    /** Whether a statement gives rows, as far as its kind says it; SELECT ... INTO doesn't. */
    private static boolean givesRows(Statement statement) {
        return switch (statement.kind()) {
            case SHOW, EXPLAIN -> true;
            case QUERY ->
                    !(((Statement.QueryStatement) statement).query() instanceof Query.Select select)
                            || select.into() == null;
            default -> false;
        };
    }

    private static boolean isIdentity(int[] parameters, int count) {
        boolean same = parameters.length == count && count > 0;
        for (int i = 0; same && i < count; i++) {
            same = parameters[i] == i;
        }
        return same;
    }

    public String sql() {
        return sql;
    }

    public Statement.Kind kind() {
        return kind;
    }

    /** Whether it gives rows, as far as its kind says it. */
    boolean isQuery() {
        return query;
    }

    /** Whether a single node's text has all placeholders of the statement, in their order. */
    boolean passesAllParameters() {
        return passesAllParameters;
    }

    /**
     * The tree; of another text where one with the same fingerprint was planned before, so its
     * spans don't fit {@link #sql}.
     */
    public Statement statement() {
        return statement;
    }

    public int parameterCount() {
        return parameterCount;
    }

    /**
     * PostgreSQL's command tag without counts: SELECT, INSERT, UPDATE, CREATE TABLE, BEGIN, ...
     *
     * <p>Source: PostgreSQL documentation, "Message Formats", CommandComplete.
     */
    public String commandTag() {
        return CommandTags.of(statement, sql());
    }

    /** The same plan for a text that differs in its literals alone. */
    Prepared withText(String otherSql, Fingerprint other) {
        return new Prepared(otherSql, other, statement, plan, hint, snapshot, singleRow);
    }

    /** Whether each data source gives one row at most. */
    boolean isSingleRow() {
        return singleRow;
    }

    Syntax syntax() {
        return syntax;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    Plan plan() {
        return plan;
    }

    Hint hint() {
        return hint;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Literals literals() {
        return literals;
    }

    String[] nodeTexts() {
        return nodeTexts;
    }

    /**
     * Another one with the same fingerprint and other literals on which its plan depends; null at
     * the end.
     */
    Prepared sibling() {
        return sibling;
    }

    /** Called once, before anyone else sees this. */
    void follow(Prepared earlier) {
        int depth = 0;
        for (Prepared one = earlier; one != null; one = one.sibling) {
            depth++;
        }
        sibling = depth >= SIBLINGS_MAX ? null : earlier;
    }
}
