package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;

/**
 * AUTO_INTERVAL: slots of equal length in seconds, one more before and one after.
 *
 * <p>A slot holds its upper end and not its lower one, and the quotient is rounded to hundredths
 * before it is raised to a whole number, so that a moment up to half a hundredth of a slot after a
 * limit counts to the slot before it. Data lies by this formula.
 *
 * @param lower {@code datetime-lower}
 * @param count the number of slots, those before and after included
 * @param seconds {@code sharding-seconds}
 */
record AutoInterval(LocalDateTime lower, int count, long seconds) implements Numbering {

    private static final int TEXT_LENGTH = "2024-01-01 00:00:00".length();

    static AutoInterval of(AlgorithmProperties properties) {
        LocalDateTime lower = properties.dateTime("datetime-lower");
        LocalDateTime upper = properties.dateTime("datetime-upper");
        long seconds = properties.wholeNumber("sharding-seconds", 1, Long.MAX_VALUE);
        long span = Duration.between(lower, upper).getSeconds();
        if (span < 0) {
            throw new PropertyException(
                    "datetime-upper", "'datetime-upper' lies before 'datetime-lower'.");
        }
        if (span / seconds > Numbers.TABLES_MAX) {
            throw new PropertyException(
                    "sharding-seconds",
                    "The range has "
                            + span / seconds
                            + " slots; at most "
                            + Numbers.TABLES_MAX
                            + " are possible.");
        }
        return new AutoInterval(lower, (int) (span / seconds) + 2, seconds);
    }

    @Override
    public String type() {
        return "AUTO_INTERVAL";
    }

    @Override
    public int number(Object value) {
        LocalDateTime moment = moment(value);
        if (moment == null) {
            return Placement.REFUSED;
        }
        long passed = Duration.between(lower, moment).getSeconds();
        BigDecimal slots =
                new BigDecimal((double) passed / seconds).setScale(2, RoundingMode.HALF_EVEN);
        long number = slots.setScale(0, RoundingMode.CEILING).longValue();
        return (int) Math.min(Math.max(0, number), count - 1L);
    }

    private static LocalDateTime moment(Object value) {
        if (value instanceof LocalDateTime dateTime) {
            return dateTime;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof String text && text.length() >= TEXT_LENGTH) {
            try {
                return LocalDateTime.parse(
                        text.substring(0, TEXT_LENGTH), AlgorithmProperties.DATE_TIME);
            } catch (DateTimeException notADate) {
                return null;
            }
        }
        return null;
    }

    @Override
    public boolean addNumbers(Range range, BitSet numbers) {
        return Numbers.addBetween(this, range, numbers);
    }
}
