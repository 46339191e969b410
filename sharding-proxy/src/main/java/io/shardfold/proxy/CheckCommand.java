package io.shardfold.proxy;

import io.shardfold.core.check.ConfigurationCheck;
import io.shardfold.core.check.ConfigurationCheck.Depth;
import io.shardfold.core.check.Report;
import io.shardfold.core.config.Placeholders;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code shardfold check FILE|DIR}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Says what is wrong in a configuration: the file of a JDBC data source, or a proxy's"
                        + " directory or one file of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors; there may be warnings",
            "1:errors, or warnings with --strict",
            "2:wrong options"
        })
final class CheckCommand implements Callable<Integer> {

    static final int OK = 0;
    static final int WRONG = 1;

    /** How a report is written. */
    enum Format {
        TEXT,
        JSON
    }

    /** What every way to ask for a check has. */
    static final class Options {

        @Option(
                names = "--connect",
                description =
                        "Also compare the configuration with its databases. Reads their catalogs,"
                                + " changes nothing.")
        private boolean connect;

        @Option(names = "--strict", description = "Warnings count as errors: the exit code is 1.")
        private boolean strict;

        @Option(
                names = "--format",
                paramLabel = "text|json",
                description = "For people, a line each, or for machines. Default: text.")
        private Format format = Format.TEXT;

        boolean areGiven() {
            return connect || strict || format != Format.TEXT;
        }

        Depth depth() {
            return connect ? Depth.CONNECT : Depth.TEXT;
        }

        /** Writes the report, and gives the exit code. */
        int tell(Report report, PrintWriter out) {
            if (format == Format.JSON) {
                out.println(report.toJson());
            } else {
                out.print(report.toText());
            }
            out.flush();
            return report.hasErrors() || strict && report.hasWarnings() ? WRONG : OK;
        }
    }

    @Spec private CommandSpec spec;

    @Mixin private Options options;

    @Option(
            names = "--placeholder-type",
            paramLabel = "TYPE",
            description =
                    "What replaces $$$${KEY::default} in the file of a JDBC data source, as in its"
                            + " URL: none, environment or system_props. Default: none.")
    private Placeholders placeholders = Placeholders.NONE;

    @Parameters(
            paramLabel = "FILE|DIR",
            description =
                    "A file, or a directory of global.yaml and database-*.yaml. Files of these"
                            + " names are a proxy's, others a JDBC data source's.")
    private Path path;

    @Override
    public Integer call() {
        Report report =
                Files.isDirectory(path)
                        ? checkProxy(path, options.depth())
                        : ConfigurationCheck.check(path, placeholders, options.depth());
        return options.tell(report, spec.commandLine().getOut());
    }

    /** A whole proxy has settings besides: users, limits, TLS. */
    static Report checkProxy(Path directory, Depth depth) {
        return ConfigurationCheck.checkProxy(
                directory,
                configuration -> ServerProperties.settings(configuration, directory),
                depth);
    }
}
