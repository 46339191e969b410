package io.shardfold.core.rule;

import java.util.List;
import java.util.Locale;

/**
 * A demand on every statement about a table: it must restrict a sharding key ({@code
 * DML_SHARDING_CONDITIONS}).
 *
 * @param auditors the names of the auditors, as the configuration spells them
 * @param allowHintDisable whether a hint may switch them off
 */
public record Audit(List<String> auditors, boolean allowHintDisable) {

    public Audit {
        auditors = List.copyOf(auditors);
    }

    /** Whether the demand still stands with a hint. */
    public boolean isDemanded(Hint hint) {
        for (String auditor : auditors) {
            if (!allowHintDisable
                    || !hint.disabledAuditors().contains(auditor.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
