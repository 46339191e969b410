package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a native image is told of is there, and what is found by name is told. */
class NativeImageTest {

    private static final String FOLDER = "/META-INF/native-image/io.shardfold/shardfold-jdbc/";

    private static Object read(String file) throws Exception {
        try (InputStream stream = NativeImageTest.class.getResourceAsStream(FOLDER + file)) {
            assertNotNull(stream, file);
            // JSON is YAML.
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
        }
    }

    @Test
    void everyClassThatIsListedExists() throws Exception {
        List<String> names = new ArrayList<>();
        for (Object entry : (List<?>) read("reflect-config.json")) {
            Map<?, ?> described = (Map<?, ?>) entry;
            String name = (String) described.get("name");
            names.add(name);
            Class<?> type =
                    Class.forName(
                            name.endsWith("[]") ? name.substring(0, name.length() - 2) : name);
            if (described.get("methods") instanceof List<?> methods) {
                for (Object method : methods) {
                    assertHas(type, (Map<?, ?>) method);
                }
            }
        }
        assertFalse(names.isEmpty());
        for (ServiceLoader.Provider<Driver> driver :
                ServiceLoader.load(Driver.class).stream().toList()) {
            if (driver.type().getName().startsWith("io.shardfold.")) {
                assertTrue(names.contains(driver.type().getName()), driver.type().getName());
            }
        }
    }

    private static void assertHas(Class<?> type, Map<?, ?> method) throws Exception {
        List<Class<?>> parameters = new ArrayList<>();
        for (Object parameter : (List<?>) method.get("parameterTypes")) {
            parameters.add(Class.forName((String) parameter));
        }
        Class<?>[] types = parameters.toArray(new Class<?>[0]);
        if (method.get("name").equals("<init>")) {
            assertNotNull(type.getConstructor(types));
        } else {
            assertNotNull(type.getMethod((String) method.get("name"), types));
        }
    }

    @Test
    void everyResourceThatIsListedIsAServiceThatIsRead() throws Exception {
        Map<?, ?> resources =
                (Map<?, ?>) ((Map<?, ?>) read("resource-config.json")).get("resources");
        List<?> includes = (List<?>) resources.get("includes");
        assertFalse(includes.isEmpty());
        for (Object include : includes) {
            Pattern pattern = Pattern.compile((String) ((Map<?, ?>) include).get("pattern"));
            String service = pattern.pattern().replace("\\Q", "").replace("\\E", "");
            assertTrue(pattern.matcher(service).matches(), service);
            Class.forName(service.substring(service.lastIndexOf('/') + 1));
        }
        assertTrue(((List<?>) read("proxy-config.json")).isEmpty());
    }
}
