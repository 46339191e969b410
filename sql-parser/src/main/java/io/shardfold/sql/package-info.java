/**
 * What all stages of reading SQL share: the dialects, the settings that change how text is read,
 * and the error for text that can't be read.
 *
 * <p>Not here: tokens ({@code sql.lex}), the tree ({@code sql.ast}), reading it ({@code sql.parse})
 * and writing it ({@code sql.render}).
 */
package io.shardfold.sql;
