/**
 * The PostgreSQL front end: protocol 3.0 as a PostgreSQL 18 server speaks it.
 *
 * <p>Bytes become records ({@link io.shardfold.proxy.postgresql.StartupPacket}, {@link
 * io.shardfold.proxy.postgresql.FrontendMessage}); a login and then a session's state machine act
 * on them; answers are written by one class for messages, one for errors and one for values in
 * binary format.
 *
 * <p>Not here: sockets, threads, users and limits ({@code io.shardfold.proxy}), and what a
 * statement means ({@code core.session}).
 */
package io.shardfold.proxy.postgresql;
