package io.shardfold.core.session;

/** Where a session stands; PostgreSQL's ReadyForQuery shows these as I, T and E. */
public enum TransactionStatus {
    IDLE,
    ACTIVE,
    /** PostgreSQL: a statement failed, and only ROLLBACK is answered. */
    FAILED
}
