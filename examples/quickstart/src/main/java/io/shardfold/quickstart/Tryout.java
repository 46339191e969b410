package io.shardfold.quickstart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries to try first. They are run through the proxy before they are shown, with what they
 * gave.
 */
record Tryout(String remark, String sql) {

    static final List<Tryout> ALL =
            List.of(
                    new Tryout(
                            "The largest orders of all: four tables in two databases, merged in order.",
                            "SELECT order_id, user_id, amount FROM t_order ORDER BY amount DESC, order_id LIMIT 5"),
                    new Tryout(
                            "Orders by status: each group's parts come from four tables.",
                            "SELECT status, COUNT(*) AS orders, SUM(amount) AS total FROM t_order GROUP BY status ORDER BY status"),
                    new Tryout(
                            "What one user bought, and where it went: bound tables meet in one database.",
                            "SELECT o.order_id, i.product, i.quantity, a.city FROM t_order o"
                                    + " JOIN t_order_item i ON i.order_id = o.order_id AND i.user_id = o.user_id"
                                    + " JOIN t_address a ON a.address_id = o.address_id"
                                    + " WHERE o.user_id = 42 ORDER BY o.order_id, i.item_id LIMIT 5"));

    /** Runs the query and returns its answer as psql prints it. */
    String answer(String url, String user, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return table(rows);
        }
    }

    private static String table(ResultSet rows) throws SQLException {
        int columnCount = rows.getMetaData().getColumnCount();
        int[] widths = new int[columnCount];
        boolean[] isNumber = new boolean[columnCount];
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[columnCount]);
        for (int column = 0; column < columnCount; column++) {
            lines.get(0)[column] = rows.getMetaData().getColumnLabel(column + 1);
            isNumber[column] = true;
        }
        while (rows.next()) {
            String[] line = new String[columnCount];
            for (int column = 0; column < columnCount; column++) {
                Object value = rows.getObject(column + 1);
                line[column] = value == null ? "" : value.toString();
                isNumber[column] &= value == null || value instanceof Number;
            }
            lines.add(line);
        }
        for (String[] line : lines) {
            for (int column = 0; column < columnCount; column++) {
                widths[column] = Math.max(widths[column], line[column].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            for (int column = 0; column < columnCount; column++) {
                String cell = lines.get(i)[column];
                int pad = widths[column] - cell.length();
                text.append(column == 0 ? " " : " | ");
                if (i == 0) {
                    text.append(" ".repeat(pad / 2)).append(cell).append(" ".repeat(pad - pad / 2));
                } else if (isNumber[column]) {
                    text.append(" ".repeat(pad)).append(cell);
                } else {
                    text.append(cell).append(column == columnCount - 1 ? "" : " ".repeat(pad));
                }
            }
            text.append(i == 0 ? " \n" : "\n");
            if (i == 0) {
                for (int column = 0; column < columnCount; column++) {
                    text.append(column == 0 ? "-" : "+-").append("-".repeat(widths[column] + 1));
                }
                text.append('\n');
            }
        }
        return text.append('(').append(lines.size() - 1).append(" rows)\n").toString();
    }
}
