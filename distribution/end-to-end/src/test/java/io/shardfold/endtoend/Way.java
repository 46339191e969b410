package io.shardfold.endtoend;

import io.shardfold.jdbc.ShardfoldDataSource;
import io.shardfold.testkit.ConnectionSource;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.nio.file.Path;
import java.sql.SQLException;

/** How a statement reaches Shardfold. */
enum Way {
    /** In process, values as literals. */
    JDBC_LITERALS(false, false),
    /** In process, values bound. */
    JDBC_PARAMETERS(false, true),
    /** Over the wire, values as literals: COM_QUERY, and PostgreSQL's simple protocol. */
    PROXY_TEXT(true, false),
    /** Over the wire, values bound: COM_STMT_EXECUTE, and PostgreSQL's extended protocol. */
    PROXY_PREPARED(true, true);

    private final boolean throughProxy;
    private final boolean binds;

    Way(boolean throughProxy, boolean binds) {
        this.throughProxy = throughProxy;
        this.binds = binds;
    }

    /** Whether values are bound to parameters. */
    boolean binds() {
        return binds;
    }

    /** An open way; closing it closes the data source or proxy. */
    record Opened(ConnectionSource connections, AutoCloseable owner) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            owner.close();
        }
    }

    Opened open(Kind kind, Path configuration) throws SQLException {
        if (throughProxy) {
            ShopProxy proxy = ShopProxy.start(configuration);
            return new Opened(() -> proxy.connect(kind, binds), proxy);
        }
        ShardfoldDataSource dataSource = ShardfoldDataSource.ofFile(configuration);
        return new Opened(dataSource::getConnection, dataSource);
    }
}
