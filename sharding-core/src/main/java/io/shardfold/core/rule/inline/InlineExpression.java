package io.shardfold.core.rule.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A value expression: a text such as {@code t_order_${order_id % 4}} that computes a name from
 * values. Immutable, safe for many threads.
 *
 * <p>Its shape can be asked for: whether the name depends on a whole number's remainder alone, so
 * that a table of names will do.
 */
public final class InlineExpression {

    /** The longest period that a table of names is made for. */
    private static final int PERIOD_MAX = 65_536;

    private final String text;
    private final Template template;
    private final boolean[] used;

    private InlineExpression(String text, Template template, int variableCount) {
        this.text = text;
        this.template = template;
        this.used = new boolean[variableCount];
        for (Term part : template.parts()) {
            markUsed(part);
        }
    }

    /**
     * Reads an expression.
     *
     * @param variables the names that stand for values
     * @throws InlineException when it isn't in the language
     */
    public static InlineExpression read(String text, List<String> variables) {
        String stripped = text.strip();
        if (stripped.startsWith("<")) {
            int end = stripped.indexOf('>');
            String type = end < 0 ? "" : stripped.substring(1, end).toUpperCase(Locale.ROOT);
            if (!type.equals("GROOVY") && !type.equals("ESPRESSO")) {
                throw new InlineException("'<" + type + ">' can't compute a name from a value.");
            }
            stripped = stripped.substring(end + 1).strip();
        }
        if (stripped.isEmpty()) {
            throw new InlineException("The expression is empty.");
        }
        return new InlineExpression(
                stripped, Template.whole(stripped, variables), variables.size());
    }

    /**
     * The name for some values.
     *
     * @param values one per variable
     * @throws InlineException when the expression has no value for them, such as arithmetic on a
     *     text
     */
    public String evaluate(Object... values) {
        Object[] frame = new Object[template.slotCount()];
        System.arraycopy(values, 0, frame, 0, values.length);
        List<Term> parts = template.parts();
        if (parts.size() == 1) {
            return Numbers.text(parts.get(0).value(frame));
        }
        StringBuilder name = new StringBuilder();
        for (Term part : parts) {
            name.append(part.value(frame));
        }
        return name.toString();
    }

    /** Whether a variable stands in the expression. */
    public boolean uses(int variable) {
        return used[variable];
    }

    /** The text up to the first expression. */
    public String leadingText() {
        return !template.parts().isEmpty()
                        && template.parts().get(0) instanceof Term.Constant constant
                ? Numbers.text(constant.constant())
                : "";
    }

    /**
     * The expression without a prefix of its leading text, as an object that equals another
     * expression's of the same shape.
     *
     * @param prefix is taken away where the leading text begins with it
     */
    public Object shapeWithout(String prefix) {
        String leading = leadingText();
        if (prefix.isEmpty() || !leading.startsWith(prefix)) {
            return template;
        }
        List<Term> parts = new ArrayList<>(template.parts());
        parts.set(0, new Term.Constant(leading.substring(prefix.length())));
        return new Template(parts, template.slotCount());
    }

    /**
     * For which n the name of a whole number v depends on Java's {@code v % n} alone, for all v but
     * the smallest integers, whose absolute value has no integer.
     *
     * @return 0 when no such n is known, or when it would be too large for a table
     */
    public int period(int variable) {
        long period = 1;
        for (Term part : template.parts()) {
            long own = period(part, variable);
            if (own == 0) {
                return 0;
            }
            period = leastCommonMultiple(period, own);
            if (period > PERIOD_MAX) {
                return 0;
            }
        }
        return (int) period;
    }

    /**
     * 1 when the term doesn't depend on the variable, 0 when it does in another way than by
     * remainders.
     */
    private static long period(Term term, int variable) {
        if (term instanceof Term.Binary binary
                && binary.operator().equals("%")
                && isNumberItself(binary.left(), variable)) {
            return divisor(binary.right());
        }
        if (term instanceof Term.StaticCall call
                && call.type().equals("Math")
                && call.method().equals("floorMod")
                && isNumberItself(call.arguments().get(0), variable)) {
            return call.arguments().size() == 2 ? divisor(call.arguments().get(1)) : 0;
        }
        if (term instanceof Term.Call call
                && call.method().equals("mod")
                && isNumberItself(call.receiver(), variable)) {
            return call.arguments().size() == 1 ? divisor(call.arguments().get(0)) : 0;
        }
        if (term instanceof Term.Variable other) {
            return other.slot() == variable ? 0 : 1;
        }
        long period = 1;
        for (Term inner : inner(term)) {
            long own = period(inner, variable);
            if (own == 0) {
                return 0;
            }
            period = leastCommonMultiple(period, own);
            if (period > PERIOD_MAX) {
                return 0;
            }
        }
        return period;
    }

    /**
     * The variable, or it after steps that leave a whole number's remainder alone up to its sign.
     */
    private static boolean isNumberItself(Term term, int variable) {
        if (term instanceof Term.Variable itself) {
            return itself.slot() == variable;
        }
        if (term instanceof Term.Conversion conversion) {
            return conversion.type().equalsIgnoreCase("long")
                    && isNumberItself(conversion.term(), variable);
        }
        if (term instanceof Term.Call call) {
            boolean keeps =
                    call.method().equals("toLong")
                            || call.method().equals("longValue")
                            || call.method().equals("abs");
            return keeps && call.arguments().isEmpty() && isNumberItself(call.receiver(), variable);
        }
        if (term instanceof Term.StaticCall call && call.arguments().size() == 1) {
            boolean keeps =
                    call.type().equals("Math") && call.method().equals("abs")
                            || call.type().equals("Long") && call.method().equals("valueOf");
            return keeps && isNumberItself(call.arguments().get(0), variable);
        }
        return false;
    }

    private static long divisor(Term term) {
        return term instanceof Term.Constant constant
                        && constant.constant() instanceof Integer integer
                        && integer > 0
                        && integer <= PERIOD_MAX
                ? integer
                : 0;
    }

    private static long leastCommonMultiple(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }

    private void markUsed(Term term) {
        if (term instanceof Term.Variable variable && variable.slot() < used.length) {
            used[variable.slot()] = true;
        }
        inner(term).forEach(this::markUsed);
    }

    private static List<Term> inner(Term term) {
        if (term instanceof Term.Negate negate) {
            return List.of(negate.term());
        }
        if (term instanceof Term.Not not) {
            return List.of(not.term());
        }
        if (term instanceof Term.Binary binary) {
            return List.of(binary.left(), binary.right());
        }
        if (term instanceof Term.Choice choice) {
            return List.of(choice.condition(), choice.yes(), choice.no());
        }
        if (term instanceof Term.Range range) {
            return List.of(range.from(), range.to());
        }
        if (term instanceof Term.ListOf list) {
            return list.elements();
        }
        if (term instanceof Term.MapOf map) {
            return List.copyOf(map.entries().values());
        }
        if (term instanceof Term.Index index) {
            return List.of(index.of(), index.index());
        }
        if (term instanceof Term.Conversion conversion) {
            return List.of(conversion.term());
        }
        if (term instanceof Term.Call call) {
            List<Term> terms = new ArrayList<>(call.arguments());
            terms.add(call.receiver());
            return terms;
        }
        if (term instanceof Term.StaticCall call) {
            return call.arguments();
        }
        if (term instanceof Term.Collect collect) {
            return List.of(collect.list(), collect.body());
        }
        if (term instanceof Term.Block block) {
            return block.statements();
        }
        if (term instanceof Term.Define define) {
            return List.of(define.term());
        }
        return List.of();
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
