package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlKeyFormsTest extends KeyFormsContract {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.POSTGRESQL, 2);

    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    @Override
    ShardSet shards() {
        return SHARDS;
    }

    @Override
    String dateTimeType() {
        return "timestamp";
    }

    @Override
    List<KeyColumn> own() {
        return List.of(
                new KeyColumn(
                        "k_uuid",
                        "uuid",
                        List.of("'" + ID + "'", "'" + ID.toUpperCase() + "'"),
                        List.of(UUID.fromString(ID))),
                new KeyColumn("k_bool", "boolean", List.of("true", "'t'", "'off'"), List.of(true)),
                new KeyColumn(
                        "k_bytes",
                        "bytea",
                        List.of("'abc'", "'\\x616263'"),
                        List.of((Object) "abc".getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    String momentType() {
        return "timestamptz";
    }

    @Override
    String setZone(String zone) {
        return "SET TIME ZONE " + Integer.parseInt(zone.substring(0, 3));
    }
}
