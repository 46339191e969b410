package io.shardfold.core.merge;

import io.shardfold.core.execute.KeyRanker;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.core.row.Cursor;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbCollationMergeTest extends CollationMergeContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @BeforeAll
    void start() {
        open();
    }

    private void create(String type, String collation) throws SQLException {
        String characterSet = collation.startsWith("uca") ? "utf8mb4" : collation.split("_")[0];
        SET.onEveryDatabase(
                "DROP TABLE IF EXISTS texts",
                "CREATE TABLE texts (id INT PRIMARY KEY, x "
                        + type
                        + " CHARACTER SET "
                        + characterSet
                        + " COLLATE "
                        + collation
                        + ")");
        fill(
                "texts",
                characterSet.equals("latin1")
                        ? strings(20).stream()
                                .map(text -> text.replaceAll("[^\\x00-\\xff]", "?"))
                                .toList()
                        : strings(20));
    }

    private void assertMergedByWeight(String weight, Key key) throws SQLException {
        assertMergedAsTheDatabaseOrders(
                "SELECT id, x, " + weight + " FROM texts ORDER BY x",
                RowOrder.of(key),
                "texts",
                "$");
    }

    private byte[] spaceWeight(String collation) {
        String characterSet = collation.startsWith("uca") ? "utf8mb4" : collation.split("_")[0];
        String sql =
                "SELECT WEIGHT_STRING(CONVERT(' ' USING "
                        + characterSet
                        + ") COLLATE "
                        + collation
                        + ")";
        try (Cursor row =
                session.query(new ShardStatement("ds_0", sql, null, 1), StatementOptions.DEFAULT)) {
            row.next();
            return row.bytes(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_nopad_bin", "utf8mb4_unicode_520_nopad_ci"})
    void withoutPadding(String collation) throws SQLException {
        for (String type : new String[] {"VARCHAR(40)", "TEXT"}) {
            create(type, collation);
            assertMergedByWeight("WEIGHT_STRING(x)", new Key(2, Comparison.WEIGHT, false, true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR(40), utf8mb4_general_ci",
        "VARCHAR(40), utf8mb4_unicode_ci",
        "VARCHAR(40), uca1400_ai_ci",
        "VARCHAR(40), utf8mb4_bin",
        "VARCHAR(40), latin1_swedish_ci",
        "VARCHAR(40), latin1_german2_ci",
        "VARCHAR(40), utf8mb4_swedish_ci",
        "TEXT, utf8mb4_general_ci",
        "TEXT, utf8mb4_unicode_ci",
        "CHAR(20), utf8mb4_general_ci",
        "CHAR(20), utf8mb4_unicode_ci"
    })
    void paddedByTheWeightOfASpace(String type, String collation) throws SQLException {
        create(type, collation);
        assertMergedByWeight(
                "WEIGHT_STRING(x)",
                new Key(2, Comparison.WEIGHT_PADDED, false, true, spaceWeight(collation), null));
    }

    /** ORDER BY pads such columns, though {@code <} and {@code =} don't. */
    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_nopad_bin", "utf8mb4_unicode_520_nopad_ci"})
    void charactersWithoutPaddingAreSortedWithIt(String collation) throws SQLException {
        create("CHAR(20)", collation);
        assertMergedAsTheDatabaseSorts(
                "SELECT id, x, WEIGHT_STRING(x) FROM texts ORDER BY x",
                RowOrder.of(
                        new Key(
                                2,
                                Comparison.WEIGHT_PADDED,
                                false,
                                true,
                                spaceWeight(collation),
                                null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uca1400_as_cs", "utf8mb4_general_ci"})
    void broughtToTheColumnsLength(String collation) throws SQLException {
        create("VARCHAR(40)", collation);
        assertMergedByWeight(
                "WEIGHT_STRING(x AS CHAR(40))", new Key(2, Comparison.WEIGHT, false, true));
    }

    @ParameterizedTest
    @CsvSource({"VARCHAR(40), utf8mb4_bin, TEXT_PADDED", "VARCHAR(40), utf8mb4_nopad_bin, TEXT"})
    void byCodePointWithoutAKey(String type, String collation, Comparison comparison)
            throws SQLException {
        create(type, collation);
        assertMergedByWeight("1", new Key(1, comparison, false, true));
    }

    @ParameterizedTest
    @CsvSource({"VARCHAR(40), utf8mb4_general_ci", "VARCHAR(40), latin1_swedish_ci"})
    void askedOfTheDatabase(String type, String collation) throws SQLException {
        create(type, collation);
        KeyRanker ranker = KeyRanker.of(storage.unit("ds_0"), null, collation);
        assertMergedByWeight("1", new Key(1, Comparison.RANKED, false, true, null, ranker::ranks));
    }
}
