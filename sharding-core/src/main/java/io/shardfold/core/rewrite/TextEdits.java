package io.shardfold.core.rewrite;

import io.shardfold.sql.ast.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Edits on a text that is read again afterwards. Remembers where each part came from, so that what
 * is found at a place of the new text can be told at its place in the old one.
 *
 * <p>An edit inside of a part that another one replaces is gone with that part.
 */
public final class TextEdits {

    private record Edit(int start, int end, String text, int order) {}

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    public TextEdits(String text) {
        this.text = text;
    }

    /** The text without the edits. */
    public String text() {
        return text;
    }

    public TextEdits replace(Span span, String replacement) {
        return replace(span.start(), span.end(), replacement);
    }

    public TextEdits replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement, edits.size()));
        return this;
    }

    /** Insertions at one place stand in the order in which they were made. */
    public TextEdits insert(int at, String insertion) {
        return replace(at, at, insertion);
    }

    public boolean isEmpty() {
        return edits.isEmpty();
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

    /** The text with all edits. */
    public String applied() {
        StringBuilder result = new StringBuilder(text.length() + 64);
        int at = 0;
        for (Edit edit : kept()) {
            result.append(text, at, edit.start).append(edit.text);
            at = edit.end;
        }
        return result.append(text, at, text.length()).toString();
    }

    /** A part of the text with the edits inside it. */
    public String applied(Span part) {
        StringBuilder result = new StringBuilder();
        int at = part.start();
        for (Edit edit : kept()) {
            if (edit.start >= at && edit.end <= part.end()) {
                result.append(text, at, edit.start).append(edit.text);
                at = edit.end;
            }
        }
        return result.append(text, at, part.end()).toString();
    }

    /** The place in the old text of a place in the new one; of an inserted part, where it went. */
    public int original(int position) {
        int shift = 0;
        for (Edit edit : kept()) {
            int start = edit.start + shift;
            if (position < start) {
                break;
            }
            if (position < start + edit.text.length()) {
                return edit.start;
            }
            shift += edit.text.length() - (edit.end - edit.start);
        }
        return position - shift;
    }

    private List<Edit> kept() {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(
                Comparator.comparingInt(Edit::start)
                        .thenComparing(edit -> edit.end > edit.start)
                        .thenComparing(Comparator.comparingInt(Edit::end).reversed())
                        .thenComparingInt(Edit::order));
        List<Edit> kept = new ArrayList<>(sorted.size());
        int at = 0;
        for (Edit edit : sorted) {
            if (edit.start >= at) {
                kept.add(edit);
                at = edit.end;
            }
        }
        return kept;
    }
}
