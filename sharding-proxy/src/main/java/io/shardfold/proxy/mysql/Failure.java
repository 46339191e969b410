package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import java.nio.charset.Charset;

/**
 * An error as MySQL tells it. The one place where what went wrong becomes a number, an SQLSTATE and
 * a text.
 *
 * @param state five characters
 */
record Failure(int number, String state, String message) {

    private static final int MESSAGE_BYTES_MAX = 511;
    private static final int NEAR_CHARACTERS_MAX = 80;
    private static final int STATE_CHARACTERS = 5;

    static Failure of(Problem problem, String message) {
        return new Failure(problem.mysqlNumber(), problem.mysqlState(), message);
    }

    /**
     * @param sql the statement's text, or null; where the error has a place in it, the message
     *     shows it
     */
    static Failure of(ShardfoldException failure, String sql) {
        String message = failure.getMessage();
        if (failure instanceof StatementException statement
                && statement.hasPosition()
                && sql != null
                && statement.position() <= sql.length()) {
            message += place(statement, sql);
        }
        String state = failure.mysqlState();
        return new Failure(
                failure.mysqlNumber(),
                state.length() == STATE_CHARACTERS ? state : "HY000",
                message);
    }

    /** A fault of ours: the client learns that there was one, the log what it was. */
    static Failure internal() {
        return of(
                Problem.INTERNAL,
                "Internal error: the statement was given up. The server's log says more.");
    }

    /** As MySQL says it for syntax errors; else the character, counted from 1. */
    private static String place(StatementException failure, String sql) {
        int position = failure.position();
        if (failure.problem() == Problem.SYNTAX) {
            int end = Math.min(sql.length(), position + NEAR_CHARACTERS_MAX);
            long line = 1 + sql.substring(0, position).chars().filter(c -> c == '\n').count();
            return " near '" + sql.substring(position, end) + "' at line " + line;
        }
        return " (at character " + (sql.codePointCount(0, position) + 1) + ")";
    }

    /**
     * ERR.
     *
     * @param marked whether the SQLSTATE is sent: not before the client's capabilities are known
     */
    void encode(ByteBuf out, boolean marked, Charset charset) {
        out.writeByte(0xff);
        out.writeShortLE(number);
        if (marked) {
            out.writeByte('#');
            for (int i = 0; i < STATE_CHARACTERS; i++) {
                out.writeByte(state.charAt(i));
            }
        }
        byte[] text = message.getBytes(charset);
        if (text.length > MESSAGE_BYTES_MAX) {
            // Whole characters only.
            int characters = message.length();
            do {
                characters = message.offsetByCodePoints(characters, -1);
                text = message.substring(0, characters).getBytes(charset);
            } while (text.length > MESSAGE_BYTES_MAX);
        }
        out.writeBytes(text);
    }
}
