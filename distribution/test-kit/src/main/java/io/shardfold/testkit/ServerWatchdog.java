package io.shardfold.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a database server and deletes its data once this JVM is gone, however it went: exit, Ctrl-C
 * or kill -9.
 *
 * <p>It is a small shell process that waits for the end of its standard input. The other end is
 * held by this JVM alone, so the operating system closes it for us; a shutdown hook would not run
 * when the JVM is killed.
 */
final class ServerWatchdog {

    /** Held so that the pipe stays open while the JVM lives. */
    private static final List<Process> WATCHDOGS = new ArrayList<>();

    // Ctrl-C goes to the whole process group: the watchdog must outlive it to do its work. SIGQUIT
    // lets the server remove its shared memory; one that doesn't care within ten seconds is killed.
    // Nobody may be there to reap it (PID 1 of many containers doesn't): a zombie has ended, too.
    private static final String SCRIPT =
            "trap '' INT TERM HUP; cat > /dev/null;"
                    + " pid=$(head -n 1 \"$2\" 2> /dev/null);"
                    + " if [ -n \"$pid\" ]; then kill -QUIT $pid; n=0;"
                    + " while kill -0 $pid && ! grep -q '^State:[[:space:]]*Z' /proc/$pid/status"
                    + " && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done;"
                    + " kill -9 $pid; fi; rm -rf \"$1\"";

    private ServerWatchdog() {}

    /**
     * Starts watching; to be called before the server starts.
     *
     * @param data the server's folder, deleted with all that is in it
     * @param pidFile where the server writes its process id, on the first line
     */
    static synchronized void watch(Path data, Path pidFile) {
        try {
            WATCHDOGS.add(
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    SCRIPT,
                                    "shardfold-watchdog",
                                    data.toString(),
                                    pidFile.toString())
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start());
        } catch (IOException failure) {
            throw new UncheckedIOException("Can't start a watchdog for " + data, failure);
        }
    }
}
