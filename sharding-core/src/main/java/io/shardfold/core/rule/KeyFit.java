package io.shardfold.core.rule;

import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.LookBesides;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** How a strategy and the type of its key column fit together. */
final class KeyFit {

    /** A leap day: no two of its parts are alike. */
    private static final LocalDateTime MOMENT = LocalDateTime.of(2024, 2, 29, 12, 30, 45);

    private KeyFit() {}

    /** Whether equal values of the column have one target. */
    static boolean keepsTogether(Strategy strategy, int key, KeyDomain domain) {
        if (!uses(strategy, key)) {
            return true;
        }
        boolean isOwn = !seesClass(strategy) || besides(strategy) == LookBesides.NONE;
        return switch (domain.type()) {
            // Negative integers alone may lie in two places, where two drivers have written them.
            case INTEGER, YEAR, BITS, BOOLEAN, BYTES -> true;
            case DECIMAL, REAL, DOUBLE, DATE, TIME, TIMESTAMP, MOMENT, UUID -> isOwn;
            case TEXT, ENUM ->
                    switch (domain.equality()) {
                        case EXACT, PADDED -> true;
                        case FOLDED -> isOwn;
                        case UNKNOWN -> false;
                    };
            case UNKNOWN -> false;
        };
    }

    private static boolean uses(Strategy strategy, int key) {
        return strategy instanceof Strategy.Standard standard && standard.key() == key
                || strategy instanceof Strategy.Complex complex
                        && Arrays.stream(complex.keys()).anyMatch(one -> one == key);
    }

    private static boolean seesClass(Strategy strategy) {
        return !(strategy instanceof Strategy.Standard standard)
                || standard.placement().seesClass();
    }

    private static LookBesides besides(Strategy strategy) {
        if (strategy instanceof Strategy.Standard standard) {
            return standard.placement().besides();
        }
        return strategy instanceof Strategy.Complex complex
                ? complex.placement().besides()
                : LookBesides.NONE;
    }

    /**
     * Why no value of the column's type has a place; null when some have, or nothing can be said.
     * Tried with values of the type: an algorithm's own words say what it can't read.
     */
    static String unplaceable(Strategy strategy, int key, KeyDomain domain) {
        if (!(strategy instanceof Strategy.Standard standard) || standard.key() != key) {
            return null;
        }
        Placement placement = standard.placement();
        List<Object> samples = samples(domain);
        for (Object sample : samples) {
            if (StrategyTargets.ownTarget(placement, domain, sample) != Placement.REFUSED) {
                return null;
            }
        }
        if (samples.isEmpty()) {
            return null;
        }
        String described = placement.describe(samples.get(0));
        return described.startsWith("(")
                ? described.substring(1, described.length() - 1)
                : described;
    }

    private static List<Object> samples(KeyDomain domain) {
        return switch (domain.type()) {
            case INTEGER, YEAR, BITS, DECIMAL, REAL, DOUBLE ->
                    // A count, a date of digits, and milliseconds.
                    List.of(2024, 20240229, 1_709_209_845_000L);
            case BOOLEAN -> List.of(true, false);
            case DATE -> List.of(MOMENT.toLocalDate());
            case TIME -> List.of(LocalTime.of(12, 30, 45));
            case TIMESTAMP, MOMENT -> List.of(MOMENT);
            case UUID -> List.of(new UUID(0x123e4567e89b12d3L, 0xa456426614174000L));
            case TEXT ->
                    List.of(
                            "abc",
                            "7",
                            "123456789012",
                            LocalDate.EPOCH.toString(),
                            KeyForm.text(MOMENT),
                            "00000abcDEF");
            // Any text may be a member, any octets a number's.
            case ENUM, BYTES, UNKNOWN -> List.of();
        };
    }

    /** What makes conditions on the column ask every shard; null when nothing does. */
    static String doubt(Strategy strategy, int key, KeyDomain domain) {
        if (!uses(strategy, key)) {
            return null;
        }
        return switch (domain.type()) {
            case UNKNOWN ->
                    "is of a type whose values only the database can compare: every condition on it asks all shards.";
            case TEXT, ENUM -> textDoubt(strategy, domain);
            case INTEGER,
                    YEAR,
                    BITS,
                    DECIMAL,
                    REAL,
                    DOUBLE,
                    BOOLEAN,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    MOMENT,
                    UUID,
                    BYTES ->
                    null;
        };
    }

    private static String textDoubt(Strategy strategy, KeyDomain domain) {
        return switch (domain.equality()) {
            case EXACT, PADDED -> null;
            case FOLDED ->
                    seesClass(strategy) && besides(strategy) != LookBesides.NONE
                            ? "has a collation that ignores case or accents: a condition on a value with letters asks all shards. Give it a _bin collation, or the algorithm 'look-besides: none' where Shardfold has placed every row."
                            : null;
            case UNKNOWN ->
                    "has a collation whose equal texts only the database knows: every condition on it asks all shards.";
        };
    }
}
