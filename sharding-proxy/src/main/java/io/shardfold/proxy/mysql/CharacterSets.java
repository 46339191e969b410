package io.shardfold.proxy.mysql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.nio.charset.Charset;

/**
 * In which character sets a client sends and gets text. Shards are spoken to in UTF-8, so this is a
 * matter between the client and us. Confined to the client's conversation.
 */
final class CharacterSets {

    private final int defaultCollation;
    private final int handshakeCollation;
    private Collations.CharacterSet client;
    private Collations.CharacterSet results;
    private int resultsCollation;
    private boolean resultsConverted = true;

    /**
     * @param defaultCollation the server's
     * @param handshakeCollation what the client asked for; an id that isn't known is the default,
     *     as servers do it
     */
    CharacterSets(int defaultCollation, int handshakeCollation) {
        this.defaultCollation = defaultCollation;
        this.handshakeCollation =
                Collations.of(handshakeCollation) == null ? defaultCollation : handshakeCollation;
        reset();
    }

    /** Back to those of the handshake. */
    void reset() {
        client = Collations.of(handshakeCollation);
        results = client;
        resultsCollation = handshakeCollation;
        resultsConverted = true;
    }

    /** What the client asked for in the handshake. */
    int handshakeCollation() {
        return handshakeCollation;
    }

    Collations.CharacterSet clientSet() {
        return client;
    }

    /** Of SQL and of texts in parameters. */
    Charset client() {
        return client.orUtf8();
    }

    /** Of texts in rows, of names and of messages. */
    Charset results() {
        return results.orUtf8();
    }

    /** The collation that columns with text are said to have. */
    int resultsCollation() {
        return resultsCollation;
    }

    Collations.CharacterSet resultsSet() {
        return results;
    }

    /** Not after {@code SET character_set_results = NULL}. */
    boolean resultsConverted() {
        return resultsConverted;
    }

    /** One assignment of a SET, whose value is known. */
    void set(CharacterSetStatement.Assignment assignment) {
        switch (assignment.target()) {
            case NAMES -> {
                client(assignment);
                results(assignment);
            }
            case CLIENT -> client(assignment);
            case RESULTS -> results(assignment);
            case CONNECTION -> {}
        }
    }

    private void client(CharacterSetStatement.Assignment assignment) {
        client =
                assignment.source() == CharacterSetStatement.Source.NAME
                        ? require(assignment.value())
                        : Collations.of(defaultCollation);
    }

    private void results(CharacterSetStatement.Assignment assignment) {
        // DEFAULT is utf8mb4. NULL and binary ask for no conversion, and what we have is UTF-8.
        Collations.CharacterSet set =
                assignment.source() == CharacterSetStatement.Source.NAME
                        ? require(assignment.value())
                        : Collations.UTF8MB4;
        boolean utf8mb4 = set == Collations.UTF8MB4 || set.charset() == null;
        resultsConverted = assignment.source() != CharacterSetStatement.Source.NULL;
        results = utf8mb4 ? Collations.UTF8MB4 : set;
        resultsCollation = utf8mb4 ? defaultCollation : set.collation();
    }

    /**
     * @throws StatementException 1115 for a set that isn't known, here or to Java
     */
    static Collations.CharacterSet require(String name) {
        Collations.CharacterSet set = Collations.named(name);
        if (set == null) {
            throw new StatementException(
                    Problem.UNKNOWN_CHARACTER_SET,
                    "Unknown character set: '" + name + "'. Use utf8mb4.",
                    StatementException.NO_POSITION);
        }
        return set;
    }
}
