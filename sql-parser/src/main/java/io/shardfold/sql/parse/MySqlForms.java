package io.shardfold.sql.parse;

/**
 * The forms of MySQL's and MariaDB's statements about accounts, the server and replication.
 *
 * @see "MySQL 8.4 Reference Manual, 15.4 to 15.7; MariaDB Server Documentation, SQL Statements"
 */
final class MySqlForms {

    static final Forms FORMS =
            new Forms(
                    """
                    text: string | label
                    number: [ '-' ] integer
                    decimalNumber: [ '-' ] decimal
                    users: user ,...
                    size: [ '=' ] ( integer | label )
                    given: [ '=' ] string
                    channel: [ FOR CHANNEL string ]
                    waiting: [ WAIT integer | NOWAIT ]

                    columnPrivilege: ( SELECT | INSERT | UPDATE | REFERENCES ) [ columns ]
                    privilege: columnPrivilege
                        | GRANT OPTION | SHOW DATABASES | SHOW VIEW | SHOW CREATE ROUTINE | CREATE TEMPORARY TABLES | LOCK TABLES
                        | DELETE HISTORY | DELETE VERSIONING ROWS | CREATE ( VIEW | ROUTINE | USER | TABLESPACE | ROLE )
                        | ALTER ROUTINE | DROP ROLE | REPLICATION ( SLAVE | MASTER | REPLICA ) [ ADMIN ] | REPLICATION CLIENT
                        | SET USER | FEDERATED ADMIN | CONNECTION ADMIN | READ_ONLY ADMIN | READ ONLY ADMIN
                        | BINLOG ( MONITOR | ADMIN | REPLAY ) | ( SLAVE | REPLICA ) MONITOR | DELETE | INDEX | ALTER | CREATE
                        | DROP | EXECUTE | RELOAD | SHUTDOWN | PROCESS | FILE | SUPER | EVENT | TRIGGER | USAGE
                        | namedPrivilege
                    namedPrivilege: underscored
                    privileges: ALL [ PRIVILEGES ] [ ',' GRANT OPTION ] | privilege ,...
                    proxied: PROXY ON user

                    plugin: text [ ( USING | AS ) credential | BY ( RANDOM PASSWORD | credential ) ] [ initially ]
                    initially: INITIAL AUTHENTICATION IDENTIFIED ( BY ( RANDOM PASSWORD | string ) | WITH text AS credential )
                    credential: PASSWORD '(' string ')' | string | literal | parameter
                    byPassword: BY ( RANDOM PASSWORD | PASSWORD string | credential )
                    identification: IDENTIFIED ( ( WITH | VIA ) plugin { OR plugin } | byPassword )
                    replaced: [ REPLACE string ] [ RETAIN CURRENT PASSWORD ]
                    factors: identification { AND identification }
                    factor: integer FACTOR
                    factorChange: ( ADD | MODIFY ) factor identification [ ( ADD | MODIFY ) factor identification ]
                        | DROP factor [ DROP factor ]
                    registration: factor ( INITIATE REGISTRATION | FINISH REGISTRATION SET CHALLENGE_RESPONSE AS credential
                        | UNREGISTER )
                    identified: user [ factors ]
                    reidentified: user [ factors replaced | DISCARD OLD PASSWORD | factorChange | registration ]
                    requirement: ( CIPHER | ISSUER | SUBJECT ) string
                    requirements: REQUIRE ( NONE | SSL | X509 | requirement { [ AND ] requirement } )
                    limit: ( MAX_QUERIES_PER_HOUR | MAX_UPDATES_PER_HOUR | MAX_CONNECTIONS_PER_HOUR | MAX_USER_CONNECTIONS )
                        ( number | parameter ) | MAX_STATEMENT_TIME ( decimalNumber | parameter )
                    limits: WITH limit { limit }
                    grantLimits: WITH grantLimit { grantLimit }
                    grantLimit: GRANT OPTION | limit
                    period: DEFAULT | NEVER | INTERVAL integer DAY
                    passwordOption: ACCOUNT ( LOCK | UNLOCK ) | PASSWORD EXPIRE [ period ]
                        | PASSWORD HISTORY ( DEFAULT | integer ) | PASSWORD REUSE INTERVAL ( DEFAULT | integer DAY )
                        | PASSWORD REQUIRE CURRENT [ DEFAULT | OPTIONAL ] | FAILED_LOGIN_ATTEMPTS integer
                        | PASSWORD_LOCK_TIME ( integer | UNBOUNDED )
                    roleChoice: NONE | ALL [ EXCEPT users ] | DEFAULT | users
                    attribute: [ ( COMMENT | ATTRIBUTE ) string ]
                    CREATE_USER: [ IF NOT EXISTS ] identified ,... [ DEFAULT ROLE users ] [ requirements ] [ limits ]
                        { passwordOption } attribute
                    ownAccount: USER '(' ')' ( IDENTIFIED byPassword replaced | DISCARD OLD PASSWORD | factorChange
                        | registration )
                    ALTER_USER: [ IF EXISTS ] ( ownAccount | user DEFAULT ROLE roleChoice
                        | reidentified ,... [ requirements ] [ limits ] { passwordOption } attribute )
                    DROP_USER: [ IF EXISTS ] users
                    renaming: user TO user
                    RENAME_USER: renaming ,...
                    CREATE_ROLE: [ IF NOT EXISTS ] roleName ,... [ WITH ADMIN user ]
                    roleName: string user | user
                    DROP_ROLE: [ IF EXISTS ] users
                    grantee: user [ identification ]
                    grantPrivileges: TO grantee ,... [ requirements ] [ grantLimits ]
                        [ AS user [ WITH ROLE roleChoice ] ]
                    revokePrivileges: FROM users [ IGNORE UNKNOWN USER ]
                    grantProxy: TO grantee ,... [ WITH GRANT OPTION ]
                    grantRoles: TO grantee ,... [ WITH ADMIN OPTION ]
                    revokeRoles: FROM users [ IGNORE UNKNOWN USER ]
                    secret: string | parameter | label '(' string ')'
                    SET_PASSWORD: PASSWORD [ FOR user ] ( TO RANDOM | ( '=' | ':=' ) secret )
                        [ REPLACE string ] [ RETAIN CURRENT PASSWORD ]
                    SET_ROLE: ROLE roleChoice
                    SET_DEFAULT_ROLE: DEFAULT ROLE ( NONE | ALL | users ) [ ( TO | FOR ) users ]

                    flushed: BINARY LOGS [ DELETE_DOMAIN_ID '=' '(' [ integer ,... ] ')' ]
                        | ( ENGINE | ERROR | GENERAL ) LOGS | SLOW [ QUERY ] LOGS | LOGS | RELAY LOGS [ string ] channel
                        | QUERY CACHE | HOSTS | PRIVILEGES | STATUS | ( GLOBAL | SESSION | LOCAL ) STATUS | USER_RESOURCES
                        | OPTIMIZER_COSTS | DES_KEY_FILE | SSL | ( MASTER | SLAVE | REPLICA ) [ string ] | TABLE_STATISTICS
                        | INDEX_STATISTICS | USER_STATISTICS | CLIENT_STATISTICS | USER_VARIABLES | CHANGED_PAGE_BITMAPS
                        | THREADS | THREAD_STATISTICS | THREAD_POOL_STATS | THREAD_POOL_WAITS
                    FLUSH: flushed ,...
                    KILL: [ HARD | SOFT ] [ CONNECTION | QUERY ID | QUERY ] ( USER user | expression )
                    PURGE: ( BINARY | MASTER ) LOGS ( TO expression | BEFORE expression )
                    binary: string | variable
                    BINLOG: binary [ ',' binary ]
                    HELP: text
                    SHUTDOWN: [ WAIT FOR ALL ( SLAVES | REPLICAS ) ]
                    componentSetting: [ ( GLOBAL | PERSIST ) ] qname ( '=' | ':=' ) expression
                    INSTALL: PLUGIN [ IF NOT EXISTS ] name SONAME string | SONAME string
                        | COMPONENT string ,... [ SET componentSetting ,... ]
                    UNINSTALL: PLUGIN [ IF EXISTS ] name | SONAME [ IF EXISTS ] string | COMPONENT string ,...
                    CLONE: LOCAL DATA DIRECTORY given
                        | INSTANCE FROM user ':' integer IDENTIFIED BY string [ DATA DIRECTORY given ] [ REQUIRE [ NO ] SSL ]
                    IMPORT: TABLE FROM string ,...
                    target: variable | name
                    statementItem: target '=' ( NUMBER | ROW_COUNT )
                    conditionItem: target '=' ( CLASS_ORIGIN | SUBCLASS_ORIGIN | RETURNED_SQLSTATE | MESSAGE_TEXT | MYSQL_ERRNO
                        | CONSTRAINT_CATALOG | CONSTRAINT_SCHEMA | CONSTRAINT_NAME | CATALOG_NAME | SCHEMA_NAME | TABLE_NAME
                        | COLUMN_NAME | CURSOR_NAME | ROW_NUMBER )
                    GET: [ CURRENT | STACKED ] DIAGNOSTICS ( CONDITION ( integer | literal | target ) conditionItem ,... | statementItem ,... )
                    BACKUP: STAGE ( START | FLUSH | BLOCK_DDL | BLOCK_COMMIT | END ) | UNLOCK | LOCK table
                    RETURN: expression
                    LOCK_INSTANCE: INSTANCE FOR BACKUP

                    thread: SQL_THREAD | IO_THREAD
                    untilItem: ( MASTER_LOG_FILE | SOURCE_LOG_FILE | RELAY_LOG_FILE ) '=' string
                        | ( MASTER_LOG_POS | SOURCE_LOG_POS | RELAY_LOG_POS ) '=' integer
                    until: UNTIL ( ( SQL_BEFORE_GTIDS | SQL_AFTER_GTIDS | MASTER_GTID_POS ) '=' string
                        | SQL_AFTER_MTS_GAPS | untilItem ,... )
                    login: ( USER | PASSWORD | DEFAULT_AUTH | PLUGIN_DIR ) '=' string
                    START: ( SLAVE | REPLICA ) [ string ] [ thread ,... ] [ until ] { login } channel
                        | ALL ( SLAVES | REPLICAS ) [ thread ,... ] | GROUP_REPLICATION [ login ,... ]
                    STOP: ( SLAVE | REPLICA ) [ string ] [ thread ,... ] channel
                        | ALL ( SLAVES | REPLICAS ) [ thread ,... ] | GROUP_REPLICATION
                    resettable: MASTER [ TO integer ] | BINARY LOGS AND GTIDS [ TO integer ] | QUERY CACHE
                        | ( SLAVE | REPLICA ) [ string ] [ ALL ] channel
                    RESET: resettable ,...
                    sourceText: MASTER_HOST | SOURCE_HOST | MASTER_USER | SOURCE_USER | MASTER_PASSWORD | SOURCE_PASSWORD
                        | MASTER_BIND | SOURCE_BIND | MASTER_LOG_FILE | SOURCE_LOG_FILE | RELAY_LOG_FILE | MASTER_SSL_CA
                        | SOURCE_SSL_CA | MASTER_SSL_CAPATH | SOURCE_SSL_CAPATH | MASTER_SSL_CERT | SOURCE_SSL_CERT
                        | MASTER_SSL_KEY | SOURCE_SSL_KEY | MASTER_SSL_CIPHER | SOURCE_SSL_CIPHER | MASTER_SSL_CRL
                        | SOURCE_SSL_CRL | MASTER_SSL_CRLPATH | SOURCE_SSL_CRLPATH | MASTER_TLS_VERSION | SOURCE_TLS_VERSION
                        | MASTER_PUBLIC_KEY_PATH | SOURCE_PUBLIC_KEY_PATH | MASTER_COMPRESSION_ALGORITHMS
                        | SOURCE_COMPRESSION_ALGORITHMS | NETWORK_NAMESPACE
                    sourceNumber: MASTER_PORT | SOURCE_PORT | MASTER_LOG_POS | SOURCE_LOG_POS | RELAY_LOG_POS
                        | MASTER_CONNECT_RETRY | SOURCE_CONNECT_RETRY | MASTER_RETRY_COUNT | SOURCE_RETRY_COUNT | MASTER_DELAY
                        | SOURCE_DELAY | MASTER_SSL | SOURCE_SSL | MASTER_SSL_VERIFY_SERVER_CERT
                        | SOURCE_SSL_VERIFY_SERVER_CERT | MASTER_AUTO_POSITION | SOURCE_AUTO_POSITION
                        | MASTER_ZSTD_COMPRESSION_LEVEL | SOURCE_ZSTD_COMPRESSION_LEVEL | GET_MASTER_PUBLIC_KEY
                        | GET_SOURCE_PUBLIC_KEY | REQUIRE_ROW_FORMAT | SOURCE_CONNECTION_AUTO_FAILOVER | GTID_ONLY
                        | MASTER_DEMOTE_TO_SLAVE | MASTER_DEMOTE_TO_REPLICA
                    sourceItem: sourceText '=' string | sourceNumber '=' ( integer | DEFAULT )
                        | ( MASTER_HEARTBEAT_PERIOD | SOURCE_HEARTBEAT_PERIOD ) '=' ( decimal | DEFAULT )
                        | ( IGNORE_SERVER_IDS | DO_DOMAIN_IDS | IGNORE_DOMAIN_IDS ) '=' '(' [ integer ,... ] ')'
                        | MASTER_USE_GTID '=' ( NO | CURRENT_POS | SLAVE_POS | REPLICA_POS | DEFAULT )
                        | ( MASTER_TLS_CIPHERSUITES | SOURCE_TLS_CIPHERSUITES ) '=' ( string | NULL )
                        | PRIVILEGE_CHECKS_USER '=' ( NULL | text [ variable ] )
                        | REQUIRE_TABLE_PRIMARY_KEY_CHECK '=' ( ON | OFF | STREAM | GENERATE )
                        | ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS '=' ( OFF | LOCAL | string )
                    filteredTable: qname
                    pair: '(' name ',' name ')'
                    filter: ( REPLICATE_DO_DB | REPLICATE_IGNORE_DB ) '=' '(' [ name ,... ] ')'
                        | ( REPLICATE_DO_TABLE | REPLICATE_IGNORE_TABLE ) '=' '(' [ filteredTable ,... ] ')'
                        | ( REPLICATE_WILD_DO_TABLE | REPLICATE_WILD_IGNORE_TABLE ) '=' '(' [ string ,... ] ')'
                        | REPLICATE_REWRITE_DB '=' '(' [ pair ,... ] ')'
                    CHANGE: MASTER [ string ] TO sourceItem ,... channel
                        | REPLICATION SOURCE TO sourceItem ,... channel
                        | REPLICATION FILTER filter ,... channel

                    serverOption: ( USER | HOST | DATABASE | OWNER | PASSWORD | SOCKET ) string | PORT integer
                    serverOptions: OPTIONS '(' serverOption ,... ')'
                    CREATE_SERVER: [ IF NOT EXISTS ] text FOREIGN DATA WRAPPER text serverOptions
                    ALTER_SERVER: text serverOptions
                    spaceOption: ( INITIAL_SIZE | AUTOEXTEND_SIZE | MAX_SIZE | EXTENT_SIZE | UNDO_BUFFER_SIZE | REDO_BUFFER_SIZE
                        | FILE_BLOCK_SIZE ) size | NODEGROUP [ '=' ] integer | [ STORAGE ] ENGINE [ '=' ] text | WAIT | NO_WAIT
                        | ( COMMENT | ENCRYPTION | ENGINE_ATTRIBUTE ) given
                    spaceOptions: [ spaceOption { [ ',' ] spaceOption } ]
                    dataFile: DATAFILE string
                    CREATE_TABLESPACE: name [ ADD dataFile ] [ USE LOGFILE GROUP name ] spaceOptions
                    ALTER_TABLESPACE: name ( ( ADD | DROP ) dataFile spaceOptions | RENAME TO name
                        | spaceOption { [ ',' ] spaceOption } )
                    DROP_TABLESPACE: name spaceOptions
                    CREATE_UNDO_TABLESPACE: name ADD dataFile spaceOptions
                    ALTER_UNDO_TABLESPACE: name SET ( ACTIVE | INACTIVE ) spaceOptions
                    DROP_UNDO_TABLESPACE: name spaceOptions
                    CREATE_LOGFILE_GROUP: name ADD ( UNDOFILE | REDOFILE ) string spaceOptions
                    ALTER_LOGFILE_GROUP: name ADD UNDOFILE string spaceOptions
                    DROP_LOGFILE_GROUP: name spaceOptions
                    systemPart: NAME string | DEFINITION string | ORGANIZATION string IDENTIFIED BY integer | DESCRIPTION string
                    CREATE_SPATIAL_REFERENCE_SYSTEM: [ IF NOT EXISTS ] integer { systemPart }
                    DROP_SPATIAL_REFERENCE_SYSTEM: [ IF EXISTS ] integer
                    cpus: integer [ '-' integer ]
                    cpuList: cpus { [ ',' ] cpus }
                    groupParts: [ VCPU [ '=' ] cpuList ] [ THREAD_PRIORITY [ '=' ] number ]
                    CREATE_RESOURCE_GROUP: name TYPE [ '=' ] ( SYSTEM | USER ) groupParts [ ENABLE | DISABLE ]
                    ALTER_RESOURCE_GROUP: name groupParts [ ENABLE | DISABLE ] [ FORCE ]
                    DROP_RESOURCE_GROUP: name [ FORCE ]
                    SET_RESOURCE_GROUP: RESOURCE GROUP name [ FOR integer { [ ',' ] integer } ]
                    ALTER_INSTANCE: ROTATE ( INNODB | BINLOG ) MASTER KEY | ( ENABLE | DISABLE ) INNODB REDO_LOG
                        | RELOAD TLS [ FOR CHANNEL name ] [ NO ROLLBACK ON ERROR ] | RELOAD KEYRING

                    SHOW_filtered: DATABASES | SCHEMAS | STATUS | VARIABLES | CHARACTER SET | CHAR SET | CHARSET | COLLATION
                        | ( PROCEDURE | FUNCTION | PACKAGE [ BODY ] | LIBRARY ) STATUS | TABLE_STATISTICS | INDEX_STATISTICS
                        | USER_STATISTICS | CLIENT_STATISTICS | THREAD_STATISTICS | USER_VARIABLES
                    bounds: [ LIMIT ( integer | parameter ) [ ( ',' | OFFSET ) ( integer | parameter ) ] ]
                    profiled: ALL | BLOCK IO | CONTEXT SWITCHES | CPU | IPC | MEMORY | PAGE FAULTS | SOURCE | SWAPS
                    eventRange: EVENTS [ IN string ] [ FROM integer ] bounds
                    SHOW_plain: ENGINES | ENGINE text ( LOGS | STATUS | MUTEX ) | ( WARNINGS | ERRORS ) bounds
                        | COUNT '(' '*' ')' ( WARNINGS | ERRORS ) | GRANTS [ FOR user [ USING users ] ] | PROCESSLIST | PROFILES
                        | PROFILE [ profiled ,... ] [ FOR QUERY integer ] bounds | ( BINARY | MASTER ) LOGS | BINARY LOG STATUS
                        | BINLOG STATUS | BINLOG eventRange | RELAYLOG [ string ] eventRange channel | MASTER STATUS
                        | ( SLAVE | REPLICA ) ( HOSTS | [ string ] STATUS channel ) | REPLICAS
                        | ( SLAVES | REPLICAS ) STATUS | ( PROCEDURE | FUNCTION | PACKAGE [ BODY ] ) CODE qname
                        | PRIVILEGES | PLUGINS [ SONAME ( string | LIKE string | WHERE expression ) ] | AUTHORS | CONTRIBUTORS
                        | ( EXPLAIN | ANALYZE ) [ FORMAT '=' text ] FOR expression | TABLE_TYPES | PARSE_TREE query
                    onEmpty: ( ERROR | NULL | DEFAULT [ '-' | '+' ] operand ) ON EMPTY
                    onError: ( ERROR | NULL | DEFAULT [ '-' | '+' ] operand ) ON ERROR
                    jsonType: type [ COLLATE ( DEFAULT | BINARY | text ) ]
                    jsonColumn: NESTED [ PATH ] operand jsonColumns | name ( FOR ORDINALITY
                        | jsonType ( EXISTS PATH operand | PATH operand [ onEmpty [ onError ] | onError [ onEmpty ] ] ) )
                    jsonColumns: COLUMNS '(' jsonColumn ,... ')'
                    CALL_JSON_TABLE: expression ',' operand jsonColumns
                    systemTime: [ INTERVAL value label [ STARTS expression ] | LIMIT value ] [ AUTO ]
                    histogramTail: UPDATE HISTOGRAM ON name ,... [ WITH integer BUCKETS ] [ ( AUTO | MANUAL ) UPDATE ]
                        | UPDATE HISTOGRAM ON name ,... USING DATA string | DROP HISTOGRAM ON name ,...
                    persistentItem: ( COLUMNS | INDEXES ) ( ALL | '(' [ statisticsName ,... ] ')' )
                    statisticsName: PRIMARY | name
                    ANALYZE_tail: [ histogramTail | PERSISTENT FOR ( ALL | persistentItem { persistentItem } ) ]
                    CHECK_tail: { QUICK | FAST | MEDIUM | EXTENDED | CHANGED | FOR UPGRADE }
                    REPAIR_tail: { QUICK | EXTENDED | USE_FRM | FORCE | FROM MYSQL | FOR UPGRADE }
                    CHECKSUM_tail: [ QUICK | EXTENDED ]
                    OPTIMIZE_tail: waiting
                    """);

    private MySqlForms() {}
}
