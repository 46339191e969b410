package io.shardfold.core.rule;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Finding;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.rule.key.KeyServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a configuration without a database: everything that is wrong or doubtful in it, in one go.
 */
public final class RuleCheck {

    private RuleCheck() {}

    /**
     * What was found.
     *
     * @param findings in the order of the files and their lines
     */
    public record Report(List<Finding> findings) {

        public Report {
            List<String> files =
                    findings.stream()
                            .map(finding -> String.valueOf(finding.file()))
                            .distinct()
                            .toList();
            findings =
                    findings.stream()
                            .sorted(
                                    Comparator.comparingInt(
                                                    (Finding finding) ->
                                                            files.indexOf(
                                                                    String.valueOf(finding.file())))
                                            .thenComparingInt(Finding::line))
                            .toList();
        }

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }

        /** 0 when the configuration can be used, warnings or not; 1 when it has errors. */
        public int exitCode() {
            return hasErrors() ? 1 : 0;
        }

        /** For people: a line per finding, and a last line that sums up. */
        public String toText() {
            StringBuilder text = new StringBuilder();
            long errors = findings.stream().filter(Finding::isError).count();
            findings.forEach(finding -> text.append(finding.toLine()).append('\n'));
            return text.append(counted(errors, "error"))
                    .append(", ")
                    .append(counted(findings.size() - errors, "warning"))
                    .append('\n')
                    .toString();
        }

        private static String counted(long count, String what) {
            return (count == 0 ? "no" : Long.toString(count))
                    + " "
                    + what
                    + (count == 1 ? "" : "s");
        }

        /** For machines: an object with a list of findings. */
        public String toJson() {
            StringBuilder json =
                    new StringBuilder("{\"ok\":").append(!hasErrors()).append(",\"findings\":[");
            for (int i = 0; i < findings.size(); i++) {
                json.append(i == 0 ? "" : ",").append(findings.get(i).toJson());
            }
            return json.append("]}").toString();
        }
    }

    /**
     * Checks a proxy's directory, one of its files, or the file of a JDBC data source.
     *
     * @param placeholders what replaces placeholders in the file of a JDBC data source
     */
    public static Report check(Path path, Placeholders placeholders) {
        Findings findings = new Findings();
        try {
            ServerConfiguration configuration = load(path, placeholders, findings);
            for (DatabaseConfiguration database : configuration.databases()) {
                Rules.of(database, KeyServices.ASSUMED, findings);
            }
        } catch (ConfigurationException unreadable) {
            // What can't be read at all ends the check; what was found before stays.
            findings.add(unreadable);
        }
        return new Report(findings.all());
    }

    /** As above, of a JDBC data source's configuration given as a text. */
    public static Report check(String name, String text, Placeholders placeholders) {
        Findings findings = new Findings();
        try {
            Rules.of(
                    ConfigurationLoader.jdbc(name, text, placeholders, findings).database(),
                    KeyServices.ASSUMED,
                    findings);
        } catch (ConfigurationException unreadable) {
            findings.add(unreadable);
        }
        return new Report(findings.all());
    }

    private static ServerConfiguration load(
            Path path, Placeholders placeholders, Findings findings) {
        if (Files.isDirectory(path)) {
            return ConfigurationLoader.proxy(path, findings);
        }
        String name = path.getFileName().toString();
        String text = text(path);
        if (name.equals("global.yaml") || name.equals("server.yaml")) {
            return ConfigurationLoader.proxy(name, text, Map.of(), findings);
        }
        if (name.startsWith("database-") || name.startsWith("config-")) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put(name, text);
            return ConfigurationLoader.proxy("global.yaml", "", files, findings);
        }
        return ConfigurationLoader.jdbc(name, text, placeholders, findings);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    path.toString(),
                    0,
                    null,
                    "The file can't be read as UTF-8 text: " + unreadable + ".",
                    null,
                    unreadable);
        }
    }
}
