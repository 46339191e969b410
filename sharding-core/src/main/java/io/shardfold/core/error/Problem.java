package io.shardfold.core.error;

/**
 * What can go wrong, as each dialect calls it.
 *
 * <p>Sources: PostgreSQL documentation, appendix A "PostgreSQL Error Codes"; MySQL "Server Error
 * Message Reference". Where a dialect has no word for a problem, its nearest one stands here.
 */
public enum Problem { // PostgreSQL, MySQL, MySQL's number

    // The text of a statement.
    SYNTAX("42601", "42000", 1064),
    NOT_SUPPORTED("0A000", "42000", 1235),
    EMPTY_STATEMENT("42601", "42000", 1065),

    // Names.
    UNKNOWN_DATABASE("3D000", "42000", 1049),
    NO_DATABASE_SELECTED("3D000", "3D000", 1046),
    UNKNOWN_SCHEMA("3F000", "42000", 1049),
    UNKNOWN_TABLE("42P01", "42S02", 1146),
    UNKNOWN_INDEX("42704", "42000", 1091),
    UNKNOWN_COLUMN("42703", "42S22", 1054),
    UNKNOWN_FUNCTION("42883", "42000", 1305),
    UNKNOWN_VARIABLE("42704", "HY000", 1193),
    UNKNOWN_CHARACTER_SET("22023", "42000", 1115),
    UNKNOWN_CONNECTION("22023", "HY000", 1094),
    UNKNOWN_SAVEPOINT("3B001", "42000", 1305),
    UNKNOWN_PREPARED_STATEMENT("26000", "HY000", 1243),
    UNKNOWN_CURSOR("34000", "HY000", 1421),
    AMBIGUOUS_COLUMN("42702", "23000", 1052),
    DUPLICATE_DATABASE("42P04", "HY000", 1007),
    DUPLICATE_TABLE("42P07", "42S01", 1050),
    DUPLICATE_COLUMN("42701", "42S21", 1060),
    DUPLICATE_ALIAS("42712", "42000", 1066),
    DUPLICATE_PREPARED_STATEMENT("42P05", "HY000", 1615),
    DUPLICATE_CURSOR("42P03", "42000", 1333),

    // What a statement means.
    GROUPING("42803", "42000", 1055),
    WINDOWING("42P20", "HY000", 3593),
    DATATYPE_MISMATCH("42804", "HY000", 1210),
    COLUMN_COUNT_MISMATCH("42601", "21S01", 1136),
    PARAMETER_COUNT_MISMATCH("08P01", "HY000", 1210),
    INVALID_COLUMN_REFERENCE("42P10", "42S22", 1054),
    CARDINALITY("21000", "21000", 1242),
    TOO_MANY_ROWS("P0003", "42000", 1172),
    SELECT_COLUMN_COUNT("42601", "21000", 1222),

    // Values.
    DUPLICATE_KEY("23505", "23000", 1062),
    NULL_NOT_ALLOWED("23502", "23000", 1048),
    /** A row that no shard can hold: the target that the rule computes doesn't exist. */
    NO_SHARD_FOR_VALUE("23514", "HY000", 1526),
    INVALID_TEXT_REPRESENTATION("22P02", "HY000", 1366),
    INVALID_BINARY_REPRESENTATION("22P03", "HY000", 1210),
    INVALID_DATETIME("22007", "22007", 1292),
    INVALID_PARAMETER_VALUE("22023", "42000", 1231),
    INVALID_LIMIT("2201W", "HY000", 1210),
    NUMERIC_OUT_OF_RANGE("22003", "22003", 1690),
    DIVISION_BY_ZERO("22012", "22012", 1365),
    CHARACTER_NOT_IN_REPERTOIRE("22021", "HY000", 1300),

    // Rights.
    ACCESS_DENIED("28P01", "28000", 1045),
    DATABASE_ACCESS_DENIED("42501", "42000", 1044),
    PRIVILEGE_MISSING("42501", "42000", 1227),
    AUTHENTICATION_NOT_SUPPORTED("28000", "08004", 1251),
    ENCRYPTION_REQUIRED("28000", "HY000", 3159),

    // Transactions.
    TRANSACTION_ABORTED("25P02", "XA100", 1402),
    NO_ACTIVE_TRANSACTION("25P01", "HY000", 1305),
    ACTIVE_TRANSACTION("25001", "25001", 1568),
    READ_ONLY_TRANSACTION("25006", "25006", 1792),
    SERIALIZATION_FAILURE("40001", "40001", 1213),
    DEADLOCK("40P01", "40001", 1213),
    LOCK_TIMEOUT("55P03", "HY000", 1205),
    /** Some shards have committed and others haven't, or it isn't known: the message names both. */
    TRANSACTION_OUTCOME_UNKNOWN("08007", "HY000", 1180),

    /** The thing exists, but not in a state in which this can be done to it. */
    OBJECT_NOT_IN_PREREQUISITE_STATE("55000", "HY000", 1105),

    // Time and resources.
    TIMEOUT("57014", "HY000", 3024),
    CANCELLED("57014", "70100", 1317),
    TOO_MANY_CONNECTIONS("53300", "08004", 1040),
    TOO_MANY_WAITERS("53000", "08004", 1040),
    OUT_OF_MEMORY_LIMIT("53200", "HY000", 1041),
    PACKET_TOO_LARGE("54000", "08S01", 1153),
    STATEMENT_TOO_COMPLEX("54001", "HY000", 1436),
    TOO_MANY_PARAMETERS("54023", "HY000", 1390),
    TOO_MANY_PREPARED_STATEMENTS("53400", "42000", 1461),
    LIMIT_EXCEEDED("54000", "HY000", 1105),

    // The connection between a client and us.
    PROTOCOL("08P01", "HY000", 1835),
    UNKNOWN_COMMAND("08P01", "08S01", 1047),
    HANDSHAKE("08P01", "08S01", 1043),
    CONNECTION_CLOSED("08003", "08003", 1927),
    IDLE_TIMEOUT("57P05", "HY000", 4031),
    SHUTDOWN("57P01", "08S01", 1053),

    // A data source, when it gives no code of its own.
    DATA_SOURCE_UNREACHABLE("08006", "HY000", 1429),
    DATA_SOURCE_FAILED("58000", "HY000", 1430),
    UNKNOWN_DATA_SOURCE("HV00N", "HY000", 1477),

    CONFIGURATION("F0000", "HY000", 1105),
    INTERNAL("XX000", "HY000", 1105);

    private final String postgresqlState;
    private final String mysqlState;
    private final int mysqlNumber;

    Problem(String postgresqlState, String mysqlState, int mysqlNumber) {
        this.postgresqlState = postgresqlState;
        this.mysqlState = mysqlState;
        this.mysqlNumber = mysqlNumber;
    }

    /** The SQLSTATE in PostgreSQL's list: five characters. */
    public String postgresqlState() {
        return postgresqlState;
    }

    /** The SQLSTATE in MySQL's list: five characters. */
    public String mysqlState() {
        return mysqlState;
    }

    /** MySQL's error number, which is also the vendor code of a {@code java.sql.SQLException}. */
    public int mysqlNumber() {
        return mysqlNumber;
    }
}
