package io.shardfold.core.rule.inline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of an expression that has a value. Records, so that two expressions of one shape are
 * equal.
 */
sealed interface Term {

    /**
     * @param frame the values of variables by slot
     */
    Object value(Object[] frame);

    record Constant(Object constant) implements Term {
        @Override
        public Object value(Object[] frame) {
            return constant;
        }
    }

    /** A variable by its slot; its name doesn't matter to the shape. */
    record Variable(int slot) implements Term {
        @Override
        public Object value(Object[] frame) {
            return frame[slot];
        }
    }

    record Negate(Term term) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Numbers.negate(term.value(frame));
        }
    }

    record Not(Term term) implements Term {
        @Override
        public Object value(Object[] frame) {
            return !Numbers.isTrue(term.value(frame));
        }
    }

    record Binary(String operator, Term left, Term right) implements Term {
        @Override
        public Object value(Object[] frame) {
            Object first = left.value(frame);
            return switch (operator) {
                case "&&" -> Numbers.isTrue(first) && Numbers.isTrue(right.value(frame));
                case "||" -> Numbers.isTrue(first) || Numbers.isTrue(right.value(frame));
                case "?:" -> Numbers.isTrue(first) ? first : right.value(frame);
                default -> Numbers.apply(operator, first, right.value(frame));
            };
        }
    }

    record Choice(Term condition, Term yes, Term no) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Numbers.isTrue(condition.value(frame)) ? yes.value(frame) : no.value(frame);
        }
    }

    record Range(Term from, Term to, boolean inclusive) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Lists.range(from.value(frame), to.value(frame), inclusive);
        }
    }

    record ListOf(List<Term> elements) implements Term {
        @Override
        public Object value(Object[] frame) {
            List<Object> values = new ArrayList<>(elements.size());
            for (Term element : elements) {
                values.add(element.value(frame));
            }
            return values;
        }
    }

    record MapOf(Map<Object, Term> entries) implements Term {
        @Override
        public Object value(Object[] frame) {
            Map<Object, Object> values = new LinkedHashMap<>();
            entries.forEach((key, term) -> values.put(key, term.value(frame)));
            return values;
        }
    }

    record Index(Term of, Term index) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Lists.index(of.value(frame), index.value(frame));
        }
    }

    record Conversion(String type, boolean isCast, Term term) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Numbers.convert(type, isCast, term.value(frame));
        }
    }

    /** A method of a value; {@code ?.} gives null for null. */
    record Call(Term receiver, String method, List<Term> arguments, boolean nullSafe)
            implements Term {
        @Override
        public Object value(Object[] frame) {
            Object of = receiver.value(frame);
            if (of == null && nullSafe) {
                return null;
            }
            return Methods.call(of, method, values(arguments, frame));
        }
    }

    record StaticCall(String type, String method, List<Term> arguments) implements Term {
        @Override
        public Object value(Object[] frame) {
            return Methods.callStatic(type, method, values(arguments, frame));
        }
    }

    /** {@code list.collect { body }}: the body's value for each element, which is in the slot. */
    record Collect(Term list, int slot, Term body) implements Term {
        @Override
        public Object value(Object[] frame) {
            List<?> elements = Lists.list(list.value(frame), "collect");
            List<Object> values = new ArrayList<>(elements.size());
            for (Object element : elements) {
                frame[slot] = element;
                values.add(body.value(frame));
            }
            return values;
        }
    }

    /**
     * Statements: each is evaluated, the last one's value is the block's. A definition stores into
     * its slot.
     */
    record Block(List<Term> statements) implements Term {
        @Override
        public Object value(Object[] frame) {
            Object last = null;
            for (Term statement : statements) {
                last = statement.value(frame);
            }
            return last;
        }
    }

    record Define(int slot, Term term) implements Term {
        @Override
        public Object value(Object[] frame) {
            frame[slot] = term.value(frame);
            return frame[slot];
        }
    }

    private static Object[] values(List<Term> terms, Object[] frame) {
        Object[] values = new Object[terms.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = terms.get(i).value(frame);
        }
        return values;
    }
}
