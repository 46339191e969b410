/**
 * Real databases for tests, and the question that decides whether a test passes: does the sharded
 * database answer as one unsharded database of the same engine does?
 *
 * <p>In: an {@link io.shardfold.testkit.EmbeddedEngine.Kind} and a source of connections to what is
 * tested. Out: empty databases ({@link io.shardfold.testkit.ShardSet}) and comparisons ({@link
 * io.shardfold.testkit.Oracle}).
 *
 * <pre>{@code
 * class OrdersTest {
 *     @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);
 *
 *     @Test
 *     void ordersByTotal() throws SQLException {
 *         DATABASES.onEveryDatabase("CREATE TABLE ...");
 *         try (Oracle oracle = DATABASES.oracle(() -> dataSource.getConnection())) {
 *             oracle.sameAsUnsharded("SELECT id, total FROM orders WHERE user_id > ? ORDER BY total, id LIMIT 5", 7);
 *             oracle.refused("DELETE FROM orders LIMIT 1");
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Not here: anything of Shardfold itself. This package sees JDBC alone, so that every module can
 * use it in its tests.
 */
package io.shardfold.testkit;
