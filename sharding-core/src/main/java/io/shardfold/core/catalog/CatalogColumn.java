package io.shardfold.core.catalog;

/**
 * One column of a table.
 *
 * @param position counted from 0 in the order of {@code SELECT *}
 * @param type the family of its type
 * @param typeName the database's name of the type
 * @param declaration the type with its modifiers, collation and NULL or NOT NULL, as CREATE TABLE
 *     takes it
 * @param length declared length in characters or bytes; 0 where there is none
 * @param scale digits after the point, or fraction digits of a temporal type
 * @param collation null for columns that aren't text
 * @param autoIncrement the database makes a value where none is given: AUTO_INCREMENT, IDENTITY,
 *     serial
 * @param hasDefault the database fills it in where no value is given, with something else than NULL
 * @param generated computed from other columns, so that nothing can be stored in it
 */
public record CatalogColumn(
        String name,
        int position,
        ColumnType type,
        String typeName,
        String declaration,
        int length,
        int scale,
        Collation collation,
        boolean nullable,
        boolean autoIncrement,
        boolean hasDefault,
        boolean generated) {}
