package io.shardfold.core.rewrite;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays down edits on a text, and makes the shard's text of it.
 *
 * <p>Edits of the base (table names, placeholders) also apply wherever a part of the text is copied
 * to another place. Edits don't overlap, but for one that replaces a whole part: what was laid down
 * inside that part is then gone with it.
 */
public final class ShardTextBuilder {

    /**
     * What an edit puts in place of its span: pieces, some of which are copies of other parts of
     * the text.
     */
    public static final class Replacement {
        private final List<Object> parts = new ArrayList<>();

        public Replacement text(String text) {
            parts.add(text);
            return this;
        }

        /** A copy of a part of the text, with the base's edits. */
        public Replacement copy(Span span) {
            parts.add(span);
            return this;
        }

        /**
         * @param edited whether the base's edits apply to the copy
         */
        public Replacement copy(Span span, boolean edited) {
            parts.add(edited ? span : new Raw(span));
            return this;
        }

        public Replacement table(int source) {
            parts.add(new ShardText.Table(source));
            return this;
        }

        /** All that another one has. */
        public Replacement append(Replacement other) {
            parts.addAll(other.parts);
            return this;
        }

        public boolean isEmpty() {
            return parts.stream().allMatch(""::equals);
        }

        /** A text that is made for each run. */
        public Replacement fill(int slot) {
            parts.add(new ShardText.Fill(slot));
            return this;
        }
    }

    private record Raw(Span span) {}

    private record Edit(int start, int end, Replacement replacement, int order) {}

    private final Fingerprint text;
    private final List<Expression.Parameter> parameters;
    private final boolean numbered;
    private final List<Edit> edits = new ArrayList<>();

    /** The first so many edits are the base's, and go with every copy. */
    private int baseCount = Integer.MAX_VALUE;

    /**
     * @param parameters all placeholders in the order of the text
     * @param numbered they are written {@code $n}; a driver wants {@code ?}
     */
    public ShardTextBuilder(
            Fingerprint text, List<Expression.Parameter> parameters, boolean numbered) {
        this.text = text;
        this.parameters = parameters;
        this.numbered = numbered;
    }

    /** A builder with the same edits, to which more can be added. */
    public ShardTextBuilder copy() {
        ShardTextBuilder result = new ShardTextBuilder(text, parameters, numbered);
        result.edits.addAll(edits);
        result.baseCount = edits.size();
        return result;
    }

    /** Whether anything inside a part of the text is edited. */
    public boolean isEdited(Span part) {
        for (Edit edit : edits) {
            if (edit.start >= part.start() && edit.end <= part.end()) {
                return true;
            }
        }
        return false;
    }

    public void replace(Span span, Replacement replacement) {
        replace(span.start(), span.end(), replacement);
    }

    public void replace(Span span, String replacement) {
        replace(span.start(), span.end(), new Replacement().text(replacement));
    }

    public void insert(int at, Replacement insertion) {
        replace(at, at, insertion);
    }

    public void insert(int at, String insertion) {
        replace(at, at, new Replacement().text(insertion));
    }

    public void table(Span span, int source) {
        replace(span.start(), span.end(), new Replacement().table(source));
    }

    private void replace(int start, int end, Replacement replacement) {
        edits.add(new Edit(start, end, replacement, edits.size()));
    }

    public ShardText build() {
        return build(0, text.text().length());
    }

    /** The text of a part alone. */
    public ShardText build(int start, int end) {
        Output output = new Output();
        emit(start, end, output, false);
        return new ShardText(text, output.pieces, output.parameters.toArray());
    }

    /** A text put together from pieces. */
    public ShardText build(Replacement whole) {
        Output output = new Output();
        emit(whole, output);
        return new ShardText(text, output.pieces, output.parameters.toArray());
    }

    private final class Output {
        final List<ShardText.Piece> pieces = new ArrayList<>();
        final IntList parameters = new IntList();

        void copy(int start, int end) {
            if (start >= end) {
                return;
            }
            int from = start;
            for (Expression.Parameter parameter : ShardTextBuilder.this.parameters) {
                if (parameter.span().start() >= start && parameter.span().end() <= end) {
                    parameters.add(parameter.index());
                    if (numbered) {
                        plain(from, parameter.span().start());
                        pieces.add(new ShardText.Fixed("?"));
                        from = parameter.span().end();
                    }
                }
            }
            plain(from, end);
        }

        private void plain(int start, int end) {
            if (start >= end) {
                return;
            }
            ShardText.Copy last =
                    !pieces.isEmpty()
                                    && pieces.get(pieces.size() - 1) instanceof ShardText.Copy copy
                            ? copy
                            : null;
            if (last != null && last.end() == start) {
                pieces.set(
                        pieces.size() - 1,
                        new ShardText.Copy(
                                last.start(),
                                end,
                                last.literalsBeforeStart(),
                                literalsBefore(end)));
            } else {
                pieces.add(
                        new ShardText.Copy(start, end, literalsBefore(start), literalsBefore(end)));
            }
        }
    }

    private int literalsBefore(int position) {
        int low = 0;
        int high = text.literalCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (text.literalEnd(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void emit(int start, int end, Output output, boolean inCopy) {
        List<Edit> inside = new ArrayList<>();
        for (Edit edit : edits) {
            // An insertion at the edge belongs to the text around: a copy of what stands before or
            // behind it doesn't take it along.
            boolean atEdge = edit.start == edit.end && (edit.start == start || edit.start == end);
            boolean copied = edit.order < baseCount && !atEdge;
            if (edit.start >= start && edit.end <= end && (!inCopy || copied)) {
                inside.add(edit);
            }
        }
        inside.sort(
                (a, b) ->
                        a.start != b.start
                                ? Integer.compare(a.start, b.start)
                                : (a.end == a.start) != (b.end == b.start)
                                        ? (a.end == a.start ? -1 : 1)
                                        : a.end != b.end
                                                ? Integer.compare(b.end, a.end)
                                                : Integer.compare(a.order, b.order));
        int at = start;
        for (Edit edit : inside) {
            if (edit.start < at) {
                continue;
            }
            output.copy(at, edit.start);
            emit(edit.replacement, output);
            at = edit.end;
        }
        output.copy(at, end);
    }

    private void emit(Replacement replacement, Output output) {
        for (Object part : replacement.parts) {
            if (part instanceof String fixed) {
                if (!fixed.isEmpty()) {
                    output.pieces.add(new ShardText.Fixed(fixed));
                }
            } else if (part instanceof Span span) {
                emit(span.start(), span.end(), output, true);
            } else if (part instanceof Raw raw) {
                output.copy(raw.span().start(), raw.span().end());
            } else {
                output.pieces.add((ShardText.Piece) part);
            }
        }
    }
}
