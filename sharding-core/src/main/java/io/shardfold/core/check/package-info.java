/**
 * Says what is wrong in a configuration: from its text alone, and with its databases.
 *
 * <p>In: a file or a directory. Out: a {@code Report} of findings, each with file, line and key.
 * Nothing is changed in a database.
 *
 * <p>Not here: the faults of a text, which its readers tell ({@code core.config}), and those of
 * rules, which are told where rules are made ({@code core.rule}).
 */
package io.shardfold.core.check;
