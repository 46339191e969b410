package io.shardfold.core.config;

import io.shardfold.core.config.Finding.Severity;
import io.shardfold.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is found, so that one run tells everything. Owned by one load or one check; not
 * safe for several threads.
 */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    public void error(Place place, String message) {
        error(place, message, null);
    }

    public void error(Place place, String message, String suggestion) {
        all.add(
                new Finding(
                        Severity.ERROR,
                        place.file(),
                        place.line(),
                        place.key(),
                        message,
                        suggestion));
    }

    public void warn(Place place, String message) {
        warn(place, message, null);
    }

    public void warn(Place place, String message, String suggestion) {
        all.add(
                new Finding(
                        Severity.WARNING,
                        place.file(),
                        place.line(),
                        place.key(),
                        message,
                        suggestion));
    }

    /** What can't be read at all. */
    public void add(ConfigurationException unreadable) {
        error(
                new Place(
                        unreadable.file(),
                        unreadable.line(),
                        unreadable.key() == null ? "" : unreadable.key()),
                unreadable.reason(),
                unreadable.suggestion());
    }

    /** What another part of the same run has found. */
    public void addAll(Findings others) {
        all.addAll(others.all);
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(Finding::isError);
    }

    /** In the order found. */
    public List<Finding> all() {
        return List.copyOf(all);
    }

    public List<Finding> warnings() {
        return all.stream().filter(finding -> !finding.isError()).toList();
    }

    /**
     * @throws ConfigurationException the first error; the others are suppressed exceptions of it
     */
    public void throwIfError() {
        ConfigurationException first = null;
        for (Finding finding : all) {
            if (finding.isError()) {
                if (first == null) {
                    first = finding.toException();
                } else {
                    first.addSuppressed(finding.toException());
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
