package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;

/** BEGIN, COMMIT, ROLLBACK, savepoints, isolation, two-phase commit. */
final class TransactionParser {

    private final TokenCursor t;

    private String isolation;
    private Boolean readOnly;
    private Boolean deferrable;
    private boolean consistentSnapshot;

    TransactionParser(Grammar grammar) {
        this.t = grammar.cursor;
    }

    // begin: BEGIN [ WORK | TRANSACTION ] [ modes ] | START TRANSACTION [ modes ]
    Statement begin(int start) {
        if (t.accept(START)) {
            t.expect(TRANSACTION);
            modes();
        } else {
            t.expect(BEGIN);
            if (!t.accept(WORK) && !t.mysql) t.accept(TRANSACTION);
            if (!t.mysql) modes();
        }
        return new Statement.Begin(
                isolation, readOnly, deferrable, consistentSnapshot, t.spanFrom(start));
    }

    // modes: mode { [ ',' ] mode }
    private void modes() {
        while (mode()) t.accept(',');
        if (t.lastKind() == ',') throw t.unexpected("a transaction mode");
    }

    // mode: ISOLATION LEVEL ... | READ ONLY | READ WRITE | [ NOT ] DEFERRABLE | WITH CONSISTENT
    // SNAPSHOT
    private boolean mode() {
        if (t.mysql && (isolation != null && t.at(ISOLATION) || readOnly != null && t.at(READ)))
            throw t.unexpected(null);
        if (t.accept(ISOLATION)) {
            t.expect(LEVEL);
            if (t.accept(SERIALIZABLE)) {
                isolation = "SERIALIZABLE";
            } else if (t.accept(REPEATABLE)) {
                t.expect(READ);
                isolation = "REPEATABLE READ";
            } else {
                t.expect(READ);
                if (!t.at(COMMITTED) && !t.at(UNCOMMITTED))
                    throw t.unexpected("COMMITTED or UNCOMMITTED");
                isolation = "READ " + t.takeUpper();
            }
            return true;
        }
        if (t.accept(READ)) {
            if (!t.at(ONLY) && !t.at(WRITE)) throw t.unexpected("ONLY or WRITE");
            readOnly = t.accept(ONLY);
            if (!readOnly) t.expect(WRITE);
            return true;
        }
        if (!t.mysql && t.accept(DEFERRABLE)) {
            deferrable = true;
            return true;
        }
        if (!t.mysql && t.accept(NOT)) {
            t.expect(DEFERRABLE);
            deferrable = false;
            return true;
        }
        if (t.mysql && t.accept(WITH)) {
            t.expect(CONSISTENT);
            t.expect(SNAPSHOT);
            consistentSnapshot = true;
            return true;
        }
        return false;
    }

    // commit: ( COMMIT | END ) [ WORK | TRANSACTION ] [ AND [ NO ] CHAIN ] [ [ NO ] RELEASE ] |
    // COMMIT PREPARED string
    Statement commit(int start) {
        boolean commit = t.at(COMMIT);
        t.advance();
        if (commit && !t.mysql && t.accept(PREPARED)) return prepared("COMMIT", start);
        work();
        boolean chain = chain();
        if (chain && t.at(RELEASE)) throw t.unexpected(null);
        boolean release = release();
        return new Statement.Commit(chain, release, t.spanFrom(start));
    }

    // rollback: ( ROLLBACK | ABORT ) [ WORK | TRANSACTION ] [ AND [ NO ] CHAIN | TO [ SAVEPOINT ]
    // name ] | ROLLBACK PREPARED string
    Statement rollback(int start) {
        boolean rollback = t.at(ROLLBACK);
        t.advance();
        if (rollback && !t.mysql && t.accept(PREPARED)) return prepared("ROLLBACK", start);
        work();
        if (rollback && t.accept(TO)) {
            savepointWord();
            Identifier name = savepointName();
            return new Statement.Rollback(name, false, false, t.spanFrom(start));
        }
        boolean chain = chain();
        if (chain && t.at(RELEASE)) throw t.unexpected(null);
        boolean release = release();
        return new Statement.Rollback(null, chain, release, t.spanFrom(start));
    }

    private void work() {
        if (!t.accept(WORK) && !t.mysql) t.accept(TRANSACTION);
    }

    private boolean chain() {
        if (!t.accept(AND)) return false;
        boolean no = t.accept(NO);
        t.expect(CHAIN);
        return !no;
    }

    private boolean release() {
        if (!t.mysql) return false;
        if (t.at(NO, RELEASE)) {
            t.advance();
            t.advance();
            return false;
        }
        return t.accept(RELEASE);
    }

    /** SAVEPOINT, unless it's the name itself. */
    private void savepointWord() {
        if (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME) t.accept(SAVEPOINT);
    }

    /** PostgreSQL's ColId; MySQL's ident. */
    private Identifier savepointName() {
        return t.name();
    }

    // savepoint: SAVEPOINT name
    Statement savepoint(int start) {
        t.expect(SAVEPOINT);
        Identifier name = savepointName();
        return new Statement.Savepoint(name, t.spanFrom(start));
    }

    // release: RELEASE [ SAVEPOINT ] name
    Statement releaseSavepoint(int start) {
        t.expect(RELEASE);
        if (t.mysql) t.expect(SAVEPOINT);
        else savepointWord();
        Identifier name = savepointName();
        return new Statement.ReleaseSavepoint(name, t.spanFrom(start));
    }

    // PREPARE TRANSACTION string
    Statement prepareTransaction(int start) {
        t.expect(PREPARE, TRANSACTION);
        return prepared("PREPARE", start);
    }

    private Statement prepared(String verb, int start) {
        if (t.kind != Token.STRING) throw t.unexpected("a string");
        String identifier = t.tokens.value(t.index());
        t.advance();
        return new Utility.PreparedTransaction(verb, identifier, t.spanFrom(start));
    }

    // xa: XA ( START | BEGIN | END | PREPARE | COMMIT | ROLLBACK ) xid [ options ] | XA RECOVER [
    // options ]
    Statement xa(int start) {
        t.expect(XA);
        if (!(t.at(START)
                || t.at(BEGIN)
                || t.at(END)
                || t.at(PREPARE)
                || t.at(COMMIT)
                || t.at(ROLLBACK)
                || t.at(RECOVER))) throw t.unexpected(null);
        String verb = t.takeUpper();
        if (verb.equals("BEGIN")) verb = "START";
        int tail = t.start();
        if (!verb.equals("RECOVER")) xid();
        switch (verb) {
            case "RECOVER" -> {
                if (t.accept(CONVERT)) {
                    t.expect(XID);
                } else if (t.accept(FORMAT)) {
                    t.expect('=');
                    if (t.kind != Token.STRING) t.name();
                    else t.advance();
                }
            }
            case "START" -> {
                if (!t.accept(JOIN)) t.accept(RESUME);
            }
            case "END" -> {
                if (t.accept(SUSPEND) && t.accept(FOR)) t.expect(MIGRATE);
            }
            case "COMMIT" -> {
                if (t.accept(ONE)) t.expect(PHASE);
            }
            default -> {}
        }
        return new Utility.Xa(verb, t.lastEnd() > tail ? t.textFrom(tail) : "", t.spanFrom(start));
    }

    // xid: string [ ',' string [ ',' number ] ]
    private void xid() {
        for (int part = 0; part < 3; part++) {
            boolean fits =
                    part == 2
                            ? t.kind == Token.INTEGER || t.kind == Token.HEX
                            : t.kind == Token.STRING || t.kind == Token.HEX || t.kind == Token.BIT;
            if (!fits) throw t.unexpected("a transaction's name");
            t.advance();
            if (!t.accept(',')) return;
        }
        throw t.unexpected(null);
    }

    /** The modes behind SET TRANSACTION, which has been read. */
    Statement setTransaction(String scope, int start) {
        int first = t.start();
        modes();
        if (t.lastEnd() <= first) throw t.unexpected("a transaction mode");
        return new Statement.SetTransaction(
                scope, isolation, readOnly, deferrable, t.spanFrom(start));
    }
}
