package io.shardfold.core.rule.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists, ranges, maps and their elements. */
final class Lists {

    /** The longest list that an expression may make. */
    static final int ELEMENTS_MAX = 1_000_000;

    private Lists() {}

    static List<Object> range(Object from, Object to, boolean inclusive) {
        if (from instanceof Number first && to instanceof Number last) {
            return numbers(first.longValue(), last.longValue(), inclusive);
        }
        if (from instanceof String first
                && to instanceof String last
                && first.length() == 1
                && last.length() == 1) {
            List<Object> characters = new ArrayList<>();
            for (Object code : numbers(first.charAt(0), last.charAt(0), inclusive)) {
                characters.add(String.valueOf((char) ((Number) code).intValue()));
            }
            return characters;
        }
        throw new InlineException(
                "A range goes from number to number or from character to character, not from "
                        + Numbers.described(from)
                        + " to "
                        + Numbers.described(to)
                        + ".");
    }

    private static List<Object> numbers(long first, long last, boolean inclusive) {
        int step = first <= last ? 1 : -1;
        long end = inclusive ? last : last - step;
        if (!inclusive && first == last) {
            return new ArrayList<>();
        }
        long count = Math.abs(end - first) + 1;
        if (count > ELEMENTS_MAX || count <= 0) {
            throw new InlineException(
                    "The range "
                            + first
                            + ".."
                            + last
                            + " has more than "
                            + ELEMENTS_MAX
                            + " elements.");
        }
        List<Object> numbers = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            long number = first + i * step;
            numbers.add(number == (int) number ? (Object) (int) number : (Object) number);
        }
        return numbers;
    }

    static List<?> list(Object value, String method) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new InlineException(
                "'"
                        + method
                        + "' needs a list or a range, and "
                        + Numbers.described(value)
                        + " isn't one.");
    }

    static Object index(Object of, Object index) {
        if (of instanceof Map<?, ?> map) {
            return map.get(
                    index instanceof Long number && number == number.intValue()
                            ? (Object) number.intValue()
                            : index);
        }
        if (of instanceof String text) {
            return characters(text, index);
        }
        if (of instanceof List<?> list && (index instanceof Integer || index instanceof Long)) {
            long at = ((Number) index).longValue();
            long position = at < 0 ? at + list.size() : at;
            if (position < 0) {
                throw new InlineException(
                        "The index " + at + " is outside a list of " + list.size() + " elements.");
            }
            return position < list.size() ? list.get((int) position) : null;
        }
        throw new InlineException(
                Numbers.described(of) + " has no element " + Numbers.described(index) + ".");
    }

    /** {@code text[2]}, {@code text[-1]}, {@code text[0..3]}. */
    private static String characters(String text, Object index) {
        if (index instanceof List<?> positions) {
            StringBuilder characters = new StringBuilder();
            for (Object position : positions) {
                characters.append(characters(text, position));
            }
            return characters.toString();
        }
        if (index instanceof Integer || index instanceof Long) {
            long at = ((Number) index).longValue();
            long position = at < 0 ? at + text.length() : at;
            if (position >= 0 && position < text.length()) {
                return text.substring((int) position, (int) position + 1);
            }
        }
        throw new InlineException("'" + text + "' has no character " + index + ".");
    }

    static List<Object> flattened(List<?> list) {
        List<Object> flat = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof List<?> inner) {
                flat.addAll(flattened(inner));
            } else {
                flat.add(element);
            }
        }
        return flat;
    }
}
