package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.lex.Fingerprint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any text gives statements or a {@link SyntaxException}, whose position is inside the text.
 *
 * <p>{@code -Dfuzz.count=10000000} mutates so many texts per dialect; {@code -Dfuzz.seed=N} repeats
 * a run.
 */
class ParserFuzzTest {

    private static final int COUNT = Integer.getInteger("fuzz.count", 40_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
    private static final String SIGNS =
            "()'\"`,;.:*?$@#-/\\[]{}=<>!|&%^~+ \n\0\u00e9\u4e2d0123xeEbBnNuU_";

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void mutatedTextsAreReadOrRefused(Dialect dialect) throws Exception {
        List<GoldenStatements.Line> lines = GoldenStatements.read(dialect).lines();
        Random random = new Random(SEED);
        for (int i = 0; i < COUNT; i++) {
            String text = lines.get(random.nextInt(lines.size())).sql();
            String other = lines.get(random.nextInt(lines.size())).sql();
            for (int n = random.nextInt(4); n >= 0; n--) text = mutated(text, other, random);
            check(dialect, text, i);
        }
    }

    private static void check(Dialect dialect, String text, int number) {
        try {
            Fingerprint.of(Syntax.of(dialect), text);
            SqlParser.split(Syntax.of(dialect), text);
            SqlParser.parseAll(Syntax.of(dialect), text);
        } catch (SyntaxException e) {
            assertTrue(
                    e.position() >= 0 && e.position() <= text.length(),
                    () -> e.position() + " in " + text);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            fail("seed " + SEED + ", text " + number + ": " + text, e);
        }
    }

    private static String mutated(String text, String other, Random random) {
        if (text.isEmpty()) return other;
        int at = random.nextInt(text.length());
        int length = Math.min(text.length() - at, 1 + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + text.substring(at + length);
            case 1 ->
                    text.substring(0, at)
                            + SIGNS.charAt(random.nextInt(SIGNS.length()))
                            + text.substring(at);
            case 2 -> text.substring(0, at);
            case 3 -> text.substring(0, at) + other.substring(random.nextInt(other.length()));
            case 4 ->
                    text.substring(0, at + length)
                            + text.substring(at).repeat(1 + random.nextInt(3));
            default ->
                    text.substring(0, at)
                            + text.substring(at, at + length).repeat(1 + random.nextInt(50))
                            + text.substring(at + length);
        };
    }
}
