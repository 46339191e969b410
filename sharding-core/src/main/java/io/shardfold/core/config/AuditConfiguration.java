package io.shardfold.core.config;

import java.util.List;

/** Which auditors look at statements about a table. */
public record AuditConfiguration(List<String> auditors, boolean allowHintDisable, Place place) {
    public AuditConfiguration {
        auditors = List.copyOf(auditors);
    }
}
