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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a statement runs, and what becomes of the parts. Immutable; without values and without
 * connections.
 */
public sealed interface Plan {

    enum Kind {
        PASS_THROUGH,
        SCATTER,
        APART,
        BY_KEYS,
        INSERT,
        INSERT_QUERY,
        VALUES_FIRST,
        SUBQUERIES_FIRST,
        EVERYWHERE,
        DEFINITION,
        CATALOG_QUERY,
        EXPLAIN,
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
     * @param keyAfter what an UPDATE sets sharding keys to; empty where it sets none
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
            List<KeyAfter> keyAfter,
            StatementException refusal,
            int[] fixedLiterals)
            implements Plan {
        public Scatter {
            keyAfter = List.copyOf(keyAfter);
        }

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
     * An UPDATE or DELETE whose rows no shard can find alone: a query finds them, and each is
     * written by its primary key.
     *
     * @param one the statement as one node would run it: asked what it takes and gives; null where
     *     no node has all its tables
     * @param direct whether it runs so where its values leave one node
     * @param writes one per table that is changed
     */
    record ByKeys(
            Plan one,
            boolean direct,
            List<KeyedWrite> writes,
            boolean returning,
            int[] fixedLiterals)
            implements Plan {

        public ByKeys {
            writes = List.copyOf(writes);
        }

        /** The direct way, or null where the values at hand don't lead to one node. */
        public Plan direct(Literals literals, Parameters parameters, Hint hint) {
            boolean meets =
                    direct
                            && (one instanceof Scatter scatter
                                    ? scatter.targets().nodes(literals, parameters, hint).size()
                                            <= 1
                                    : one instanceof Apart apart
                                            && apart.meeting(literals, parameters, hint) != null);
            return meets ? one : null;
        }

        @Override
        public Kind kind() {
            return Kind.BY_KEYS;
        }
    }

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

        /**
         * The rows by their node.
         *
         * @param made the generated keys of the rows; null where none are made
         * @throws StatementException where a row's node can't be told; see {@link
         *     io.shardfold.core.rule.Router#nodeForInsert}
         */
        public SortedMap<Integer, List<Integer>> rowsByNode(
                Literals literals, Parameters parameters, Hint hint, Comparable<?>[] made) {
            SortedMap<Integer, List<Integer>> byNode = new TreeMap<>();
            for (int row = 0; row < rows.size(); row++) {
                ValueSource[] sources = keys.get(row);
                Object[] values = new Object[sources.length];
                for (int i = 0; i < sources.length; i++) {
                    values[i] =
                            sources[i] == null ? made[row] : sources[i].value(literals, parameters);
                    if (values[i] == ValueSource.UNKNOWN) {
                        throw StatementException.notSupported(
                                "INSERT into "
                                        + targets.router().table().name()
                                        + " with a value for its sharding key that can't be computed beforehand",
                                StatementException.NO_POSITION,
                                "Give a constant or a parameter.");
                    }
                }
                byNode.computeIfAbsent(
                                targets.router().nodeForInsert(values, hint),
                                missing -> new ArrayList<>())
                        .add(row);
            }
            return byNode;
        }

        /** A new key for each row; null where none are made. */
        public Comparable<?>[] makeKeys() {
            if (generated == null || generated.generator() == null) {
                return null;
            }
            Comparable<?>[] made = new Comparable<?>[rows.size()];
            for (int row = 0; row < made.length; row++) {
                made[row] = generated.generator().next();
            }
            return made;
        }

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
     * @param query the SELECT in the client's words
     * @param head the text before the rows, with the column list
     * @param keyColumns for each key column its position in the rows; -1 for NULL, {@link
     *     #GENERATED} for a generated key, which stands behind the query's columns
     * @param generated null where the table has none
     * @param literals which of the query's columns take the type of the column that they are for;
     *     none beyond its length
     * @param tail the text behind the rows
     * @param one the statement as one node would run it: asked what it takes and gives
     */
    record InsertQuery(
            KeyedWrite.Place place,
            ShardText query,
            ShardText head,
            int[] keyColumns,
            GeneratedKey generated,
            boolean[] literals,
            ShardText tail,
            boolean returning,
            Plan one,
            int[] fixedLiterals)
            implements Plan {

        public static final int GENERATED = Integer.MAX_VALUE;

        @Override
        public Kind kind() {
            return Kind.INSERT_QUERY;
        }
    }

    /**
     * A statement some of whose expressions are computed once, before it runs with their values in
     * their places.
     *
     * @param query gives one row of them, in the client's words
     * @param text the statement in the client's words; its slots are the expressions
     * @param asColumn which of them take the type of the column that they are for; the others keep
     *     their own
     * @param one the statement as one node would run it: asked what it takes and gives
     */
    record ValuesFirst(
            ShardText query, ShardText text, boolean[] asColumn, Plan one, int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.VALUES_FIRST;
        }
    }

    /**
     * A write whose subqueries don't depend on its rows: each runs once, before the write runs with
     * what they gave in their places.
     *
     * @param queries in the client's words
     * @param text the write in the client's words; its slots are the queries
     * @param otherwise for what can't be put into a text: too many values, several rows where one
     *     may be; null where that is refused
     * @param refusal null where there is another way
     */
    record SubqueriesFirst(
            List<Subquery> queries,
            ShardText text,
            Plan otherwise,
            StatementException refusal,
            int[] fixedLiterals)
            implements Plan {

        public SubqueriesFirst {
            queries = List.copyOf(queries);
        }

        @Override
        public Kind kind() {
            return Kind.SUBQUERIES_FIRST;
        }
    }

    /** What a subquery's rows become. */
    enum SubqueryForm {
        /** One value. */
        SCALAR,
        /** The list of IN. */
        LIST
    }

    /**
     * @param besideColumn it is compared with a column, whose collation then counts
     */
    record Subquery(ShardText query, SubqueryForm form, boolean besideColumn) {}

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
     *
     * @param filling rows to put in afterwards; null for none
     */
    record Definition(List<Step> steps, Filling filling, int[] fixedLiterals) implements Plan {

        public Definition {
            steps = List.copyOf(steps);
        }

        public Definition(List<Step> steps, int[] fixedLiterals) {
            this(steps, null, fixedLiterals);
        }

        /**
         * The rows of a table that is made by a query: they are placed by rule, as those of an
         * INSERT.
         *
         * @param table as the client wrote it
         * @param query over logical tables
         * @param undo takes the table away when the rows can't be placed
         */
        public record Filling(String table, String query, List<Step> undo) {
            public Filling {
                undo = List.copyOf(undo);
            }
        }

        /**
         * @param sql finished
         * @param auxiliary it keeps our own books: that it works says nothing about the definition
         */
        public record Step(String dataSource, String sql, boolean auxiliary) {

            public Step(String dataSource, String sql) {
                this(dataSource, sql, false);
            }

            static Step auxiliary(String dataSource, String sql) {
                return new Step(dataSource, sql, true);
            }
        }

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

    /**
     * EXPLAIN of what is more than one round to the shards: each text that they would get is
     * explained where it would run, but for those on temporary tables.
     *
     * @param plan of the statement inside
     * @param text the statement inside
     * @param prefix EXPLAIN with its options
     */
    record Explain(Plan plan, Fingerprint text, String prefix, int[] fixedLiterals)
            implements Plan {
        @Override
        public Kind kind() {
            return Kind.EXPLAIN;
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
