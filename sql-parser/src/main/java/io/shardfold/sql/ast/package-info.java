/**
 * The syntax tree: records under sealed interfaces, one file per family.
 *
 * <p>A node holds what was written and where (its {@link io.shardfold.sql.ast.Span}), and has no
 * parent link and no behaviour. What is known about a node, such as the table behind a name, is the
 * binder's result and isn't kept here.
 */
package io.shardfold.sql.ast;
