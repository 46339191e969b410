package io.shardfold.core.bind;

import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.NamedWindow;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.ast.With;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Resolves the names of one statement. Used once, then thrown away.
 *
 * <p>Scopes follow the standard: a name is looked up among the sources of its own block, then of
 * the blocks around it; ORDER BY knows the select list's aliases first, GROUP BY and HAVING last.
 * Where two sources of a block have a column of the name, it stays unbound, unless USING or NATURAL
 * joins them.
 */
public final class Binder {

    /** The names that a place in the statement can see. */
    private static final class Scope {
        final Scope parent;
        final Block block;
        final Set<String> joined = new HashSet<>();
        Map<String, SelectItem> aliases = Map.of();

        Scope(Scope parent, Query.Select select) {
            this.parent = parent;
            this.block = new Block(select, parent == null ? null : parent.block, new ArrayList<>());
        }
    }

    /** A common table in sight. */
    private record Common(
            With.CommonTable table,
            Query query,
            boolean recursive,
            List<String> columns,
            Map<String, Common> outer) {}

    private final Catalog catalog;
    private final Rules rules;
    private final String text;
    private final Dialect dialect;
    private final List<Source> sources = new ArrayList<>();
    private final List<Expression.Parameter> parameters = new ArrayList<>();
    private final IdentityHashMap<Expression.Column, BoundColumn> columns = new IdentityHashMap<>();
    private final IdentityHashMap<Expression.Column, SelectItem> aliases = new IdentityHashMap<>();
    private final IdentityHashMap<TableExpression, Source> sourceOf = new IdentityHashMap<>();
    private final IdentityHashMap<Query.Select, Block> blocks = new IdentityHashMap<>();
    private Map<String, Common> commons = new HashMap<>();
    private Block outermost;

    private Binder(Catalog catalog, Rules rules, String text, Dialect dialect) {
        this.catalog = catalog;
        this.rules = rules;
        this.text = text;
        this.dialect = dialect;
    }

    public static BoundStatement bind(
            Statement statement, String text, Dialect dialect, Catalog catalog, Rules rules) {
        Binder binder = new Binder(catalog, rules, text, dialect);
        binder.statement(statement, null);
        binder.parameters.sort(Comparator.comparingInt(parameter -> parameter.span().start()));
        return new BoundStatement(
                text,
                dialect,
                statement,
                binder.sources,
                binder.parameters,
                binder.columns,
                binder.aliases,
                binder.sourceOf,
                binder.blocks,
                binder.outermost);
    }

    private void statement(Statement statement, Scope outer) {
        Map<String, Common> before = commons;
        if (statement instanceof Statement.QueryStatement query) {
            query(query.query(), outer);
        } else if (statement instanceof Statement.Insert insert) {
            insert(insert, outer);
        } else if (statement instanceof Statement.Update update) {
            with(update.with(), outer);
            Scope scope = new Scope(outer, null);
            noteOutermost(scope.block);
            for (TableExpression table : update.tables()) {
                declare(table, scope);
            }
            for (TableExpression table : update.from()) {
                declare(table, scope);
            }
            for (TableExpression table : update.tables()) {
                conditions(table, scope);
            }
            for (TableExpression table : update.from()) {
                conditions(table, scope);
            }
            assignments(update.assignments(), scope);
            expression(update.where(), scope);
            sort(update.orderBy(), scope);
            limit(update.limit(), scope);
            items(update.returning(), scope);
        } else if (statement instanceof Statement.Delete delete) {
            with(delete.with(), outer);
            Scope scope = new Scope(outer, null);
            noteOutermost(scope.block);
            if (!delete.multiTable()) {
                for (TableExpression target : delete.targets()) {
                    declare(target, scope);
                }
            }
            for (TableExpression table : delete.from()) {
                declare(table, scope);
            }
            for (TableExpression table : delete.from()) {
                conditions(table, scope);
            }
            expression(delete.where(), scope);
            sort(delete.orderBy(), scope);
            limit(delete.limit(), scope);
            items(delete.returning(), scope);
        } else if (statement instanceof Statement.Explain explain && explain.statement() != null) {
            statement(explain.statement(), outer);
        } else if (statement instanceof Utility.Call call) {
            expression(call.call(), new Scope(outer, null));
        } else if (statement instanceof Utility.Do plain) {
            items(plain.expressions(), new Scope(outer, null));
        } else {
            Scope scope = new Scope(outer, null);
            Traversal.walk(
                    statement,
                    new Traversal.Visitor() {
                        @Override
                        public boolean expression(Expression expression) {
                            Binder.this.expression(expression, scope);
                            return false;
                        }
                    });
        }
        commons = before;
    }

    private void noteOutermost(Block block) {
        if (outermost == null) {
            outermost = block;
        }
    }

    private void insert(Statement.Insert insert, Scope outer) {
        with(insert.with(), outer);
        Scope scope = new Scope(outer, null);
        noteOutermost(scope.block);
        declare(insert.table(), scope);
        Source target = sourceOf.get(insert.table());
        if (insert.columns() != null) {
            for (Expression column : insert.columns()) {
                expression(column, scope);
            }
        }
        Statement.InsertSource from = insert.source();
        if (from.values() != null) {
            for (Query.ValuesRow row : from.values()) {
                for (Expression value : row.values()) {
                    expression(value, scope);
                }
            }
        }
        Scope values = scope;
        if (from.query() != null) {
            query(from.query(), outer);
            // ON DUPLICATE KEY UPDATE may name the columns of the SELECT: with them in sight a name
            // could be either's.
            if (from.query() instanceof Query.Select select && insert.onDuplicate() != null) {
                values = new Scope(outer, null);
                values.block.sources().add(target);
                values.block.sources().addAll(blocks.get(select).sources());
            }
        }
        assignments(from.assignments(), scope);
        if (insert.onDuplicate() != null) {
            if (insert.rowAlias() != null && insert.rowAlias().name() != null) {
                Source row =
                        add(insert.rowAlias().name().value(), null, null, null, null, false, null);
                values.block.sources().add(row);
            }
            assignments(insert.onDuplicate(), values);
        }
        if (insert.onConflict() != null) {
            Statement.OnConflict conflict = insert.onConflict();
            if (conflict.target() != null) {
                for (Expression expression : conflict.target()) {
                    expression(expression, scope);
                }
            }
            expression(conflict.targetWhere(), scope);
            assignments(conflict.assignments(), scope);
            expression(conflict.where(), scope);
        }
        items(insert.returning(), scope);
    }

    private void assignments(List<Assignment> assignments, Scope scope) {
        if (assignments != null) {
            for (Assignment assignment : assignments) {
                for (Expression target : assignment.targets()) {
                    expression(target, scope);
                }
                expression(assignment.value(), scope);
            }
        }
    }

    private void with(With with, Scope outer) {
        if (with == null) {
            return;
        }
        commons = new HashMap<>(commons);
        for (With.CommonTable table : with.tables()) {
            String name = key(table.name());
            Query query =
                    table.statement() instanceof Statement.QueryStatement select
                            ? select.query()
                            : null;
            List<String> names = table.columns().isEmpty() ? null : names(table.columns());
            if (with.recursive()) {
                Map<String, Common> inside = new HashMap<>(commons);
                inside.put(name, new Common(table, query, true, names, commons));
                Map<String, Common> before = commons;
                commons = inside;
                statement(table.statement(), outer);
                commons = before;
            } else {
                statement(table.statement(), outer);
            }
            List<String> output = names != null ? names : query == null ? null : outputNames(query);
            commons.put(name, new Common(table, query, false, output, commons));
        }
    }

    private void query(Query query, Scope outer) {
        Map<String, Common> before = commons;
        with(query.with(), outer);
        switch (query.kind()) {
            case SELECT -> select((Query.Select) query, outer);
            case SET_OPERATION -> {
                Query.SetOperation set = (Query.SetOperation) query;
                query(set.left(), outer);
                query(set.right(), outer);
                // ORDER BY of a set operation sees output columns only: names there stay unbound.
                Scope scope = new Scope(outer, null);
                for (SortItem item : set.orderBy()) {
                    if (!(item.expression() instanceof Expression.Column)) {
                        expression(item.expression(), scope);
                    }
                }
                limit(set.limit(), scope);
            }
            case VALUES -> {
                Scope scope = new Scope(outer, null);
                for (Query.ValuesRow row : ((Query.Values) query).rows()) {
                    for (Expression value : row.values()) {
                        expression(value, scope);
                    }
                }
                limit(query.limit(), scope);
            }
            case TABLE -> {
                Scope scope = new Scope(outer, null);
                declare(((Query.Table) query).table(), scope);
                sort(query.orderBy(), scope);
                limit(query.limit(), scope);
            }
            case NESTED -> {
                query(((Query.Nested) query).query(), outer);
                limit(query.limit(), new Scope(outer, null));
            }
        }
        commons = before;
    }

    private void select(Query.Select select, Scope outer) {
        Scope scope = new Scope(outer, select);
        blocks.put(select, scope.block);
        noteOutermost(scope.block);
        for (TableExpression table : select.from()) {
            declare(table, scope);
        }
        for (TableExpression table : select.from()) {
            conditions(table, scope);
        }
        items(select.items(), scope);
        if (select.into() != null) {
            for (Expression target : select.into().targets()) {
                expression(target, scope);
            }
        }
        expression(select.where(), scope);
        scope.aliases = aliasesOf(select);
        if (select.groupBy() != null) {
            elements(select.groupBy().elements(), scope);
        }
        // HAVING knows aliases in MySQL alone.
        Map<String, SelectItem> known = scope.aliases;
        if (dialect == Dialect.POSTGRESQL) {
            scope.aliases = Map.of();
        }
        expression(select.having(), scope);
        scope.aliases = known;
        for (NamedWindow window : select.windows()) {
            window(window.window(), scope);
        }
        for (Expression expression : select.distinctOn()) {
            orderKey(expression, scope);
        }
        sort(select.orderBy(), scope);
        limit(select.limit(), scope);
    }

    private static Map<String, SelectItem> aliasesOf(Query.Select select) {
        Map<String, SelectItem> result = new HashMap<>();
        for (SelectItem item : select.items()) {
            if (item.alias() != null) {
                result.putIfAbsent(key(item.alias()), item);
            }
        }
        return result;
    }

    private void items(List<SelectItem> items, Scope scope) {
        for (SelectItem item : items) {
            expression(item.expression(), scope);
        }
    }

    private void elements(List<GroupBy.Element> elements, Scope scope) {
        for (GroupBy.Element element : elements) {
            if (element.expression() != null) {
                expression(element.expression().expression(), scope);
            }
            elements(element.parts(), scope);
        }
    }

    private void sort(List<SortItem> items, Scope scope) {
        for (SortItem item : items) {
            orderKey(item.expression(), scope);
        }
    }

    /** A bare name in ORDER BY means the select list's alias first. */
    private void orderKey(Expression expression, Scope scope) {
        if (expression instanceof Expression.Column column && column.parts().size() == 1) {
            SelectItem item = scope.aliases.get(key(column.name()));
            if (item != null) {
                aliases.put(column, item);
                return;
            }
        }
        expression(expression, scope);
    }

    private void limit(Limit limit, Scope scope) {
        if (limit != null) {
            expression(limit.count(), scope);
            expression(limit.offset(), scope);
        }
    }

    private void window(WindowSpecification window, Scope scope) {
        if (window != null) {
            for (Expression expression : window.partitionBy()) {
                expression(expression, scope);
            }
            for (SortItem item : window.orderBy()) {
                expression(item.expression(), scope);
            }
        }
    }

    /** Adds what a FROM item names to the scope. */
    private void declare(TableExpression table, Scope scope) {
        switch (table.kind()) {
            case TABLE ->
                    scope.block
                            .sources()
                            .add(tableReference((TableExpression.TableReference) table));
            case DERIVED -> {
                TableExpression.DerivedTable derived = (TableExpression.DerivedTable) table;
                query(derived.query(), derived.lateral() ? scope : scope.parent);
                List<String> names =
                        derived.alias() != null && !derived.alias().columns().isEmpty()
                                ? names(derived.alias().columns())
                                : outputNames(derived.query());
                scope.block
                        .sources()
                        .add(
                                add(
                                        aliasName(derived.alias()),
                                        table,
                                        null,
                                        null,
                                        derived.query(),
                                        false,
                                        names));
            }
            case FUNCTION -> {
                TableExpression.FunctionTable function = (TableExpression.FunctionTable) table;
                for (Expression expression : function.functions()) {
                    expression(expression, scope);
                }
                scope.block
                        .sources()
                        .add(
                                add(
                                        aliasName(function.alias()),
                                        table,
                                        null,
                                        null,
                                        null,
                                        false,
                                        null));
            }
            case JOIN -> {
                TableExpression.Join join = (TableExpression.Join) table;
                declare(join.left(), scope);
                int from = scope.block.sources().size();
                declare(join.right(), scope);
                for (Identifier column : join.using()) {
                    scope.joined.add(key(column));
                }
                if (join.natural()) {
                    for (Source source :
                            scope.block.sources().subList(from, scope.block.sources().size())) {
                        if (source.columns() != null) {
                            source.columns()
                                    .forEach(
                                            column ->
                                                    scope.joined.add(
                                                            column.toLowerCase(Locale.ROOT)));
                        }
                    }
                }
            }
            case NESTED -> {
                for (TableExpression inner : ((TableExpression.Nested) table).tables()) {
                    declare(inner, scope);
                }
            }
        }
    }

    private void conditions(TableExpression table, Scope scope) {
        switch (table.kind()) {
            case TABLE, DERIVED, FUNCTION -> {}
            case JOIN -> {
                TableExpression.Join join = (TableExpression.Join) table;
                conditions(join.left(), scope);
                conditions(join.right(), scope);
                expression(join.on(), scope);
            }
            case NESTED -> {
                for (TableExpression inner : ((TableExpression.Nested) table).tables()) {
                    conditions(inner, scope);
                }
            }
        }
    }

    private Source tableReference(TableExpression.TableReference reference) {
        String alias = aliasName(reference.alias());
        String own = reference.name().name().value();
        String name = alias != null ? alias : own;
        if (reference.name().qualifier() == null) {
            Common common = commons.get(key(reference.name().name()));
            if (common != null) {
                return add(
                        name,
                        reference,
                        null,
                        null,
                        common.recursive() ? null : common.query(),
                        common.recursive(),
                        common.columns());
            }
        }
        boolean system = isSystemSchema(reference.name().qualifier());
        TableRule rule = system ? systemRule(reference) : rules.table(own);
        CatalogTable table = system ? null : catalog.table(own);
        List<String> names = null;
        if (reference.alias() != null && !reference.alias().columns().isEmpty()) {
            // A list of column aliases renames the first columns: what is left under which name
            // isn't worth the trouble here.
            return add(name, reference, rule, null, null, false, null);
        }
        if (table != null) {
            names = new ArrayList<>(table.columns().size());
            for (CatalogColumn column : table.columns()) {
                names.add(column.name());
            }
        }
        return add(name, reference, rule, table, null, false, names);
    }

    /** The database's own catalog is shown as one data source has it. */
    private TableRule systemRule(TableExpression.TableReference reference) {
        SystemCatalog catalogs = catalog.system();
        String own = reference.name().name().value();
        return catalogs.columns(reference.name().qualifier().value(), own) == null
                ? null
                : new TableRule.SingleTable(own, catalogs.host());
    }

    /** Schemas of the database's own tables, in either dialect. */
    public static boolean isSystemSchema(Identifier qualifier) {
        if (qualifier == null) {
            return false;
        }
        String name = qualifier.value().toLowerCase(Locale.ROOT);
        return name.equals("information_schema")
                || name.equals("pg_catalog")
                || name.equals("mysql")
                || name.equals("performance_schema")
                || name.equals("sys");
    }

    private Source add(
            String name,
            TableExpression node,
            TableRule rule,
            CatalogTable table,
            Query query,
            boolean recursive,
            List<String> names) {
        Source source =
                new Source(sources.size(), name, node, rule, table, query, recursive, names);
        sources.add(source);
        if (node != null) {
            sourceOf.put(node, source);
        }
        return source;
    }

    private static String aliasName(TableExpression.Alias alias) {
        return alias == null || alias.name() == null ? null : alias.name().value();
    }

    /** Binds every name in an expression; goes into subqueries with a scope of their own. */
    private void expression(Expression expression, Scope scope) {
        if (expression == null) {
            return;
        }
        Traversal.walk(
                expression,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression inner) {
                        if (inner instanceof Expression.Column column) {
                            bind(column, scope);
                        } else if (inner instanceof Expression.Parameter parameter) {
                            parameters.add(parameter);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query inner) {
                        Binder.this.query(inner, scope);
                        return false;
                    }
                });
    }

    private void bind(Expression.Column column, Scope scope) {
        String name = key(column.name());
        Identifier qualifier = column.qualifier();
        for (Scope place = scope; place != null; place = place.parent) {
            boolean unknown = false;
            Source found = null;
            int matches = 0;
            for (Source source : place.block.sources()) {
                if (qualifier != null
                        && (source.name() == null || !sameName(source.name(), qualifier))) {
                    continue;
                }
                if (source.columns() == null) {
                    unknown = true;
                } else if (hasColumn(source, name)) {
                    matches++;
                    if (found == null) {
                        found = source;
                    }
                } else if (qualifier != null) {
                    // A system column, or one that doesn't exist: nothing that a plan may rely on.
                    return;
                }
            }
            if (matches == 1 && !unknown
                    || matches > 1
                            && place.joined.contains(name)
                            && qualifier == null
                            && !unknown) {
                if (matches > 1) {
                    // The joined column of USING may come from either side of an outer join.
                    return;
                }
                columns.put(
                        column,
                        new BoundColumn(
                                found,
                                name,
                                found.table() == null ? null : found.table().column(name)));
                return;
            }
            if (matches > 0 || unknown) {
                return;
            }
            if (qualifier == null && place.aliases.containsKey(name)) {
                aliases.put(column, place.aliases.get(name));
                return;
            }
        }
    }

    private static boolean hasColumn(Source source, String name) {
        if (source.table() != null) {
            return source.table().column(name) != null;
        }
        for (String column : source.columns()) {
            if (column.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameName(String name, Identifier qualifier) {
        return name.equalsIgnoreCase(qualifier.value());
    }

    private static String key(Identifier identifier) {
        return identifier.value().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(List<Identifier> identifiers) {
        List<String> result = new ArrayList<>(identifiers.size());
        for (Identifier identifier : identifiers) {
            result.add(identifier.value());
        }
        return result;
    }

    /** The column names that a query gives, where all of them are known; else null. */
    private List<String> outputNames(Query query) {
        return switch (query.kind()) {
            case SELECT -> {
                Query.Select select = (Query.Select) query;
                List<String> result = new ArrayList<>();
                for (SelectItem item : select.items()) {
                    if (item.alias() != null) {
                        result.add(item.alias().value());
                    } else if (item.expression() instanceof Expression.Column column) {
                        result.add(column.name().value());
                    } else if (item.expression() instanceof Expression.Star star) {
                        Block block = blocks.get(select);
                        for (Source source : block.sources()) {
                            if (star.qualifier().isEmpty()
                                    || source.name() != null
                                            && sameName(
                                                    source.name(),
                                                    star.qualifier()
                                                            .get(star.qualifier().size() - 1))) {
                                if (source.columns() == null) {
                                    yield null;
                                }
                                result.addAll(source.columns());
                            }
                        }
                    } else {
                        // Known by its text only; a placeholder name keeps the positions and can't
                        // be written by anyone.
                        result.add("\u0000" + result.size());
                    }
                }
                yield result;
            }
            case SET_OPERATION -> outputNames(((Query.SetOperation) query).left());
            case NESTED -> outputNames(((Query.Nested) query).query());
            case TABLE -> {
                Source source = sourceOf.get(((Query.Table) query).table());
                yield source == null ? null : source.columns();
            }
            case VALUES -> null;
        };
    }
}
