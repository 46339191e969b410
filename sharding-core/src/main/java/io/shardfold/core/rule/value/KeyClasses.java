package io.shardfold.core.rule.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The Java classes in which a value equal to a form may have come to a formula. */
final class KeyClasses {

    private KeyClasses() {}

    /** As {@link KeyForm#classes}. */
    static Object[] of(KeyDomain domain, Object form, LookBesides besides) {
        Set<Object> classes = new LinkedHashSet<>();
        if (form instanceof BigDecimal fraction) {
            classes.add(fraction);
        } else if (form instanceof LocalDate date) {
            classes.add(date.toString());
            addDate(classes, date, besides);
        } else if (form instanceof LocalTime time) {
            classes.add(DateForm.TIME.format(time));
            if (besides != LookBesides.NONE) {
                classes.add(java.sql.Time.valueOf(time));
                classes.add(time);
                classes.add(Timestamp.valueOf(time.atDate(LocalDate.EPOCH)));
            }
        } else if (form instanceof LocalDateTime dateTime) {
            classes.add(DateForm.DATE_TIME.format(dateTime));
            addDateTime(classes, dateTime, besides);
        } else if (form instanceof UUID) {
            classes.add(form.toString());
            if (besides != LookBesides.NONE) {
                classes.add(form);
            }
        } else {
            classes.add(form);
        }
        if (besides != LookBesides.NONE) {
            if (form instanceof Number number) {
                addNumber(classes, domain, number, besides);
            } else if (form instanceof String text) {
                addText(classes, domain, text, besides);
            } else if (form instanceof Boolean flag && besides == LookBesides.ALL) {
                classes.add(flag ? 1 : 0);
                classes.add(flag ? "true" : "false");
                classes.add(flag ? "t" : "f");
            }
        }
        return classes.toArray();
    }

    private static void addNumber(
            Set<Object> classes, KeyDomain domain, Number number, LookBesides besides) {
        boolean whole = !(number instanceof BigDecimal);
        if (whole) {
            BigInteger integer =
                    number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
            if (number instanceof Integer) {
                classes.add(number.longValue());
            }
            if (integer.signum() > 0 && integer.bitLength() == 64) {
                // An unsigned BIGINT arrived as the signed number of the same bits.
                classes.add(integer.longValue());
            }
            if (besides == LookBesides.ALL) {
                classes.add(integer);
            }
        }
        boolean decimals = domain.type() != KeyType.INTEGER || besides == LookBesides.ALL;
        if (!decimals) {
            return;
        }
        BigDecimal decimal =
                number instanceof BigDecimal fraction
                        ? fraction
                        : new BigDecimal(number.toString());
        int scaleMax =
                domain.type() == KeyType.INTEGER
                        ? 0
                        : Math.max(
                                decimal.scale(),
                                domain.scale() < 0 ? decimal.scale() + 4 : domain.scale());
        for (int scale = decimal.scale(); scale <= scaleMax; scale++) {
            BigDecimal scaled = decimal.setScale(scale);
            classes.add(scaled);
            // MySQL's prepared DECIMAL arrived as text.
            classes.add(scaled.toPlainString());
        }
        if (domain.type() != KeyType.INTEGER) {
            classes.add(decimal.doubleValue());
            classes.add(decimal.floatValue());
        }
    }

    private static void addText(
            Set<Object> classes, KeyDomain domain, String text, LookBesides besides) {
        if (text.indexOf('\'') >= 0) {
            // A literal was hashed as it was written: 'it''s' with both quotes.
            classes.add(text.replace("'", "''"));
        }
        if (besides == LookBesides.ALL || domain.type() == KeyType.UNKNOWN) {
            addTextAsNumber(classes, text);
        }
    }

    private static void addTextAsNumber(Set<Object> classes, String text) {
        Object number = NumberForm.numberInText(text);
        if (number != KeyForm.UNKNOWN && number.toString().equals(text)) {
            classes.add(number);
            if (number instanceof Integer integer) {
                classes.add(integer.longValue());
            }
        }
    }

    private static void addDate(Set<Object> classes, LocalDate date, LookBesides besides) {
        if (besides == LookBesides.NONE) {
            return;
        }
        classes.add(date);
        classes.add(java.sql.Date.valueOf(date));
        classes.add(Timestamp.valueOf(date.atStartOfDay()));
        classes.add(date + " 00:00:00");
    }

    private static void addDateTime(
            Set<Object> classes, LocalDateTime dateTime, LookBesides besides) {
        if (besides == LookBesides.NONE) {
            return;
        }
        Timestamp timestamp = Timestamp.valueOf(dateTime);
        classes.add(dateTime);
        classes.add(timestamp);
        classes.add(timestamp.toString());
        addFractions(classes, dateTime);
        if (dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            classes.add(dateTime.toLocalDate().toString());
        }
    }

    /** Texts of a fraction in milliseconds and microseconds: the zeros at its end are written. */
    private static void addFractions(Set<Object> classes, LocalDateTime dateTime) {
        int nanos = dateTime.getNano();
        if (nanos == 0) {
            return;
        }
        String seconds = DateForm.DATE_TIME.format(dateTime.withNano(0));
        if (nanos % 1_000_000 == 0) {
            classes.add(seconds + "." + digits(nanos / 1_000_000, 3));
        }
        if (nanos % 1_000 == 0) {
            classes.add(seconds + "." + digits(nanos / 1_000, 6));
        }
    }

    private static String digits(int number, int length) {
        String digits = Integer.toString(number);
        return "0".repeat(length - digits.length()) + digits;
    }
}
