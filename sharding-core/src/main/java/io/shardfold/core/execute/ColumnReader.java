package io.shardfold.core.execute;

import io.shardfold.core.row.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads what a driver says about a result's columns. */
final class ColumnReader {

    /** PostgreSQL, {@code pg_type.dat}: what never changes. Types that users make have no entry. */
    private static final Map<String, Integer> POSTGRESQL_TYPE_IDS =
            Map.ofEntries(
                    Map.entry("bool", 16),
                    Map.entry("bytea", 17),
                    Map.entry("char", 18),
                    Map.entry("name", 19),
                    Map.entry("bigserial", 20),
                    Map.entry("int8", 20),
                    Map.entry("int2", 21),
                    Map.entry("smallserial", 21),
                    Map.entry("int2vector", 22),
                    Map.entry("int4", 23),
                    Map.entry("serial", 23),
                    Map.entry("regproc", 24),
                    Map.entry("text", 25),
                    Map.entry("oid", 26),
                    Map.entry("tid", 27),
                    Map.entry("xid", 28),
                    Map.entry("cid", 29),
                    Map.entry("oidvector", 30),
                    Map.entry("json", 114),
                    Map.entry("xml", 142),
                    Map.entry("_xml", 143),
                    Map.entry("_json", 199),
                    Map.entry("point", 600),
                    Map.entry("lseg", 601),
                    Map.entry("path", 602),
                    Map.entry("box", 603),
                    Map.entry("polygon", 604),
                    Map.entry("line", 628),
                    Map.entry("cidr", 650),
                    Map.entry("_cidr", 651),
                    Map.entry("float4", 700),
                    Map.entry("float8", 701),
                    Map.entry("unknown", 705),
                    Map.entry("circle", 718),
                    Map.entry("macaddr8", 774),
                    Map.entry("money", 790),
                    Map.entry("_money", 791),
                    Map.entry("macaddr", 829),
                    Map.entry("inet", 869),
                    Map.entry("_bool", 1000),
                    Map.entry("_bytea", 1001),
                    Map.entry("_char", 1002),
                    Map.entry("_name", 1003),
                    Map.entry("_int2", 1005),
                    Map.entry("_int4", 1007),
                    Map.entry("_text", 1009),
                    Map.entry("_bpchar", 1014),
                    Map.entry("_varchar", 1015),
                    Map.entry("_int8", 1016),
                    Map.entry("_float4", 1021),
                    Map.entry("_float8", 1022),
                    Map.entry("_oid", 1028),
                    Map.entry("aclitem", 1033),
                    Map.entry("_aclitem", 1034),
                    Map.entry("_inet", 1041),
                    Map.entry("bpchar", 1042),
                    Map.entry("varchar", 1043),
                    Map.entry("date", 1082),
                    Map.entry("time", 1083),
                    Map.entry("timestamp", 1114),
                    Map.entry("_timestamp", 1115),
                    Map.entry("_date", 1182),
                    Map.entry("_time", 1183),
                    Map.entry("timestamptz", 1184),
                    Map.entry("_timestamptz", 1185),
                    Map.entry("interval", 1186),
                    Map.entry("_interval", 1187),
                    Map.entry("_numeric", 1231),
                    Map.entry("timetz", 1266),
                    Map.entry("_timetz", 1270),
                    Map.entry("bit", 1560),
                    Map.entry("_bit", 1561),
                    Map.entry("varbit", 1562),
                    Map.entry("_varbit", 1563),
                    Map.entry("numeric", 1700),
                    Map.entry("refcursor", 1790),
                    Map.entry("regprocedure", 2202),
                    Map.entry("regoper", 2203),
                    Map.entry("regoperator", 2204),
                    Map.entry("regclass", 2205),
                    Map.entry("regtype", 2206),
                    Map.entry("_regclass", 2210),
                    Map.entry("_regtype", 2211),
                    Map.entry("record", 2249),
                    Map.entry("cstring", 2275),
                    Map.entry("void", 2278),
                    Map.entry("_record", 2287),
                    Map.entry("uuid", 2950),
                    Map.entry("_uuid", 2951),
                    Map.entry("txid_snapshot", 2970),
                    Map.entry("pg_lsn", 3220),
                    Map.entry("tsvector", 3614),
                    Map.entry("tsquery", 3615),
                    Map.entry("regconfig", 3734),
                    Map.entry("regdictionary", 3769),
                    Map.entry("jsonb", 3802),
                    Map.entry("_jsonb", 3807),
                    Map.entry("int4range", 3904),
                    Map.entry("_int4range", 3905),
                    Map.entry("numrange", 3906),
                    Map.entry("_numrange", 3907),
                    Map.entry("tsrange", 3908),
                    Map.entry("_tsrange", 3909),
                    Map.entry("tstzrange", 3910),
                    Map.entry("_tstzrange", 3911),
                    Map.entry("daterange", 3912),
                    Map.entry("_daterange", 3913),
                    Map.entry("int8range", 3926),
                    Map.entry("_int8range", 3927),
                    Map.entry("jsonpath", 4072),
                    Map.entry("_jsonpath", 4073),
                    Map.entry("regnamespace", 4089),
                    Map.entry("regrole", 4096),
                    Map.entry("int4multirange", 4451),
                    Map.entry("nummultirange", 4532),
                    Map.entry("tsmultirange", 4533),
                    Map.entry("tstzmultirange", 4534),
                    Map.entry("datemultirange", 4535),
                    Map.entry("int8multirange", 4536),
                    Map.entry("pg_snapshot", 5038),
                    Map.entry("xid8", 5069));

    private ColumnReader() {}

    /**
     * @param engine decides what a type's name means
     * @param logicalName what clients are told of a table's name
     */
    static List<ResultColumn> columns(
            ResultSetMetaData metaData, Engine engine, UnaryOperator<String> logicalName)
            throws SQLException {
        ResultColumn[] columns = new ResultColumn[metaData.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            int index = i + 1;
            String typeName = metaData.getColumnTypeName(index);
            String table = logicalName.apply(orEmpty(metaData.getTableName(index)));
            columns[i] =
                    new ResultColumn(
                            metaData.getColumnLabel(index),
                            orEmpty(metaData.getColumnName(index)),
                            table,
                            table,
                            // Where the shards keep the table is nothing that a client knows.
                            "",
                            "",
                            metaData.getColumnType(index),
                            typeName,
                            engine == Engine.POSTGRESQL ? typeId(typeName) : 0,
                            metaData.getPrecision(index),
                            metaData.getScale(index),
                            metaData.getColumnDisplaySize(index),
                            metaData.isNullable(index),
                            metaData.isSigned(index),
                            metaData.isAutoIncrement(index),
                            metaData.isCaseSensitive(index),
                            metaData.getColumnClassName(index));
        }
        return List.of(columns);
    }

    /**
     * Whether columns that were read before are those of a result, as far as that is told without
     * asking the server: a table may have been changed meanwhile.
     *
     * @param known null for none
     */
    static boolean isOf(ResultSetMetaData metaData, List<ResultColumn> known) throws SQLException {
        if (known == null || metaData.getColumnCount() != known.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            ResultColumn column = known.get(i);
            if (!column.label().equals(metaData.getColumnLabel(i + 1))
                    || column.precision() != metaData.getPrecision(i + 1)
                    || column.scale() != metaData.getScale(i + 1)
                    || !column.typeName().equals(metaData.getColumnTypeName(i + 1))) {
                return false;
            }
        }
        return true;
    }

    /** PostgreSQL's OID of a type; 0 for one that users made. */
    static int typeId(String typeName) {
        return typeName == null ? 0 : POSTGRESQL_TYPE_IDS.getOrDefault(typeName, 0);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
