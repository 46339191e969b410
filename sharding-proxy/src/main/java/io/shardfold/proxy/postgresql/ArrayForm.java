package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.StatementException;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays, in text and in binary format.
 *
 * <p>Text: <code>{a,"b c",NULL,{...}}</code>, with <code>[2:3]=</code> in front where a lower bound
 * isn't 1. Binary: the number of dimensions, whether NULLs are inside, the element's type; the size
 * and lower bound of each dimension; then each element with its length.
 *
 * @param element the element's type
 * @param delimiter what stands between elements in text
 */
record ArrayForm(PostgresqlType element, char delimiter) implements BinaryForm {

    /** PostgreSQL's own limit. */
    private static final int DIMENSIONS_MAX = 6;

    @Override
    public void write(String text, ByteBuf out) {
        Parser parser = new Parser(text);
        parser.array();
        List<Integer> sizes = parser.sizes;
        boolean empty = parser.elements.isEmpty();
        out.writeInt(empty ? 0 : sizes.size());
        out.writeInt(parser.elements.contains(null) ? 1 : 0);
        out.writeInt(element.oid());
        if (empty) {
            return;
        }
        for (int i = 0; i < sizes.size(); i++) {
            out.writeInt(sizes.get(i));
            out.writeInt(i < parser.lowerBounds.size() ? parser.lowerBounds.get(i) : 1);
        }
        for (String value : parser.elements) {
            writeValue(element.binary(), value, out);
        }
    }

    /** The value with its length in front; null is SQL NULL. */
    static void writeValue(BinaryForm form, String value, ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(-1);
        if (value != null) {
            form.write(value, out);
            out.setInt(start, out.writerIndex() - start - 4);
        }
    }

    @Override
    public String read(ByteBuf in) {
        Fields.require(in, 12);
        int dimensionCount = in.readInt();
        int hasNull = in.readInt();
        int elementOid = in.readInt();
        if (dimensionCount < 0 || dimensionCount > DIMENSIONS_MAX) {
            throw BinaryForms.incorrect("invalid number of dimensions: " + dimensionCount);
        }
        if (hasNull != 0 && hasNull != 1) {
            throw BinaryForms.incorrect("invalid array flags");
        }
        if (elementOid != element.oid()) {
            throw BinaryForms.incorrect(
                    "binary data has array element type "
                            + Integer.toUnsignedString(elementOid)
                            + " instead of expected "
                            + element.oid());
        }
        if (dimensionCount == 0) {
            return "{}";
        }
        Fields.require(in, dimensionCount * 8);
        int[] sizes = new int[dimensionCount];
        var text = new StringBuilder();
        boolean shifted = false;
        long elementCount = 1;
        for (int i = 0; i < dimensionCount; i++) {
            sizes[i] = in.readInt();
            int lowerBound = in.readInt();
            if (sizes[i] < 0 || (long) lowerBound + sizes[i] - 1 > Integer.MAX_VALUE) {
                throw BinaryForms.incorrect("array size exceeds the maximum allowed");
            }
            // Each element has a length of four bytes, so that no count is believed beyond the
            // bytes.
            elementCount = Math.min(elementCount * sizes[i], Integer.MAX_VALUE);
            text.append('[')
                    .append(lowerBound)
                    .append(':')
                    .append((long) lowerBound + sizes[i] - 1);
            text.append(']');
            shifted |= lowerBound != 1;
        }
        if (elementCount == 0) {
            return "{}";
        }
        if (elementCount * 4 > in.readableBytes()) {
            throw Fields.violation("insufficient data left in message");
        }
        if (shifted) {
            text.append('=');
        } else {
            text.setLength(0);
        }
        appendDimension(text, in, sizes, 0);
        return text.toString();
    }

    private void appendDimension(StringBuilder text, ByteBuf in, int[] sizes, int dimension) {
        text.append('{');
        for (int i = 0; i < sizes[dimension]; i++) {
            if (i > 0) {
                text.append(delimiter);
            }
            if (dimension + 1 < sizes.length) {
                appendDimension(text, in, sizes, dimension + 1);
            } else {
                appendElement(text, in);
            }
        }
        text.append('}');
    }

    private void appendElement(StringBuilder text, ByteBuf in) {
        Fields.require(in, 4);
        int length = in.readInt();
        if (length == -1) {
            text.append("NULL");
            return;
        }
        if (length < 0) {
            throw BinaryForms.incorrect();
        }
        Fields.require(in, length);
        ByteBuf slice = in.readSlice(length);
        String value = element.binary().read(slice);
        if (slice.isReadable()) {
            throw BinaryForms.incorrect();
        }
        appendQuoted(text, value);
    }

    private void appendQuoted(StringBuilder text, String value) {
        boolean quote = value.isEmpty() || value.equalsIgnoreCase("NULL");
        for (int i = 0; i < value.length() && !quote; i++) {
            char c = value.charAt(i);
            quote =
                    c == '"'
                            || c == '\\'
                            || c == '{'
                            || c == '}'
                            || c == delimiter
                            || c <= ' '
                            || Character.isWhitespace(c);
        }
        if (!quote) {
            text.append(value);
            return;
        }
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    /** Reads an array as the database writes it. */
    private final class Parser {
        private final String text;
        private int at;
        private final List<String> elements = new ArrayList<>();
        private final List<Integer> lowerBounds = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        Parser(String text) {
            this.text = text;
        }

        private StatementException unknown() {
            return BinaryForms.unknownText("array", text);
        }

        private char current() {
            if (at >= text.length()) {
                throw unknown();
            }
            return text.charAt(at);
        }

        void array() {
            while (current() == '[') {
                int colon = text.indexOf(':', at);
                int end = text.indexOf(']', at);
                if (colon < 0 || end < colon) {
                    throw unknown();
                }
                lowerBounds.add(Integer.parseInt(text.substring(at + 1, colon)));
                at = end + 1;
            }
            if (!lowerBounds.isEmpty()) {
                if (current() != '=') {
                    throw unknown();
                }
                at++;
            }
            dimension(0);
            if (at != text.length()) {
                throw unknown();
            }
        }

        private void dimension(int depth) {
            if (current() != '{' || depth >= DIMENSIONS_MAX) {
                throw unknown();
            }
            at++;
            if (sizes.size() == depth) {
                sizes.add(-1);
            }
            int count = 0;
            if (current() == '}') {
                at++;
            } else {
                boolean more = true;
                while (more) {
                    if (current() == '{') {
                        dimension(depth + 1);
                    } else {
                        elements.add(element());
                    }
                    count++;
                    char c = current();
                    at++;
                    more = c == delimiter;
                    if (!more && c != '}') {
                        throw unknown();
                    }
                }
            }
            if (sizes.get(depth) >= 0 && sizes.get(depth) != count) {
                throw unknown();
            }
            sizes.set(depth, count);
        }

        private String element() {
            if (current() != '"') {
                int start = at;
                while (current() != delimiter && current() != '}') {
                    at++;
                }
                String value = text.substring(start, at);
                return value.equals("NULL") ? null : value;
            }
            at++;
            var value = new StringBuilder();
            while (current() != '"') {
                if (current() == '\\') {
                    at++;
                }
                value.append(current());
                at++;
            }
            at++;
            return value.toString();
        }
    }
}
