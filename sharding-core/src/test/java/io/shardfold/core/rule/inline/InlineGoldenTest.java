package io.shardfold.core.rule.inline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.rule.GoldenFile;
import io.shardfold.core.rule.KeyLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What expressions give: {@code golden/inline/*.txt}. */
class InlineGoldenTest {

    @Test
    void expressionsGiveWhatIsWritten() {
        GoldenFile.in("inline").forEach(file -> GoldenFile.check(file, InlineGoldenTest::block));
    }

    private static List<String> block(List<String> block) {
        List<String> lines = new ArrayList<>();
        for (String line : block) {
            int arrow = line.indexOf(" => ");
            String question = (arrow < 0 ? line : line.substring(0, arrow)).stripTrailing();
            if (question.startsWith("list ")) {
                lines.add(String.format("%-60s => %s", question, names(question.substring(5))));
            } else if (question.startsWith("value ")) {
                lines.add(String.format("%-60s => %s", question, name(question.substring(6))));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String names(String expression) {
        try {
            return String.join(", ", InlineList.names(expression));
        } catch (InlineException refused) {
            return "error: " + refused.getMessage();
        }
    }

    private static String name(String question) {
        int bar = question.indexOf(" | ");
        Object value = KeyLiteral.parse(question.substring(0, bar));
        InlineExpression read;
        try {
            read = InlineExpression.read(question.substring(bar + 3), List.of("id"));
        } catch (InlineException refused) {
            return "refused: " + refused.getMessage();
        }
        try {
            return read.evaluate(value);
        } catch (InlineException noAnswer) {
            return "no answer: " + noAnswer.getMessage();
        }
    }

    /**
     * What the table of remainders says is what the expression says, for every integer near and
     * far.
     */
    @Test
    void periodHolds() {
        for (String text :
                List.of(
                        "${id % 4}",
                        "${Math.abs(id) % 6}",
                        "${(id % 4).intdiv(2)}_${id % 3}",
                        "${Math.floorMod(id, 5)}",
                        "${id.toLong() % 8 + 1}",
                        "${['a','b','c'][id % 3]}",
                        "${id % 2 == 0 ? id % 10 : 'odd'}")) {
            InlineExpression read = InlineExpression.read(text, List.of("id"));
            int period = read.period(0);
            Random random = new Random(7);
            for (int i = 0; i < 2_000; i++) {
                int value = i < 200 ? i - 100 : random.nextInt();
                assertEquals(
                        read.evaluate(value % period), read.evaluate(value), text + " of " + value);
            }
        }
    }

    @Test
    void expressionsThatLookAtMoreThanARemainderHaveNoPeriod() {
        for (String text :
                List.of(
                        "${id}",
                        "${id / 2 % 4}",
                        "${id % 4}_${id}",
                        "${id * 3 % 4}",
                        "${id.hashCode() % 4}",
                        "${id % 1000000}",
                        "${id % -4}",
                        "${def a = id; a % 4}")) {
            assertEquals(0, InlineExpression.read(text, List.of("id")).period(0), text);
        }
    }

    @Test
    void anyTextIsReadOrRefused() {
        String alphabet = "id0129.%*+-/()[]{}$'\",:;<>=!&|?^ \\nas collect padLeft toLong Math abs";
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "t_${" : "");
            int length = random.nextInt(40);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            text.append(random.nextBoolean() ? "}" : "");
            try {
                InlineExpression.read(text.toString(), List.of("id")).evaluate(random.nextInt());
            } catch (InlineException refused) {
                assertEquals(InlineException.class, refused.getClass());
            }
            try {
                InlineList.names(text.toString());
            } catch (InlineException refused) {
                assertEquals(InlineException.class, refused.getClass());
            }
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "${" + "(".repeat(5_000) + "id" + ")".repeat(5_000) + "}";
        assertThrows(InlineException.class, () -> InlineExpression.read(deep, List.of("id")));
    }
}
