package io.shardfold.core.plan;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Traversal;
import java.util.Locale;
import java.util.Set;

/** Functions that give another value at each call, or on each server. */
final class Volatile {

    private static final Set<String> NAMES =
            Set.of(
                    "rand",
                    "random",
                    "random_normal",
                    "uuid",
                    "uuid_short",
                    "gen_random_uuid",
                    "uuid_generate_v1",
                    "uuid_generate_v4",
                    "uuidv4",
                    "uuidv7",
                    "sys_guid",
                    "nextval",
                    "lastval",
                    "currval",
                    "setval",
                    "clock_timestamp",
                    "timeofday",
                    "sysdate",
                    "connection_id",
                    "pg_backend_pid",
                    "random_bytes",
                    "gen_random_bytes",
                    "last_insert_id",
                    "sleep",
                    "pg_sleep",
                    "row_count",
                    "found_rows",
                    "txid_current",
                    "pg_current_xact_id");

    /** They count on one server, or remember what one connection has counted. */
    private static final Set<String> SEQUENCES = Set.of("nextval", "lastval", "currval", "setval");

    /** The same value all through a statement, but each server's own. */
    private static final Set<String> OF_SERVER =
            Set.of(
                    "now",
                    "current_timestamp",
                    "current_date",
                    "current_time",
                    "localtime",
                    "localtimestamp",
                    "curdate",
                    "curtime",
                    "utc_timestamp",
                    "utc_date",
                    "utc_time",
                    "unix_timestamp",
                    "transaction_timestamp",
                    "statement_timestamp",
                    "user",
                    "current_user",
                    "session_user",
                    "system_user",
                    "version",
                    "inet_server_addr",
                    "inet_server_port",
                    "inet_client_addr",
                    "inet_client_port");

    private Volatile() {}

    static boolean countsOnOneServer(Expression.FunctionCall call) {
        return SEQUENCES.contains(call.name().name().value().toLowerCase(Locale.ROOT));
    }

    static boolean isOfServer(Expression.FunctionCall call) {
        return OF_SERVER.contains(call.name().name().value().toLowerCase(Locale.ROOT));
    }

    /** Whether an expression holds a call whose value isn't the same on every server. */
    static boolean isIn(Expression value) {
        return Traversal.any(
                value,
                inner ->
                        inner instanceof Expression.FunctionCall call
                                && (isVolatile(call) || isOfServer(call)));
    }

    static boolean isVolatile(Expression.FunctionCall call) {
        return NAMES.contains(call.name().name().value().toLowerCase(Locale.ROOT));
    }
}
