package io.shardfold.core.expand;

import io.shardfold.core.catalog.SystemCatalog.Place;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Calls and casts of PostgreSQL that name relations, or tell their names: logical ones go in and
 * come out.
 */
final class PostgresqlCalls {

    /** Functions of an OID that give a definition's text. */
    private static final Set<String> DEFINITIONS =
            Set.of(
                    "pg_get_indexdef",
                    "pg_get_constraintdef",
                    "pg_get_viewdef",
                    "pg_get_triggerdef",
                    "pg_get_ruledef",
                    "pg_get_statisticsobjdef");

    /** Functions that take a relation's name as a text. */
    private static final Set<String> OF_NAMES =
            Set.of(
                    "to_regclass",
                    "pg_table_size",
                    "pg_relation_size",
                    "pg_total_relation_size",
                    "pg_indexes_size",
                    "pg_relation_filenode",
                    "pg_relation_filepath",
                    "pg_get_serial_sequence",
                    "pg_get_viewdef",
                    "has_table_privilege",
                    "has_column_privilege",
                    "has_any_column_privilege",
                    "has_sequence_privilege",
                    "row_security_active");

    private static final Set<String> NODE_TREES =
            Set.of(
                    "adbin",
                    "indexprs",
                    "indpred",
                    "conbin",
                    "relpartbound",
                    "polqual",
                    "polwithcheck");

    private final PostgresqlCatalogText texts;
    private final String host;

    /** Physical names on the host by logical ones. */
    private final Map<String, String> physical = new HashMap<>();

    private final IdentityHashMap<Expression, Boolean> shown = new IdentityHashMap<>();
    private boolean changed;

    PostgresqlCalls(PostgresqlCatalogText texts) {
        this.texts = texts;
        this.host = texts.system.host();
        texts.place(host).names().forEach((name, logical) -> physical.put(logical, name));
    }

    /**
     * Where definitions of other data sources' objects are looked up; null where there are none.
     */
    interface Others {
        /** A relation (oid, kind, definition). */
        String definitions();

        /** The relation pg_class with all rows. */
        String classes();
    }

    /**
     * @param edits may hold edits of relations already
     * @return whether there was anything to change
     */
    boolean edit(Statement statement, TextEdits edits, Others others) {
        List<Expression> all = new ArrayList<>();
        List<SelectItem> items = new ArrayList<>();
        Traversal.walk(
                statement,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        all.add(expression);
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            items.addAll(select.items());
                            select.items().forEach(item -> shown.put(item.expression(), true));
                        }
                        return true;
                    }
                });
        for (Expression expression : all) {
            if (expression instanceof Expression.Cast cast && isText(cast)) {
                shown.put(cast.operand(), true);
            }
        }
        // What is inside comes behind: it is edited first, and goes with the copy of its part.
        for (int i = all.size() - 1; i >= 0; i--) {
            one(all.get(i), edits, others);
        }
        for (SelectItem item : items) {
            if (item.alias() == null && edits.isEdited(item.expression().span())) {
                String label = label(item.expression());
                if (label != null) {
                    edits.insert(item.span().end(), " AS \"" + label + "\"");
                }
            }
        }
        return changed;
    }

    /** What PostgreSQL calls an unnamed item; null where an edit inside doesn't change that. */
    private static String label(Expression expression) {
        if (expression instanceof Expression.FunctionCall call) {
            return name(call);
        }
        if (!(expression instanceof Expression.Cast cast)) {
            return null;
        }
        // The name of a column or function is the stronger one, the outermost type's the weaker.
        Expression inner = cast.operand();
        while (inner instanceof Expression.Cast next) {
            inner = next.operand();
        }
        return inner instanceof Expression.Column column
                ? column.name().value()
                : inner instanceof Expression.FunctionCall call ? name(call) : typeName(cast);
    }

    private void one(Expression expression, TextEdits edits, Others others) {
        if (expression instanceof Expression.FunctionCall call) {
            call(call, edits, others);
        } else if (expression instanceof Expression.Cast cast && isRegclass(cast)) {
            regclass(cast, edits, others);
        }
    }

    private static String name(Expression.FunctionCall call) {
        return call.name().name().value().toLowerCase(Locale.ROOT);
    }

    private static String typeName(Expression.Cast cast) {
        String type = cast.type().name().toLowerCase(Locale.ROOT);
        return type.startsWith("pg_catalog.") ? type.substring(11) : type;
    }

    private static boolean isRegclass(Expression.Cast cast) {
        return typeName(cast).equals("regclass") && cast.type().arrayDimensions() == 0;
    }

    private static boolean isText(Expression.Cast cast) {
        return switch (typeName(cast)) {
            case "text", "varchar", "character varying", "name" -> true;
            default -> false;
        };
    }

    private void call(Expression.FunctionCall call, TextEdits edits, Others others) {
        String name = name(call);
        List<Expression> arguments = call.arguments();
        if (arguments.isEmpty()) {
            return;
        }
        if (OF_NAMES.contains(name)) {
            for (Expression argument : arguments) {
                String table = relationName(argument);
                if (table != null && physical.containsKey(table)) {
                    replace(argument.span(), quotedIdentifier(physical.get(table)), edits);
                }
            }
        }
        if (name.equals("pg_get_expr") && isNodeTree(arguments.get(0))) {
            replace(call.span(), "(" + edits.applied(arguments.get(0).span()) + ")", edits);
        } else if (DEFINITIONS.contains(name)) {
            definition(call, name, edits, others);
        } else if (name.equals("pg_get_serial_sequence") && shown.containsKey(call)) {
            replace(call.span(), texts.text(edits.applied(call.span()), host), edits);
        } else if (name.endsWith("_is_visible") && others != null) {
            // What has a moved OID is no object of the host.
            replace(call.span(), "COALESCE(" + edits.applied(call.span()) + ", true)", edits);
        }
    }

    private static boolean isNodeTree(Expression expression) {
        return expression instanceof Expression.Column column
                && NODE_TREES.contains(column.name().value().toLowerCase(Locale.ROOT));
    }

    private void definition(
            Expression.FunctionCall call, String name, TextEdits edits, Others others) {
        String value = edits.applied(call.span());
        if (others != null && !(call.arguments().get(0) instanceof Expression.Literal)) {
            Span first = call.arguments().get(0).span();
            String rest = edits.applied(new Span(first.end(), call.span().end()));
            value =
                    "(SELECT COALESCE(pg_catalog."
                            + name
                            + "(q.o"
                            + rest
                            + ", (SELECT d.definition FROM "
                            + others.definitions()
                            + " d WHERE d.oid = q.o AND d.kind = "
                            + CatalogText.literal(name)
                            + ")) FROM (SELECT ("
                            + edits.applied(first)
                            + ")::pg_catalog.oid AS o) q)";
        }
        replace(call.span(), texts.text(value, host), edits);
    }

    private void regclass(Expression.Cast cast, TextEdits edits, Others others) {
        Expression operand = cast.operand();
        String table = relationName(operand);
        if (table != null) {
            literal(cast, table, edits, others);
        } else if (operand instanceof Expression.Parameter) {
            if (!physical.isEmpty()) {
                replace(
                        cast.span(),
                        "(SELECT COALESCE((SELECT m.p FROM "
                                + PostgresqlCatalogText.pairs(texts.place(host).names())
                                + " AS m (p, l) WHERE q.x IN (m.l, 'public.' || m.l) LIMIT 1), q.x)::pg_catalog.regclass FROM (SELECT "
                                + edits.applied(operand.span())
                                + "::pg_catalog.text AS x) q)",
                        edits);
            }
        } else if (shown.containsKey(cast) && !(operand instanceof Expression.Literal)) {
            String value = edits.applied(cast.span()) + "::pg_catalog.text";
            if (others != null) {
                value =
                        "(SELECT COALESCE((SELECT k.relname::pg_catalog.text FROM "
                                + others.classes()
                                + " k WHERE k.oid = q.o), q.o::pg_catalog.regclass::pg_catalog.text) FROM (SELECT ("
                                + edits.applied(operand.span())
                                + ")::pg_catalog.oid AS o) q)";
            }
            replace(cast.span(), texts.text(value, host), edits);
        }
    }

    private void literal(Expression.Cast cast, String table, TextEdits edits, Others others) {
        if (physical.containsKey(table)) {
            String value = quotedIdentifier(physical.get(table)) + "::pg_catalog.regclass";
            boolean told = shown.containsKey(cast);
            replace(
                    cast.span(),
                    told ? CatalogText.literal(table) + "::pg_catalog.text" : value,
                    edits);
        } else if (isElsewhere(table)) {
            replace(
                    cast.span(),
                    others == null
                            ? "0::pg_catalog.oid"
                            : "(SELECT k.oid FROM "
                                    + others.classes()
                                    + " k WHERE k.relname = "
                                    + CatalogText.literal(table)
                                    + " LIMIT 1)",
                    edits);
        }
    }

    private boolean isElsewhere(String table) {
        if (texts.place(host).shown().contains(table)) {
            return false;
        }
        for (Map.Entry<String, Place> place : texts.system.places().entrySet()) {
            if (!place.getKey().equals(host)
                    && (place.getValue().shown().contains(table)
                                    && !place.getValue().names().containsKey(table)
                            || place.getValue().names().containsValue(table))) {
                return true;
            }
        }
        return false;
    }

    private void replace(Span span, String text, TextEdits edits) {
        edits.replace(span, text);
        changed = true;
    }

    /** As a string that holds a name in quotes. */
    private static String quotedIdentifier(String name) {
        return CatalogText.literal("\"" + name.replace("\"", "\"\"") + "\"");
    }

    /** The name in a string, without its schema; null for anything else. */
    private static String relationName(Expression expression) {
        if (!(expression instanceof Expression.Literal literal)
                || literal.type() != Expression.LiteralType.STRING) {
            return null;
        }
        String text = literal.value().strip();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == '.' && !quoted) {
                from = i + 1;
            }
        }
        String name = text.substring(from);
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            return name.substring(1, name.length() - 1).replace("\"\"", "\"");
        }
        return name.isEmpty() || Character.isDigit(name.charAt(0))
                ? null
                : name.toLowerCase(Locale.ROOT);
    }
}
