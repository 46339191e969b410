package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** COMMENT ON, SECURITY LABEL and RENAME TABLE. */
final class CommentParser {

    private final Grammar grammar;
    private final TokenCursor t;

    CommentParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // rename: RENAME ( TABLE | TABLES ) [ IF EXISTS ] name TO name { ',' ... }
    Statement rename(int start) {
        t.expect(RENAME);
        if (t.at(USER)) return grammar.accounts().account("RENAME", start);
        if (!t.accept(TABLES)) t.expect(TABLE);
        t.acceptIfExists();
        List<Ddl.Renaming> renamings = new ArrayList<>(1);
        do {
            QualifiedName from = t.qualifiedName();
            if (t.accept(WAIT)) t.advance();
            else t.accept(NOWAIT);
            t.expect(TO);
            renamings.add(new Ddl.Renaming(from, t.qualifiedName()));
        } while (t.accept(','));
        return new Ddl.RenameTables(renamings, t.textFrom(start), t.spanFrom(start));
    }

    // comment: COMMENT ON type name [ ON table ] IS ( string | NULL ) | SECURITY LABEL [ FOR
    // provider ] ON type name IS ( string | NULL )
    Statement comment(int start) {
        if (t.accept(SECURITY)) {
            t.expect(LABEL);
            if (t.accept(FOR)) t.advance();
        } else {
            t.expect(COMMENT);
        }
        t.expect(ON);
        ObjectType type = commentedType();
        QualifiedName name = null;
        QualifiedName on = null;
        switch (type) {
            case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE:
                name = grammar.programs().signature(type == ObjectType.AGGREGATE);
                break;
            case OPERATOR, CAST, TRANSFORM, LARGE_OBJECT, OPERATOR_CLASS, OPERATOR_FAMILY:
                new FormReader(grammar).begin("COMMENT_" + type);
                break;
            case TYPE, DOMAIN:
                name = new ObjectParser(grammar).typeName();
                break;
            default:
                name = t.qualifiedName();
                if (t.accept(ON)) {
                    t.accept(DOMAIN);
                    on = t.qualifiedName();
                }
        }
        t.expect(IS);
        if (!t.accept(NULL)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        }
        return new Ddl.Comment(type, name, on, t.textFrom(start), t.spanFrom(start));
    }

    private ObjectType commentedType() {
        if (t.keyword == null) throw t.unexpected("an object");
        String word = t.takeUpper();
        switch (word) {
            case "MATERIALIZED":
                t.expect(VIEW);
                return ObjectType.MATERIALIZED_VIEW;
            case "FOREIGN":
                if (t.accept(TABLE)) return ObjectType.FOREIGN_TABLE;
                t.expect(DATA, WRAPPER);
                return ObjectType.FOREIGN_DATA_WRAPPER;
            case "EVENT":
                t.expect(TRIGGER);
                return ObjectType.EVENT_TRIGGER;
            case "ACCESS":
                t.expect(METHOD);
                return ObjectType.ACCESS_METHOD;
            case "LARGE":
                t.expect(OBJECT);
                return ObjectType.LARGE_OBJECT;
            case "PROCEDURAL":
                t.expect(LANGUAGE);
                return ObjectType.LANGUAGE;
            case "TEXT":
                t.expect(SEARCH);
                return new ObjectParser(grammar).textSearch();
            case "OPERATOR":
                return t.accept(CLASS)
                        ? ObjectType.OPERATOR_CLASS
                        : t.accept(FAMILY) ? ObjectType.OPERATOR_FAMILY : ObjectType.OPERATOR;
            case "ROLE",
            "TABLE",
            "VIEW",
            "INDEX",
            "SEQUENCE",
            "TYPE",
            "DOMAIN",
            "SCHEMA",
            "DATABASE",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "TRIGGER",
            "RULE",
            "POLICY",
            "STATISTICS",
            "COLLATION",
            "CONVERSION",
            "CAST",
            "TRANSFORM",
            "LANGUAGE",
            "EXTENSION",
            "SERVER",
            "PUBLICATION",
            "SUBSCRIPTION",
            "TABLESPACE",
            "COLUMN",
            "CONSTRAINT":
                return ObjectType.valueOf(word);
            default:
                throw t.unexpected("an object");
        }
    }
}
