package io.shardfold.core.session;

import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.SessionValues;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.rewrite.IntList;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;

/** A text that a shard can say the types of: the statement as it would run on a first node. */
final class DescribedText {

    private final Session session;
    private final Prepared prepared;

    DescribedText(Session session, Prepared prepared) {
        this.session = session;
        this.prepared = prepared;
    }

    /** Null for what no shard is asked. */
    ShardStatement text() {
        return text(prepared.plan());
    }

    private ShardStatement text(Plan plan) {
        return switch (plan.kind()) {
            case BY_KEYS, INSERT_QUERY, VALUES_FIRST, SUBQUERIES_FIRST -> {
                Plan one = asOne(plan);
                yield one == null ? null : text(one);
            }
            case PASS_THROUGH -> {
                Plan.PassThrough through = (Plan.PassThrough) plan;
                yield statement(
                        through.dataSource() == null
                                ? session.anyDataSource()
                                : through.dataSource(),
                        through.text(),
                        TableNames.NONE);
            }
            case SCATTER -> {
                Plan.Scatter scatter = (Plan.Scatter) plan;
                yield statement(
                        scatter.targets().dataSource(0), scatter.one(), scatter.targets().names(0));
            }
            case APART -> {
                Plan.Apart apart = (Plan.Apart) plan;
                if (apart.one() == null || apart.targets().isEmpty()) {
                    yield null;
                }
                TableNames names =
                        source -> {
                            for (int i = 0; i < apart.sources().length; i++) {
                                if (apart.sources()[i] == source) {
                                    return onOne(apart, apart.targets().get(i)).name(source);
                                }
                            }
                            throw new IllegalStateException("no table at " + source);
                        };
                yield statement(place(apart), apart.one(), names);
            }
            case INSERT -> {
                Plan.Insert insert = (Plan.Insert) plan;
                TableNames names = insert.targets().names(0);
                StringBuilder sql = new StringBuilder();
                append(sql, insert.head(), names);
                for (int i = 0; i < insert.rows().size(); i++) {
                    sql.append(i == 0 ? "" : ", ");
                    append(sql, insert.rows().get(i), names);
                }
                append(sql, insert.tail(), names);
                yield new ShardStatement(insert.targets().dataSource(0), sql.toString(), null);
            }
            case EVERYWHERE -> {
                Plan.Everywhere everywhere = (Plan.Everywhere) plan;
                yield statement(
                        everywhere.dataSources().get(0), everywhere.text(), TableNames.NONE);
            }
            case CATALOG_QUERY -> {
                Plan.CatalogQuery query = (Plan.CatalogQuery) plan;
                yield statement(query.host(), query.onHost().text(), TableNames.NONE);
            }
            case DEFINITION, EXPLAIN, SHOW, SESSION -> null;
        };
    }

    /** The plan whose one text is described; null where there is none. */
    private static Plan asOne(Plan plan) {
        return switch (plan.kind()) {
            case BY_KEYS -> ((Plan.ByKeys) plan).one();
            case INSERT_QUERY -> ((Plan.InsertQuery) plan).one();
            case VALUES_FIRST -> ((Plan.ValuesFirst) plan).one();
            case SUBQUERIES_FIRST -> {
                Plan otherwise = ((Plan.SubqueriesFirst) plan).otherwise();
                yield otherwise == null ? null : asOne(otherwise);
            }
            default -> plan;
        };
    }

    private String place(Plan.Apart apart) {
        return apart.dataSource() != null
                ? apart.dataSource()
                : apart.targets().get(0).dataSource(0);
    }

    /** The names of a node that lies where the statement is described, where there is one. */
    private TableNames onOne(Plan.Apart apart, Targets targets) {
        for (int node = 0; node < targets.router().table().nodeCount(); node++) {
            if (targets.dataSource(node).equals(place(apart))) {
                return targets.names(node);
            }
        }
        return targets.names(0);
    }

    private ShardStatement statement(String dataSource, ShardText text, TableNames names) {
        StringBuilder sql = new StringBuilder();
        append(sql, text, names);
        return new ShardStatement(dataSource, sql.toString(), null);
    }

    private void append(StringBuilder sql, ShardText text, TableNames names) {
        String[] fills = session.fills(new String[SessionValues.SLOT_COUNT]);
        fills[0] = "1";
        text.appendTo(sql, prepared.fingerprint(), names, fills);
    }

    /** The statement's placeholders in the order of the described text. */
    static int[] parameters(Prepared prepared) {
        Plan plan = asOne(prepared.plan());
        IntList order = new IntList();
        if (plan instanceof Plan.PassThrough through) {
            add(order, through.text());
        } else if (plan instanceof Plan.CatalogQuery query) {
            add(order, query.onHost().text());
        } else if (plan instanceof Plan.Scatter scatter) {
            add(order, scatter.one());
        } else if (plan instanceof Plan.Apart apart && apart.one() != null) {
            add(order, apart.one());
        } else if (plan instanceof Plan.Everywhere everywhere) {
            add(order, everywhere.text());
        } else if (plan instanceof Plan.Insert insert) {
            add(order, insert.head());
            insert.rows().forEach(row -> add(order, row));
            add(order, insert.tail());
        }
        return order.toArray();
    }

    private static void add(IntList order, ShardText text) {
        for (int parameter : text.parameters()) {
            order.add(parameter);
        }
    }
}
