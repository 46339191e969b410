package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbKeyFormsTest extends KeyFormsContract {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet shards() {
        return SHARDS;
    }

    @Override
    String dateTimeType() {
        return "datetime(3)";
    }

    @Override
    List<KeyColumn> own() {
        return List.of(
                new KeyColumn(
                        "k_unsigned",
                        "bigint unsigned",
                        List.of("18446744073709551615", "7", "'7'"),
                        List.of(new BigDecimal("18446744073709551615"), 7L)),
                new KeyColumn(
                        "k_bin",
                        "varchar(20) COLLATE utf8mb4_bin",
                        List.of("'abc'", "'ABC'", "'abc '", "'7'"),
                        List.of("abc", "ABC")),
                new KeyColumn(
                        "k_bytes",
                        "varbinary(20)",
                        List.of("'abc'", "x'616263'"),
                        List.of("abc", "abc".getBytes(StandardCharsets.UTF_8))),
                new KeyColumn("k_year", "year", List.of("2024", "'2024'"), List.of(2024)));
    }

    @Override
    String momentType() {
        return "timestamp NULL";
    }

    @Override
    String setZone(String zone) {
        return "SET time_zone = '" + zone + "'";
    }
}
