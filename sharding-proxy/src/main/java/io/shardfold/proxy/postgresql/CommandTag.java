package io.shardfold.proxy.postgresql;

import io.shardfold.core.session.Outcome;

/**
 * What CommandComplete says.
 *
 * <p>Source: PostgreSQL documentation, "Message Formats", CommandComplete.
 */
final class CommandTag {

    private CommandTag() {}

    /** For what gave no rows. */
    static String of(TransactionBlock.Answer answer) {
        return answer.outcome() instanceof Outcome.Update update
                ? counted(answer.tag(), update.count())
                : answer.tag();
    }

    /** For what gave rows. */
    static String ofRows(String tag, long rowCount) {
        return counted(tag, rowCount);
    }

    private static String counted(String tag, long count) {
        return switch (tag) {
            // The 0 was the new row's OID once.
            case "INSERT" -> "INSERT 0 " + count;
            case "SELECT", "UPDATE", "DELETE", "MERGE", "MOVE", "FETCH", "COPY" ->
                    tag + " " + count;
            case "CREATE TABLE AS", "SELECT INTO" -> "SELECT " + count;
            default -> tag;
        };
    }
}
