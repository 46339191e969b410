package io.shardfold.proxy.client;

import java.text.Normalizer;

/**
 * Prepares a password for SCRAM, so that the ways to type one text give one key.
 *
 * <p>Source: RFC 4013 (SASLprep), with the tables of RFC 3454. Code points that Unicode 3.2 didn't
 * assign are taken as they are, as both sides of a login do that normalize alike.
 */
final class SaslPrep {

    private SaslPrep() {}

    /** The prepared text; the password itself where the profile forbids it, as PostgreSQL does. */
    static String prepare(String password) {
        if (isPrintableAscii(password)) {
            return password;
        }
        var mapped = new StringBuilder(password.length());
        password.codePoints()
                .forEach(
                        c -> {
                            if (isSpace(c)) {
                                mapped.append(' ');
                            } else if (!isMappedToNothing(c)) {
                                mapped.appendCodePoint(c);
                            }
                        });
        String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        if (normal.isEmpty()
                || normal.codePoints().anyMatch(SaslPrep::isProhibited)
                || !isBidirectional(normal)) {
            return password;
        }
        return normal;
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3454 table C.1.2: spaces beyond ASCII. */
    private static boolean isSpace(int c) {
        return c == 0xa0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200b
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /** RFC 3454 table B.1. */
    private static boolean isMappedToNothing(int c) {
        return c == 0xad
                || c == 0x34f
                || c == 0x1806
                || c >= 0x180b && c <= 0x180d
                || c >= 0x200b && c <= 0x200d
                || c == 0x2060
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xfeff;
    }

    /** RFC 3454 tables C.1.2, C.2.1, C.2.2 and C.3 to C.9. */
    private static boolean isProhibited(int c) {
        return isSpace(c)
                || c < 0x20
                || c >= 0x7f && c <= 0x9f
                || c == 0x6dd
                || c == 0x70f
                || c == 0x180e
                || c == 0x200c
                || c == 0x200d
                || c >= 0x200e && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x2063
                || c >= 0x206a && c <= 0x206f
                || c == 0x340
                || c == 0x341
                || c >= 0x2ff0 && c <= 0x2ffb
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffd
                || c >= 0x1d173 && c <= 0x1d17a
                || c >= 0xe000 && c <= 0xf8ff
                || c >= 0xf0000
                || c >= 0xd800 && c <= 0xdfff
                || c >= 0xfdd0 && c <= 0xfdef
                || (c & 0xfffe) == 0xfffe
                || c == 0xe0001
                || c >= 0xe0020 && c <= 0xe007f;
    }

    /**
     * RFC 3454, section 6: text from right to left must be so from its first to its last letter.
     */
    private static boolean isBidirectional(String text) {
        boolean right = text.codePoints().anyMatch(SaslPrep::isRightToLeft);
        if (!right) {
            return true;
        }
        boolean left =
                text.codePoints()
                        .anyMatch(
                                c ->
                                        Character.getDirectionality(c)
                                                == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        return !left
                && isRightToLeft(text.codePointAt(0))
                && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
