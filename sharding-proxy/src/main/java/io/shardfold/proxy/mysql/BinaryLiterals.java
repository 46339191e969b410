package io.shardfold.proxy.mysql;

import io.shardfold.core.error.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads a statement's text, in which {@code _binary'...'} holds bytes that aren't text. Such a
 * literal is written anew as {@code x'...'}, which means the same and is text.
 */
final class BinaryLiterals {

    private static final byte[] INTRODUCER = "_binary".getBytes(StandardCharsets.US_ASCII);
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private final byte[] sql;
    private final boolean backslashEscapes;
    private final ByteArrayOutputStream out;
    private int index;

    private BinaryLiterals(byte[] sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
        this.out = new ByteArrayOutputStream(sql.length + sql.length / 4);
    }

    /**
     * @throws ProtocolException 1300 where bytes outside such literals aren't text in this
     *     character set
     */
    static String decode(byte[] sql, Charset charset, boolean backslashEscapes) {
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        if (utf8) {
            try {
                return Arguments.decode(sql, charset);
            } catch (ProtocolException notText) {
                return Arguments.decode(
                        new BinaryLiterals(sql, backslashEscapes).rewritten(), charset);
            }
        }
        // In a set of one byte per character every byte is text, but not the same bytes in UTF-8.
        // In sets
        // of several a quote may be half a character, so that the literals can't be found by bytes.
        boolean singleByte = charset.newEncoder().maxBytesPerChar() == 1;
        byte[] text =
                singleByte && !isAscii(sql)
                        ? new BinaryLiterals(sql, backslashEscapes).rewritten()
                        : sql;
        return Arguments.decode(text, charset);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] rewritten() {
        int copied = 0;
        while (index < sql.length) {
            byte c = sql[index];
            if (c == '\'' || c == '"' || c == '`') {
                skipQuoted(c, backslashEscapes && c != '`');
            } else if (startsWith("-- ") || c == '#') {
                skipTo('\n');
            } else if (startsWith("/*") && !startsWith("/*!")) {
                skipComment();
            } else if (atIntroducer()) {
                int literal = index;
                index += INTRODUCER.length;
                while (index < sql.length && sql[index] == ' ') {
                    index++;
                }
                if (index < sql.length && (sql[index] == '\'' || sql[index] == '"')) {
                    byte[] value = value(sql[index]);
                    if (value != null) {
                        out.write(sql, copied, literal - copied);
                        writeHex(value);
                        copied = index;
                    }
                }
            } else {
                index++;
            }
        }
        out.write(sql, copied, sql.length - copied);
        return out.toByteArray();
    }

    private boolean atIntroducer() {
        if (index + INTRODUCER.length > sql.length || index > 0 && isWordPart(sql[index - 1])) {
            return false;
        }
        for (int i = 0; i < INTRODUCER.length; i++) {
            if ((sql[index + i] | 0x20) != (INTRODUCER[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordPart(byte c) {
        return c < 0
                || c == '_'
                || c == '$'
                || c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z';
    }

    private boolean startsWith(String ascii) {
        if (index + ascii.length() > sql.length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (sql[index + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipTo(char end) {
        while (index < sql.length && sql[index] != end) {
            index++;
        }
    }

    private void skipComment() {
        index += 2;
        while (index < sql.length && !startsWith("*/")) {
            index++;
        }
        index = Math.min(sql.length, index + 2);
    }

    private void skipQuoted(byte quote, boolean escapes) {
        index++;
        while (index < sql.length) {
            byte c = sql[index++];
            if (c == '\\' && escapes) {
                index++;
            } else if (c == quote) {
                return;
            }
        }
    }

    /** The bytes that a literal means, from its quote on; null where it has no end. */
    private byte[] value(byte quote) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        index++;
        while (index < sql.length) {
            byte c = sql[index++];
            if (c == quote) {
                if (index == sql.length || sql[index] != quote) {
                    return value.toByteArray();
                }
                index++;
            } else if (c == '\\' && backslashEscapes && index < sql.length) {
                c = unescaped(sql[index++], value);
            }
            value.write(c);
        }
        return null;
    }

    /** MySQL Reference Manual, "Special Character Escape Sequences". */
    private static byte unescaped(byte c, ByteArrayOutputStream value) {
        switch (c) {
            case '0':
                return 0;
            case 'b':
                return '\b';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'Z':
                return 26;
            case '%':
            case '_':
                // Escapes of LIKE: the backslash stays.
                value.write('\\');
                return c;
            default:
                return c;
        }
    }

    private void writeHex(byte[] value) {
        out.write('x');
        out.write('\'');
        for (byte b : value) {
            out.write(DIGITS[b >> 4 & 0xf]);
            out.write(DIGITS[b & 0xf]);
        }
        out.write('\'');
    }
}
