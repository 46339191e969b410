package io.shardfold.core.plan;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.expand.SystemExpansion;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a plan would run with the values at hand: precisely the texts that the shards would get.
 *
 * @param plan the kind of plan, and what it does in words
 * @param texts in the order in which they are sent
 */
public record Preview(String plan, List<Text> texts) {

    /**
     * @param dataSource null where any will do
     * @param onTemporaryTables whether it is run on tables that only running makes
     */
    public record Text(String dataSource, String sql, boolean onTemporaryTables) {

        Text(String dataSource, String sql) {
            this(dataSource, sql, false);
        }
    }

    public Preview {
        texts = List.copyOf(texts);
    }

    /**
     * @throws StatementException what running it would throw before a shard is asked
     */
    public static Preview of(Plan plan, Fingerprint text, Parameters parameters) {
        return new Values(text, parameters).preview(plan);
    }

    private record Values(Fingerprint text, Literals literals, Parameters parameters) {

        Values(Fingerprint text, Parameters parameters) {
            this(
                    text,
                    text.literalCount() == 0 ? Literals.NONE : new TextLiterals(text),
                    parameters);
        }

        Preview preview(Plan plan) {
            return switch (plan.kind()) {
                case PASS_THROUGH -> {
                    Plan.PassThrough through = (Plan.PassThrough) plan;
                    yield new Preview(
                            "PassThrough "
                                    + (through.dataSource() == null
                                            ? "any data source"
                                            : through.dataSource()),
                            List.of(
                                    new Text(
                                            through.dataSource(),
                                            render(through.text(), TableNames.NONE, null))));
                }
                case SCATTER -> scatter((Plan.Scatter) plan);
                case APART -> apart((Plan.Apart) plan);
                case BY_KEYS -> byKeys((Plan.ByKeys) plan);
                case INSERT -> insert((Plan.Insert) plan);
                case INSERT_QUERY ->
                        new Preview(
                                "InsertQuery: the rows are read, then written to their shards",
                                query(((Plan.InsertQuery) plan).query()));
                case SUBQUERIES_FIRST -> {
                    List<Text> texts = new ArrayList<>();
                    ((Plan.SubqueriesFirst) plan)
                            .queries()
                            .forEach(subquery -> texts.addAll(query(subquery.query())));
                    yield new Preview(
                            "SubqueriesFirst: subqueries run, then the statement with what they gave",
                            texts);
                }
                case VALUES_FIRST ->
                        new Preview(
                                "ValuesFirst: values are computed, then the statement runs with them",
                                query(((Plan.ValuesFirst) plan).query()));
                case EVERYWHERE -> {
                    Plan.Everywhere everywhere = (Plan.Everywhere) plan;
                    List<Text> texts = new ArrayList<>();
                    String sql = render(everywhere.text(), TableNames.NONE, null);
                    everywhere
                            .dataSources()
                            .forEach(dataSource -> texts.add(new Text(dataSource, sql)));
                    yield new Preview("Everywhere: on each data source, counted once", texts);
                }
                case DEFINITION -> {
                    List<Text> texts = new ArrayList<>();
                    ((Plan.Definition) plan)
                            .steps()
                            .forEach(step -> texts.add(new Text(step.dataSource(), step.sql())));
                    yield new Preview("Definition: for every physical table", texts);
                }
                case CATALOG_QUERY -> {
                    Plan.CatalogQuery query = (Plan.CatalogQuery) plan;
                    List<Text> texts = new ArrayList<>();
                    for (SystemExpansion.Relation relation : query.relations()) {
                        for (SystemExpansion.Part part : relation.parts()) {
                            texts.add(new Text(part.dataSource(), part.sql()));
                        }
                    }
                    texts.add(
                            new Text(
                                    query.host(),
                                    new Values(query.text(), parameters)
                                            .render(query.together(), TableNames.NONE, null),
                                    true));
                    yield new Preview(
                            "CatalogQuery: the data sources' catalogs are brought together on "
                                    + query.host(),
                            texts);
                }
                case EXPLAIN -> {
                    Plan.Explain explain = (Plan.Explain) plan;
                    Preview inside = of(explain.plan(), explain.text(), parameters);
                    yield new Preview("Explain: each text of " + inside.plan, inside.texts);
                }
                case SHOW -> preview(((Plan.Show) plan).plan());
                case SESSION -> new Preview("Session: answered by the session itself", List.of());
            };
        }

        private String render(ShardText shardText, TableNames names, String first) {
            String[] fills = new String[SessionValues.SLOT_COUNT];
            Arrays.fill(fills, "?");
            fills[0] = first;
            return shardText.render(text, names, fills);
        }

        private Preview scatter(Plan.Scatter plan) {
            NodeSet nodes = plan.targets().nodes(literals, parameters, Hint.NONE);
            if (nodes.size() <= 1) {
                int node = nodes.isEmpty() ? 0 : nodes.get(0);
                String why =
                        nodes.isEmpty()
                                ? "PassThrough: no shard can have a row; one is asked for the empty result "
                                : "PassThrough ";
                return new Preview(
                        why + plan.targets().node(node),
                        List.of(
                                new Text(
                                        plan.targets().dataSource(node),
                                        render(plan.one(), plan.targets().names(node), null))));
            }
            if (plan.refusal() != null) {
                throw plan.refusal();
            }
            if (plan.gather() != null) {
                return gather(plan.gather());
            }
            String each = null;
            String steps = "";
            if (plan.merge() != null) {
                steps = ": " + String.join("; ", plan.merge().steps());
                Object count =
                        plan.merge().count() == null
                                ? null
                                : plan.merge().count().value(literals, parameters);
                Object offset =
                        plan.merge().offset() == null
                                ? null
                                : plan.merge().offset().value(literals, parameters);
                long skip = offset instanceof Number number ? number.longValue() : 0;
                each =
                        count instanceof Number number
                                ? Long.toString(number.longValue() + skip)
                                : Long.toString(Long.MAX_VALUE);
            }
            List<Text> texts = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                int node = nodes.get(i);
                texts.add(
                        new Text(
                                plan.targets().dataSource(node),
                                render(plan.many(), plan.targets().names(node), each)));
            }
            return new Preview(
                    "Scatter "
                            + nodes.size()
                            + " of "
                            + plan.targets().router().table().nodeCount()
                            + steps,
                    texts);
        }

        private Preview apart(Plan.Apart plan) {
            Plan.Meeting meeting = plan.meeting(literals, parameters, Hint.NONE);
            if (meeting != null) {
                String sql = render(plan.one(), meeting.names(), null);
                return new Preview(
                        "PassThrough " + meeting.dataSource(),
                        List.of(new Text(meeting.dataSource(), sql)));
            }
            if (plan.gather() == null) {
                throw plan.refusal();
            }
            return gather(plan.gather());
        }

        private Preview groups(Gather gather) {
            Gather.Groups groups = gather.groups();
            NodeSet nodes = groups.targets().nodes(literals, parameters, Hint.NONE);
            List<Text> texts = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                texts.add(
                        new Text(
                                groups.targets().dataSource(nodes.get(i)),
                                render(groups.rows(), groups.targets().names(nodes.get(i)), null)));
            }
            texts.add(
                    new Text(
                            groups.targets().dataSource(nodes.get(0)),
                            render(gather.text(), source -> "groups", null),
                            true));
            return new Preview(
                    "Gather: groups are merged into a temporary table of one data source, which answers",
                    texts);
        }

        private Preview byKeys(Plan.ByKeys plan) {
            Plan direct = plan.direct(literals, parameters, Hint.NONE);
            if (direct != null) {
                return preview(direct);
            }
            List<Text> texts = new ArrayList<>();
            plan.writes().forEach(write -> texts.addAll(query(write.rows())));
            return new Preview(
                    "ByKeys: a query finds the rows, and each is written by its primary key",
                    texts);
        }

        /** A query of the client's dialect, which has a plan of its own. */
        private List<Text> query(ShardText query) {
            return List.of(new Text(null, render(query, TableNames.NONE, null)));
        }

        private Preview gather(Gather gather) {
            if (gather.groups() != null) {
                return groups(gather);
            }
            List<Text> texts = new ArrayList<>();
            for (int i = 0; i < gather.inputs().size(); i++) {
                Gather.Input input = gather.inputs().get(i);
                if (input.targets() == null) {
                    texts.add(
                            new Text(
                                    input.dataSource(),
                                    render(input.rows(), source -> input.ownName(), null)));
                    continue;
                }
                NodeSet nodes = input.targets().nodes(literals, parameters, Hint.NONE);
                for (int k = 0; k < nodes.size(); k++) {
                    texts.add(
                            new Text(
                                    input.targets().dataSource(nodes.get(k)),
                                    render(
                                            input.rows(),
                                            input.targets().names(nodes.get(k)),
                                            null)));
                }
            }
            TableNames names =
                    source -> {
                        for (int i = 0; i < gather.sources().length; i++) {
                            if (gather.sources()[i] == source) {
                                return "gathered_" + i;
                            }
                        }
                        throw new IllegalStateException("no table at " + source);
                    };
            texts.add(new Text(gather.dataSource(), render(gather.text(), names, null), true));
            return new Preview(
                    "Gather: rows are brought into temporary tables of one data source, which answers",
                    texts);
        }

        private Preview insert(Plan.Insert plan) {
            Map<Integer, List<Integer>> byNode =
                    plan.rowsByNode(literals, parameters, Hint.NONE, plan.makeKeys());
            List<Text> texts = new ArrayList<>();
            byNode.forEach(
                    (node, rows) -> {
                        TableNames names = plan.targets().names(node);
                        StringBuilder sql = new StringBuilder(render(plan.head(), names, null));
                        for (int i = 0; i < rows.size(); i++) {
                            sql.append(i == 0 ? "" : ", ")
                                    .append(
                                            render(
                                                    plan.rows().get(rows.get(i)),
                                                    names,
                                                    "<generated>"));
                        }
                        texts.add(
                                new Text(
                                        plan.targets().dataSource(node),
                                        sql.append(render(plan.tail(), names, null)).toString()));
                    });
            return new Preview("Insert: each row goes to its shard", texts);
        }
    }
}
