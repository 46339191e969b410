package io.shardfold.core.check;

import io.shardfold.core.config.Finding;
import java.util.Comparator;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings in the order of the files and their lines
 * @param databaseCount the logical databases of the configuration
 * @param tableCount the tables that its rules name
 */
public record Report(List<Finding> findings, int databaseCount, int tableCount) {

    public Report {
        List<String> files =
                findings.stream()
                        .map(finding -> String.valueOf(finding.file()))
                        .distinct()
                        .toList();
        findings =
                findings.stream()
                        .distinct()
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

    public boolean hasWarnings() {
        return findings.stream().anyMatch(finding -> !finding.isError());
    }

    /** For people: a line per finding, and a last line that sums up. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        long errors = findings.stream().filter(Finding::isError).count();
        findings.forEach(finding -> text.append(finding.toLine()).append('\n'));
        if (errors == 0) {
            text.append("The configuration can be used: ")
                    .append(counted(databaseCount, "database"))
                    .append(", ")
                    .append(counted(tableCount, "table"))
                    .append(" with rules; ");
        }
        return text.append(counted(errors, "error"))
                .append(", ")
                .append(counted(findings.size() - errors, "warning"))
                .append('\n')
                .toString();
    }

    private static String counted(long count, String what) {
        return (count == 0 ? "no" : Long.toString(count)) + " " + what + (count == 1 ? "" : "s");
    }

    /** For machines: an object with a list of findings, on one line. */
    public String toJson() {
        long errors = findings.stream().filter(Finding::isError).count();
        StringBuilder json =
                new StringBuilder("{\"ok\":")
                        .append(errors == 0)
                        .append(",\"errors\":")
                        .append(errors)
                        .append(",\"warnings\":")
                        .append(findings.size() - errors)
                        .append(",\"findings\":[");
        for (int i = 0; i < findings.size(); i++) {
            json.append(i == 0 ? "" : ",").append(findings.get(i).toJson());
        }
        return json.append("]}").toString();
    }
}
