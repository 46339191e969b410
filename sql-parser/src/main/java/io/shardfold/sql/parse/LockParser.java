package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import java.util.ArrayList;
import java.util.List;

/** LOCK and UNLOCK of tables. */
final class LockParser {

    private final Grammar grammar;
    private final TokenCursor t;

    LockParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // lock: LOCK ( TABLE | TABLES ) table [ alias ] mode { ',' ... } | LOCK [ TABLE ] tables [ IN
    // mode MODE ] [ NOWAIT ]
    Statement lock(int start) {
        t.expect(LOCK);
        List<TableReference> tables = new ArrayList<>(2);
        List<String> modes = new ArrayList<>(2);
        String waiting = null;
        if (t.mysql) {
            if (t.at(INSTANCE)) return instance(start);
            if (!t.accept(TABLES)) t.expect(TABLE);
            do {
                TableReference table = grammar.tables.tableReference();
                if (!table.partitions().isEmpty()) throw t.unexpected(null);
                tables.add(table);
                if (t.accept(READ)) {
                    modes.add(t.accept(LOCAL) ? "READ LOCAL" : "READ");
                } else {
                    boolean low = t.accept(LOW_PRIORITY);
                    t.expect(WRITE);
                    if (t.accept(CONCURRENT)) modes.add("WRITE CONCURRENT");
                    else modes.add(low ? "LOW_PRIORITY WRITE" : "WRITE");
                }
            } while (t.accept(','));
            if (t.accept(WAIT)) waiting = "WAIT " + t.takeUpper();
            else if (t.accept(NOWAIT)) waiting = "NOWAIT";
            return new Utility.LockTables(tables, modes, waiting, t.spanFrom(start));
        }
        t.accept(TABLE);
        tables = grammar.tables.plainTables();
        String mode = "ACCESS EXCLUSIVE";
        if (t.accept(IN)) {
            StringBuilder words = new StringBuilder();
            while (t.at(ACCESS) || t.at(ROW) || t.at(SHARE) || t.at(UPDATE) || t.at(EXCLUSIVE)) {
                if (words.length() > 0) words.append(' ');
                words.append(t.takeUpper());
            }
            mode = words.toString();
            switch (mode) {
                case "ACCESS SHARE",
                        "ROW SHARE",
                        "ROW EXCLUSIVE",
                        "SHARE UPDATE EXCLUSIVE",
                        "SHARE",
                        "SHARE ROW EXCLUSIVE",
                        "EXCLUSIVE",
                        "ACCESS EXCLUSIVE" -> {}
                default -> throw t.unexpected("a lock mode");
            }
            t.expect(MODE);
        }
        for (int i = 0; i < tables.size(); i++) modes.add(mode);
        if (t.accept(NOWAIT)) waiting = "NOWAIT";
        return new Utility.LockTables(tables, modes, waiting, t.spanFrom(start));
    }

    Statement unlock(int start) {
        t.expect(UNLOCK);
        if (t.at(INSTANCE)) return instance(start);
        if (!t.accept(TABLES)) t.expect(TABLE);
        return new Utility.UnlockTables(t.spanFrom(start));
    }

    // ( LOCK | UNLOCK ) INSTANCE [ FOR BACKUP ]
    private Statement instance(int start) {
        String verb = t.lastKeyword().name();
        t.expect(INSTANCE);
        if (verb.equals("LOCK")) t.expect(FOR, BACKUP);
        return new Statement.Other(
                verb + " INSTANCE", List.of(), t.textFrom(start), t.spanFrom(start));
    }
}
