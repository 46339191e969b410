package io.shardfold.core.rule.inline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * List expressions: {@code ds_${0..1}.t_${0..3}} and their kin, which name data nodes and data
 * sources.
 *
 * <p>Items stand between commas. Each expression of an item gives a list, or one value; the item
 * stands for the product of its lists, the leftmost being the slowest. {@code <LITERAL>} before the
 * text means no expression at all, {@code <INTERVAL>} a row of dates.
 */
public final class InlineList {

    private InlineList() {}

    /**
     * The names that an expression stands for, in order.
     *
     * @throws InlineException when it can't be read, or gives more than a million names
     */
    public static List<String> names(String expression) {
        String text = expression.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        if (text.startsWith("<")) {
            int end = text.indexOf('>');
            String type = end < 0 ? "" : text.substring(1, end).toUpperCase(Locale.ROOT);
            String rest = end < 0 ? text : text.substring(end + 1);
            switch (type) {
                case "LITERAL" -> {
                    return literals(rest);
                }
                case "INTERVAL" -> {
                    return interval(rest);
                }
                case "GROOVY", "ESPRESSO" -> text = rest;
                default ->
                        throw new InlineException(
                                "'<"
                                        + type
                                        + ">' is no kind of expression; the kinds are GROOVY, LITERAL and INTERVAL.");
            }
        }
        List<String> names = new ArrayList<>();
        for (Template item : Template.items(text)) {
            addProduct(item, names);
        }
        return names;
    }

    private static List<String> literals(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",")) {
            names.add(name.strip());
        }
        return names;
    }

    private static void addProduct(Template item, List<String> names) {
        List<String> product = new ArrayList<>(List.of(""));
        Object[] frame = new Object[item.slotCount()];
        for (Term part : item.parts()) {
            Object value = part.value(frame);
            List<String> next = new ArrayList<>();
            LinkedHashSet<String> choices = new LinkedHashSet<>();
            if (value instanceof List<?> list) {
                for (Object element : list) {
                    choices.add(shown(element));
                }
            } else {
                choices.add(shown(value));
            }
            if ((long) product.size() * choices.size() + names.size() > Lists.ELEMENTS_MAX) {
                throw new InlineException(
                        "The expression gives more than " + Lists.ELEMENTS_MAX + " names.");
            }
            for (String begun : product) {
                for (String choice : choices) {
                    next.add(begun + choice);
                }
            }
            product = next;
        }
        for (String name : product) {
            names.add(name.strip());
        }
    }

    private static String shown(Object value) {
        if (value == null) {
            throw new InlineException("An expression in the list gives null.");
        }
        if (value instanceof List<?> nested
                && !nested.isEmpty()
                && nested.get(0) instanceof Integer) {
            // A range inside a list isn't spread out: [0..1, 5] has two elements.
            return nested.get(0) + ".." + nested.get(nested.size() - 1);
        }
        return Numbers.text(value);
    }

    // ---- <INTERVAL>P=t_;SP=yyyyMM;DIA=1;DIU=Months;DL=202311;DU=202402

    private static List<String> interval(String text) {
        Map<String, String> properties = new HashMap<>();
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new InlineException("'" + pair.strip() + "' in <INTERVAL> isn't key=value.");
            }
            properties.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        String calendar = properties.get("C");
        if (calendar != null && !calendar.equalsIgnoreCase("ISO")) {
            throw new InlineException(
                    "<INTERVAL> with the calendar C="
                            + calendar
                            + " isn't supported; only ISO is.");
        }
        String pattern = required(properties, "SP");
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            Temporal first = temporal(formatter.parse(required(properties, "DL")));
            Temporal last = temporal(formatter.parse(required(properties, "DU")));
            ChronoUnit unit = unit(required(properties, "DIU"));
            long amount = Long.parseLong(required(properties, "DIA"));
            long count = amount <= 0 ? 0 : unit.between(first, last) / amount + 1;
            if (count <= 0 || count > Lists.ELEMENTS_MAX) {
                throw new InlineException(
                        "<INTERVAL> from DL to DU in steps of DIA gives " + count + " names.");
            }
            List<String> names = new ArrayList<>((int) count);
            for (long i = 0; i < count; i++) {
                names.add(
                        properties.getOrDefault("P", "")
                                + formatter.format(first.plus(i * amount, unit)));
            }
            return names;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException wrong) {
            throw new InlineException("<INTERVAL> can't be read: " + wrong.getMessage() + ".");
        }
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null || value.isEmpty()) {
            throw new InlineException(
                    "<INTERVAL> needs " + key + "; its keys are P, SP, DIA, DIU, DL and DU.");
        }
        return value;
    }

    private static ChronoUnit unit(String name) {
        for (ChronoUnit unit : ChronoUnit.values()) {
            if (unit.toString().equals(name)) {
                return unit;
            }
        }
        throw new InlineException("DIU=" + name + " isn't a unit; Days, Months, Years, Hours are.");
    }

    private static Temporal temporal(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date != null) {
            return time == null ? date : LocalDateTime.of(date, time);
        }
        if (time != null) {
            return time;
        }
        return parsed.isSupported(ChronoField.MONTH_OF_YEAR)
                ? YearMonth.from(parsed)
                : Year.from(parsed);
    }
}
