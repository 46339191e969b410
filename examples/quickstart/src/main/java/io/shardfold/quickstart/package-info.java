/**
 * A shop on two databases behind the proxy, to try out with any client of MySQL or PostgreSQL.
 *
 * <p>In: the options of {@code ./quickstart}. Out: a proxy that serves until it is stopped, and on
 * standard output how to reach it. The databases are embedded and gone at the end.
 *
 * <p>Not here: anything that an application would use. Its way in is the proxy's own command line,
 * or the JDBC driver.
 */
package io.shardfold.quickstart;
