package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Accounts, roles and their privileges. */
final class AccountParser {

    private final Grammar grammar;
    private final TokenCursor t;

    AccountParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // user: name [ '@' host ] | CURRENT_USER [ '(' ')' ] | CURRENT_ROLE
    void user() {
        if (t.at(CURRENT_USER) || t.at(CURRENT_ROLE) || t.at(USER) && t.kind(1) == '(') {
            t.advance();
            if (t.accept('(')) t.expect(')');
            return;
        }
        if (t.kind == Token.STRING) t.advance();
        else t.name();
        if (!t.accept(Token.VARIABLE)) t.accept('@');
    }

    // grant: ( GRANT | REVOKE ) privileges ON [ type ] objects ( TO | FROM ) grantees ... | ( GRANT
    // | REVOKE ) roles ( TO | FROM ) grantees ...
    Statement grant(int start) {
        boolean revoke = t.at(REVOKE);
        t.advance();
        return t.mysql ? mysqlGrant(revoke, start) : postgresqlGrant(revoke, start);
    }

    private Statement mysqlGrant(boolean revoke, int start) {
        FormReader forms = new FormReader(grammar);
        if (revoke) t.acceptIfExists();
        if (t.at(PROXY, ON)) {
            forms.begin("proxied");
            forms.read(revoke ? "revokePrivileges" : "grantProxy");
            return granted(revoke, "PROXY", List.of(), start);
        }
        if (revoke && t.accept(ADMIN, OPTION, FOR)) {
            forms.begin("users");
            forms.read("revokeRoles");
            return granted(true, "ROLE", List.of(), start);
        }
        boolean all = t.at(ALL);
        boolean withOption = revoke && all && t.index() < allWithGrantOption();
        forms.begin(all || onObject() ? "privileges" : "users");
        if (!withOption && t.accept(ON)) {
            String type = grantedType();
            QualifiedName object = mysqlGrantedObject();
            forms.read(revoke ? "revokePrivileges" : "grantPrivileges");
            return granted(revoke, type, List.of(object), start);
        }
        if (all && !withOption) throw t.unexpected("ON");
        forms.read(revoke ? "revokeRoles" : "grantRoles");
        return granted(revoke, "ROLE", List.of(), start);
    }

    /** Whether ON follows what is granted: then it is privileges, else roles. */
    private boolean onObject() {
        for (int ahead = 0; t.kind(ahead) != Token.END && t.kind(ahead) != ';'; ahead++) {
            if (t.keyword(ahead) == ON) return true;
            if (t.keyword(ahead) == TO || t.keyword(ahead) == FROM) return false;
        }
        return false;
    }

    /**
     * The index of the comma in {@code ALL [ PRIVILEGES ] ',' GRANT OPTION}; negative elsewhere.
     */
    private int allWithGrantOption() {
        int comma = t.keyword(1) == PRIVILEGES ? 2 : 1;
        return t.kind(comma) == ',' ? t.index() + comma : -1;
    }

    private Statement postgresqlGrant(boolean revoke, int start) {
        FormReader forms = new FormReader(grammar);
        boolean ofPrivilege = false;
        boolean ofRole = false;
        if (revoke && t.keyword(1) == OPTION && t.keyword(2) == FOR) {
            ofPrivilege = t.accept(GRANT);
            ofRole = !ofPrivilege;
            if (ofRole) t.name();
            t.expect(OPTION, FOR);
        }
        forms.begin("privileges");
        if (ofRole || !ofPrivilege && !t.at(ON)) {
            forms.read(revoke ? "revokeRoles" : "grantRoles");
            return granted(revoke, "ROLE", List.of(), start);
        }
        t.expect(ON);
        String type = grantedType();
        List<QualifiedName> objects = grantedObjects(type);
        forms.read(revoke ? "revokePrivileges" : "grantPrivileges");
        return granted(revoke, type, objects, start);
    }

    private Statement granted(boolean revoke, String type, List<QualifiedName> objects, int start) {
        return new Utility.Grant(revoke, type, objects, t.textFrom(start), t.spanFrom(start));
    }

    private String grantedType() {
        if (t.keyword == null) return "TABLE";
        switch (t.keyword) {
            case TABLE, FUNCTION, PROCEDURE:
                if (t.mysql && (t.kind(1) == '.' || t.keyword(1) == TO)) return "TABLE";
                return t.takeUpper();
            case SEQUENCE, DATABASE, DOMAIN, LANGUAGE, ROUTINE, SCHEMA, TABLESPACE, TYPE, PARAMETER:
                // A table may have any of these names.
                if (t.mysql || !nameFollows()) return "TABLE";
                return t.takeUpper();
            case PACKAGE:
                {
                    if (!t.mysql) return "TABLE";
                    t.advance();
                    return t.accept(BODY) ? "PACKAGE BODY" : "PACKAGE";
                }
            case FOREIGN:
                t.advance();
                if (t.accept(SERVER)) return "FOREIGN SERVER";
                t.expect(DATA, WRAPPER);
                return "FOREIGN DATA WRAPPER";
            case LARGE:
                if (t.mysql || t.keyword(1) != OBJECT) return "TABLE";
                t.advance();
                t.expect(OBJECT);
                return "LARGE OBJECT";
            case ALL:
                if (t.mysql) return "TABLE";
                t.advance();
                if (!(t.at(TABLES)
                        || t.at(SEQUENCES)
                        || t.at(FUNCTIONS)
                        || t.at(PROCEDURES)
                        || t.at(ROUTINES))) throw t.unexpected("TABLES");
                String kind = "ALL " + t.takeUpper();
                t.expect(IN, SCHEMA);
                return kind;
            default:
                return "TABLE";
        }
    }

    private boolean nameFollows() {
        return (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)
                && t.keyword(1) != TO
                && t.keyword(1) != FROM;
    }

    private List<QualifiedName> grantedObjects(String type) {
        List<QualifiedName> objects = new ArrayList<>(1);
        do {
            switch (type) {
                case "FUNCTION", "PROCEDURE", "ROUTINE" ->
                        objects.add(grammar.programs().signature(false));
                case "LARGE OBJECT" -> {
                    if (t.kind != Token.INTEGER) throw t.unexpected("a number");
                    t.advance();
                }
                case "TABLE", "SEQUENCE", "DOMAIN", "TYPE", "PARAMETER" ->
                        objects.add(t.qualifiedName());
                default -> {
                    Identifier name = t.name();
                    objects.add(t.qualified(name));
                }
            }
        } while (t.accept(','));
        return objects;
    }

    // '*' | '*' '.' '*' | database '.' '*' | [ database '.' ] table
    private QualifiedName mysqlGrantedObject() {
        int start = t.start();
        List<Identifier> parts = new ArrayList<>(2);
        boolean any = t.at('*');
        parts.add(any ? star() : t.name());
        if (t.accept('.')) {
            if (any && !t.at('*')) throw t.unexpected("'*'");
            parts.add(t.at('*') ? star() : t.label());
        }
        return new QualifiedName(parts, t.spanFrom(start));
    }

    private Identifier star() {
        Identifier star = new Identifier("*", false, t.tokenSpan());
        t.advance();
        return star;
    }

    /** CREATE, ALTER, DROP, RENAME of users and roles: no table is named. */
    Statement account(String verb, int start) {
        Keyword what = t.keyword;
        t.advance();
        FormReader forms = new FormReader(grammar);
        if (t.mysql) {
            if (what == ROLE && verb.equals("ALTER")) throw t.unexpected("USER");
            if (what == USER && verb.equals("DROP") && t.at(CURRENT_ROLE)) throw t.unexpected(null);
            if (what == ROLE && (t.at(CURRENT_USER) || t.at(CURRENT_ROLE)))
                throw t.unexpected("a role");
            forms.read(verb + "_" + what);
        } else {
            switch (verb) {
                case "CREATE" -> {
                    role();
                    forms.read("CREATE_ROLE");
                }
                case "ALTER" -> forms.read(what == GROUP ? "ALTER_GROUP" : "ALTER_ROLE");
                default -> forms.read("DROP_ROLE");
            }
        }
        return new Statement.Other(
                verb + " " + what, List.of(), t.textFrom(start), t.spanFrom(start));
    }

    /** PostgreSQL: a role's name, or the words that stand for one. */
    void role() {
        if (t.at(CURRENT_USER) || t.at(SESSION_USER) || t.at(CURRENT_ROLE)) {
            t.advance();
            return;
        }
        if (t.kind != Token.QUOTED_NAME
                && (t.kind != Token.WORD
                        || t.keyword != null && t.keyword.isReservedInPostgreSql())) {
            throw t.unexpected("a role");
        }
        t.advance();
    }
}
