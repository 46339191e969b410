package io.shardfold.core.session;

import io.shardfold.core.error.ShardException;
import io.shardfold.core.execute.Engine;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.rule.value.SessionZone;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of the data sources' sessions, by which keys that are moments are placed.
 *
 * @param zone the zone of a session that sets none; null when its name means nothing here
 */
record ShardClock(ZoneId zone, Engine engine) {

    /**
     * Asks a data source. Blocks.
     *
     * @throws ShardException where it can't be asked
     */
    static ShardClock of(StorageUnit unit) {
        Engine engine = unit.engine();
        if (engine.isH2()) {
            return new ShardClock(ZoneId.systemDefault(), engine);
        }
        String sql =
                engine.isMySqlServer()
                        ? "SELECT @@session.time_zone, @@system_time_zone"
                        : "SHOW TimeZone";
        try (Connection connection = (Connection) unit.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            String name = rows.getString(1);
            return new ShardClock(
                    parsed(name.equals("SYSTEM") ? rows.getString(2) : name, engine), engine);
        } catch (SQLException failure) {
            throw new ShardException(unit.name(), failure);
        }
    }

    /**
     * How the clock of a session differs.
     *
     * @param setting the time zone that the session has SET; null for none
     * @return null when it doesn't
     */
    SessionZone in(String setting) {
        boolean isShards = setting == null || isDefault(setting);
        ZoneId session = isShards ? zone : parsed(setting, engine);
        SessionZone both = new SessionZone(zone, session, engine.isMySqlServer(), isShards);
        return both.isAlike() ? null : both;
    }

    private static boolean isDefault(String setting) {
        return setting.equalsIgnoreCase("DEFAULT")
                || setting.equalsIgnoreCase("LOCAL")
                || setting.equalsIgnoreCase("SYSTEM");
    }

    /**
     * A zone that both the engine and Java mean by a name; null for others. The sign of an offset
     * in a PostgreSQL name such as UTC+2 is another than Java's.
     */
    private static ZoneId parsed(String name, Engine engine) {
        String stripped = name.strip();
        for (String known : ZoneId.getAvailableZoneIds()) {
            if (known.equalsIgnoreCase(stripped)) {
                return ZoneId.of(known);
            }
        }
        try {
            if (engine.isMySqlServer()) {
                return stripped.matches("[+-]\\d\\d:\\d\\d") ? ZoneOffset.of(stripped) : null;
            }
            return stripped.matches("[+-]?\\d{1,2}")
                    ? ZoneOffset.ofHours(Integer.parseInt(stripped))
                    : null;
        } catch (DateTimeException notAnOffset) {
            return null;
        }
    }
}
