package io.shardfold.houserules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has each module that an application may use, in the build's version. */
class BomTest {

    private static final Pattern MANAGED =
            Pattern.compile(
                    "<groupId>io\\.shardfold</groupId><artifactId>([a-z-]+)</artifactId>"
                            + "<version>\\$\\{project\\.version}</version>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");

    private static String text(String pom) {
        return SourceTree.text(SourceTree.root().resolve(Path.of(pom)));
    }

    private static TreeSet<String> managed(String pom) {
        TreeSet<String> modules = new TreeSet<>();
        for (Matcher match = MANAGED.matcher(text(pom)); match.find(); ) {
            modules.add(match.group(1));
        }
        return modules;
    }

    private static String version(String pom) {
        Matcher match = VERSION.matcher(text(pom));
        return match.find() ? match.group(1) : null;
    }

    @Test
    void hasTheModulesOfTheBuild() {
        TreeSet<String> modules = managed("pom.xml");
        // For tests, and not for applications.
        modules.remove("shardfold-test-kit");
        modules.add("shardfold-jdbc-shaded");
        assertEquals(modules, managed("distribution/bom/pom.xml"));
        assertEquals(version("pom.xml"), version("distribution/bom/pom.xml"));
    }
}
