package io.shardfold.core.session;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.expand.SystemExpansion;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.SingleRow;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.core.rule.Hint;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Fingerprint;
import io.shardfold.sql.parse.SqlParser;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Reads a text and plans it, under one snapshot. Never blocks. */
final class StatementReader {

    /** Views that name views. */
    private static final int VIEWS_DEPTH_MAX = 60;

    private final Snapshot snapshot;
    private final Syntax syntax;
    private final Dialect dialect;

    StatementReader(Snapshot snapshot, Syntax syntax, Dialect dialect) {
        this.snapshot = snapshot;
        this.syntax = syntax;
        this.dialect = dialect;
    }

    /**
     * @throws StatementException 42601 / 1064 with a position; 0A000 / 1235 for what no plan
     *     answers
     */
    Prepared read(String sql) {
        try {
            Fingerprint fingerprint = Fingerprint.of(syntax, sql);
            Prepared like = snapshot.plans.find(fingerprint);
            if (like != null) {
                return kept(sql, fingerprint, like);
            }
            return isPreview(sql) ? preview(sql, fingerprint) : planned(sql, fingerprint);
        } catch (SyntaxException syntaxError) {
            throw StatementException.syntax(syntaxError.getMessage(), syntaxError.position());
        }
    }

    private Prepared kept(String sql, Fingerprint fingerprint, Prepared like) {
        Prepared result = like.withText(sql, fingerprint);
        snapshot.plans.keep(result);
        return result;
    }

    private Prepared planned(String sql, Fingerprint fingerprint) {
        Read read = new Read(fingerprint, position -> position);
        Prepared like = read.expand();
        if (like != null) {
            return kept(sql, read.fingerprint, like);
        }
        Plan plan = read.plan();
        Prepared result =
                new Prepared(
                        sql,
                        read.fingerprint,
                        read.statement,
                        plan,
                        hintOf(fingerprint),
                        snapshot,
                        SingleRow.isCertain(read.bound));
        if (plan.kind() != Plan.Kind.CATALOG_QUERY) {
            snapshot.plans.keepPlan(result);
        }
        snapshot.plans.keep(result);
        return result;
    }

    /** A text on its way: as it was written, then with queries in place of names. */
    private final class Read {
        private Fingerprint fingerprint;
        private IntUnaryOperator original;
        private Statement statement;
        private BoundStatement bound;
        private SystemExpansion system;

        Read(Fingerprint fingerprint, IntUnaryOperator original) {
            this.fingerprint = fingerprint;
            this.original = original;
            bind();
        }

        private void bind() {
            statement = SqlParser.parse(syntax, fingerprint.text());
            bound =
                    Binder.bind(
                            statement,
                            fingerprint.text(),
                            dialect,
                            snapshot.catalog,
                            snapshot.rules);
        }

        /** One whose plan serves the text with its queries; null where it must be planned. */
        Prepared expand() {
            TextEdits views = snapshot.viewExpander().expand(bound);
            for (int depth = 0; views != null; depth++) {
                if (depth >= VIEWS_DEPTH_MAX) {
                    throw new StatementException(
                            Problem.STATEMENT_TOO_COMPLEX,
                            "Views on views nest more than " + VIEWS_DEPTH_MAX + " levels deep",
                            StatementException.NO_POSITION);
                }
                Prepared like = edited(views);
                if (like != null) {
                    return like;
                }
                views = snapshot.viewExpander().expand(bound);
            }
            system = snapshot.systemExpander().expand(bound);
            return system == null ? null : edited(system.onHost());
        }

        private Prepared edited(TextEdits edits) {
            IntUnaryOperator before = original;
            original = position -> before.applyAsInt(edits.original(position));
            fingerprint = Fingerprint.of(syntax, edits.applied());
            Prepared like = snapshot.plans.find(fingerprint);
            if (like == null) {
                bind();
            }
            return like;
        }

        Plan plan() {
            TextEdits together = system == null ? null : system.together();
            try {
                Plan planned = snapshot.planner(dialect).plan(bound, fingerprint);
                if (planned == null) {
                    return explain((Statement.Explain) statement);
                }
                Plan plan = onHost(planned);
                return together == null ? plan : together(plan, together);
            } catch (StatementException failure) {
                throw failure.hasPosition()
                        ? failure.at(original.applyAsInt(failure.position()))
                        : failure;
            }
        }

        /** The plan of the statement inside, whose texts are explained. */
        private Plan explain(Statement.Explain explain) {
            String whole = fingerprint.text();
            int start = explain.statement().span().start();
            Read inside =
                    new Read(
                            Fingerprint.of(syntax, whole.substring(start)),
                            position -> position + start);
            Prepared like = inside.expand();
            return new Plan.Explain(
                    like == null ? inside.plan() : like.plan(),
                    inside.fingerprint,
                    whole.substring(0, start).strip(),
                    allLiterals(fingerprint));
        }

        /** Names and OIDs are the host's: where any data source would do, it is the host. */
        private Plan onHost(Plan plan) {
            return system != null
                            && plan instanceof Plan.PassThrough through
                            && through.dataSource() == null
                    ? new Plan.PassThrough(
                            through.text(), system.host(), through.write(), through.fixedLiterals())
                    : plan;
        }

        private Plan together(Plan onHost, TextEdits edits) {
            if (!(onHost instanceof Plan.PassThrough through)
                    || !through.dataSource().equals(system.host())
                    || statement.kind() != Statement.Kind.QUERY) {
                throw StatementException.notSupported(
                        "The catalog of several data sources in one statement with tables",
                        statement.span().start(),
                        "Ask the catalog first.");
            }
            Fingerprint text = Fingerprint.of(syntax, edits.applied());
            BoundStatement gathered =
                    Binder.bind(
                            SqlParser.parse(syntax, text.text()),
                            text.text(),
                            dialect,
                            snapshot.catalog,
                            snapshot.rules);
            Plan plan = snapshot.planner(dialect).plan(gathered, text);
            return new Plan.CatalogQuery(
                    system.host(),
                    system.relations(),
                    through,
                    ((Plan.PassThrough) plan).text(),
                    text,
                    through.fixedLiterals());
        }
    }

    private static boolean isPreview(String sql) {
        int start = 0;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        return sql.regionMatches(true, start, "PREVIEW", 0, 7)
                && start + 7 < sql.length()
                && Character.isWhitespace(sql.charAt(start + 7));
    }

    /** PREVIEW statement: what it would run, shown instead of run. */
    private Prepared preview(String sql, Fingerprint fingerprint) {
        int start = sql.toUpperCase(Locale.ROOT).indexOf("PREVIEW") + 7;
        Fingerprint text = Fingerprint.of(syntax, sql.substring(start));
        Read read = new Read(text, position -> position + start);
        Prepared like = read.expand();
        Plan plan = like == null ? read.plan() : like.plan();
        Statement shown =
                new Statement.Show("PREVIEW", null, null, null, null, new Span(0, sql.length()));
        return new Prepared(
                sql,
                fingerprint,
                shown,
                new Plan.Show(plan, read.fingerprint, allLiterals(fingerprint)),
                Hint.NONE,
                snapshot,
                false);
    }

    private static int[] allLiterals(Fingerprint fingerprint) {
        int[] all = new int[fingerprint.literalCount()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
    }

    private static Hint hintOf(Fingerprint fingerprint) {
        Hint result = Hint.NONE;
        for (Span comment : fingerprint.comments()) {
            try {
                Hint one = Hint.parse(comment.of(fingerprint.text()));
                result = one == null ? result : one;
            } catch (IllegalArgumentException unreadable) {
                throw StatementException.syntax(unreadable.getMessage(), comment.start());
            }
        }
        return result;
    }
}
