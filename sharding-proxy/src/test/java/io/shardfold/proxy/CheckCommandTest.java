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

/** {@code shardfold check}: its forms, and the exit codes that scripts rely on. */
class CheckCommandTest {

    private static final String RIGHT =
            "dataSources: {ds_0: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:check'}}\n";

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(String name, String text, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return run(file, options);
    }

    private int run(Path path, String... options) {
        CommandLine command = ShardfoldCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        String[] all = new String[options.length + 2];
        all[0] = "check";
        System.arraycopy(options, 0, all, 1, options.length);
        all[all.length - 1] = path.toString();
        return command.execute(all);
    }

    @Test
    void aRightFileIsZero() throws IOException {
        assertEquals(0, check("shop.yaml", RIGHT), out::toString);
        assertTrue(out.toString().contains("no errors, no warnings"), out::toString);
    }

    @Test
    void anErrorIsOneWithItsPlaceAndTheNearestKey() throws IOException {
        assertEquals(1, check("shop.yaml", RIGHT + "propps: {}\n"));
        assertTrue(
                out.toString().contains("shop.yaml:2: error: propps: ")
                        && out.toString().contains("Did you mean 'props'?"),
                out::toString);
    }

    @Test
    void warningsAreZeroUnlessTheyCount() throws IOException {
        String text = RIGHT + "props: {sql-shw: true}\n";
        assertEquals(0, check("shop.yaml", text));
        assertEquals(1, check("shop.yaml", text, "--strict"));
    }

    @Test
    void machinesGetOneLineOfJson() throws IOException {
        assertEquals(1, check("shop.yaml", RIGHT + "propps: {}\n", "--format", "json"));
        assertTrue(
                out.toString().matches("\\{\"ok\":false,\"errors\":1,.*\"line\":2,.*\\}\\R"),
                out::toString);
    }

    @Test
    void placeholdersAreReplacedAsInAUrl() throws IOException {
        String text = RIGHT.replace("jdbc:h2:mem:check", "$${shardfold.check.url::jdbc:h2:mem:x}");
        assertEquals(1, check("shop.yaml", text));
        assertEquals(0, check("shop.yaml", text, "--placeholder-type", "system_props"));
    }

    @Test
    void theOtherFormsKeysAreTranslated() throws IOException {
        assertEquals(
                1,
                check(
                        "database-shop.yaml",
                        "databaseName: shop\ndataSources:\n  ds_0:\n    jdbcUrl: jdbc:h2:mem:check\n"));
        assertTrue(
                out.toString()
                        .contains(
                                "database-shop.yaml:4: error: dataSources.ds_0.jdbcUrl: The key 'jdbcUrl' is unknown here: a proxy's file calls it 'url'."),
                out::toString);
    }

    @Test
    void databasesAreComparedWhereThatIsAskedFor() throws IOException {
        String text = RIGHT + "rules:\n- !BROADCAST\n  tables: [t_region]\n";
        assertEquals(0, check("shop.yaml", text));
        assertEquals(1, check("shop.yaml", text, "--connect"));
        assertTrue(
                out.toString().contains("The broadcast table t_region doesn't exist in ds_0"),
                out::toString);
    }

    @Test
    void whatIsNotThereIsAnErrorAndWrongOptionsAreTwo() {
        assertEquals(1, run(directory.resolve("none.yaml")));
        assertEquals(2, run(directory, "--nonsense"));
        assertEquals(2, run(directory, "--format", "xml"));
    }
}
