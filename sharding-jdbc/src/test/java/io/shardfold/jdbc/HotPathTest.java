package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How much code a point select runs: the source files with at least one executed probe, and the
 * frames of ours that stand between the application and the backend's driver.
 *
 * <p>Shardfold's classes are loaded a second time here, with JaCoCo's probes in them.
 */
class HotPathTest {

    private static final int FILES_MAX = 30;
    private static final int FILES_MAX_NEW_TEXT = 45;
    private static final int FRAMES_MAX = 8;

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.H2_MYSQL, 2);

    private final RuntimeData data = new RuntimeData();

    /** The stack of the last executeQuery that reached a backend, innermost first. */
    private final List<StackTraceElement> lastStack = new ArrayList<>();

    @Test
    void aPointSelectRunsFewFilesAndFrames() throws Exception {
        DATABASES.onEveryShard(
                "CREATE TABLE t_point (id BIGINT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t_point VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        Map<String, DataSource> shards = new LinkedHashMap<>();
        for (TestDatabase shard : DATABASES.shards()) {
            shards.put("ds_" + shards.size(), watched(shard));
        }
        IRuntime probes = new LoggerRuntime();
        probes.startup(data);
        ClassLoader loader = new ProbedClasses(new Instrumenter(probes));
        Class<?> type = Class.forName("io.shardfold.jdbc.ShardfoldDataSource", true, loader);
        DataSource shardfold =
                (DataSource)
                        type.getMethod("ofYaml", byte[].class, Map.class)
                                .invoke(null, RULES.getBytes(StandardCharsets.UTF_8), shards);
        try (AutoCloseable closing = (AutoCloseable) shardfold) {
            for (int i = 0; i < 20; i++) {
                selectByParameter(shardfold);
                selectByLiteral(shardfold, 100 + i, null);
            }
            Collection<String> cached = filesRunBy(() -> selectByParameter(shardfold));
            List<String> frames = framesOfOurs();
            Collection<String> newText = filesRunBy(() -> selectByLiteral(shardfold, 3, "three"));
            print("a cached point select", cached);
            print("a point select with a text that differs in its literals", newText);
            System.out.println("Frames from executeQuery to the driver: " + frames.size());
            frames.forEach(frame -> System.out.println("  " + frame));
            assertTrue(cached.size() <= FILES_MAX, cached.size() + " files");
            assertTrue(newText.size() <= FILES_MAX_NEW_TEXT, newText.size() + " files");
            assertTrue(frames.size() <= FRAMES_MAX, frames.size() + " frames");
        } finally {
            probes.shutdown();
        }
    }

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_point:
                  actualDataNodes: ds_${0..1}.t_point
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
              shardingAlgorithms:
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
            """;

    private static void print(String what, Collection<String> files) {
        System.out.println("Source files run by " + what + ": " + files.size());
        files.forEach(file -> System.out.println("  " + file));
    }

    private void selectByParameter(DataSource shardfold) throws SQLException {
        try (Connection connection = shardfold.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT name FROM t_point WHERE id = ?")) {
            statement.setLong(1, 2);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("two", rows.getString(1));
            }
        }
    }

    private void selectByLiteral(DataSource shardfold, int id, String name) throws SQLException {
        try (Connection connection = shardfold.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name FROM t_point WHERE id = " + id)) {
            assertEquals(name, rows.next() ? rows.getString(1) : null);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private Collection<String> filesRunBy(Work work) throws Exception {
        data.reset();
        work.run();
        ExecutionDataStore executed = new ExecutionDataStore();
        data.collect(executed, new SessionInfoStore(), false);
        Collection<String> files = new TreeSet<>();
        for (ExecutionData type : executed.getContents()) {
            if (type.hasHits()) {
                // One file holds a top-level class and what is nested in it.
                files.add(type.getName().replaceFirst("\\$.*", "") + ".java");
            }
        }
        return files;
    }

    /** Outermost first, from the statement's executeQuery on. */
    private List<String> framesOfOurs() {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : lastStack) {
            boolean ours =
                    frame.getClassName().startsWith("io.shardfold.")
                            && !frame.getClassName().startsWith(HotPathTest.class.getName());
            if (ours) {
                frames.add(0, frame.toString());
            }
        }
        assertTrue(frames.get(0).contains("executeQuery"), frames.toString());
        return frames;
    }

    /** A backend that notes the stack of whoever runs a query on it. */
    private DataSource watched(TestDatabase shard) {
        return proxy(
                DataSource.class,
                (method, arguments) ->
                        method.getName().equals("getConnection")
                                ? watched(shard.connect())
                                : method.invoke(shard, arguments));
    }

    private Connection watched(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    Object result = method.invoke(connection, arguments);
                    if (result instanceof PreparedStatement statement) {
                        return watched(PreparedStatement.class, statement);
                    }
                    return result instanceof Statement statement
                            ? watched(Statement.class, statement)
                            : result;
                });
    }

    private <T extends Statement> T watched(Class<T> type, T statement) {
        return proxy(
                type,
                (method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        lastStack.clear();
                        lastStack.addAll(List.of(new Throwable().getStackTrace()));
                    }
                    return method.invoke(statement, arguments);
                });
    }

    private interface Call {
        Object answer(java.lang.reflect.Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        Object proxy =
                Proxy.newProxyInstance(
                        HotPathTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            try {
                                return call.answer(method, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
        return type.cast(proxy);
    }

    /** Shardfold's classes with probes; everything else is the application's. */
    private static final class ProbedClasses extends ClassLoader {

        private final Instrumenter instrumenter;

        ProbedClasses(Instrumenter instrumenter) {
            super(HotPathTest.class.getClassLoader());
            this.instrumenter = instrumenter;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.shardfold.") || name.startsWith("io.shardfold.testkit.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String path = name.replace('.', '/') + ".class";
            try (InputStream stream = getParent().getResourceAsStream(path)) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] probed = instrumenter.instrument(stream, name);
                return defineClass(name, probed, 0, probed.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
