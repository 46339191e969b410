package io.shardfold.core.plan;

import io.shardfold.sql.ast.Expression;
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
                    "txid_current");

    private Volatile() {}

    static boolean isVolatile(Expression.FunctionCall call) {
        return NAMES.contains(call.name().name().value().toLowerCase(Locale.ROOT));
    }
}
