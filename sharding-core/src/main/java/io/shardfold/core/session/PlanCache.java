package io.shardfold.core.session;

import io.shardfold.core.plan.TextLiterals;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.lex.Fingerprint;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was prepared before: by text, and by fingerprint for texts that differ in their literals
 * alone.
 *
 * <p>No lock is taken by a reader. The texts are a table in which a later one takes an earlier
 * one's place: a flood of texts costs those that it meets their place and nothing else. The
 * fingerprints are bounded; when they are too many, all are forgotten.
 */
final class PlanCache {

    private static final int TEXT_SLOTS = 4096;
    private static final int FINGERPRINTS_MAX = 16_384;

    private final AtomicReferenceArray<Prepared> texts = new AtomicReferenceArray<>(TEXT_SLOTS);
    private final ConcurrentHashMap<Fingerprint, Prepared> fingerprints = new ConcurrentHashMap<>();

    Prepared find(String sql, Syntax syntax) {
        Prepared found = texts.get(slot(sql));
        return found != null
                        && found.sql().equals(sql)
                        && (found.syntax() == syntax || found.syntax().equals(syntax))
                ? found
                : null;
    }

    void keep(Prepared prepared) {
        texts.set(slot(prepared.sql()), prepared);
    }

    /** One whose plan serves this text too; null where there is none. */
    Prepared find(Fingerprint fingerprint) {
        Prepared found = fingerprints.get(fingerprint);
        while (found != null
                && !TextLiterals.agree(
                        found.fingerprint(), fingerprint, found.plan().fixedLiterals())) {
            found = found.sibling();
        }
        return found;
    }

    void keepPlan(Prepared prepared) {
        if (fingerprints.size() >= FINGERPRINTS_MAX) {
            fingerprints.clear();
        }
        fingerprints.compute(
                prepared.fingerprint(),
                (key, earlier) -> {
                    prepared.follow(earlier);
                    return prepared;
                });
    }

    private static int slot(String sql) {
        int hash = sql.hashCode();
        return (hash ^ hash >>> 16) & TEXT_SLOTS - 1;
    }
}
