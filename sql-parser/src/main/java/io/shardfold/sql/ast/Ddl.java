package io.shardfold.sql.ast;

/** A definition of a table or another object of the database. */
public sealed interface Ddl extends Statement {

    /** For switches. */
    enum DdlKind {
        DROP
    }

    DdlKind ddlKind();

    @Override
    default Kind kind() {
        return Kind.DDL;
    }

    /** DROP of any object. */
    record Drop(
            ObjectType type,
            boolean ifExists,
            java.util.List<QualifiedName> names,
            String tail,
            Span span)
            implements Ddl {
        public Drop {
            names = java.util.List.copyOf(names);
        }

        @Override
        public DdlKind ddlKind() {
            return DdlKind.DROP;
        }
    }

    /** What sort of object a definition is about. */
    enum ObjectType {
        TABLE,
        VIEW,
        INDEX
    }
}
