package io.shardfold.sql.parse;

/**
 * The forms of PostgreSQL's statements about accounts, servers and objects that are no tables.
 *
 * @see "PostgreSQL 18, SQL Commands"
 */
final class PostgreSqlForms {

    static final Forms FORMS =
            new Forms(
                    """
                    renamed: RENAME TO name
                    owned: OWNER TO role
                    moved: SET SCHEMA name
                    placed: renamed | owned | moved
                    behavior: [ CASCADE | RESTRICT ]
                    number: [ '-' | '+' ] decimal
                    text: string | nonreserved
                    textOrNull: string | NULL
                    roles: role ,...
                    names: name ,...
                    qnames: qname ,...
                    option: label string
                    options: OPTIONS '(' option ,... ')'
                    changedOption: ( SET | ADD ) option | DROP label | option
                    changedOptions: OPTIONS '(' changedOption ,... ')'
                    settable: SET definition | RESET definition
                    argumentTypes: '(' ( NONE ',' type | type ',' ( NONE | type ) ) ')'
                    types: '(' type ,... ')'
                    qualifiedOperator: { name '.' } operator

                    CREATE_SUBSCRIPTION: CONNECTION string PUBLICATION names [ WITH definition ]
                    ALTER_SUBSCRIPTION: CONNECTION string
                        | REFRESH PUBLICATION [ WITH definition ]
                        | ( ADD | DROP | SET ) PUBLICATION names [ WITH definition ]
                        | SET definition | SKIP definition | ENABLE | DISABLE | owned | renamed
                    CREATE_SERVER: [ TYPE string ] [ VERSION textOrNull ] FOREIGN DATA WRAPPER name [ options ]
                    ALTER_SERVER: VERSION textOrNull [ changedOptions ] | changedOptions | owned | renamed
                    CREATE_USER_MAPPING: FOR ( USER | role ) SERVER name [ options ]
                    ALTER_USER_MAPPING: FOR ( USER | role ) SERVER name changedOptions
                    wrapping: HANDLER qname | NO HANDLER | VALIDATOR qname | NO VALIDATOR
                    CREATE_FOREIGN_DATA_WRAPPER: { wrapping } [ options ]
                    ALTER_FOREIGN_DATA_WRAPPER: owned | renamed | wrapping { wrapping } [ changedOptions ] | changedOptions
                    CREATE_COLLATION: FROM qname | definition
                    ALTER_COLLATION: REFRESH VERSION | placed
                    CREATE_CONVERSION: FOR string TO string FROM qname
                    ALTER_CONVERSION: placed
                    filter: name IN '(' string ,... ')'
                    CREATE_EVENT_TRIGGER: ON label [ WHEN filter { AND filter } ]
                        EXECUTE ( FUNCTION | PROCEDURE ) function '(' ')'
                    ALTER_EVENT_TRIGGER: ENABLE [ REPLICA | ALWAYS ] | DISABLE | owned | renamed
                    CREATE_EXTENSION: [ WITH ] { SCHEMA name | VERSION text | FROM text | CASCADE }
                    ALTER_EXTENSION: UPDATE { TO text } | ( ADD | DROP ) member | moved
                    member: AGGREGATE aggregate | CAST '(' type AS type ')' | DOMAIN type | TYPE type
                        | ( FUNCTION | PROCEDURE | ROUTINE ) signature
                        | OPERATOR ( CLASS | FAMILY ) qname USING name
                        | OPERATOR qualifiedOperator argumentTypes
                        | TRANSFORM FOR type LANGUAGE name
                        | ( ACCESS METHOD | EVENT TRIGGER | EXTENSION | FOREIGN DATA WRAPPER | [ PROCEDURAL ] LANGUAGE
                        | PUBLICATION | SCHEMA | SERVER | DATABASE | ROLE | SUBSCRIPTION | TABLESPACE ) name
                        | ( TABLE | SEQUENCE | VIEW | MATERIALIZED VIEW | INDEX | FOREIGN TABLE | COLLATION | CONVERSION
                        | STATISTICS | TEXT SEARCH ( PARSER | DICTIONARY | TEMPLATE | CONFIGURATION ) ) qname
                    CREATE_ACCESS_METHOD: TYPE ( INDEX | TABLE ) HANDLER qname
                    CREATE_TABLESPACE: [ OWNER role ] LOCATION string [ WITH definition ]
                    ALTER_TABLESPACE: settable | owned | renamed
                    ALTER_SCHEMA: owned | renamed
                    CREATE_LANGUAGE: [ HANDLER qname [ INLINE qname ] [ VALIDATOR qname | NO VALIDATOR ] ]
                    ALTER_LANGUAGE: owned | renamed
                    ALTER_STATISTICS: SET STATISTICS ( [ '-' | '+' ] integer | DEFAULT ) | placed
                    ALTER_LARGE_OBJECT: owned
                    databaseOption: ( CONNECTION LIMIT | ENCODING | LOCATION | OWNER | TABLESPACE | TEMPLATE | bare )
                        [ '=' ] ( number | DEFAULT | TRUE | FALSE | ON | text )
                    CREATE_DATABASE: [ WITH ] { databaseOption }
                    ALTER_DATABASE: SET TABLESPACE name | REFRESH COLLATION VERSION | setting | owned | renamed
                        | [ WITH ] { databaseOption }
                    DROP_DATABASE: [ [ WITH ] '(' FORCE { ',' FORCE } ')' ]

                    roleOption: PASSWORD ( string | NULL ) | ( ENCRYPTED | UNENCRYPTED ) PASSWORD string | INHERIT | NOINHERIT
                        | CONNECTION LIMIT [ '-' | '+' ] integer | VALID UNTIL string | USER roles
                        | SUPERUSER | NOSUPERUSER | CREATEROLE | NOCREATEROLE | CREATEDB | NOCREATEDB | LOGIN | NOLOGIN
                        | REPLICATION | NOREPLICATION | BYPASSRLS | NOBYPASSRLS
                    CREATE_ROLE: [ WITH ] { roleOption | SYSID integer | ADMIN roles | ROLE roles | IN ( ROLE | GROUP ) roles }
                    ALTER_ROLE: ALL [ IN DATABASE name ] setting
                        | role ( RENAME TO role | IN DATABASE name setting | setting | [ WITH ] { roleOption } )
                    DROP_ROLE: [ IF EXISTS ] roles
                    ALTER_GROUP: role ( RENAME TO role | ( ADD | DROP ) USER roles )

                    ALTER_DOMAIN: SET DEFAULT expression | DROP DEFAULT | ( SET | DROP ) NOT NULL
                        | DROP CONSTRAINT [ IF EXISTS ] name behavior | VALIDATE CONSTRAINT name
                        | RENAME CONSTRAINT name TO name | ADD constraint | placed
                    attributeType: [ SET DATA ] TYPE type [ COLLATE qname ] behavior
                    attribute: ADD ATTRIBUTE name type [ COLLATE qname ] behavior
                        | DROP ATTRIBUTE [ IF EXISTS ] name behavior
                        | ALTER ATTRIBUTE name attributeType
                    ALTER_TYPE: ADD VALUE [ IF NOT EXISTS ] string [ ( BEFORE | AFTER ) string ]
                        | DROP VALUE string
                        | RENAME VALUE string TO string
                        | RENAME ATTRIBUTE name TO name behavior
                        | placed | SET definition | attribute ,...
                    functionAction: IMMUTABLE | STABLE | VOLATILE | STRICT | [ NOT ] LEAKPROOF | CALLED ON NULL INPUT
                        | RETURNS NULL ON NULL INPUT | [ EXTERNAL ] SECURITY ( DEFINER | INVOKER )
                        | ( COST | ROWS ) number | SUPPORT qname | PARALLEL name | setting
                    extensionDependency: [ NO ] DEPENDS ON EXTENSION name
                    ALTER_FUNCTION: placed | extensionDependency | functionAction { functionAction } [ RESTRICT ]
                    ALTER_AGGREGATE: placed
                    ALTER_OPERATOR: argumentTypes ( owned | moved | SET definition )
                    ALTER_OPERATOR_CLASS: USING name placed
                    supportItem: OPERATOR integer qualifiedOperator [ argumentTypes ]
                        [ FOR ( SEARCH | ORDER BY qname ) ] [ RECHECK ]
                        | FUNCTION integer [ types ] signature | STORAGE type
                    droppedItem: ( OPERATOR | FUNCTION ) integer types
                    CREATE_OPERATOR_CLASS: [ DEFAULT ] FOR TYPE type USING name [ FAMILY qname ] AS supportItem ,...
                    CREATE_OPERATOR_FAMILY: USING name
                    ALTER_OPERATOR_FAMILY: USING name ( ADD supportItem ,... | DROP droppedItem ,... | placed )
                    CREATE_TEXT_SEARCH: definition
                    ALTER_TEXT_SEARCH_DICTIONARY: placed | definition
                    ALTER_TEXT_SEARCH_PARSER: renamed | moved
                    ALTER_TEXT_SEARCH_TEMPLATE: renamed | moved
                    ALTER_TEXT_SEARCH_CONFIGURATION: placed | ADD MAPPING FOR names WITH qnames
                        | ALTER MAPPING REPLACE qname WITH qname
                        | ALTER MAPPING FOR names ( REPLACE qname WITH qname | WITH qnames )
                        | DROP MAPPING [ IF EXISTS ] FOR names
                    castContext: [ AS ( IMPLICIT | ASSIGNMENT ) ]
                    CREATE_CAST: '(' type AS type ')' ( WITHOUT FUNCTION | WITH INOUT | WITH FUNCTION signature ) castContext
                    DROP_CAST: [ IF EXISTS ] '(' type AS type ')' behavior
                    fromSql: FROM SQL WITH FUNCTION signature
                    toSql: TO SQL WITH FUNCTION signature
                    CREATE_TRANSFORM: FOR type LANGUAGE name '(' ( fromSql [ ',' toSql ] | toSql [ ',' fromSql ] ) ')'
                    DROP_TRANSFORM: [ IF EXISTS ] FOR type LANGUAGE name behavior
                    ALTER_RULE: renamed
                    ALTER_TRIGGER: renamed | extensionDependency

                    privilege: ( SELECT | REFERENCES | CREATE ) [ columns ] | ALTER SYSTEM | name [ columns ]
                    privileges: ALL PRIVILEGES [ columns ] | ALL [ columns ] | privilege ,...
                    grantee: GROUP role | role
                    grantees: grantee ,...
                    privilegeSorts: TABLES | FUNCTIONS | ROUTINES | SEQUENCES | TYPES | SCHEMAS | LARGE OBJECTS
                    ALTER_DEFAULT_PRIVILEGES: { IN SCHEMA names | FOR ( ROLE | USER ) roles }
                        ( GRANT privileges ON privilegeSorts TO grantees [ WITH GRANT OPTION ]
                        | REVOKE [ GRANT OPTION FOR ] privileges ON privilegeSorts FROM grantees behavior )
                    grantor: [ GRANTED BY role ]
                    grantPrivileges: TO grantees [ WITH GRANT OPTION ] grantor
                    revokePrivileges: FROM grantees grantor behavior
                    roleMembership: label ( OPTION | TRUE | FALSE )
                    grantRoles: TO roles [ WITH roleMembership ,... ] grantor
                    revokeRoles: FROM roles grantor behavior

                    settingValue: number | string | TRUE | FALSE | ON | nonreserved
                    settingName: name { '.' name }
                    ALTER_SYSTEM: SET settingName ( TO | '=' ) ( DEFAULT | settingValue ,... ) | RESET ( ALL | settingName )
                    REASSIGN: OWNED BY roles TO role
                    IMPORT: FOREIGN SCHEMA name [ ( LIMIT TO | EXCEPT ) '(' qname ,... ')' ]
                        FROM SERVER name INTO name [ options ]
                    SET_CONSTRAINTS: CONSTRAINTS ( ALL | qnames ) ( DEFERRED | IMMEDIATE )
                    copyOption: label [ TRUE | FALSE | ON | number | '*' | DEFAULT | text
                        | '(' copyListed ,... ')' ]
                    copyListed: TRUE | FALSE | ON | text
                    COPY_options: '(' copyOption ,... ')'
                    COMMENT_OPERATOR: qualifiedOperator argumentTypes
                    COMMENT_CAST: '(' type AS type ')'
                    COMMENT_TRANSFORM: FOR type LANGUAGE name
                    COMMENT_LARGE_OBJECT: number
                    COMMENT_OPERATOR_CLASS: qname USING name
                    COMMENT_OPERATOR_FAMILY: qname USING name
                    DO: doPart { doPart }
                    doPart: string | LANGUAGE text

                    jsonFormat: FORMAT JSON [ ENCODING label ]
                    jsonValue: expression [ jsonFormat ]
                    returning: RETURNING type [ jsonFormat ]
                    unique: ( WITH | WITHOUT ) UNIQUE [ KEYS ]
                    nulls: ( NULL | ABSENT ) ON NULL
                    pair: expression ( VALUE | ':' ) jsonValue
                    argument: expression
                    CALL_JSON: jsonValue [ unique ]
                    CALL_JSON_SCALAR: expression
                    CALL_JSON_SERIALIZE: jsonValue [ returning ]
                    CALL_JSON_OBJECT: [ expression ( ( VALUE | ':' ) jsonValue { ',' pair } [ nulls ] [ unique ]
                        | { ',' argument } ) ] [ returning ]
                    CALL_JSON_OBJECTAGG: pair [ nulls ] [ unique ] [ returning ]
                    CALL_JSON_ARRAY: subquery [ jsonFormat ] [ returning ] | [ jsonValue ,... [ nulls ] ] [ returning ]
                    CALL_JSON_ARRAYAGG: jsonValue [ ORDER BY sortItem ] [ nulls ] [ returning ]
                    passed: jsonValue AS label
                    passing: PASSING passed ,...
                    behaviorValue: DEFAULT expression | ERROR | NULL | TRUE | FALSE | UNKNOWN | EMPTY [ ARRAY | OBJECT ]
                    behaviors: [ behaviorValue ON ( ERROR | EMPTY [ behaviorValue ON ERROR ] ) ]
                    onError: [ behaviorValue ON ERROR ]
                    wrapper: WITHOUT [ ARRAY ] WRAPPER | WITH [ CONDITIONAL | UNCONDITIONAL ] [ ARRAY ] WRAPPER
                    quotes: ( KEEP | OMIT ) QUOTES [ ON SCALAR STRING ]
                    CALL_JSON_VALUE: jsonValue ',' expression [ passing ] [ returning ] behaviors
                    CALL_JSON_QUERY: jsonValue ',' expression [ passing ] [ returning ] [ wrapper ] [ quotes ] behaviors
                    CALL_JSON_EXISTS: jsonValue ',' expression [ passing ] onError
                    jsonColumn: NESTED [ PATH ] string [ AS name ] jsonColumns | name ( FOR ORDINALITY
                        | type ( EXISTS [ PATH string ] onError
                        | [ jsonFormat ] [ PATH string ] [ wrapper ] [ quotes ] behaviors ) )
                    jsonColumns: COLUMNS '(' jsonColumn ,... ')'
                    CALL_JSON_TABLE: jsonValue ',' expression [ AS name ] [ passing ] jsonColumns onError
                    xmlAttribute: expression [ AS label ]
                    CALL_XMLFOREST: xmlAttribute ,...
                    xmlContent: expression { ',' expression }
                    CALL_XMLELEMENT: NAME label [ ',' ( XMLATTRIBUTES '(' xmlAttribute ,... ')' [ ',' xmlContent ]
                        | xmlContent ) ]
                    CALL_XMLPI: NAME label [ ',' expression ]
                    CALL_XMLPARSE: ( DOCUMENT | CONTENT ) expression [ ( PRESERVE | STRIP ) WHITESPACE ]
                    CALL_XMLROOT: expression ',' VERSION ( NO VALUE | expression )
                        [ ',' STANDALONE ( YES | NO VALUE | NO ) ]
                    CALL_XMLSERIALIZE: ( DOCUMENT | CONTENT ) expression AS type [ [ NO ] INDENT ]
                    mechanism: [ BY ( REF | VALUE ) ]
                    CALL_XMLEXISTS: operand PASSING mechanism operand mechanism
                    xmlNamespace: DEFAULT value | value AS label
                    xmlColumn: name ( FOR ORDINALITY | type { PATH value | DEFAULT value | NOT NULL | NULL } )
                    CALL_XMLTABLE: [ XMLNAMESPACES '(' xmlNamespace ,... ')' ',' ] operand
                        PASSING mechanism operand mechanism COLUMNS xmlColumn ,...
                    utilityOption: ( nonreserved | ANALYZE | ANALYSE ) [ TRUE | FALSE | ON | number | text ]
                    utilityOptions: '(' utilityOption ,... ')'
                    """);

    private PostgreSqlForms() {}
}
