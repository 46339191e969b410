package io.shardfold.sql.render;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Statement.MergeMatch;
import io.shardfold.sql.ast.Statement.MergeWhen;
import io.shardfold.sql.ast.Statement.Setting;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import java.util.List;

/** Writes statements other than queries. */
final class StatementRenderer {

    private final QueryRenderer queries;
    private final ExpressionRenderer expressions;
    private final StringBuilder out;
    private final boolean mysql;

    StatementRenderer(QueryRenderer queries) {
        this.queries = queries;
        this.expressions = queries.expressions;
        this.out = queries.out;
        this.mysql = queries.syntax.dialect() == Dialect.MYSQL;
    }

    void statement(Statement statement) {
        switch (statement.kind()) {
            case QUERY -> queries.query(((Statement.QueryStatement) statement).query());
            case INSERT -> insert((Statement.Insert) statement);
            case UPDATE -> update((Statement.Update) statement);
            case DELETE -> delete((Statement.Delete) statement);
            case MERGE -> merge((Statement.Merge) statement);
            case DDL -> new DefinitionRenderer(queries).definition((Ddl) statement);
            case UTILITY -> utility((Utility) statement);
            case BEGIN -> begin((Statement.Begin) statement);
            case COMMIT -> {
                Statement.Commit commit = (Statement.Commit) statement;
                out.append("COMMIT")
                        .append(commit.chain() ? " AND CHAIN" : "")
                        .append(commit.release() ? " RELEASE" : "");
            }
            case ROLLBACK -> {
                Statement.Rollback rollback = (Statement.Rollback) statement;
                out.append("ROLLBACK")
                        .append(rollback.chain() ? " AND CHAIN" : "")
                        .append(rollback.release() ? " RELEASE" : "");
                if (rollback.savepoint() != null) {
                    out.append(" TO SAVEPOINT ");
                    expressions.name(rollback.savepoint());
                }
            }
            case SAVEPOINT -> {
                out.append("SAVEPOINT ");
                expressions.name(((Statement.Savepoint) statement).name());
            }
            case RELEASE_SAVEPOINT -> {
                out.append("RELEASE SAVEPOINT ");
                expressions.name(((Statement.ReleaseSavepoint) statement).name());
            }
            case SET_TRANSACTION -> setTransaction((Statement.SetTransaction) statement);
            case SET -> {
                out.append("SET ");
                settings(((Statement.Set) statement).settings());
            }
            case RESET -> {
                String name = ((Statement.Reset) statement).name();
                out.append(name.startsWith("DISCARD") ? "" : "RESET ").append(name);
            }
            case SHOW -> show((Statement.Show) statement);
            case USE -> {
                out.append("USE ");
                expressions.name(((Statement.Use) statement).database());
            }
            case EXPLAIN -> {
                Statement.Explain explain = (Statement.Explain) statement;
                out.append(explain.verb()).append(' ');
                if (!explain.options().isEmpty()) out.append(explain.options()).append(' ');
                statement(explain.statement());
            }
            case EMPTY -> {}
            case OTHER -> out.append(((Statement.Other) statement).text());
        }
    }

    // ---- rows

    private void modifiers(List<String> modifiers) {
        for (String modifier : modifiers) out.append(modifier).append(' ');
    }

    private void insert(Statement.Insert insert) {
        queries.with(insert.with());
        out.append(insert.verb().name()).append(' ');
        modifiers(insert.modifiers());
        out.append("INTO ");
        queries.tableReference(insert.table());
        if (insert.columns() != null) {
            out.append(" (");
            targets(insert.columns());
            out.append(')');
        }
        if (insert.overriding() != null)
            out.append(" OVERRIDING ").append(insert.overriding()).append(" VALUE");
        out.append(' ');
        Statement.InsertSource source = insert.source();
        if (source.values() != null) {
            out.append("VALUES ");
            queries.rows(source.values());
        } else if (source.query() != null) {
            boolean enclosed = mysql && beginsWithRows(source.query());
            if (enclosed) out.append('(');
            queries.query(source.query());
            if (enclosed) out.append(')');
        } else if (source.assignments() != null) {
            out.append("SET ");
            assignments(source.assignments());
        } else {
            out.append("DEFAULT VALUES");
        }
        queries.alias(insert.rowAlias());
        if (insert.onDuplicate() != null) {
            out.append(" ON DUPLICATE KEY UPDATE ");
            assignments(insert.onDuplicate());
        }
        if (insert.onConflict() != null) onConflict(insert.onConflict());
        returning(insert.returningAliases(), insert.returning());
    }

    /** MySQL takes VALUES for the rows themselves, which UNION can't follow. */
    private static boolean beginsWithRows(Query query) {
        Query left = query;
        while (left instanceof Query.SetOperation operation) left = operation.left();
        return left != query && left instanceof Query.Values;
    }

    private void targets(List<Expression> targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (i > 0) out.append(", ");
            expressions.target(targets.get(i));
        }
    }

    private void assignments(List<Assignment> assignments) {
        for (int i = 0; i < assignments.size(); i++) {
            if (i > 0) out.append(", ");
            Assignment assignment = assignments.get(i);
            if (assignment.targets().size() > 1
                    || assignment.value().kind() == Expression.Kind.ROW && !mysql) {
                out.append('(');
                targets(assignment.targets());
                out.append(')');
            } else {
                expressions.target(assignment.targets().get(0));
            }
            out.append(" = ");
            expressions.expression(assignment.value());
        }
    }

    private void onConflict(Statement.OnConflict conflict) {
        out.append(" ON CONFLICT");
        if (conflict.constraint() != null) {
            out.append(" ON CONSTRAINT ");
            expressions.name(conflict.constraint());
        } else if (!conflict.target().isEmpty()) {
            out.append(" (");
            for (int i = 0; i < conflict.target().size(); i++) {
                if (i > 0) out.append(", ");
                conflictTarget(conflict.target().get(i));
            }
            out.append(')');
            queries.where(conflict.targetWhere());
        }
        if (conflict.assignments() == null) {
            out.append(" DO NOTHING");
            return;
        }
        out.append(" DO UPDATE SET ");
        assignments(conflict.assignments());
        queries.where(conflict.where());
    }

    /** A column or call as it is, any other expression in parentheses. */
    private void conflictTarget(Expression target) {
        Expression inner =
                target instanceof Expression.Collate collate ? collate.operand() : target;
        boolean plain =
                inner.kind() == Expression.Kind.COLUMN || inner.kind() == Expression.Kind.FUNCTION;
        if (!plain) out.append('(');
        expressions.expression(target);
        if (!plain) out.append(')');
    }

    private void returning(String aliases, List<SelectItem> returning) {
        if (returning.isEmpty()) return;
        out.append(" RETURNING ");
        if (aliases != null) out.append(aliases).append(' ');
        queries.items(returning);
    }

    private void update(Statement.Update update) {
        queries.with(update.with());
        out.append("UPDATE ");
        modifiers(update.modifiers());
        queries.tables(update.tables());
        out.append(" SET ");
        assignments(update.assignments());
        if (!update.from().isEmpty()) {
            out.append(" FROM ");
            queries.tables(update.from());
        }
        queries.where(update.where());
        queries.orderBy(update.orderBy());
        queries.limit(update.limit());
        returning(update.returningAliases(), update.returning());
    }

    private void delete(Statement.Delete delete) {
        queries.with(delete.with());
        out.append("DELETE ");
        modifiers(delete.modifiers());
        if (mysql && delete.multiTable()) {
            references(delete.targets());
            out.append(" FROM ");
            queries.tables(delete.from());
        } else {
            out.append("FROM ");
            references(delete.targets());
            if (!delete.from().isEmpty()) {
                out.append(" USING ");
                queries.tables(delete.from());
            }
        }
        queries.where(delete.where());
        queries.orderBy(delete.orderBy());
        queries.limit(delete.limit());
        returning(delete.returningAliases(), delete.returning());
    }

    private void references(List<TableReference> tables) {
        for (int i = 0; i < tables.size(); i++) {
            if (i > 0) out.append(", ");
            queries.tableReference(tables.get(i));
        }
    }

    private void merge(Statement.Merge merge) {
        queries.with(merge.with());
        out.append("MERGE INTO ");
        queries.tableReference(merge.target());
        out.append(" USING ");
        queries.table(merge.source());
        out.append(" ON ");
        expressions.expression(merge.on());
        for (MergeWhen when : merge.whens()) mergeWhen(when);
        returning(merge.returningAliases(), merge.returning());
    }

    private void mergeWhen(MergeWhen when) {
        out.append(when.match() == MergeMatch.MATCHED ? " WHEN MATCHED" : " WHEN NOT MATCHED");
        if (when.match() == MergeMatch.NOT_MATCHED_BY_SOURCE) out.append(" BY SOURCE");
        if (when.condition() != null) {
            out.append(" AND ");
            expressions.expression(when.condition());
        }
        out.append(" THEN ");
        switch (when.action()) {
            case DO_NOTHING -> out.append("DO NOTHING");
            case DELETE -> out.append("DELETE");
            case UPDATE -> {
                out.append("UPDATE SET ");
                assignments(when.assignments());
            }
            case INSERT -> {
                out.append("INSERT");
                if (when.columns() != null) {
                    out.append(" (");
                    targets(when.columns());
                    out.append(')');
                }
                if (when.overriding() != null)
                    out.append(" OVERRIDING ").append(when.overriding()).append(" VALUE");
                if (when.values() == null) {
                    out.append(" DEFAULT VALUES");
                } else {
                    out.append(" VALUES (");
                    expressions.list(when.values());
                    out.append(')');
                }
            }
        }
    }

    // ---- transactions and the session

    private void begin(Statement.Begin begin) {
        out.append("START TRANSACTION");
        String separator = " ";
        if (begin.consistentSnapshot()) {
            out.append(separator).append("WITH CONSISTENT SNAPSHOT");
            separator = ", ";
        }
        modes(begin.isolation(), begin.readOnly(), begin.deferrable(), separator);
    }

    private void modes(String isolation, Boolean readOnly, Boolean deferrable, String first) {
        String separator = first;
        if (isolation != null) {
            out.append(separator).append("ISOLATION LEVEL ").append(isolation);
            separator = ", ";
        }
        if (readOnly != null) {
            out.append(separator).append(readOnly ? "READ ONLY" : "READ WRITE");
            separator = ", ";
        }
        if (deferrable != null)
            out.append(separator).append(deferrable ? "DEFERRABLE" : "NOT DEFERRABLE");
    }

    private void setTransaction(Statement.SetTransaction set) {
        if (!mysql && "SESSION".equals(set.scope()))
            out.append("SET SESSION CHARACTERISTICS AS TRANSACTION");
        else
            out.append("SET ")
                    .append(set.scope() == null ? "" : set.scope() + " ")
                    .append("TRANSACTION");
        modes(set.isolation(), set.readOnly(), set.deferrable(), " ");
    }

    private void settings(List<Setting> settings) {
        for (int i = 0; i < settings.size(); i++) {
            if (i > 0) out.append(", ");
            setting(settings.get(i));
        }
    }

    private void setting(Setting setting) {
        if (setting.scope() != null) out.append(setting.scope()).append(' ');
        if (setting.user()) expressions.userVariable(setting.name());
        else if (isPhrase(setting.name())
                && !(setting.name().equals("role") && setting.values().isEmpty())) {
            out.append(setting.name());
            phrase(setting);
            return;
        } else out.append(setting.name());
        out.append(mysql ? " = " : " TO ");
        if (setting.values().isEmpty()) out.append("DEFAULT");
        else expressions.list(setting.values());
    }

    /** Settings whose value stands behind their name with nothing between. */
    private static boolean isPhrase(String name) {
        return switch (name) {
            case "names",
                    "character set",
                    "time zone",
                    "role",
                    "session authorization",
                    "schema",
                    "catalog",
                    "xml option",
                    "transaction snapshot" ->
                    true;
            default -> false;
        };
    }

    private void phrase(Setting setting) {
        List<Expression> values = setting.values();
        out.append(' ');
        if (values.isEmpty()) {
            out.append("DEFAULT");
            return;
        }
        expressions.expression(values.get(0));
        if (values.size() > 1) {
            out.append(" COLLATE ");
            expressions.expression(values.get(1));
        }
    }

    private void show(Statement.Show show) {
        boolean describe = show.subject().equals("DESCRIBE");
        out.append(describe ? "DESCRIBE" : "SHOW ").append(describe ? "" : show.subject());
        boolean create = show.subject().startsWith("CREATE ");
        if (show.table() != null) {
            out.append(describe || create ? " " : " FROM ");
            expressions.name(show.table());
        }
        if (show.database() != null) {
            out.append(create ? " " : " FROM ");
            expressions.name(show.database());
        }
        if (show.like() != null) {
            out.append(describe ? " " : " LIKE ");
            expressions.expression(show.like());
        }
        queries.where(show.where());
    }

    // ---- utility commands

    private void utility(Utility utility) {
        switch (utility.utilityKind()) {
            case LOAD_DATA -> out.append(((Utility.LoadData) utility).text());
            case HANDLER -> out.append(((Utility.Handler) utility).text());
            case MAINTENANCE -> out.append(((Utility.Maintenance) utility).text());
            case GRANT -> out.append(((Utility.Grant) utility).text());
            case COMPOUND -> out.append(((Utility.Compound) utility).text());
            case TRUNCATE -> {
                Utility.Truncate truncate = (Utility.Truncate) utility;
                out.append("TRUNCATE TABLE ");
                references(truncate.tables());
                for (String option : truncate.options()) out.append(' ').append(option);
            }
            case COPY -> copy((Utility.Copy) utility);
            case CALL -> {
                out.append("CALL ");
                expressions.expression(((Utility.Call) utility).call());
            }
            case DO -> {
                Utility.Do command = (Utility.Do) utility;
                out.append("DO ");
                if (command.code() != null) out.append(command.code());
                else queries.items(command.expressions());
            }
            case PREPARE -> prepare((Utility.Prepare) utility);
            case EXECUTE -> execute((Utility.Execute) utility);
            case DEALLOCATE -> {
                Identifier name = ((Utility.Deallocate) utility).name();
                out.append("DEALLOCATE ").append(name == null ? "ALL" : "PREPARE ");
                if (name != null) expressions.name(name);
            }
            case DECLARE_CURSOR -> declare((Utility.DeclareCursor) utility);
            case FETCH -> {
                Utility.Fetch fetch = (Utility.Fetch) utility;
                out.append(fetch.move() ? "MOVE " : "FETCH ")
                        .append(fetch.direction())
                        .append(fetch.direction().isEmpty() ? "" : " ")
                        .append("FROM ");
                expressions.name(fetch.cursor());
            }
            case CLOSE -> {
                Identifier cursor = ((Utility.Close) utility).cursor();
                out.append("CLOSE ").append(cursor == null ? "ALL" : "");
                if (cursor != null) expressions.name(cursor);
            }
            case LOCK_TABLES -> lock((Utility.LockTables) utility);
            case UNLOCK_TABLES -> out.append("UNLOCK TABLES");
            case NOTIFICATION -> {
                Utility.Notification notification = (Utility.Notification) utility;
                out.append(notification.verb()).append(' ');
                if (notification.channel() == null) out.append('*');
                else expressions.name(notification.channel());
                if (notification.payload() != null) {
                    out.append(", ");
                    expressions.string(notification.payload());
                }
            }
            case XA -> {
                Utility.Xa xa = (Utility.Xa) utility;
                out.append("XA ")
                        .append(xa.verb())
                        .append(xa.tail().isEmpty() ? "" : " ")
                        .append(xa.tail());
            }
            case PREPARED_TRANSACTION -> {
                Utility.PreparedTransaction transaction = (Utility.PreparedTransaction) utility;
                out.append(transaction.verb())
                        .append(
                                transaction.verb().equals("PREPARE")
                                        ? " TRANSACTION "
                                        : " PREPARED ");
                expressions.string(transaction.identifier());
            }
            case SET_STATEMENT -> {
                Utility.SetStatement set = (Utility.SetStatement) utility;
                out.append("SET STATEMENT ");
                settings(set.settings());
                out.append(" FOR ");
                statement(set.statement());
            }
        }
    }

    private void copy(Utility.Copy copy) {
        boolean binary = copy.options().startsWith("BINARY ") && copy.query() == null;
        out.append(binary ? "COPY BINARY " : "COPY ");
        if (copy.query() != null) {
            out.append('(');
            statement(copy.query());
            out.append(')');
        } else {
            queries.tableReference(copy.table());
            if (!copy.columns().isEmpty()) {
                out.append(" (");
                expressions.names(copy.columns());
                out.append(')');
            }
        }
        out.append(copy.from() ? " FROM " : " TO ").append(copy.target());
        String options = binary ? copy.options().substring("BINARY ".length()) : copy.options();
        if (!options.isEmpty()) out.append(' ').append(options);
        queries.where(copy.where());
    }

    private void prepare(Utility.Prepare prepare) {
        out.append("PREPARE ");
        expressions.name(prepare.name());
        if (prepare.source() != null) {
            out.append(" FROM ");
            expressions.expression(prepare.source());
            return;
        }
        for (int i = 0; i < prepare.types().size(); i++) {
            out.append(i == 0 ? " (" : ", ");
            expressions.type(prepare.types().get(i));
        }
        if (!prepare.types().isEmpty()) out.append(')');
        out.append(" AS ");
        statement(prepare.statement());
    }

    private void execute(Utility.Execute execute) {
        out.append("EXECUTE ");
        if (execute.name() != null) {
            expressions.name(execute.name());
        } else {
            out.append("IMMEDIATE ");
            expressions.expression(execute.source());
        }
        if (execute.arguments().isEmpty()) return;
        out.append(mysql ? " USING " : " (");
        expressions.list(execute.arguments());
        if (!mysql) out.append(')');
    }

    private void declare(Utility.DeclareCursor declare) {
        out.append("DECLARE ");
        expressions.name(declare.name());
        for (String option : declare.options()) {
            if (!option.endsWith("HOLD")) out.append(' ').append(option);
        }
        out.append(" CURSOR");
        for (String option : declare.options()) {
            if (option.endsWith("HOLD")) out.append(' ').append(option);
        }
        out.append(" FOR ");
        statement(declare.query());
    }

    private void lock(Utility.LockTables lock) {
        out.append(mysql ? "LOCK TABLES " : "LOCK TABLE ");
        for (int i = 0; i < lock.tables().size(); i++) {
            if (i > 0) out.append(", ");
            queries.tableReference(lock.tables().get(i));
            if (mysql) out.append(' ').append(lock.modes().get(i));
        }
        if (!mysql) out.append(" IN ").append(lock.modes().get(0)).append(" MODE");
        if (lock.waiting() != null) out.append(' ').append(lock.waiting());
    }
}
