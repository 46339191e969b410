package io.shardfold.core.merge;

import io.shardfold.core.execute.KeyRanker;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlCollationMergeTest extends CollationMergeContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.POSTGRESQL, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @BeforeAll
    void create() throws SQLException {
        SET.onEveryDatabase(
                "CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level1', deterministic ="
                        + " false)",
                "CREATE TABLE texts (id int PRIMARY KEY, x text)",
                "CREATE TABLE chars (id int PRIMARY KEY, x char(20))");
        fill("texts", strings(20));
        fill("chars", strings(20));
        open();
    }

    private static String comparison(String collation) {
        return "$ COLLATE \"" + collation + "\"";
    }

    private static String select(String table, String collation) {
        return "SELECT id, x FROM " + table + " ORDER BY x COLLATE \"" + collation + "\"";
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "pg_c_utf8", "ucs_basic"})
    void byteOrder(String collation) throws SQLException {
        assertMergedAsTheDatabaseOrders(
                select("texts", collation),
                RowOrder.of(new Key(1, Comparison.TEXT, false, false)),
                "texts",
                comparison(collation));
        assertMergedAsTheDatabaseOrders(
                select("chars", collation),
                RowOrder.of(new Key(1, Comparison.TEXT_TRIMMED, false, false)),
                "chars",
                comparison(collation));
    }

    @ParameterizedTest
    @CsvSource({
        "texts, text, unicode", "texts, text, de-x-icu", "texts, text, sv-x-icu",
        "texts, text, folded", "chars, bpchar, unicode", "chars, bpchar, folded",
        "texts, text, default"
    })
    void askedOfTheDatabase(String table, String type, String collation) throws SQLException {
        KeyRanker ranker = KeyRanker.of(storage.unit("ds_1"), type, "\"" + collation + "\"");
        assertMergedAsTheDatabaseOrders(
                select(table, collation),
                RowOrder.of(new Key(1, Comparison.RANKED, false, false, null, ranker::ranks)),
                table,
                comparison(collation));
    }
}
