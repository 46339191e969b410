package io.shardfold.testkit;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection to what is tested: a driver's URL, a data source, a proxy. */
@FunctionalInterface
public interface ConnectionSource {

    /** A new connection; whoever asked closes it. */
    Connection connect() throws SQLException;
}
