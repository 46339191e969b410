package io.shardfold.jdbc;

import io.shardfold.core.row.ResultColumn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.List;

/**
 * What the logical database can do and holds.
 *
 * <p>What the server can do, one shard is asked for. Tables are the logical ones ({@link
 * LogicalTables}). What concerns the driver is answered here.
 */
final class ShardfoldDatabaseMetaData implements DatabaseMetaData {

    private final ShardfoldConnection connection;
    private final LogicalTables tables;

    ShardfoldDatabaseMetaData(ShardfoldConnection connection) {
        this.connection = connection;
        this.tables = new LogicalTables(connection.source());
    }

    private ShardfoldDataSource source() {
        return connection.source();
    }

    /** One question to one shard: all shards answer it alike. */
    private <T> T ask(LogicalTables.Question<T> question) throws SQLException {
        return tables.askAny(question);
    }

    // Tables and what hangs on them.

    @Override
    public ResultSet getTables(String catalog, String schema, String table, String[] types)
            throws SQLException {
        return tables.matching(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getTables(shardCatalog, schema, name, types),
                "TABLE_TYPE",
                "TABLE_SCHEM",
                "TABLE_NAME");
    }

    @Override
    public ResultSet getColumns(String catalog, String schema, String table, String column)
            throws SQLException {
        return tables.matching(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getColumns(shardCatalog, schema, name, column),
                "TABLE_SCHEM",
                "TABLE_NAME",
                "ORDINAL_POSITION");
    }

    @Override
    public ResultSet getPseudoColumns(String catalog, String schema, String table, String column)
            throws SQLException {
        return tables.matching(
                catalog,
                table,
                (shard, shardCatalog, name) ->
                        shard.getPseudoColumns(shardCatalog, schema, name, column),
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME");
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schema, String table)
            throws SQLException {
        return tables.matching(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getTablePrivileges(shardCatalog, schema, name),
                "TABLE_SCHEM",
                "TABLE_NAME",
                "PRIVILEGE");
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String column)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) ->
                        shard.getColumnPrivileges(shardCatalog, schema, name, column));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) ->
                        shard.getBestRowIdentifier(shardCatalog, schema, name, scope, nullable));
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getVersionColumns(shardCatalog, schema, name));
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getPrimaryKeys(shardCatalog, schema, name));
    }

    @Override
    public ResultSet getIndexInfo(
            String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) ->
                        shard.getIndexInfo(shardCatalog, schema, name, unique, approximate));
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getImportedKeys(shardCatalog, schema, name));
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table)
            throws SQLException {
        return tables.of(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getExportedKeys(shardCatalog, schema, name));
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return tables.reference(parentTable, foreignTable, parentSchema, foreignSchema);
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schema, String table)
            throws SQLException {
        return tables.matching(
                catalog,
                table,
                (shard, shardCatalog, name) -> shard.getSuperTables(shardCatalog, schema, name),
                "TABLE_NAME");
    }

    /** There is one logical database. */
    @Override
    public ResultSet getCatalogs() throws SQLException {
        ResultColumn column =
                ShardfoldResultSetMetaData.column(
                        "TABLE_CAT",
                        JDBCType.VARCHAR.getVendorTypeNumber(),
                        String.class.getName());
        List<Object[]> rows = List.<Object[]>of(new Object[] {source().databaseName()});
        return new CursorResultSet(null, new MemoryCursor(List.of(column), rows));
    }

    // What every shard has alike.

    @Override
    public ResultSet getSchemas() throws SQLException {
        return tables.copyAny(shard -> shard.getSchemas());
    }

    @Override
    public ResultSet getSchemas(String catalog, String schema) throws SQLException {
        return tables.copyAny(shard -> shard.getSchemas(null, schema));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return tables.copyAny(DatabaseMetaData::getTableTypes);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return tables.typeInfo();
    }

    @Override
    public ResultSet getUDTs(String catalog, String schema, String type, int[] types)
            throws SQLException {
        return tables.copyAny(shard -> shard.getUDTs(null, schema, type, types));
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schema, String type) throws SQLException {
        return tables.copyAny(shard -> shard.getSuperTypes(null, schema, type));
    }

    @Override
    public ResultSet getAttributes(String catalog, String schema, String type, String attribute)
            throws SQLException {
        return tables.copyAny(shard -> shard.getAttributes(null, schema, type, attribute));
    }

    @Override
    public ResultSet getProcedures(String catalog, String schema, String procedure)
            throws SQLException {
        return tables.copyAny(
                shard -> shard.getProcedures(LogicalTables.catalog(shard), schema, procedure));
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schema, String procedure, String column) throws SQLException {
        return tables.copyAny(
                shard ->
                        shard.getProcedureColumns(
                                LogicalTables.catalog(shard), schema, procedure, column));
    }

    @Override
    public ResultSet getFunctions(String catalog, String schema, String function)
            throws SQLException {
        return tables.copyAny(
                shard -> shard.getFunctions(LogicalTables.catalog(shard), schema, function));
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schema, String function, String column) throws SQLException {
        return tables.copyAny(
                shard ->
                        shard.getFunctionColumns(
                                LogicalTables.catalog(shard), schema, function, column));
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return tables.copyAny(DatabaseMetaData::getClientInfoProperties);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    // What the server and the driver can do.

    @Override
    public boolean allProceduresAreCallable() throws SQLException {
        return false;
    }

    @Override
    public boolean allTablesAreSelectable() throws SQLException {
        return ask(DatabaseMetaData::allTablesAreSelectable);
    }

    @Override
    public String getURL() throws SQLException {
        return source().url();
    }

    @Override
    public String getUserName() throws SQLException {
        return ask(DatabaseMetaData::getUserName);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public boolean nullsAreSortedHigh() throws SQLException {
        return ask(DatabaseMetaData::nullsAreSortedHigh);
    }

    @Override
    public boolean nullsAreSortedLow() throws SQLException {
        return ask(DatabaseMetaData::nullsAreSortedLow);
    }

    @Override
    public boolean nullsAreSortedAtStart() throws SQLException {
        return ask(DatabaseMetaData::nullsAreSortedAtStart);
    }

    @Override
    public boolean nullsAreSortedAtEnd() throws SQLException {
        return ask(DatabaseMetaData::nullsAreSortedAtEnd);
    }

    @Override
    public String getDatabaseProductName() throws SQLException {
        return ask(DatabaseMetaData::getDatabaseProductName);
    }

    @Override
    public String getDatabaseProductVersion() throws SQLException {
        return ask(DatabaseMetaData::getDatabaseProductVersion);
    }

    @Override
    public String getDriverName() throws SQLException {
        return DriverVersion.NAME;
    }

    @Override
    public String getDriverVersion() throws SQLException {
        return DriverVersion.TEXT;
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public boolean usesLocalFiles() throws SQLException {
        return ask(DatabaseMetaData::usesLocalFiles);
    }

    @Override
    public boolean usesLocalFilePerTable() throws SQLException {
        return ask(DatabaseMetaData::usesLocalFilePerTable);
    }

    @Override
    public boolean supportsMixedCaseIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::supportsMixedCaseIdentifiers);
    }

    @Override
    public boolean storesUpperCaseIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesUpperCaseIdentifiers);
    }

    @Override
    public boolean storesLowerCaseIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesLowerCaseIdentifiers);
    }

    @Override
    public boolean storesMixedCaseIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesMixedCaseIdentifiers);
    }

    @Override
    public boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::supportsMixedCaseQuotedIdentifiers);
    }

    @Override
    public boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesUpperCaseQuotedIdentifiers);
    }

    @Override
    public boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesLowerCaseQuotedIdentifiers);
    }

    @Override
    public boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
        return ask(DatabaseMetaData::storesMixedCaseQuotedIdentifiers);
    }

    @Override
    public String getIdentifierQuoteString() throws SQLException {
        return ask(DatabaseMetaData::getIdentifierQuoteString);
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        return ask(DatabaseMetaData::getSQLKeywords);
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        return ask(DatabaseMetaData::getNumericFunctions);
    }

    @Override
    public String getStringFunctions() throws SQLException {
        return ask(DatabaseMetaData::getStringFunctions);
    }

    @Override
    public String getSystemFunctions() throws SQLException {
        return ask(DatabaseMetaData::getSystemFunctions);
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        return ask(DatabaseMetaData::getTimeDateFunctions);
    }

    @Override
    public String getSearchStringEscape() throws SQLException {
        return ask(DatabaseMetaData::getSearchStringEscape);
    }

    @Override
    public String getExtraNameCharacters() throws SQLException {
        return ask(DatabaseMetaData::getExtraNameCharacters);
    }

    @Override
    public boolean supportsAlterTableWithAddColumn() throws SQLException {
        return ask(DatabaseMetaData::supportsAlterTableWithAddColumn);
    }

    @Override
    public boolean supportsAlterTableWithDropColumn() throws SQLException {
        return ask(DatabaseMetaData::supportsAlterTableWithDropColumn);
    }

    @Override
    public boolean supportsColumnAliasing() throws SQLException {
        return ask(DatabaseMetaData::supportsColumnAliasing);
    }

    @Override
    public boolean nullPlusNonNullIsNull() throws SQLException {
        return ask(DatabaseMetaData::nullPlusNonNullIsNull);
    }

    @Override
    public boolean supportsConvert() throws SQLException {
        return ask(shard -> shard.supportsConvert());
    }

    @Override
    public boolean supportsConvert(int from, int to) throws SQLException {
        return ask(shard -> shard.supportsConvert(from, to));
    }

    @Override
    public boolean supportsTableCorrelationNames() throws SQLException {
        return ask(DatabaseMetaData::supportsTableCorrelationNames);
    }

    @Override
    public boolean supportsDifferentTableCorrelationNames() throws SQLException {
        return ask(DatabaseMetaData::supportsDifferentTableCorrelationNames);
    }

    @Override
    public boolean supportsExpressionsInOrderBy() throws SQLException {
        return ask(DatabaseMetaData::supportsExpressionsInOrderBy);
    }

    @Override
    public boolean supportsOrderByUnrelated() throws SQLException {
        return ask(DatabaseMetaData::supportsOrderByUnrelated);
    }

    @Override
    public boolean supportsGroupBy() throws SQLException {
        return ask(DatabaseMetaData::supportsGroupBy);
    }

    @Override
    public boolean supportsGroupByUnrelated() throws SQLException {
        return ask(DatabaseMetaData::supportsGroupByUnrelated);
    }

    @Override
    public boolean supportsGroupByBeyondSelect() throws SQLException {
        return ask(DatabaseMetaData::supportsGroupByBeyondSelect);
    }

    @Override
    public boolean supportsLikeEscapeClause() throws SQLException {
        return ask(DatabaseMetaData::supportsLikeEscapeClause);
    }

    @Override
    public boolean supportsMultipleResultSets() throws SQLException {
        return ask(DatabaseMetaData::supportsMultipleResultSets);
    }

    @Override
    public boolean supportsMultipleTransactions() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsNonNullableColumns() throws SQLException {
        return ask(DatabaseMetaData::supportsNonNullableColumns);
    }

    @Override
    public boolean supportsMinimumSQLGrammar() throws SQLException {
        return ask(DatabaseMetaData::supportsMinimumSQLGrammar);
    }

    @Override
    public boolean supportsCoreSQLGrammar() throws SQLException {
        return ask(DatabaseMetaData::supportsCoreSQLGrammar);
    }

    @Override
    public boolean supportsExtendedSQLGrammar() throws SQLException {
        return ask(DatabaseMetaData::supportsExtendedSQLGrammar);
    }

    @Override
    public boolean supportsANSI92EntryLevelSQL() throws SQLException {
        return ask(DatabaseMetaData::supportsANSI92EntryLevelSQL);
    }

    @Override
    public boolean supportsANSI92IntermediateSQL() throws SQLException {
        return ask(DatabaseMetaData::supportsANSI92IntermediateSQL);
    }

    @Override
    public boolean supportsANSI92FullSQL() throws SQLException {
        return ask(DatabaseMetaData::supportsANSI92FullSQL);
    }

    @Override
    public boolean supportsIntegrityEnhancementFacility() throws SQLException {
        return ask(DatabaseMetaData::supportsIntegrityEnhancementFacility);
    }

    @Override
    public boolean supportsOuterJoins() throws SQLException {
        return ask(DatabaseMetaData::supportsOuterJoins);
    }

    @Override
    public boolean supportsFullOuterJoins() throws SQLException {
        return ask(DatabaseMetaData::supportsFullOuterJoins);
    }

    @Override
    public boolean supportsLimitedOuterJoins() throws SQLException {
        return ask(DatabaseMetaData::supportsLimitedOuterJoins);
    }

    @Override
    public String getSchemaTerm() throws SQLException {
        return ask(DatabaseMetaData::getSchemaTerm);
    }

    @Override
    public String getProcedureTerm() throws SQLException {
        return ask(DatabaseMetaData::getProcedureTerm);
    }

    @Override
    public String getCatalogTerm() throws SQLException {
        return ask(DatabaseMetaData::getCatalogTerm);
    }

    @Override
    public boolean isCatalogAtStart() throws SQLException {
        return ask(DatabaseMetaData::isCatalogAtStart);
    }

    @Override
    public String getCatalogSeparator() throws SQLException {
        return ask(DatabaseMetaData::getCatalogSeparator);
    }

    @Override
    public boolean supportsSchemasInDataManipulation() throws SQLException {
        return ask(DatabaseMetaData::supportsSchemasInDataManipulation);
    }

    @Override
    public boolean supportsSchemasInProcedureCalls() throws SQLException {
        return ask(DatabaseMetaData::supportsSchemasInProcedureCalls);
    }

    @Override
    public boolean supportsSchemasInTableDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsSchemasInTableDefinitions);
    }

    @Override
    public boolean supportsSchemasInIndexDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsSchemasInIndexDefinitions);
    }

    @Override
    public boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsSchemasInPrivilegeDefinitions);
    }

    @Override
    public boolean supportsCatalogsInDataManipulation() throws SQLException {
        return ask(DatabaseMetaData::supportsCatalogsInDataManipulation);
    }

    @Override
    public boolean supportsCatalogsInProcedureCalls() throws SQLException {
        return ask(DatabaseMetaData::supportsCatalogsInProcedureCalls);
    }

    @Override
    public boolean supportsCatalogsInTableDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsCatalogsInTableDefinitions);
    }

    @Override
    public boolean supportsCatalogsInIndexDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsCatalogsInIndexDefinitions);
    }

    @Override
    public boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
        return ask(DatabaseMetaData::supportsCatalogsInPrivilegeDefinitions);
    }

    @Override
    public boolean supportsPositionedDelete() throws SQLException {
        return false;
    }

    @Override
    public boolean supportsPositionedUpdate() throws SQLException {
        return false;
    }

    @Override
    public boolean supportsSelectForUpdate() throws SQLException {
        return ask(DatabaseMetaData::supportsSelectForUpdate);
    }

    @Override
    public boolean supportsStoredProcedures() throws SQLException {
        return ask(DatabaseMetaData::supportsStoredProcedures);
    }

    @Override
    public boolean supportsSubqueriesInComparisons() throws SQLException {
        return ask(DatabaseMetaData::supportsSubqueriesInComparisons);
    }

    @Override
    public boolean supportsSubqueriesInExists() throws SQLException {
        return ask(DatabaseMetaData::supportsSubqueriesInExists);
    }

    @Override
    public boolean supportsSubqueriesInIns() throws SQLException {
        return ask(DatabaseMetaData::supportsSubqueriesInIns);
    }

    @Override
    public boolean supportsSubqueriesInQuantifieds() throws SQLException {
        return ask(DatabaseMetaData::supportsSubqueriesInQuantifieds);
    }

    @Override
    public boolean supportsCorrelatedSubqueries() throws SQLException {
        return ask(DatabaseMetaData::supportsCorrelatedSubqueries);
    }

    @Override
    public boolean supportsUnion() throws SQLException {
        return ask(DatabaseMetaData::supportsUnion);
    }

    @Override
    public boolean supportsUnionAll() throws SQLException {
        return ask(DatabaseMetaData::supportsUnionAll);
    }

    @Override
    public boolean supportsOpenCursorsAcrossCommit() throws SQLException {
        return ask(DatabaseMetaData::supportsOpenCursorsAcrossCommit);
    }

    @Override
    public boolean supportsOpenCursorsAcrossRollback() throws SQLException {
        return ask(DatabaseMetaData::supportsOpenCursorsAcrossRollback);
    }

    @Override
    public boolean supportsOpenStatementsAcrossCommit() throws SQLException {
        return ask(DatabaseMetaData::supportsOpenStatementsAcrossCommit);
    }

    @Override
    public boolean supportsOpenStatementsAcrossRollback() throws SQLException {
        return ask(DatabaseMetaData::supportsOpenStatementsAcrossRollback);
    }

    @Override
    public int getMaxBinaryLiteralLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxBinaryLiteralLength);
    }

    @Override
    public int getMaxCharLiteralLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxCharLiteralLength);
    }

    @Override
    public int getMaxColumnNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnNameLength);
    }

    @Override
    public int getMaxColumnsInGroupBy() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnsInGroupBy);
    }

    @Override
    public int getMaxColumnsInIndex() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnsInIndex);
    }

    @Override
    public int getMaxColumnsInOrderBy() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnsInOrderBy);
    }

    @Override
    public int getMaxColumnsInSelect() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnsInSelect);
    }

    @Override
    public int getMaxColumnsInTable() throws SQLException {
        return ask(DatabaseMetaData::getMaxColumnsInTable);
    }

    @Override
    public int getMaxConnections() throws SQLException {
        return 0;
    }

    @Override
    public int getMaxCursorNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxCursorNameLength);
    }

    @Override
    public int getMaxIndexLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxIndexLength);
    }

    @Override
    public int getMaxSchemaNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxSchemaNameLength);
    }

    @Override
    public int getMaxProcedureNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxProcedureNameLength);
    }

    @Override
    public int getMaxCatalogNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxCatalogNameLength);
    }

    @Override
    public int getMaxRowSize() throws SQLException {
        return ask(DatabaseMetaData::getMaxRowSize);
    }

    @Override
    public boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
        return ask(DatabaseMetaData::doesMaxRowSizeIncludeBlobs);
    }

    @Override
    public int getMaxStatementLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxStatementLength);
    }

    @Override
    public int getMaxStatements() throws SQLException {
        return 0;
    }

    @Override
    public int getMaxTableNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxTableNameLength);
    }

    @Override
    public int getMaxTablesInSelect() throws SQLException {
        return ask(DatabaseMetaData::getMaxTablesInSelect);
    }

    @Override
    public int getMaxUserNameLength() throws SQLException {
        return ask(DatabaseMetaData::getMaxUserNameLength);
    }

    @Override
    public int getDefaultTransactionIsolation() throws SQLException {
        return ask(DatabaseMetaData::getDefaultTransactionIsolation);
    }

    @Override
    public boolean supportsTransactions() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) throws SQLException {
        return ask(shard -> shard.supportsTransactionIsolationLevel(level));
    }

    @Override
    public boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
        return ask(DatabaseMetaData::supportsDataDefinitionAndDataManipulationTransactions);
    }

    @Override
    public boolean supportsDataManipulationTransactionsOnly() throws SQLException {
        return ask(DatabaseMetaData::supportsDataManipulationTransactionsOnly);
    }

    @Override
    public boolean dataDefinitionCausesTransactionCommit() throws SQLException {
        return ask(DatabaseMetaData::dataDefinitionCausesTransactionCommit);
    }

    @Override
    public boolean dataDefinitionIgnoredInTransactions() throws SQLException {
        return ask(DatabaseMetaData::dataDefinitionIgnoredInTransactions);
    }

    /** Rows of one shard are its driver's; merged ones are insensitive and read only. */
    @Override
    public boolean supportsResultSetType(int type) throws SQLException {
        return ask(shard -> shard.supportsResultSetType(type));
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
        return ask(shard -> shard.supportsResultSetConcurrency(type, concurrency));
    }

    @Override
    public boolean ownUpdatesAreVisible(int type) throws SQLException {
        return ask(shard -> shard.ownUpdatesAreVisible(type));
    }

    @Override
    public boolean ownDeletesAreVisible(int type) throws SQLException {
        return ask(shard -> shard.ownDeletesAreVisible(type));
    }

    @Override
    public boolean ownInsertsAreVisible(int type) throws SQLException {
        return ask(shard -> shard.ownInsertsAreVisible(type));
    }

    @Override
    public boolean othersUpdatesAreVisible(int type) throws SQLException {
        return ask(shard -> shard.othersUpdatesAreVisible(type));
    }

    @Override
    public boolean othersDeletesAreVisible(int type) throws SQLException {
        return ask(shard -> shard.othersDeletesAreVisible(type));
    }

    @Override
    public boolean othersInsertsAreVisible(int type) throws SQLException {
        return ask(shard -> shard.othersInsertsAreVisible(type));
    }

    @Override
    public boolean updatesAreDetected(int type) throws SQLException {
        return ask(shard -> shard.updatesAreDetected(type));
    }

    @Override
    public boolean deletesAreDetected(int type) throws SQLException {
        return ask(shard -> shard.deletesAreDetected(type));
    }

    @Override
    public boolean insertsAreDetected(int type) throws SQLException {
        return ask(shard -> shard.insertsAreDetected(type));
    }

    @Override
    public boolean supportsBatchUpdates() throws SQLException {
        return true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection;
    }

    @Override
    public boolean supportsSavepoints() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsNamedParameters() throws SQLException {
        return false;
    }

    /** Results of a call or of several statements are in memory. */
    @Override
    public boolean supportsMultipleOpenResults() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsGetGeneratedKeys() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) throws SQLException {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
                || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return connection.getHoldability();
    }

    @Override
    public int getDatabaseMajorVersion() throws SQLException {
        return ask(DatabaseMetaData::getDatabaseMajorVersion);
    }

    @Override
    public int getDatabaseMinorVersion() throws SQLException {
        return ask(DatabaseMetaData::getDatabaseMinorVersion);
    }

    @Override
    public int getJDBCMajorVersion() throws SQLException {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() throws SQLException {
        return 3;
    }

    @Override
    public int getSQLStateType() throws SQLException {
        return ask(DatabaseMetaData::getSQLStateType);
    }

    @Override
    public boolean locatorsUpdateCopy() throws SQLException {
        return true;
    }

    @Override
    public boolean supportsStatementPooling() throws SQLException {
        return false;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() throws SQLException {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
        return ask(DatabaseMetaData::supportsStoredFunctionsUsingCallSyntax);
    }

    @Override
    public boolean autoCommitFailureClosesAllResultSets() throws SQLException {
        return false;
    }

    @Override
    public boolean generatedKeyAlwaysReturned() throws SQLException {
        return true;
    }

    @Override
    public long getMaxLogicalLobSize() throws SQLException {
        return ask(DatabaseMetaData::getMaxLogicalLobSize);
    }

    @Override
    public boolean supportsRefCursors() throws SQLException {
        return ask(DatabaseMetaData::supportsRefCursors);
    }

    /** By a sharding key of one subkey. */
    @Override
    public boolean supportsSharding() throws SQLException {
        return true;
    }
}
