package io.shardfold.core.rule.value;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the clock of a session shows, where it isn't that of the data sources' own sessions: the
 * text {@code 12:00} is another moment for it. Keys that are moments are placed by the clock of the
 * data sources.
 *
 * @param shards the zone of a data source's session that sets none; null when unknown
 * @param session the zone of this session; null when unknown
 * @param objectsAreClocks whether the driver sends a {@code java.sql.Timestamp} as what the JVM's
 *     clock shows (MySQL), and not as the moment that it is (PostgreSQL)
 * @param isShards whether the session's clock is that of the data sources, known or not
 */
public record SessionZone(
        ZoneId shards, ZoneId session, boolean objectsAreClocks, boolean isShards) {

    /** Nothing is known of the session's clock: no moment can be told from a text. */
    public static final SessionZone UNKNOWN = new SessionZone(null, null, false, false);

    /**
     * A value as the clock of the data sources shows it.
     *
     * @return a {@code LocalDateTime}, or {@link KeyForm#UNKNOWN}; null for null
     */
    public Object onShards(Object value) {
        if (value == null) {
            return null;
        }
        LocalDateTime clock = isShards ? clock(value) : null;
        if (clock != null) {
            return clock;
        }
        Instant instant = instant(value);
        if (instant == null || shards == null) {
            return KeyForm.UNKNOWN;
        }
        return LocalDateTime.ofInstant(instant, shards);
    }

    /** Conditions of a statement as the clock of the data sources shows their moments. */
    public List<KeyCondition> onShards(List<KeyCondition> conditions, KeyDomain[] domains) {
        List<KeyCondition> shown = new ArrayList<>(conditions);
        for (int key = 0; key < domains.length; key++) {
            if (domains[key].type() == KeyType.MOMENT) {
                shown.set(key, onShards(conditions.get(key)));
            }
        }
        return shown;
    }

    private KeyCondition onShards(KeyCondition condition) {
        return switch (condition.kind()) {
            case ANY -> condition;
            case POINTS -> {
                List<Object> values = new ArrayList<>();
                for (Object value : ((KeyCondition.Points) condition).values()) {
                    Object shown = onShards(value);
                    if (shown == KeyForm.UNKNOWN) {
                        yield KeyCondition.ANY;
                    }
                    values.add(shown);
                }
                yield new KeyCondition.Points(values);
            }
            // Where clocks are put back, a later moment may show an earlier time.
            case RANGE -> KeyCondition.ANY;
        };
    }

    /** What the session's clock shows, where the value says that; null where it is a moment. */
    private LocalDateTime clock(Object value) {
        if (value instanceof LocalDateTime given) {
            return given;
        }
        if (value instanceof LocalDate given) {
            return given.atStartOfDay();
        }
        if (value instanceof String text) {
            return DateForm.dateTimeInText(text, false);
        }
        if (!objectsAreClocks || value instanceof java.sql.Time) {
            return null;
        }
        if (value instanceof Timestamp given) {
            return given.toLocalDateTime();
        }
        return value instanceof java.util.Date given
                ? new Timestamp(given.getTime()).toLocalDateTime()
                : null;
    }

    private Instant instant(Object value) {
        if (value instanceof Instant given) {
            return objectsAreClocks ? null : given;
        }
        if (value instanceof OffsetDateTime given) {
            return objectsAreClocks ? null : given.toInstant();
        }
        if (value instanceof ZonedDateTime given) {
            return objectsAreClocks ? null : given.toInstant();
        }
        if (value instanceof Timestamp given) {
            return objectsAreClocks ? instant(given.toLocalDateTime()) : given.toInstant();
        }
        if (value instanceof java.sql.Time) {
            return null;
        }
        if (value instanceof java.util.Date given) {
            Timestamp moment = new Timestamp(given.getTime());
            return objectsAreClocks ? instant(moment.toLocalDateTime()) : moment.toInstant();
        }
        if (value instanceof LocalDateTime given) {
            return instant(given);
        }
        if (value instanceof LocalDate given) {
            return instant(given.atStartOfDay());
        }
        if (value instanceof String text) {
            OffsetDateTime zoned = DateForm.zoned(text);
            return zoned != null
                    ? zoned.toInstant()
                    : instant(DateForm.dateTimeInText(text, false));
        }
        return null;
    }

    /** Null where this session's clock never shows the time, or shows it twice. */
    private Instant instant(LocalDateTime clock) {
        if (clock == null || session == null) {
            return null;
        }
        List<ZoneOffset> offsets = session.getRules().getValidOffsets(clock);
        return offsets.size() == 1 ? clock.toInstant(offsets.get(0)) : null;
    }

    /** Whether the two clocks always show the same. */
    public boolean isAlike() {
        return shards != null
                && session != null
                && Objects.equals(shards.getRules(), session.getRules())
                && Objects.equals(shards.getRules(), ZoneId.systemDefault().getRules());
    }
}
