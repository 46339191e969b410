package io.shardfold.core.plan;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Fingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a query inside a definition can be read by a database for what its columns are: on the data
 * sources that have a physical table of each of its tables.
 */
final class QueryPlaces {

    private final Planner planner;
    private final Fingerprint text;
    private final BoundStatement bound;

    /**
     * By data source for each occurrence the node of its table, or -1 for one that isn't sharded.
     */
    private final Map<String, int[]> nodes = new LinkedHashMap<>();

    QueryPlaces(Planner planner, Fingerprint text, Query query) {
        this.planner = planner;
        this.text = text;
        this.bound =
                Binder.bind(
                        new Statement.QueryStatement(query, query.span()),
                        text.text(),
                        planner.backend().dialect(),
                        planner.catalog(),
                        planner.rules());
        for (String dataSource : planner.rules().dataSources()) {
            int[] own = nodes(dataSource);
            if (own != null) {
                nodes.put(dataSource, own);
            }
        }
    }

    private int[] nodes(String dataSource) {
        int[] result = new int[bound.sources().size()];
        for (Source source : bound.sources()) {
            TableRule rule = source.rule();
            boolean there = true;
            result[source.index()] = -1;
            if (rule instanceof ShardedTable table && source.isTable()) {
                result[source.index()] = firstNode(table, dataSource);
                there = result[source.index()] >= 0;
            } else if (rule instanceof TableRule.BroadcastTable broadcast) {
                there = broadcast.dataSources().contains(dataSource);
            } else if (rule instanceof TableRule.SingleTable single) {
                there = single.dataSource().equals(dataSource);
            }
            if (!there) {
                return null;
            }
        }
        return result;
    }

    /** The first of a table's nodes on a data source; -1 where there is none. */
    static int firstNode(ShardedTable table, String dataSource) {
        List<DataNode> nodes = table.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).dataSource().equals(dataSource)) {
                return i;
            }
        }
        return -1;
    }

    /** In the order of the configuration. */
    List<String> dataSources() {
        return List.copyOf(nodes.keySet());
    }

    /** Whether its rows are more than a single data source's own. */
    boolean isSharded() {
        for (Source source : bound.sources()) {
            boolean view =
                    source.rule() != null
                            && source.isTable()
                            && planner.catalog().view(source.rule().name()) != null;
            if (view || source.rule() instanceof ShardedTable) {
                return true;
            }
        }
        return false;
    }

    /** The edits that put the physical names in; more may be added. */
    ShardTextBuilder edits() {
        return new SourceNames(bound, planner.backend()).edits(text);
    }

    /**
     * @param part a part of the text made of {@link #edits}
     */
    String on(String dataSource, ShardTextBuilder edits, Span part) {
        ShardText sql = edits.build(part.start(), part.end());
        if (!sql.isFixed()) {
            throw StatementException.notSupported(
                    "A definition by a query with values of the session",
                    part.start(),
                    "Write them as constants.");
        }
        String[][] names = new SourceNames(bound, planner.backend()).all();
        int[] own = nodes.get(dataSource);
        return sql.render(text, source -> names[source][own[source]], null);
    }
}
