package io.shardfold.core.rule.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What values of a session mean on the clock of the data sources. */
class SessionZoneTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aTextMeansWhatTheSessionsClockShows() {
        SessionZone zone = new SessionZone(UTC, BERLIN, false, false);
        assertEquals(LocalDateTime.of(2024, 2, 29, 11, 0), zone.onShards("2024-02-29 12:00:00"));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 12, 0), zone.onShards("2024-02-29 12:00:00+00:00"));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 10, 0),
                zone.onShards(OffsetDateTime.parse("2024-02-29T12:00:00+02:00")));
        assertEquals(null, zone.onShards(null));
    }

    @Test
    void aTimeThatTheClockShowsTwiceOrNeverIsUnknown() {
        SessionZone zone = new SessionZone(UTC, BERLIN, false, false);
        assertEquals(KeyForm.UNKNOWN, zone.onShards("2024-10-27 02:30:00"));
        assertEquals(KeyForm.UNKNOWN, zone.onShards("2024-03-31 02:30:00"));
        assertEquals(KeyForm.UNKNOWN, zone.onShards("noon"));
        assertEquals(KeyForm.UNKNOWN, SessionZone.UNKNOWN.onShards("2024-02-29 12:00:00"));
    }

    @Test
    void theDataSourcesOwnClockNeedsNoName() {
        SessionZone zone = new SessionZone(null, null, true, true);
        LocalDateTime noon = LocalDateTime.of(2024, 2, 29, 12, 0);
        assertEquals(noon, zone.onShards("2024-02-29 12:00:00"));
        assertEquals(noon, zone.onShards(noon));
        assertEquals(noon, zone.onShards(Timestamp.valueOf(noon)));
        assertEquals(KeyForm.UNKNOWN, zone.onShards("2024-02-29 12:00:00+00:00"));
    }
}
