package io.shardfold.sql.ast;

/** One entry of a WINDOW clause. */
public record NamedWindow(Identifier name, WindowSpecification window, Span span) {}
