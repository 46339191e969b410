package io.shardfold.proxy;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code shardfold}, whose commands do the work. */
@Command(
        name = "shardfold",
        mixinStandardHelpOptions = true,
        versionProvider = ProxyCommand.Version.class,
        description = "Database sharding for MySQL and PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CheckCommand.class, ProxyCommand.class})
public final class ShardfoldCommand {

    private ShardfoldCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return ProxyCommand.configured(new CommandLine(new ShardfoldCommand()));
    }
}
