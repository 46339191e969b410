package io.shardfold.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProxyCommandTest {

    private static final String GLOBAL =
            """
            authority:
              users:
                - user: app@%
                  password: secret
            """;

    private static final String SHOP =
            """
            databaseName: shop
            dataSources:
              ds_0:
                url: jdbc:h2:mem:nowhere
                username: sa
                password: ''
            rules:
            - !SINGLE
              tables: ["*.*"]
            """;

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String global, String shop, String... options) throws IOException {
        Files.writeString(directory.resolve("global.yaml"), global);
        Files.writeString(directory.resolve("database-shop.yaml"), shop);
        CommandLine command = ProxyCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        String[] all = new String[options.length + 2];
        all[0] = "--config";
        all[1] = directory.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return command.execute(all);
    }

    @Test
    void checkSaysThatNothingIsWrongAndConnectsToNothing() throws IOException {
        assertEquals(0, run(GLOBAL, SHOP, "--check"), out + "" + err);
        assertTrue(out.toString().contains("can be used: 1 database, "), out::toString);
    }

    @Test
    void checkNamesFileLineAndKey() throws IOException {
        assertEquals(1, run(GLOBAL, SHOP.replace("dataSources", "dataSuorces"), "--check"));
        assertTrue(
                out.toString().contains("database-shop.yaml:2: error: dataSuorces"), out::toString);
    }

    @Test
    void withoutUsersItDoesNotStart() throws IOException {
        assertEquals(1, run("props: {}", SHOP));
        assertTrue(err.toString().contains("authority.users"), err::toString);
    }

    @Test
    void aPropertyThatCanNotBeIsNamed() throws IOException {
        assertEquals(1, run(GLOBAL + "props: {shardfold-max-allowed-packet: 12}", SHOP, "--check"));
        assertTrue(out.toString().contains("props.shardfold-max-allowed-packet"), out::toString);
    }

    @Test
    void wrongOptionsAreAnExitCodeOfTheirOwn() throws IOException {
        assertEquals(2, run(GLOBAL, SHOP, "--nonsense"));
        assertTrue(err.toString().contains("--nonsense"), err::toString);
    }
}
