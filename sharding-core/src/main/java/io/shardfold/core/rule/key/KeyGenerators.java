package io.shardfold.core.rule.key;

import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.PropertyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The types of key generators there are, and how each is read. */
public final class KeyGenerators {

    /** The types' names, as they are written in a configuration. */
    public static final List<String> TYPES =
            List.of("SNOWFLAKE", "UUID", "NANOID", "COSID_SNOWFLAKE", "SEGMENT");

    private static final char[] NANOID_ALPHABET =
            "_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray();
    private static final int NANOID_LENGTH = 21;

    private static final String DIGITS_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Of 63 bits. */
    private static final int DIGITS_62_LENGTH = 11;

    private KeyGenerators() {}

    /**
     * Reads a generator.
     *
     * @return null when there is no such type
     * @throws PropertyException when a property is missing or wrong
     */
    public static KeyGenerator read(
            String type, AlgorithmProperties properties, KeyServices services) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "SNOWFLAKE" -> snowflake(properties, services);
            case "UUID" -> new RandomUuid();
            case "NANOID" -> new Nanoid(new SecureRandom());
            case "COSID_SNOWFLAKE" -> cosidSnowflake(properties, services);
            case "SEGMENT" -> segment(properties, services);
            case "COSID" ->
                    throw new PropertyException(
                            null,
                            "COSID takes its numbers from a provider that this file doesn't configure; use SEGMENT for short numbers, beginning above those that are taken, or COSID_SNOWFLAKE.");
            default -> null;
        };
    }

    private static Snowflake snowflake(AlgorithmProperties properties, KeyServices services) {
        int configured = (int) properties.wholeNumber("worker-id", 0, 0, Snowflake.WORKER_MAX);
        String zone = properties.text("zone-id");
        long epoch =
                zone == null ? Snowflake.EPOCH_MILLIS_UTC : epochIn(properties.zone("zone-id"));
        return new Snowflake(
                epoch,
                services.workerId() == null ? configured : services.workerId(),
                (int) properties.wholeNumber("max-vibration-offset", 1, 0, Snowflake.SEQUENCE_MAX),
                properties.wholeNumber(
                        "max-tolerate-time-difference-milliseconds", 10, 0, Integer.MAX_VALUE),
                System::currentTimeMillis);
    }

    private static long epochIn(ZoneId zone) {
        ZoneOffset now = zone.getRules().getOffset(Instant.now());
        return LocalDateTime.of(2016, 11, 1, 0, 0).toInstant(now).toEpochMilli();
    }

    private static KeyGenerator cosidSnowflake(
            AlgorithmProperties properties, KeyServices services) {
        long epoch = properties.wholeNumber("epoch", Snowflake.EPOCH_MILLIS_UTC, 0, Long.MAX_VALUE);
        boolean asText = properties.flag("as-string", false);
        int worker =
                services.workerId() == null
                        ? (int) properties.wholeNumber("worker-id", 0, 0, Snowflake.WORKER_MAX)
                        : services.workerId();
        return new CosidSnowflake(
                new Snowflake(epoch, worker, 1, 10, System::currentTimeMillis), asText);
    }

    private static KeyGenerator segment(AlgorithmProperties properties, KeyServices services) {
        String sequence = properties.required("sequence");
        int step = (int) properties.wholeNumber("step", 1_000, 1, 1_000_000);
        if (services.segments() == null) {
            throw new PropertyException(
                    "type",
                    "The key generator SEGMENT needs a source of segments, and this process has none.");
        }
        return new Segment(services.segments(), sequence, step);
    }

    /** 32 hexadecimal digits, random, without dashes. */
    private static final class RandomUuid implements KeyGenerator {
        @Override
        public String type() {
            return "UUID";
        }

        @Override
        public Class<String> valueClass() {
            return String.class;
        }

        @Override
        public int textLength() {
            return 32;
        }

        @Override
        public String next() {
            UUID id = UUID.randomUUID();
            return hexadecimal(id.getMostSignificantBits())
                    + hexadecimal(id.getLeastSignificantBits());
        }

        private static String hexadecimal(long bits) {
            String digits = Long.toHexString(bits);
            return "0".repeat(16 - digits.length()) + digits;
        }
    }

    /** 21 characters of 64. */
    private record Nanoid(SecureRandom random) implements KeyGenerator {
        @Override
        public String type() {
            return "NANOID";
        }

        @Override
        public Class<String> valueClass() {
            return String.class;
        }

        @Override
        public int textLength() {
            return NANOID_LENGTH;
        }

        @Override
        public String next() {
            byte[] octets = new byte[NANOID_LENGTH];
            random.nextBytes(octets);
            char[] key = new char[NANOID_LENGTH];
            for (int i = 0; i < key.length; i++) {
                key[i] = NANOID_ALPHABET[octets[i] & 63];
            }
            return new String(key);
        }
    }

    /** The layout of SNOWFLAKE, as a number or as 11 digits of base 62. */
    private record CosidSnowflake(Snowflake snowflake, boolean asText) implements KeyGenerator {
        @Override
        public String type() {
            return "COSID_SNOWFLAKE";
        }

        @Override
        public Class<? extends Comparable<?>> valueClass() {
            return asText ? String.class : Long.class;
        }

        @Override
        public int textLength() {
            return asText ? DIGITS_62_LENGTH : 0;
        }

        @Override
        public Comparable<?> next() {
            long key = snowflake.nextLong();
            if (!asText) {
                return key;
            }
            char[] digits = new char[DIGITS_62_LENGTH];
            long rest = key;
            for (int i = digits.length - 1; i >= 0; i--) {
                digits[i] = DIGITS_62.charAt((int) (rest % 62));
                rest /= 62;
            }
            return new String(digits);
        }
    }

    /**
     * Short numbers, ascending within a process, taken in blocks; what is left of a block is lost
     * when the process ends.
     */
    private static final class Segment implements KeyGenerator {

        private final KeyServices.Segments segments;
        private final String sequence;
        private final int step;

        // Guarded by this. Taking a block waits for a database, and nobody could go on without it.
        private long next;
        private long end;

        Segment(KeyServices.Segments segments, String sequence, int step) {
            this.segments = segments;
            this.sequence = sequence;
            this.step = step;
        }

        @Override
        public String type() {
            return "SEGMENT";
        }

        @Override
        public Class<Long> valueClass() {
            return Long.class;
        }

        @Override
        public synchronized Long next() {
            if (next == end) {
                next = segments.take(sequence, step);
                end = next + step;
            }
            return next++;
        }
    }
}
