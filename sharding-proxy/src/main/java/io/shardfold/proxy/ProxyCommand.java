package io.shardfold.proxy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Finding;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.sql.Dialect;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code shardfold-proxy --config DIR}. */
@Command(
        name = "shardfold-proxy",
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        description = "Serves sharded databases to MySQL and PostgreSQL clients.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or nothing is wrong (--check)",
            "1:the configuration is wrong, or a data source or port can't be used",
            "2:wrong options"
        })
public final class ProxyCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyCommand.class);

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "DIR",
            description = "The directory of global.yaml and database-*.yaml.")
    private Path directory;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Listen on this port, for the protocol of the first database's data sources."
                            + " Default: the property proxy-default-port, and that is 3307 by"
                            + " default.")
    private Integer port;

    @Option(
            names = "--mysql-port",
            paramLabel = "N",
            description = "Listen for MySQL clients on this port.")
    private Integer mysqlPort;

    @Option(
            names = "--postgresql-port",
            paramLabel = "N",
            description = "Listen for PostgreSQL clients on this port.")
    private Integer postgresqlPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Listen on this address of the machine alone. Default: on all.")
    private String address;

    @Option(
            names = "--check",
            description =
                    "Only say what is wrong in the configuration, as 'shardfold check DIR' does."
                            + " Connects to nothing without --connect.")
    private boolean check;

    @Mixin private CheckCommand.Options checkOptions;

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ProxyCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "shardfold-proxy " + (version == null ? "(built from source)" : version)
            };
        }
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return configured(new CommandLine(new ProxyCommand()));
    }

    /** A command line whose failures are told without a stack trace. */
    static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            if (failure instanceof ShardfoldException told) {
                                report(command.getErr(), told);
                                return CheckCommand.WRONG;
                            }
                            throw failure;
                        });
    }

    /** A configuration's first error has the others as suppressed exceptions. */
    private static void report(PrintWriter err, ShardfoldException failure) {
        err.println("error: " + failure.getMessage());
        for (Throwable other : failure.getSuppressed()) {
            if (other instanceof ShardfoldException) {
                err.println("error: " + other.getMessage());
            }
        }
        err.flush();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (check) {
            return checkOptions.tell(
                    CheckCommand.checkProxy(directory, checkOptions.depth()),
                    spec.commandLine().getOut());
        }
        if (checkOptions.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--connect, --strict and --format belong to --check.");
        }
        return serve();
    }

    private int serve() throws InterruptedException {
        ServerConfiguration configuration = ConfigurationLoader.proxy(directory);
        for (Finding warning : configuration.warnings()) {
            LOG.warn("{}", warning.toLine());
        }
        setLogLevel(configuration);
        ProxySettings settings = ServerProperties.settings(configuration, directory);
        List<Database> databases = new ArrayList<>();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            for (DatabaseConfiguration database : configuration.databases()) {
                databases.add(Database.open(database, Map.of(), true));
            }
            ProxyServer server =
                    ProxyServer.start(settings, endpoints(configuration, databases), databases);
            Thread stop =
                    new Thread(
                            () -> {
                                server.close();
                                closeAll(databases);
                                stopped.countDown();
                            },
                            "shardfold-stop");
            Runtime.getRuntime().addShutdownHook(stop);
        } catch (RuntimeException | Error failure) {
            closeAll(databases);
            throw failure;
        }
        stopped.await();
        return CheckCommand.OK;
    }

    /** {@code system-log-level}, where the configuration says it. */
    private static void setLogLevel(ServerConfiguration configuration) {
        if (configuration.props().texts().containsKey("system-log-level")
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME)
                    .setLevel(Level.toLevel(configuration.props().systemLogLevel()));
        }
    }

    private List<Endpoint> endpoints(ServerConfiguration configuration, List<Database> databases) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (mysqlPort != null) {
            endpoints.add(new Endpoint(Protocol.MYSQL, address, mysqlPort));
        }
        if (postgresqlPort != null) {
            endpoints.add(new Endpoint(Protocol.POSTGRESQL, address, postgresqlPort));
        }
        if (port != null || endpoints.isEmpty()) {
            endpoints.add(
                    new Endpoint(
                            protocol(configuration, databases),
                            address,
                            port != null ? port : configuration.props().proxyDefaultPort()));
        }
        return endpoints;
    }

    private static Protocol protocol(ServerConfiguration configuration, List<Database> databases) {
        String configured = configuration.props().frontendProtocol();
        if (configured != null) {
            return Protocol.valueOf(configured);
        }
        return databases.isEmpty() || databases.get(0).dialect() == Dialect.MYSQL
                ? Protocol.MYSQL
                : Protocol.POSTGRESQL;
    }

    private static void closeAll(List<Database> databases) {
        for (Database database : databases) {
            database.close();
        }
    }
}
