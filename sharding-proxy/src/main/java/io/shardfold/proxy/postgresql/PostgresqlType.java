package io.shardfold.proxy.postgresql;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The built-in types that we know more of than their name.
 *
 * <p>Source: PostgreSQL's catalog {@code pg_type}; these OIDs are the same in every database.
 */
enum PostgresqlType {
    BOOL(16, 1000, "bool", 1, Types.BOOLEAN, BinaryForms.BOOL),
    BYTEA(17, 1001, "bytea", -1, Types.VARBINARY, BinaryForms.BYTEA),
    CHAR(18, 1002, "char", 1, Types.OTHER, BinaryForms.CHAR),
    NAME(19, 1003, "name", 64, Types.OTHER, BinaryForms.TEXT),
    INT8(20, 1016, "int8", 8, Types.BIGINT, BinaryForms.INT8),
    INT2(21, 1005, "int2", 2, Types.SMALLINT, BinaryForms.INT2),
    INT2VECTOR(22, 1006, "int2vector", -1, Types.OTHER, new VectorForm(INT2)),
    INT4(23, 1007, "int4", 4, Types.INTEGER, BinaryForms.INT4),
    REGPROC(24, 1008, "regproc", 4, Types.OTHER, BinaryForms.UINT4),
    TEXT(25, 1009, "text", -1, Types.OTHER, BinaryForms.TEXT),
    OID(26, 1028, "oid", 4, Types.OTHER, BinaryForms.UINT4),
    XID(28, 1011, "xid", 4, Types.OTHER, BinaryForms.UINT4),
    CID(29, 1012, "cid", 4, Types.OTHER, BinaryForms.UINT4),
    OIDVECTOR(30, 1013, "oidvector", -1, Types.OTHER, new VectorForm(OID)),
    JSON(114, 199, "json", -1, Types.OTHER, BinaryForms.TEXT),
    XML(142, 143, "xml", -1, Types.SQLXML, BinaryForms.TEXT),
    CIDR(650, 651, "cidr", -1, Types.OTHER, BinaryForms.network(true)),
    FLOAT4(700, 1021, "float4", 4, Types.REAL, BinaryForms.FLOAT4),
    FLOAT8(701, 1022, "float8", 8, Types.DOUBLE, BinaryForms.FLOAT8),
    UNKNOWN(705, 0, "unknown", -2, Types.OTHER, BinaryForms.TEXT),
    INET(869, 1041, "inet", -1, Types.OTHER, BinaryForms.network(false)),
    BPCHAR(1042, 1014, "bpchar", -1, Types.CHAR, BinaryForms.TEXT),
    VARCHAR(1043, 1015, "varchar", -1, Types.VARCHAR, BinaryForms.TEXT),
    DATE(1082, 1182, "date", 4, Types.DATE, TimeForms.DATE),
    TIME(1083, 1183, "time", 8, Types.TIME, TimeForms.TIME),
    TIMESTAMP(1114, 1115, "timestamp", 8, Types.TIMESTAMP, TimeForms.TIMESTAMP),
    TIMESTAMPTZ(1184, 1185, "timestamptz", 8, Types.TIMESTAMP_WITH_TIMEZONE, TimeForms.TIMESTAMPTZ),
    INTERVAL(1186, 1187, "interval", 16, Types.OTHER, TimeForms.INTERVAL),
    TIMETZ(1266, 1270, "timetz", 12, Types.TIME_WITH_TIMEZONE, TimeForms.TIMETZ),
    BIT(1560, 1561, "bit", -1, Types.BIT, BinaryForms.BITS),
    VARBIT(1562, 1563, "varbit", -1, Types.OTHER, BinaryForms.BITS),
    NUMERIC(1700, 1231, "numeric", -1, Types.NUMERIC, BinaryForms.NUMERIC),
    REFCURSOR(1790, 2201, "refcursor", -1, Types.REF_CURSOR, BinaryForms.TEXT),
    REGCLASS(2205, 2210, "regclass", 4, Types.OTHER, BinaryForms.UINT4),
    REGTYPE(2206, 2211, "regtype", 4, Types.OTHER, BinaryForms.UINT4),
    VOID(2278, 0, "void", 4, Types.OTHER, BinaryForms.VOID),
    UUID(2950, 2951, "uuid", 16, Types.OTHER, BinaryForms.UUID_FORM),
    JSONB(3802, 3807, "jsonb", -1, Types.OTHER, BinaryForms.VERSIONED_TEXT),
    JSONPATH(4072, 4073, "jsonpath", -1, Types.OTHER, BinaryForms.VERSIONED_TEXT),
    XID8(5069, 271, "xid8", 8, Types.OTHER, BinaryForms.UINT8);

    private static final Map<Integer, PostgresqlType> BY_OID = new HashMap<>();
    private static final Map<Integer, PostgresqlType> BY_ARRAY_OID = new HashMap<>();
    private static final Map<String, PostgresqlType> BY_NAME = new HashMap<>();

    static {
        for (PostgresqlType type : values()) {
            BY_OID.put(type.oid, type);
            BY_NAME.put(type.typeName, type);
            if (type.arrayOid != 0) {
                BY_ARRAY_OID.put(type.arrayOid, type);
            }
        }
        // What a driver calls the type of a column with a sequence.
        BY_NAME.put("smallserial", INT2);
        BY_NAME.put("serial", INT4);
        BY_NAME.put("bigserial", INT8);
        // Names that other engines use.
        BY_NAME.put("boolean", BOOL);
        BY_NAME.put("smallint", INT2);
        BY_NAME.put("integer", INT4);
        BY_NAME.put("bigint", INT8);
        BY_NAME.put("decimal", NUMERIC);
        BY_NAME.put("decfloat", NUMERIC);
        BY_NAME.put("real", FLOAT4);
        BY_NAME.put("double precision", FLOAT8);
        BY_NAME.put("character varying", VARCHAR);
        BY_NAME.put("character", BPCHAR);
        BY_NAME.put("character large object", TEXT);
        BY_NAME.put("binary varying", BYTEA);
        BY_NAME.put("binary large object", BYTEA);
        BY_NAME.put("timestamp with time zone", TIMESTAMPTZ);
        BY_NAME.put("time with time zone", TIMETZ);
    }

    private final int oid;
    private final int arrayOid;
    private final String typeName;
    private final int length;
    private final int jdbcType;
    private final BinaryForm binary;

    PostgresqlType(
            int oid, int arrayOid, String typeName, int length, int jdbcType, BinaryForm binary) {
        this.oid = oid;
        this.arrayOid = arrayOid;
        this.typeName = typeName;
        this.length = length;
        this.jdbcType = jdbcType;
        this.binary = binary;
    }

    int oid() {
        return oid;
    }

    /** 0 where there is no array of it. */
    int arrayOid() {
        return arrayOid;
    }

    /** As in {@code pg_type.typname}. */
    String typeName() {
        return typeName;
    }

    /**
     * Bytes of a value in the database; -1 where they vary, -2 for a string that ends in a zero.
     */
    int length() {
        return length;
    }

    BinaryForm binary() {
        return binary;
    }

    /** Null where the OID is none of these; arrays aren't. */
    static PostgresqlType of(int oid) {
        return BY_OID.get(oid);
    }

    /** The type of the elements; null where the OID is no array's of these. */
    static PostgresqlType elementOf(int arrayOid) {
        return BY_ARRAY_OID.get(arrayOid);
    }

    /** The binary form of a type or an array; null where it isn't known. */
    static BinaryForm binaryForm(int oid) {
        PostgresqlType type = of(oid);
        if (type != null) {
            return type.binary;
        }
        PostgresqlType element = elementOf(oid);
        return element == null ? null : new ArrayForm(element, ',');
    }

    /** The name by which a driver knows a type or an array; null where it isn't one of these. */
    static String driverName(int oid) {
        PostgresqlType type = of(oid);
        if (type != null) {
            return type.typeName;
        }
        PostgresqlType element = elementOf(oid);
        return element == null ? null : "_" + element.typeName;
    }

    /**
     * The OID of a type that a data source names.
     *
     * @param jdbcType decides where the name says nothing
     */
    static int oidOf(String name, int jdbcType) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        PostgresqlType named = BY_NAME.get(lower);
        if (named != null) {
            return named.oid;
        }
        if (lower.startsWith("_")) {
            PostgresqlType element = BY_NAME.get(lower.substring(1));
            if (element != null) {
                return element.arrayOid;
            }
        }
        for (PostgresqlType type : values()) {
            if (type.jdbcType == jdbcType && jdbcType != Types.OTHER) {
                return type.oid;
            }
        }
        return switch (jdbcType) {
            case Types.TINYINT -> INT2.oid;
            case Types.DECIMAL -> NUMERIC.oid;
            case Types.FLOAT -> FLOAT8.oid;
            case Types.BINARY, Types.LONGVARBINARY, Types.BLOB -> BYTEA.oid;
            default -> TEXT.oid;
        };
    }

    /**
     * A value for routing: of the class that the database's driver gives for the type; the text
     * itself where that says more.
     *
     * @return the text where it can't be read as the type: the database will refuse it
     */
    Object plainValue(String text) {
        try {
            return switch (this) {
                case INT2, INT4 -> Integer.valueOf(text.trim());
                case INT8, OID -> Long.valueOf(text.trim());
                case NUMERIC -> new BigDecimal(text.trim());
                case FLOAT4 -> Float.valueOf(text.trim());
                case FLOAT8 -> Double.valueOf(text.trim());
                case BOOL -> truth(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** PostgreSQL takes any start of these words that isn't the start of another. */
    private static Object truth(String text) {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return text;
        }
        if ("true".startsWith(word)
                || "yes".startsWith(word)
                || word.equals("on")
                || word.equals("1")) {
            return Boolean.TRUE;
        }
        if ("false".startsWith(word)
                || "no".startsWith(word)
                || word.length() > 1 && "off".startsWith(word)
                || word.equals("0")) {
            return Boolean.FALSE;
        }
        return text;
    }
}
