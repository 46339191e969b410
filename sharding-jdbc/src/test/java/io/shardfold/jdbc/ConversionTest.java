package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Getters of a result set whose values the engine computed. */
class ConversionTest {

    private static ResultSet of(Object value) throws SQLException {
        ResultColumn column =
                ShardfoldResultSetMetaData.column("n", Types.VARCHAR, Object.class.getName());
        List<Object[]> rows = List.<Object[]>of(new Object[] {value});
        ResultSet resultSet = new CursorResultSet(null, new MemoryCursor(List.of(column), rows));
        assertTrue(resultSet.next());
        return resultSet;
    }

    @Test
    void aNumberIsReadAsAnyNumberThatHoldsIt() throws SQLException {
        ResultSet sum = of(new BigDecimal("42.75"));
        assertEquals(42, sum.getInt(1));
        assertEquals(42L, sum.getLong("N"));
        assertEquals(42.75, sum.getDouble(1));
        assertEquals("42.75", sum.getString(1));
        assertEquals(new BigDecimal("42.75"), sum.getObject(1));
        assertEquals(BigInteger.valueOf(42), sum.getObject(1, BigInteger.class));
        assertEquals(42, sum.getObject(1, Integer.class));
        assertTrue(sum.getBoolean(1));
        assertFalse(sum.wasNull());
    }

    @Test
    void aNumberThatDoesNotFitIsAnErrorAndNeverCut() throws SQLException {
        ResultSet count = of(3_000_000_000L);
        assertEquals(3_000_000_000L, count.getLong(1));
        assertEquals(
                "22003", assertThrows(SQLException.class, () -> count.getInt(1)).getSQLState());
        assertEquals(
                "22003", assertThrows(SQLException.class, () -> count.getShort(1)).getSQLState());
        ResultSet large = of(new BigDecimal("9223372036854775808"));
        assertEquals(
                "22003", assertThrows(SQLException.class, () -> large.getLong(1)).getSQLState());
    }

    @Test
    void nullIsNullAndZero() throws SQLException {
        ResultSet none = of(null);
        assertEquals(0, none.getInt(1));
        assertTrue(none.wasNull());
        assertNull(none.getString(1));
        assertNull(none.getBigDecimal(1));
        assertNull(none.getTimestamp(1));
        assertNull(none.getObject(1, Long.class));
        assertFalse(none.getBoolean(1));
    }

    @Test
    void aTimestampIsReadAsEveryTemporalClass() throws SQLException {
        Timestamp value = Timestamp.valueOf("2026-03-01 08:00:00.12");
        ResultSet row = of(value);
        LocalDateTime local = LocalDateTime.of(2026, 3, 1, 8, 0, 0, 120_000_000);
        assertEquals(value, row.getTimestamp(1));
        assertEquals(local, row.getObject(1, LocalDateTime.class));
        assertEquals(LocalDate.of(2026, 3, 1), row.getObject(1, LocalDate.class));
        assertEquals(java.sql.Date.valueOf("2026-03-01"), row.getDate(1));
        assertEquals(value.toInstant(), row.getObject(1, ZonedDateTime.class).toInstant());
        assertEquals(local.toLocalTime(), row.getObject(1, java.time.LocalTime.class));
        Time time = row.getTime(1);
        assertEquals("08:00:00", time.toString());
        ResultSet fromLocal = of(local);
        assertEquals(value, fromLocal.getTimestamp(1));
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        assertEquals(
                local.atZone(TimeZone.getTimeZone("Asia/Tokyo").toZoneId()).toInstant(),
                fromLocal.getTimestamp(1, tokyo).toInstant());
    }

    @Test
    void textThatIsNoNumberSaysSo() throws SQLException {
        ResultSet text = of("twelve");
        SQLException error = assertThrows(SQLException.class, () -> text.getInt(1));
        assertEquals("22018", error.getSQLState());
        assertTrue(error.getMessage().contains("twelve"), error.getMessage());
        assertEquals(12, of(" 12 ").getInt(1));
    }

    @Test
    void aGetterNeedsARowAndAColumn() throws SQLException {
        ResultSet row = of("x");
        assertThrows(SQLException.class, () -> row.getString(2));
        assertThrows(SQLException.class, () -> row.getString(0));
        assertEquals(
                "42703", assertThrows(SQLException.class, () -> row.getString("m")).getSQLState());
        assertFalse(row.next());
        assertThrows(SQLException.class, () -> row.getString(1));
        row.close();
        assertThrows(SQLException.class, row::next);
    }
}
