package io.shardfold.core.plan;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.expand.SystemExpansion;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.key.KeyGenerator;
import io.shardfold.sql.lex.Fingerprint;
import java.util.List;

/**
 * Where a statement runs, and what becomes of the parts. Immutable; without values and without
 * connections.
 */
public sealed interface Plan {

    enum Kind {
        PASS_THROUGH,
        SCATTER,
        APART,
        INSERT,
        INSERT_QUERY,
        EVERYWHERE,
        DEFINITION,
        CATALOG_QUERY,
        SHOW,
        SESSION
    }

    Kind kind();

    /** Literals whose text the plan depends on: it serves only texts that have the same ones. */
    int[] fixedLiterals();

    /**
     * One data source, whatever the values are.
     *
     * @param dataSource null for any
     */
    record PassThrough(ShardText text, String dataSource, boolean write, int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.PASS_THROUGH;
        }
    }

    /**
     * The nodes of tables that are placed alike: on one node as it stands, on several with a merge.
     *
     * @param one the text where a single node is asked
     * @param many the text where several are; null where that is refused
     * @param merge for queries; null for writes, whose counts are added up
     * @param gather how several nodes are answered where no merge does; null where there is a merge
     *     or a refusal
     * @param keyAfter where rows belong after an UPDATE of their sharding key; null where the key
     *     stays
     * @param refusal why several nodes can't be asked; null where they can
     */
    record Scatter(
            Targets targets,
            ShardText one,
            ShardText many,
            Merge merge,
            Gather gather,
            boolean write,
            boolean returning,
            NodeCondition keyAfter,
            StatementException refusal,
            int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.SCATTER;
        }
    }

    /**
     * Tables that aren't placed alike: on one data source as it stands where the values leave each
     * of them a single node there.
     *
     * @param targets one per sharded source
     * @param dataSource the single tables' data source; null where there are none
     * @param gather how the database itself answers over rows that are brought together; null where
     *     that is refused
     * @param refusal why not; null where gather is there
     */
    record Apart(
            List<Targets> targets,
            int[] sources,
            String dataSource,
            ShardText one,
            boolean write,
            boolean returning,
            Gather gather,
            StatementException refusal,
            int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.APART;
        }

        /**
         * Where the values at hand bring all tables together.
         *
         * @return null where they don't: some table has no node or several, or two are elsewhere
         */
        public Meeting meeting(Literals literals, Parameters parameters, Hint hint) {
            String place = dataSource;
            int[] nodes = new int[targets.size()];
            for (int i = 0; i < nodes.length; i++) {
                NodeSet set = targets.get(i).nodes(literals, parameters, hint);
                if (set.size() != 1) {
                    return null;
                }
                nodes[i] = set.get(0);
                String own = targets.get(i).dataSource(nodes[i]);
                if (place != null && !place.equals(own)) {
                    return null;
                }
                place = own;
            }
            return one == null || place == null ? null : new Meeting(place, names(nodes));
        }

        private TableNames names(int[] nodes) {
            return source -> {
                for (int i = 0; i < nodes.length; i++) {
                    if (sources[i] == source) {
                        return targets.get(i).names(nodes[i]).name(source);
                    }
                }
                throw new IllegalStateException("no table at " + source);
            };
        }
    }

    /**
     * @param names what the tables are called on the data source
     */
    record Meeting(String dataSource, TableNames names) {}

    /**
     * INSERT or REPLACE of rows: each goes to its node.
     *
     * @param targets null for a table that isn't sharded
     * @param keys for each key column where a row's value stands
     * @param head the text before the first row
     * @param rows the text of each row
     * @param tail the text behind the last
     */
    record Insert(
            Targets targets,
            List<ValueSource[]> keys,
            ShardText head,
            List<ShardText> rows,
            ShardText tail,
            GeneratedKey generated,
            boolean returning,
            int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.INSERT;
        }
    }

    /**
     * A table's generated key in an INSERT.
     *
     * @param keyIndex which of the table's sharding keys it is; -1 for none
     * @param generator makes one per row; null where the statement gives the column itself
     * @param values where the statement gives the column: one per row
     */
    record GeneratedKey(
            String column, int keyIndex, KeyGenerator generator, List<ValueSource> values) {}

    /**
     * INSERT ... SELECT whose rows move between nodes: read, then written in batches.
     *
     * @param targets null for a table that isn't sharded
     * @param dataSource a single table's; null for a sharded one
     * @param query the SELECT's own plan
     * @param head the text before the rows, with the column list
     * @param keyColumns for each key column its position in the rows
     * @param tail the text behind the rows
     */
    record InsertQuery(
            Targets targets,
            String dataSource,
            Plan query,
            ShardText head,
            int columnCount,
            int[] keyColumns,
            ShardText tail,
            int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.INSERT_QUERY;
        }
    }

    /** A write of broadcast tables: on every data source, counted once. */
    record Everywhere(
            ShardText text, List<String> dataSources, boolean returning, int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.EVERYWHERE;
        }
    }

    /**
     * A definition of tables or other objects: one text for each place where it must be made. Where
     * the engine can't take a definition back, a failure half-way says which places have it, and
     * the same statement run again makes up the rest.
     */
    record Definition(List<Step> steps, int[] fixedLiterals) implements Plan {

        public Definition {
            steps = List.copyOf(steps);
        }

        /**
         * @param sql finished
         */
        public record Step(String dataSource, String sql) {}

        @Override
        public Kind kind() {
            return Kind.DEFINITION;
        }
    }

    /**
     * A query on the databases' own catalog, of which several data sources have a part: these are
     * brought together in temporary tables of the host.
     *
     * @param onHost the query over the host's part alone, which gives the same columns
     * @param together the query over the temporary tables
     * @param text what {@code together} is made of
     */
    record CatalogQuery(
            String host,
            List<SystemExpansion.Relation> relations,
            PassThrough onHost,
            ShardText together,
            Fingerprint text,
            int[] fixedLiterals)
            implements Plan {

        public CatalogQuery {
            relations = List.copyOf(relations);
        }

        @Override
        public Kind kind() {
            return Kind.CATALOG_QUERY;
        }
    }

    /** PREVIEW: shows what a statement would run. @param text the statement's own */
    record Show(Plan plan, Fingerprint text, int[] fixedLiterals) implements Plan {
        @Override
        public Kind kind() {
            return Kind.SHOW;
        }
    }

    /** What the session does itself: transactions, settings, catalog questions. */
    record SessionCommand(int[] fixedLiterals) implements Plan {
        @Override
        public Kind kind() {
            return Kind.SESSION;
        }
    }
}
