/**
 * What a client is told when something fails: the list of problems with each dialect's codes, and
 * the exceptions that carry them.
 *
 * <p>The type of an exception says who must act (the statement's author, a data source, whoever set
 * a limit, the client's driver, the author of a file); its {@link io.shardfold.core.error.Problem}
 * says what it is. Whoever throws chooses the problem, and nothing downstream guesses it from a
 * Java class or a text.
 *
 * <p>Not here: how an error looks on the wire or as a {@code java.sql.SQLException}; each front end
 * does that in one place.
 */
package io.shardfold.core.error;
