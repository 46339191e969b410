package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Keyword;
import java.util.ArrayList;
import java.util.List;

/** The upkeep of tables. */
final class MaintenanceParser {

    private final Grammar grammar;
    private final TokenCursor t;

    MaintenanceParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    private Statement maintenance(
            String verb, List<TableReference> tables, List<QualifiedName> objects, int start) {
        return new Utility.Maintenance(verb, tables, objects, t.textFrom(start), t.spanFrom(start));
    }

    // ( ANALYZE | OPTIMIZE | CHECK | REPAIR | CHECKSUM ) [ LOCAL | NO_WRITE_TO_BINLOG ] ( TABLE |
    // TABLES | VIEW ) tables { word }
    Statement mysqlMaintenance(int start) {
        String verb = t.takeUpper();
        if (!t.accept(LOCAL)) t.accept(NO_WRITE_TO_BINLOG);
        if (!t.accept(TABLE) && !t.accept(TABLES)) t.expect(VIEW);
        List<TableReference> tables = grammar.tables.plainTables();
        new FormReader(grammar).read(verb + "_tail");
        return maintenance(verb, tables, List.of(), start);
    }

    /** CACHE INDEX and LOAD INDEX: tables with their indexes. */
    Statement cachedTables(String verb, int start) {
        List<TableReference> tables = new ArrayList<>(1);
        boolean partitioned = false;
        do {
            tables.add(grammar.tables.plainTable());
            if (t.at(PARTITION) && tables.size() > 1) throw t.unexpected(null);
            partitioned |= t.at(PARTITION);
            if (t.accept(PARTITION)) namesOrAll();
            if (t.accept(INDEX) || t.accept(KEY)) indexNames();
            if (t.accept(IGNORE)) t.expect(LEAVES);
            if (partitioned && t.at(',')) throw t.unexpected(null);
        } while (t.accept(','));
        return maintenance(verb, tables, List.of(), start);
    }

    private void namesOrAll() {
        t.expect('(');
        if (!t.accept(ALL)) t.names();
        t.expect(')');
    }

    private void indexNames() {
        t.expect('(');
        if (!t.accept(')')) {
            do {
                if (!t.accept(PRIMARY)) t.name();
            } while (t.accept(','));
            t.expect(')');
        }
    }

    // CACHE INDEX tables IN name
    Statement cacheIndex(int start) {
        t.expect(CACHE, INDEX);
        Statement cached = cachedTables("CACHE INDEX", start);
        t.expect(IN);
        if (!t.accept(DEFAULT)) t.name();
        return maintenance(
                "CACHE INDEX", ((Utility.Maintenance) cached).tables(), List.of(), start);
    }

    // flush: FLUSH [ LOCAL ] ( TABLES [ tables ] [ WITH READ LOCK | FOR EXPORT ] | word ... )
    Statement flush(int start) {
        t.expect(FLUSH);
        if (!t.accept(LOCAL)) t.accept(NO_WRITE_TO_BINLOG);
        if (!t.at(TABLE) && !t.at(TABLES))
            return new ServerParser(grammar).remainder("FLUSH", "FLUSH", start);
        t.advance();
        List<TableReference> tables =
                t.atName() && !t.at(WITH) ? grammar.tables.plainTables() : List.of();
        if (t.at(WITH)) {
            t.advance();
            if (t.accept(READ)) {
                t.expect(LOCK);
                if (t.accept(AND)) {
                    t.expect(DISABLE, CHECKPOINT);
                }
            } else {
                throw t.unexpected("READ LOCK");
            }
        } else if (t.accept(FOR)) {
            t.expect(EXPORT);
        }
        if (!t.atEnd()) throw t.unexpected(null);
        return maintenance("FLUSH", tables, List.of(), start);
    }

    // ( VACUUM | ANALYZE ) [ '(' options ')' | words ] [ table [ '(' names ')' ] { ',' ... } ]
    Statement postgresqlMaintenance(int start) {
        String verb = t.at(VACUUM) ? "VACUUM" : "ANALYZE";
        t.advance();
        if (t.at('(')) {
            new FormReader(grammar).begin("utilityOptions");
        } else {
            if (verb.equals("VACUUM")) {
                t.accept(FULL);
                t.accept(FREEZE);
            }
            t.accept(VERBOSE);
            if (verb.equals("VACUUM") && !t.accept(ANALYZE)) t.accept(ANALYSE);
        }
        List<TableReference> tables = new ArrayList<>(1);
        if (!t.atEnd()) {
            do {
                tables.add(grammar.tables.plainTable());
                if (t.at('(')) t.namesInParentheses();
            } while (t.accept(','));
        }
        return maintenance(verb, tables, List.of(), start);
    }

    // CLUSTER [ VERBOSE | '(' options ')' ] [ table [ USING index ] | index ON table ]
    Statement cluster(int start) {
        t.expect(CLUSTER);
        if (t.at('(')) new FormReader(grammar).begin("utilityOptions");
        else t.accept(VERBOSE);
        if (t.atEnd()) return maintenance("CLUSTER", List.of(), List.of(), start);
        TableReference table = grammar.tables.plainTable();
        List<QualifiedName> objects = List.of();
        if (t.accept(USING)) {
            Identifier index = t.name();
            objects = List.of(t.qualified(index));
        } else if (t.accept(ON)) {
            objects = List.of(table.name());
            table = grammar.tables.plainTable();
        }
        return maintenance("CLUSTER", List.of(table), objects, start);
    }

    // REINDEX [ '(' options ')' ] ( INDEX | TABLE | SCHEMA | DATABASE | SYSTEM ) [ CONCURRENTLY ] [
    // name ]
    Statement reindex(int start) {
        t.expect(REINDEX);
        if (t.at('(')) new FormReader(grammar).begin("utilityOptions");
        Keyword what = t.keyword;
        if (!(t.at(INDEX) || t.at(TABLE) || t.at(SCHEMA) || t.at(DATABASE) || t.at(SYSTEM)))
            throw t.unexpected("INDEX, TABLE, SCHEMA, DATABASE or SYSTEM");
        t.advance();
        t.accept(CONCURRENTLY);
        if (t.atEnd() && (what == DATABASE || what == SYSTEM))
            return maintenance("REINDEX", List.of(), List.of(), start);
        if (what == TABLE)
            return maintenance("REINDEX", List.of(grammar.tables.plainTable()), List.of(), start);
        QualifiedName object = t.qualifiedName();
        return maintenance("REINDEX", List.of(), List.of(object), start);
    }

    // REFRESH MATERIALIZED VIEW [ CONCURRENTLY ] name [ WITH [ NO ] DATA ]
    Statement refresh(int start) {
        t.expect(REFRESH);
        t.expect(MATERIALIZED, VIEW);
        t.accept(CONCURRENTLY);
        int tableStart = t.start();
        QualifiedName name = t.qualifiedName();
        TableReference view =
                new TableReference(name, false, null, List.of(), null, t.spanFrom(tableStart));
        if (t.accept(WITH)) {
            t.accept(NO);
            t.expect(DATA);
        }
        return maintenance("REFRESH", List.of(view), List.of(), start);
    }
}
