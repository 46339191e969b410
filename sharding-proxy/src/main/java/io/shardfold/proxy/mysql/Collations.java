package io.shardfold.proxy.mysql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * MySQL's character sets that Java knows too, and which collation id belongs to which.
 *
 * <p>Source: {@code information_schema.COLLATIONS} of MySQL 8.4 and MariaDB 11.4.
 */
final class Collations {

    static final int BINARY = 63;
    static final int UTF8MB4_GENERAL_CI = 45;
    static final int UTF8MB4_0900_AI_CI = 255;

    /**
     * A character set.
     *
     * @param name as the server calls it
     * @param charset null for {@code binary}: bytes aren't converted
     * @param bytesMax of one character
     * @param collation the default one's id
     */
    record CharacterSet(String name, Charset charset, int bytesMax, int collation) {

        /** To read and write names and SQL with: UTF-8 where nothing is converted. */
        Charset orUtf8() {
            return charset == null ? StandardCharsets.UTF_8 : charset;
        }
    }

    static final CharacterSet UTF8MB4 =
            new CharacterSet("utf8mb4", StandardCharsets.UTF_8, 4, UTF8MB4_GENERAL_CI);

    private static final Map<Integer, CharacterSet> BY_ID = new HashMap<>();
    private static final Map<String, CharacterSet> BY_NAME = new HashMap<>();

    static {
        put(UTF8MB4, 45, 46);
        range(UTF8MB4, 224, 247);
        range(UTF8MB4, 255, 323);
        CharacterSet utf8mb3 = new CharacterSet("utf8mb3", StandardCharsets.UTF_8, 3, 33);
        put(utf8mb3, 33, 76, 83);
        range(utf8mb3, 192, 223);
        BY_NAME.put("utf8", utf8mb3);
        put(new CharacterSet("binary", null, 1, BINARY), BINARY);
        put(new CharacterSet("ascii", StandardCharsets.US_ASCII, 1, 11), 11, 65);
        // What MySQL calls latin1 is Windows' code page 1252.
        known("latin1", "windows-1252", 1, 8, 5, 15, 31, 47, 48, 49, 94);
        known("latin2", "ISO-8859-2", 1, 9, 2, 21, 27, 77);
        known("latin5", "ISO-8859-9", 1, 30, 78);
        known("latin7", "ISO-8859-13", 1, 41, 20, 42, 79);
        known("greek", "ISO-8859-7", 1, 25, 70);
        known("hebrew", "ISO-8859-8", 1, 16, 71);
        known("koi8r", "KOI8-R", 1, 7, 74);
        known("koi8u", "KOI8-U", 1, 22, 75);
        known("tis620", "TIS-620", 1, 18, 89);
        known("cp850", "IBM850", 1, 4, 80);
        known("cp852", "IBM852", 1, 40, 81);
        known("cp866", "IBM866", 1, 36, 68);
        known("cp1250", "windows-1250", 1, 26, 34, 44, 66, 99);
        known("cp1251", "windows-1251", 1, 51, 14, 23, 50, 52);
        known("cp1256", "windows-1256", 1, 57, 67);
        known("cp1257", "windows-1257", 1, 59, 29, 58);
        known("gbk", "GBK", 2, 28, 87);
        known("gb2312", "GB2312", 2, 24, 86);
        known("gb18030", "GB18030", 4, 248, 249, 250);
        known("big5", "Big5", 2, 1, 84);
        known("sjis", "Shift_JIS", 2, 13, 88);
        known("cp932", "windows-31j", 2, 95, 96);
        known("euckr", "EUC-KR", 2, 19, 85);
        known("ujis", "EUC-JP", 3, 12, 91);
    }

    private Collations() {}

    /** Null for an id that isn't known, or whose set Java doesn't know. */
    static CharacterSet of(int collation) {
        return BY_ID.get(collation);
    }

    /**
     * The name of a collation of utf8mb4 that clients ask for in the handshake and every server
     * knows; null for any other.
     */
    static String utf8mb4Name(int collation) {
        return switch (collation) {
            case UTF8MB4_GENERAL_CI -> "utf8mb4_general_ci";
            case 46 -> "utf8mb4_bin";
            case 224 -> "utf8mb4_unicode_ci";
            case 246 -> "utf8mb4_unicode_520_ci";
            default -> null;
        };
    }

    /** Null for a name that isn't known, or whose set Java doesn't know. */
    static CharacterSet named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    private static void known(
            String name, String javaName, int bytesMax, int collation, int... others) {
        // A Java runtime without the extended charsets lacks some: their ids are then unknown.
        if (Charset.isSupported(javaName)) {
            CharacterSet set =
                    new CharacterSet(name, Charset.forName(javaName), bytesMax, collation);
            put(set, collation);
            put(set, others);
        }
    }

    private static void put(CharacterSet set, int... collations) {
        BY_NAME.put(set.name, set);
        for (int collation : collations) {
            BY_ID.put(collation, set);
        }
    }

    private static void range(CharacterSet set, int first, int last) {
        for (int collation = first; collation <= last; collation++) {
            put(set, collation);
        }
    }
}
