package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.proxy.client.Outbound;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results, byte for byte as servers send them. */
class ResultTest {

    private static final Collations.CharacterSet UTF8MB4 = Collations.UTF8MB4;

    private static ResultColumn column(
            String label, String name, String table, int jdbcType, String typeName, int size) {
        return new ResultColumn(
                label,
                name,
                table,
                table,
                "",
                "",
                jdbcType,
                typeName,
                0,
                size,
                0,
                size,
                1,
                true,
                false,
                false,
                Object.class.getName());
    }

    private static ColumnDefinition definition(ResultColumn column) {
        return ColumnDefinition.of(column, "shop", null, 45, UTF8MB4, true, false);
    }

    private static List<String> sent(int capabilities, java.util.function.Consumer<Answer> writer) {
        EmbeddedChannel channel = new EmbeddedChannel();
        PacketWriter packets = new PacketWriter(new Outbound(channel, 1000));
        packets.sequence(1);
        writer.accept(new Answer(packets, capabilities));
        packets.flush();
        ByteBuf out = channel.readOutbound();
        List<String> sent = new ArrayList<>();
        while (out.isReadable()) {
            int length = out.readUnsignedMediumLE();
            int sequence = out.readUnsignedByte();
            ByteBuf payload = out.readSlice(length);
            sent.add(sequence + ": " + Hex.written(copy -> copy.writeBytes(payload)));
        }
        return sent;
    }

    @Test
    void aResultSetEndsAsTheClientAsksFor() {
        ResultColumn one = ListCursor.number("1");
        List<ColumnDefinition> columns = List.of(definition(one));
        java.util.function.Consumer<Answer> writer =
                answer -> {
                    answer.columns(columns, 2, StandardCharsets.UTF_8);
                    answer.rows(
                            new ListCursor(List.of(one), List.<Object[]>of(new Object[] {1L})),
                            new RowWriter(columns, false, StandardCharsets.UTF_8));
                    answer.end(2);
                };
        String definition = "03 64 65 66 00 00 00 01 31 00 0c 3f 00 14 00 00 00 08 01 00 00 00 00";
        assertEquals(
                List.of(
                        "1: 01",
                        "2: " + definition,
                        "3: fe 00 00 02 00",
                        "4: 01 31",
                        "5: fe 00 00 02 00"),
                sent(0, writer));
        assertEquals(
                List.of("1: 01", "2: " + definition, "3: 01 31", "4: fe 00 00 02 00 00 00"),
                sent(Capabilities.DEPRECATE_EOF, writer));
    }

    @Test
    void aPreparedStatementsDefinitionsEndAsTheClientAsksFor() {
        List<ColumnDefinition> columns = List.of(definition(ListCursor.number("1")));
        String placeholder = "03 64 65 66 00 00 00 01 3f 00 0c 3f 00 00 00 00 00 06 80 00 00 00 00";
        String column = "03 64 65 66 00 00 00 01 31 00 0c 3f 00 14 00 00 00 08 01 00 00 00 00";
        assertEquals(
                List.of(
                        "1: 00 02 00 00 00 01 00 01 00 00 00 00",
                        "2: " + placeholder,
                        "3: fe 00 00 02 00",
                        "4: " + column,
                        "5: fe 00 00 02 00"),
                sent(0, answer -> answer.prepared(2, 1, columns, 2, StandardCharsets.UTF_8)));
        assertEquals(
                List.of(
                        "1: 00 02 00 00 00 01 00 01 00 00 00 00",
                        "2: " + placeholder,
                        "3: " + column),
                sent(
                        Capabilities.DEPRECATE_EOF,
                        answer -> answer.prepared(2, 1, columns, 2, StandardCharsets.UTF_8)));
        assertEquals(
                List.of("1: 00 07 00 00 00 00 00 00 00 00 00 00"),
                sent(0, answer -> answer.prepared(7, 0, List.of(), 2, StandardCharsets.UTF_8)));
    }

    @Test
    void anAliasIsTheNameAndTheColumnTheOriginalName() {
        ColumnDefinition alias =
                definition(column("k", "ev_id", "t_e", Types.BIGINT, "BIGINT", 20));
        assertEquals("shop t_e t_e k ev_id", text(alias));
        ColumnDefinition expression = definition(column("id", "", "", Types.BIGINT, "BIGINT", 20));
        assertEquals("   id ", text(expression));
    }

    private static String text(ColumnDefinition definition) {
        return String.join(
                " ",
                definition.schema(),
                definition.table(),
                definition.originTable(),
                definition.name(),
                definition.originName());
    }

    @Test
    void columnsHaveTheTypesThatServersTell() {
        // SQL type -> type, flags, collation, length, decimals
        assertShape("BIGINT", Types.BIGINT, 20, "08 0000 63 20 0");
        assertShape("INT", Types.INTEGER, 11, "03 0000 63 11 0");
        assertShape("MEDIUMINT", Types.INTEGER, 9, "09 0000 63 9 0");
        assertShape("SMALLINT", Types.SMALLINT, 6, "02 0000 63 6 0");
        assertShape("TINYINT", Types.TINYINT, 4, "01 0000 63 4 0");
        assertShape("BOOLEAN", Types.BOOLEAN, 1, "01 0000 63 1 0");
        assertShape("FLOAT", Types.REAL, 12, "04 0000 63 12 31");
        assertShape("DOUBLE", Types.DOUBLE, 22, "05 0000 63 22 31");
        assertShape("DATE", Types.DATE, 10, "0a 0080 63 10 0");
        assertShape("TIME", Types.TIME, 10, "0b 0080 63 10 0");
        assertShape("DATETIME", Types.TIMESTAMP, 19, "0c 0080 63 19 0");
        assertShape("TIMESTAMP", Types.TIMESTAMP, 19, "07 0080 63 19 0");
        assertShape("YEAR", Types.DATE, 4, "0d 0060 63 4 0");
        assertShape("CHAR", Types.CHAR, 10, "fe 0000 45 40 0");
        assertShape("VARCHAR", Types.VARCHAR, 10, "fd 0000 45 40 0");
        assertShape("TEXT", Types.LONGVARCHAR, 65535, "fc 0010 45 262140 0");
        assertShape("LONGTEXT", Types.LONGVARCHAR, Integer.MAX_VALUE, "fc 0010 45 4294967295 0");
        assertShape("BINARY", Types.BINARY, 10, "fe 0080 63 10 0");
        assertShape("VARBINARY", Types.VARBINARY, 10, "fd 0080 63 10 0");
        assertShape("BLOB", Types.LONGVARBINARY, 65535, "fc 0090 63 65535 0");
        assertShape("JSON", Types.LONGVARCHAR, 10, "fc 0090 45 4294967295 0");
        assertShape("BIT", Types.BIT, 10, "10 0020 63 10 0");
    }

    private static void assertShape(String typeName, int jdbcType, int size, String expected) {
        ColumnDefinition definition = definition(column("c", "c", "t", jdbcType, typeName, size));
        assertEquals(
                expected,
                String.format(
                        "%02x %04x %d %d %d",
                        definition.type(),
                        definition.flags(),
                        definition.collation(),
                        definition.lengthMax(),
                        definition.decimals()),
                typeName);
    }

    @Test
    void binaryRowsCountTheBitmapFromTwo() {
        // Two columns, the second NULL, the first INT 7.
        assertEquals(
                "00 08 07 00 00 00",
                row(
                        true,
                        StandardCharsets.UTF_8,
                        new Object[] {7, null},
                        column("a", "", "", Types.INTEGER, "INT", 11),
                        column("b", "", "", Types.INTEGER, "INT", 11)));
    }

    @Test
    void rowsHaveTheServersForms() {
        ResultColumn varchar = column("c", "", "", Types.VARCHAR, "VARCHAR", 10);
        ResultColumn decimal = column("c", "", "", Types.DECIMAL, "DECIMAL", 10);
        ResultColumn tinyint = column("c", "", "", Types.TINYINT, "TINYINT", 4);
        ResultColumn bool = column("c", "", "", Types.BOOLEAN, "BOOLEAN", 1);
        ResultColumn datetime = column("c", "", "", Types.TIMESTAMP, "DATETIME", 19);
        Object[] values = {"abc", "-12.34", -1L, true, "2024-02-29 12:34:56", ""};
        assertEquals(
                "00 00 03 61 62 63 06 2d 31 32 2e 33 34 ff 01 07 e8 07 02 1d 0c 22 38 00",
                row(
                        true,
                        StandardCharsets.UTF_8,
                        values,
                        varchar,
                        decimal,
                        tinyint,
                        bool,
                        datetime,
                        varchar));
        assertEquals(
                "03 61 62 63 06 2d 31 32 2e 33 34 02 2d 31 01 31 13 32 30 32 34 2d 30 32 2d 32 39 20"
                        + " 31 32 3a 33 34 3a 35 36 00",
                row(
                        false,
                        StandardCharsets.UTF_8,
                        values,
                        varchar,
                        decimal,
                        tinyint,
                        bool,
                        datetime,
                        varchar));
        assertEquals("fb", row(false, StandardCharsets.UTF_8, new Object[] {null}, varchar));
    }

    @Test
    void textIsSentInTheClientsCharacterSet() {
        ResultColumn varchar = column("c", "", "", Types.VARCHAR, "VARCHAR", 10);
        Object[] values = {"\u00e9"};
        assertEquals("02 c3 a9", row(false, StandardCharsets.UTF_8, values, varchar));
        assertEquals("01 e9", row(false, Charset.forName("windows-1252"), values, varchar));
        assertEquals("00 00 01 e9", row(true, Charset.forName("windows-1252"), values, varchar));
    }

    private static String row(
            boolean binary, Charset charset, Object[] values, ResultColumn... columns) {
        List<ColumnDefinition> definitions =
                Arrays.stream(columns).map(ResultTest::definition).toList();
        Cursor cursor = new ValueCursor(Arrays.asList(columns), values);
        cursor.next();
        return Hex.written(out -> new RowWriter(definitions, binary, charset).write(out, cursor));
    }

    /** One row. */
    private record ValueCursor(List<ResultColumn> columns, Object[] values) implements Cursor {
        @Override
        public boolean next() {
            return true;
        }

        @Override
        public boolean isNull(int column) {
            return values[column] == null;
        }

        @Override
        public Object value(int column) {
            return values[column];
        }

        @Override
        public long longValue(int column) {
            return values[column] instanceof Boolean bool
                    ? bool ? 1 : 0
                    : ((Number) values[column]).longValue();
        }

        @Override
        public String text(int column) {
            return String.valueOf(values[column]);
        }

        @Override
        public byte[] bytes(int column) {
            return text(column).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-1.5, -1.5",
        "1e14, 100000000000000",
        "1e15, 1e15",
        "1e100, 1e100",
        "1e10, 10000000000",
        "0.00001, 0.00001",
        "123456789012345678, 1.2345678901234568e17",
        "-2.5e-20, -2.5e-20",
        "1e-15, 0.000000000000001",
        "1e-16, 1e-16",
        "0.1, 0.1"
    })
    void doublesAreWrittenAsServersDo(double value, String text) {
        assertEquals(text, FloatText.of(value, 31));
    }

    @Test
    void floatsHaveSixDigitsOrTheColumnsDecimals() {
        assertEquals("0.333333", FloatText.of(1f / 3, 31));
        assertEquals("3.4e38", FloatText.of(3.4e38f, 31));
        assertEquals("16777200", FloatText.of(16777216f, 31));
        assertEquals("1.50", FloatText.of(1.5f, 2));
        assertEquals("0.00", FloatText.of(0.0, 2));
    }

    @Test
    void errorsHaveNumberStateAndPlace() {
        Failure syntax =
                Failure.of(
                        StatementException.syntax("You have an error in your SQL syntax;", 10),
                        "SELECT 1\n FRM t");
        assertEquals(1064, syntax.number());
        assertEquals(
                "You have an error in your SQL syntax; near 'FRM t' at line 2", syntax.message());
        Failure refused = Failure.of(StatementException.notSupported("X", 3, "Do Y."), "abcdef");
        assertEquals("X is not supported. Do Y. (at character 4)", refused.message());
        assertEquals(
                "ff d3 04 23 34 32 30 30 30 58",
                Hex.written(
                        out ->
                                Failure.of(Problem.NOT_SUPPORTED, "X")
                                        .encode(out, true, StandardCharsets.UTF_8)));
    }

    @Test
    void longMessagesAreCutAtACharacter() {
        Failure failure = Failure.of(Problem.INTERNAL, "\u00e9".repeat(400));
        String hex = Hex.written(out -> failure.encode(out, true, StandardCharsets.UTF_8));
        assertEquals(9 + 510, hex.split(" ").length);
    }
}
