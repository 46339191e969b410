package io.shardfold.core.execute;

import io.shardfold.core.catalog.CatalogView;
import io.shardfold.core.catalog.ViewTable;
import io.shardfold.core.error.ShardException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the views over sharded tables from a data source that has the {@link ViewTable}. */
final class ViewReader {

    private ViewReader() {}

    /** The views that the table names and the data source still has. */
    static List<CatalogView> read(StorageUnit unit) {
        String sql =
                switch (unit.engine()) {
                    case MYSQL, MARIADB ->
                            "SELECT v.TABLE_NAME, v.VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS v JOIN "
                                    + ViewTable.NAME
                                    + " s ON s.name = v.TABLE_NAME WHERE v.TABLE_SCHEMA = DATABASE()";
                    case POSTGRESQL ->
                            "SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN "
                                    + ViewTable.NAME
                                    + " s ON s.name = c.relname WHERE c.relkind = 'v' AND n.nspname = ANY (current_schemas(false))";
                    case H2_MYSQL, H2_POSTGRESQL -> null;
                };
        List<CatalogView> views = new ArrayList<>();
        if (sql == null) {
            return views;
        }
        try (Connection connection = unit.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                views.add(new CatalogView(rows.getString(1), unit.name(), rows.getString(2)));
            }
        } catch (SQLException failure) {
            throw new ShardException(unit.name(), failure);
        }
        return views;
    }
}
