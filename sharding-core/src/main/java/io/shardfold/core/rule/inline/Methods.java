package io.shardfold.core.rule.inline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IllegalFormatException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** The methods that an expression may call. There are no others, whatever class a value has. */
final class Methods {

    /** The longest text that an expression may make. */
    private static final int TEXT_MAX = 10_000;

    /**
     * Every method of a value, for the check when an expression is read. A property {@code x.year}
     * is the method {@code year}.
     */
    private static final Set<String> NAMES =
            Set.of(
                    // of any value
                    "toString",
                    "hashCode",
                    "equals",
                    "compareTo",
                    // of numbers, and of texts that hold one
                    "toInteger",
                    "toLong",
                    "toBigInteger",
                    "toBigDecimal",
                    "toDouble",
                    "intValue",
                    "longValue",
                    "doubleValue",
                    "intdiv",
                    "mod",
                    "abs",
                    "power",
                    // of texts
                    "length",
                    "size",
                    "charAt",
                    "codePointAt",
                    "substring",
                    "toUpperCase",
                    "toLowerCase",
                    "replace",
                    "padLeft",
                    "padRight",
                    "trim",
                    "startsWith",
                    "endsWith",
                    "contains",
                    "indexOf",
                    "lastIndexOf",
                    "concat",
                    "isEmpty",
                    "equalsIgnoreCase",
                    "getBytes",
                    "bytes",
                    "reverse",
                    "take",
                    "drop",
                    "tokenize",
                    "isNumber",
                    "isLong",
                    "isInteger",
                    // of lists and maps
                    "flatten",
                    "get",
                    "getAt",
                    "join",
                    "first",
                    "last",
                    "unique",
                    // of dates
                    "format",
                    "getYear",
                    "year",
                    "getMonthValue",
                    "monthValue",
                    "getDayOfMonth",
                    "dayOfMonth",
                    "getDayOfYear",
                    "dayOfYear",
                    "getHour",
                    "hour",
                    "getMinute",
                    "minute",
                    "getTime",
                    "time",
                    "toLocalDate",
                    "toLocalDateTime");

    private static final Map<String, Set<String>> STATIC_NAMES =
            Map.ofEntries(
                    Map.entry(
                            "Math",
                            Set.of(
                                    "abs",
                                    "floorMod",
                                    "floorDiv",
                                    "max",
                                    "min",
                                    "pow",
                                    "floor",
                                    "ceil",
                                    "round",
                                    "sqrt")),
                    Map.entry(
                            "Integer",
                            Set.of(
                                    "parseInt",
                                    "valueOf",
                                    "hashCode",
                                    "toString",
                                    "MAX_VALUE",
                                    "MIN_VALUE")),
                    Map.entry(
                            "Long",
                            Set.of(
                                    "parseLong",
                                    "valueOf",
                                    "hashCode",
                                    "toString",
                                    "MAX_VALUE",
                                    "MIN_VALUE")),
                    Map.entry("Short", Set.of("parseShort", "valueOf")),
                    Map.entry("Double", Set.of("parseDouble", "valueOf")),
                    Map.entry("Boolean", Set.of("parseBoolean", "valueOf")),
                    Map.entry("String", Set.of("valueOf", "format")),
                    Map.entry("Objects", Set.of("hash", "hashCode", "toString")),
                    Map.entry("Arrays", Set.of("asList")),
                    Map.entry("BigInteger", Set.of("valueOf", "new")),
                    Map.entry("BigDecimal", Set.of("valueOf", "new")),
                    Map.entry("DateTimeFormatter", Set.of("ofPattern")),
                    Map.entry("LocalDate", Set.of("parse")),
                    Map.entry("LocalDateTime", Set.of("parse")));

    private Methods() {}

    static boolean isMethod(String name) {
        return NAMES.contains(name);
    }

    static boolean isType(String name) {
        return STATIC_NAMES.containsKey(name);
    }

    static boolean isStaticMethod(String type, String name) {
        return STATIC_NAMES.get(type).contains(name);
    }

    static List<String> methodsOf(String type) {
        List<String> names = new ArrayList<>(STATIC_NAMES.get(type));
        Collections.sort(names);
        return names;
    }

    static Object call(Object of, String method, Object[] arguments) {
        if (of == null) {
            throw new InlineException("'" + method + "' is called on null.");
        }
        Object result = common(of, method, arguments);
        if (result == null && of instanceof Number number) {
            result = ofNumber(number, method, arguments);
        }
        if (result == null && (of instanceof String || of instanceof Character)) {
            result = ofText(of.toString(), method, arguments);
        }
        if (result == null && of instanceof List<?> list) {
            result = ofList(list, method, arguments);
        }
        if (result == null
                && of instanceof Map<?, ?> map
                && arguments.length == 1
                && method.startsWith("get")) {
            return Lists.index(map, arguments[0]);
        }
        if (result == null) {
            result = ofDate(of, method, arguments);
        }
        if (result == null) {
            throw new InlineException(
                    "There is no method "
                            + method
                            + " with "
                            + arguments.length
                            + " arguments for "
                            + Numbers.described(of)
                            + ".");
        }
        return result;
    }

    private static Object common(Object of, String method, Object[] arguments) {
        if (arguments.length == 0) {
            if (method.equals("toString")) {
                return Numbers.text(of);
            }
            if (method.equals("hashCode")) {
                return of.hashCode();
            }
        } else if (arguments.length == 1) {
            if (method.equals("equals")) {
                return of.equals(arguments[0]);
            }
            if (method.equals("compareTo")) {
                return Numbers.compare(of, arguments[0]);
            }
        }
        return null;
    }

    private static Object ofNumber(Number number, String method, Object[] arguments) {
        if (arguments.length == 0) {
            return switch (method) {
                case "toInteger", "intValue" -> number.intValue();
                case "toLong", "longValue" -> number.longValue();
                case "toDouble", "doubleValue" -> number.doubleValue();
                case "toBigInteger" -> Numbers.convert("BigInteger", false, number);
                case "toBigDecimal" -> Numbers.convert("BigDecimal", false, number);
                case "abs" -> absolute(number);
                default -> null;
            };
        }
        if (arguments.length == 1) {
            return switch (method) {
                case "intdiv" -> Numbers.wholeQuotient(number, arguments[0]);
                case "mod" -> Numbers.remainder(number, arguments[0]);
                case "power" -> Numbers.apply("**", number, arguments[0]);
                default -> null;
            };
        }
        return null;
    }

    private static Object ofText(String text, String method, Object[] arguments) {
        return switch (arguments.length) {
            case 0 ->
                    switch (method) {
                        case "toInteger", "toLong", "toBigInteger", "toBigDecimal", "toDouble" ->
                                Numbers.convert(method.substring(2), false, text.trim());
                        case "length", "size" -> text.length();
                        case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
                        case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
                        case "trim" -> text.trim();
                        case "isEmpty" -> text.isEmpty();
                        case "reverse" -> new StringBuilder(text).reverse().toString();
                        case "getBytes", "bytes" -> octets(text);
                        case "isInteger", "isLong", "isNumber" -> isNumber(text, method);
                        default -> null;
                    };
            case 1 ->
                    switch (method) {
                        case "charAt" ->
                                text.charAt(position(text, arguments[0], text.length() - 1));
                        case "codePointAt" ->
                                text.codePointAt(position(text, arguments[0], text.length() - 1));
                        case "substring" ->
                                text.substring(position(text, arguments[0], text.length()));
                        case "startsWith" -> text.startsWith(Numbers.text(arguments[0]));
                        case "endsWith" -> text.endsWith(Numbers.text(arguments[0]));
                        case "contains" -> text.contains(Numbers.text(arguments[0]));
                        case "indexOf" -> text.indexOf(Numbers.text(arguments[0]));
                        case "lastIndexOf" -> text.lastIndexOf(Numbers.text(arguments[0]));
                        case "concat" -> text.concat(Numbers.text(arguments[0]));
                        case "equalsIgnoreCase" ->
                                text.equalsIgnoreCase(Numbers.text(arguments[0]));
                        case "take" ->
                                text.substring(0, Math.min(text.length(), whole(arguments[0])));
                        case "drop" -> text.substring(Math.min(text.length(), whole(arguments[0])));
                        case "padLeft" -> padded(text, whole(arguments[0]), " ", true);
                        case "padRight" -> padded(text, whole(arguments[0]), " ", false);
                        case "tokenize" -> tokens(text, Numbers.text(arguments[0]));
                        case "getAt" -> Lists.index(text, arguments[0]);
                        default -> null;
                    };
            case 2 ->
                    switch (method) {
                        case "substring" -> {
                            int from = position(text, arguments[0], text.length());
                            int to = position(text, arguments[1], text.length());
                            if (from > to) {
                                throw new InlineException(
                                        "substring("
                                                + from
                                                + ", "
                                                + to
                                                + ") ends before it begins.");
                            }
                            yield text.substring(from, to);
                        }
                        case "replace" ->
                                bounded(
                                        text.replace(
                                                Numbers.text(arguments[0]),
                                                Numbers.text(arguments[1])));
                        case "padLeft" ->
                                padded(text, whole(arguments[0]), Numbers.text(arguments[1]), true);
                        case "padRight" ->
                                padded(
                                        text,
                                        whole(arguments[0]),
                                        Numbers.text(arguments[1]),
                                        false);
                        default -> null;
                    };
            default -> null;
        };
    }

    private static Object ofList(List<?> list, String method, Object[] arguments) {
        if (arguments.length == 0) {
            return switch (method) {
                case "flatten" -> Lists.flattened(list);
                case "size", "length" -> list.size();
                case "first" -> Lists.index(list, 0);
                case "last" -> Lists.index(list, -1);
                case "isEmpty" -> list.isEmpty();
                case "unique" -> new ArrayList<>(new LinkedHashSet<>(list));
                case "reverse" -> {
                    List<Object> reversed = new ArrayList<>(list);
                    Collections.reverse(reversed);
                    yield reversed;
                }
                default -> null;
            };
        }
        if (arguments.length == 1) {
            return switch (method) {
                case "get", "getAt" -> Lists.index(list, arguments[0]);
                case "contains" -> list.contains(arguments[0]);
                case "indexOf" -> list.indexOf(arguments[0]);
                case "join" -> joined(list, Numbers.text(arguments[0]));
                default -> null;
            };
        }
        return null;
    }

    private static Object ofDate(Object of, String method, Object[] arguments) {
        try {
            if (of instanceof Timestamp timestamp && arguments.length == 0) {
                return switch (method) {
                    case "getTime", "time" -> timestamp.getTime();
                    case "toLocalDateTime" -> timestamp.toLocalDateTime();
                    default -> null;
                };
            }
            if (of instanceof java.sql.Date date && arguments.length == 0) {
                return switch (method) {
                    case "getTime", "time" -> date.getTime();
                    case "toLocalDate" -> date.toLocalDate();
                    default -> null;
                };
            }
            if (!(of instanceof TemporalAccessor temporal)) {
                return null;
            }
            if (method.equals("format")
                    && arguments.length == 1
                    && arguments[0] instanceof DateTimeFormatter formatter) {
                return formatter.format(temporal);
            }
            LocalDateTime dateTime =
                    of instanceof LocalDateTime given
                            ? given
                            : of instanceof LocalDate given ? given.atStartOfDay() : null;
            if (dateTime == null || arguments.length != 0) {
                return null;
            }
            return switch (method) {
                case "getYear", "year" -> dateTime.getYear();
                case "getMonthValue", "monthValue" -> dateTime.getMonthValue();
                case "getDayOfMonth", "dayOfMonth" -> dateTime.getDayOfMonth();
                case "getDayOfYear", "dayOfYear" -> dateTime.getDayOfYear();
                case "getHour", "hour" -> dateTime.getHour();
                case "getMinute", "minute" -> dateTime.getMinute();
                case "toLocalDate" -> dateTime.toLocalDate();
                default -> null;
            };
        } catch (DateTimeException notThatKind) {
            throw new InlineException(
                    method
                            + " of "
                            + Numbers.described(of)
                            + ": "
                            + notThatKind.getMessage()
                            + ".");
        }
    }

    static Object callStatic(String type, String method, Object[] arguments) {
        Object result =
                switch (type) {
                    case "Math" -> math(method, arguments);
                    case "Integer", "Long", "Short", "Double", "Boolean" ->
                            boxed(type, method, arguments);
                    case "String" ->
                            switch (method) {
                                case "valueOf" ->
                                        arguments.length == 1 ? Numbers.text(arguments[0]) : null;
                                default -> formatted(arguments);
                            };
                    case "Objects" ->
                            switch (method) {
                                case "hash" -> Arrays.hashCode(arguments);
                                case "hashCode" ->
                                        arguments.length == 1
                                                ? (Object)
                                                        (arguments[0] == null
                                                                ? 0
                                                                : arguments[0].hashCode())
                                                : null;
                                default ->
                                        arguments.length == 1 ? Numbers.text(arguments[0]) : null;
                            };
                    case "Arrays" -> new ArrayList<>(Arrays.asList(arguments));
                    case "BigInteger", "BigDecimal" ->
                            arguments.length == 1
                                    ? Numbers.convert(type, false, arguments[0])
                                    : null;
                    default -> dates(type, method, arguments);
                };
        if (result == null) {
            throw new InlineException(
                    "There is no "
                            + type
                            + "."
                            + method
                            + " with "
                            + arguments.length
                            + " arguments.");
        }
        return result;
    }

    private static Object math(String method, Object[] arguments) {
        if (arguments.length == 1) {
            Number number = Numbers.number(arguments[0], method);
            return switch (method) {
                case "abs" -> absolute(number);
                case "floor" -> Math.floor(number.doubleValue());
                case "ceil" -> Math.ceil(number.doubleValue());
                case "round" -> Math.round(number.doubleValue());
                case "sqrt" -> Math.sqrt(number.doubleValue());
                default -> null;
            };
        }
        if (arguments.length != 2) {
            return null;
        }
        Number a = Numbers.number(arguments[0], method);
        Number b = Numbers.number(arguments[1], method);
        boolean isInteger = a instanceof Integer && b instanceof Integer;
        boolean isLong =
                (a instanceof Integer || a instanceof Long)
                        && (b instanceof Integer || b instanceof Long);
        return switch (method) {
            case "floorMod", "floorDiv" -> {
                if (!isLong) {
                    throw new InlineException(
                            "Math." + method + " needs integers of at most 64 bits.");
                }
                if (b.longValue() == 0) {
                    throw new InlineException("Division by zero.");
                }
                long result =
                        method.equals("floorMod")
                                ? Math.floorMod(a.longValue(), b.longValue())
                                : Math.floorDiv(a.longValue(), b.longValue());
                // Java's floorMod(long, int) is an int.
                boolean narrow = isInteger || method.equals("floorMod") && b instanceof Integer;
                yield narrow ? (Object) (int) result : (Object) result;
            }
            case "max", "min" -> (Numbers.compare(a, b) >= 0) == method.equals("max") ? a : b;
            case "pow" -> Math.pow(a.doubleValue(), b.doubleValue());
            default -> null;
        };
    }

    private static Object absolute(Number number) {
        if (number instanceof Integer integer) {
            return Math.abs(integer);
        }
        if (number instanceof Long integer) {
            return Math.abs(integer);
        }
        if (number instanceof BigInteger integer) {
            return integer.abs();
        }
        return number instanceof BigDecimal decimal
                ? decimal.abs()
                : (Object) Math.abs(number.doubleValue());
    }

    private static Object boxed(String type, String method, Object[] arguments) {
        if (arguments.length == 0) {
            return switch (type + "." + method) {
                case "Integer.MAX_VALUE" -> Integer.MAX_VALUE;
                case "Integer.MIN_VALUE" -> Integer.MIN_VALUE;
                case "Long.MAX_VALUE" -> Long.MAX_VALUE;
                case "Long.MIN_VALUE" -> Long.MIN_VALUE;
                default -> null;
            };
        }
        if (arguments.length != 1) {
            return null;
        }
        return switch (method) {
            case "toString" -> Numbers.text(arguments[0]);
            case "hashCode" -> Numbers.convert(type, false, arguments[0]).hashCode();
            case "parseBoolean" -> Boolean.parseBoolean(Numbers.text(arguments[0]));
            case "valueOf" ->
                    type.equals("Boolean")
                            ? (Object) Boolean.parseBoolean(Numbers.text(arguments[0]))
                            : inRange(
                                    type, Numbers.convert(type, false, arguments[0]), arguments[0]);
            default -> {
                if (!(arguments[0] instanceof String)) {
                    throw new InlineException(
                            type
                                    + "."
                                    + method
                                    + " needs a text, and "
                                    + Numbers.described(arguments[0])
                                    + " isn't one (toLong() and toInteger() take both).");
                }
                yield inRange(type, Numbers.convert(type, false, arguments[0]), arguments[0]);
            }
        };
    }

    private static Object inRange(String type, Object converted, Object given) {
        if (!type.equals("Double")
                && !Numbers.text(converted)
                        .equals(Numbers.text(Numbers.parsed(Numbers.text(given), false)))) {
            throw new InlineException(
                    Numbers.described(given) + " is outside the range of " + type + ".");
        }
        return converted;
    }

    private static Object dates(String type, String method, Object[] arguments) {
        try {
            return switch (type) {
                case "DateTimeFormatter" ->
                        arguments.length == 1
                                ? DateTimeFormatter.ofPattern(
                                        Numbers.text(arguments[0]), Locale.ROOT)
                                : null;
                case "LocalDate" -> parsedDate(arguments, true);
                case "LocalDateTime" -> parsedDate(arguments, false);
                default -> null;
            };
        } catch (DateTimeException | IllegalArgumentException notADate) {
            throw new InlineException(type + "." + method + ": " + notADate.getMessage() + ".");
        }
    }

    private static Object parsedDate(Object[] arguments, boolean dateOnly) {
        if (arguments.length == 0 || arguments.length > 2) {
            return null;
        }
        String text = Numbers.text(arguments[0]);
        if (arguments.length == 1) {
            return dateOnly ? (Object) LocalDate.parse(text) : LocalDateTime.parse(text);
        }
        if (!(arguments[1] instanceof DateTimeFormatter formatter)) {
            return null;
        }
        return dateOnly
                ? (Object) LocalDate.parse(text, formatter)
                : LocalDateTime.parse(text, formatter);
    }

    private static String formatted(Object[] arguments) {
        if (arguments.length == 0) {
            return null;
        }
        String format = Numbers.text(arguments[0]);
        for (int i = 0; i < format.length(); i++) {
            // A width of many digits would make a text of many megabytes.
            if (Character.isDigit(format.charAt(i))
                    && i + 4 < format.length()
                    && format.substring(i, i + 5).chars().allMatch(Character::isDigit)) {
                throw new InlineException("The width in the format '" + format + "' is too large.");
            }
        }
        try {
            return bounded(
                    String.format(
                            Locale.ROOT,
                            format,
                            Arrays.copyOfRange(arguments, 1, arguments.length)));
        } catch (IllegalFormatException wrongFormat) {
            throw new InlineException(
                    "The format '"
                            + format
                            + "' doesn't suit its values: "
                            + wrongFormat.getMessage()
                            + ".");
        }
    }

    private static int whole(Object value) {
        if (value instanceof Integer number && number >= 0) {
            return number;
        }
        throw new InlineException(Numbers.described(value) + " isn't a length.");
    }

    private static int position(String text, Object value, int last) {
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= 0
                && ((Number) value).longValue() <= last) {
            return ((Number) value).intValue();
        }
        throw new InlineException("The position " + value + " is outside the text '" + text + "'.");
    }

    private static String padded(String text, int width, String with, boolean left) {
        if (width > TEXT_MAX || with.isEmpty()) {
            throw new InlineException(
                    "A text can't be padded to " + width + " characters with '" + with + "'.");
        }
        if (text.length() >= width) {
            return text;
        }
        String padding =
                with.repeat((width - text.length()) / with.length() + 1)
                        .substring(0, width - text.length());
        return left ? padding + text : text + padding;
    }

    private static String bounded(String text) {
        if (text.length() > TEXT_MAX) {
            throw new InlineException("A text of " + text.length() + " characters is too long.");
        }
        return text;
    }

    private static String joined(List<?> list, String separator) {
        StringBuilder joined = new StringBuilder();
        for (Object element : list) {
            joined.append(joined.length() == 0 ? "" : separator).append(element);
            bounded(joined.toString());
        }
        return joined.toString();
    }

    private static List<Object> tokens(String text, String separators) {
        List<Object> tokens = new ArrayList<>();
        StringTokenizer tokenizer = new StringTokenizer(text, separators);
        while (tokenizer.hasMoreTokens()) {
            tokens.add(tokenizer.nextToken());
        }
        return tokens;
    }

    private static List<Object> octets(String text) {
        List<Object> octets = new ArrayList<>();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            octets.add((int) octet);
        }
        return octets;
    }

    private static boolean isNumber(String text, String method) {
        try {
            Number number = Numbers.parsed(text, method.equals("isNumber"));
            return !method.equals("isInteger") || number instanceof Integer;
        } catch (InlineException notANumber) {
            return false;
        }
    }
}
