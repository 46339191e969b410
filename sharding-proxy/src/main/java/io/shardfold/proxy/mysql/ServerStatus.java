package io.shardfold.proxy.mysql;

import io.shardfold.core.session.Session;
import io.shardfold.core.session.TransactionStatus;

/** The status flags in OK and EOF: always our session's, never a shard's. */
final class ServerStatus {

    static final int IN_TRANSACTION = 0x0001;
    static final int AUTOCOMMIT = 0x0002;
    static final int MORE_RESULTS = 0x0008;
    static final int NO_BACKSLASH_ESCAPES = 0x0200;

    private ServerStatus() {}

    /**
     * @param session null while there is none
     */
    static int of(Session session, boolean moreResults) {
        int status = moreResults ? MORE_RESULTS : 0;
        if (session == null) {
            return status | AUTOCOMMIT;
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            status |= IN_TRANSACTION;
        }
        if (session.autoCommit()) {
            status |= AUTOCOMMIT;
        }
        if (!session.syntax().backslashEscapes()) {
            status |= NO_BACKSLASH_ESCAPES;
        }
        return status;
    }
}
