package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** CALL and DO, and statements that are prepared. */
final class PreparedParser {

    private final Grammar grammar;
    private final TokenCursor t;

    PreparedParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // call: CALL name [ '(' [ arguments ] ')' ]
    Statement call(int start) {
        t.expect(CALL);
        int nameStart = t.start();
        if (t.at('.')) throw t.unexpected("a name");
        QualifiedName name = t.qualifiedName();
        if (!t.at('(')) {
            if (!t.mysql) throw t.unexpected("'('");
            Expression.FunctionCall call =
                    new Expression.FunctionCall(
                            name,
                            Expression.Quantifier.NONE,
                            List.of(),
                            false,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            false,
                            name.span());
            return new Utility.Call(call, t.spanFrom(start));
        }
        Expression.FunctionCall call =
                (Expression.FunctionCall) grammar.expressions.call(name, nameStart);
        for (Expression argument : call.arguments()) {
            if (t.mysql && argument instanceof Expression.NamedArgument) throw t.unexpected(null);
        }
        return new Utility.Call(call, t.spanFrom(start));
    }

    // do: DO expressions | DO [ LANGUAGE name ] string [ LANGUAGE name ]
    Statement doStatement(int start) {
        t.expect(DO);
        if (t.mysql) {
            if (t.at(DEFAULT) && t.kind(1) != '(') throw t.unexpected("an expression");
            List<SelectItem> items = grammar.queries.selectItems();
            return new Utility.Do(items, null, t.spanFrom(start));
        }
        int code = t.start();
        new FormReader(grammar).read("DO");
        return new Utility.Do(List.of(), t.textFrom(code), t.spanFrom(start));
    }

    // prepare: PREPARE name FROM ( string | variable ) | PREPARE name [ '(' types ')' ] AS
    // statement
    Statement prepare(int start) {
        t.expect(PREPARE);
        Identifier name = t.name();
        if (t.mysql) {
            t.expect(FROM);
            Expression source = grammar.expressions.expression();
            return new Utility.Prepare(name, List.of(), null, source, t.spanFrom(start));
        }
        List<DataType> types = List.of();
        if (t.accept('(')) {
            types = new ArrayList<>(2);
            do types.add(grammar.types.type());
            while (t.accept(','));
            t.expect(')');
        }
        t.expect(AS);
        if (!grammar.statements().atExplainable()) throw t.unexpected("a statement");
        Statement statement = grammar.statements().statement();
        return new Utility.Prepare(name, types, statement, null, t.spanFrom(start));
    }

    // execute: EXECUTE name [ USING arguments ] | EXECUTE IMMEDIATE text [ USING arguments ] |
    // EXECUTE name [ '(' arguments ')' ]
    Statement execute(int start) {
        t.expect(EXECUTE);
        if (t.mysql) {
            Identifier name = null;
            Expression source = null;
            if (t.accept(IMMEDIATE)) source = grammar.expressions.expression();
            else name = t.name();
            List<Expression> arguments =
                    t.accept(USING) ? grammar.expressions.expressions() : List.of();
            return new Utility.Execute(name, source, arguments, t.spanFrom(start));
        }
        Identifier name = t.name();
        List<Expression> arguments = List.of();
        if (t.accept('(')) {
            arguments = grammar.expressions.expressions();
            t.expect(')');
        }
        return new Utility.Execute(name, null, arguments, t.spanFrom(start));
    }

    // deallocate: DEALLOCATE [ PREPARE ] ( name | ALL )
    Statement deallocate(int start) {
        t.expect(DEALLOCATE);
        if (t.mysql) {
            t.expect(PREPARE);
            return new Utility.Deallocate(t.name(), t.spanFrom(start));
        }
        if (t.at(PREPARE) && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME))
            t.advance();
        Identifier name = t.accept(ALL) ? null : t.name();
        return new Utility.Deallocate(name, t.spanFrom(start));
    }
}
