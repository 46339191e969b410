package io.shardfold.core.config;

import io.shardfold.core.config.AuthorityConfiguration.User;
import io.shardfold.core.config.YamlTree.Empty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one file of either form. */
final class FileReader {

    private final String file;
    private final Findings findings;

    FileReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    // ---- the three kinds of files

    ServerConfiguration jdbc(String text) {
        Section root = root(text);
        String name = root.text("databaseName");
        Section sources = root.section("dataSources");
        Blocks blocks = blocks(root, false);
        Map<String, DataSourceConfiguration> dataSources =
                new DataSourceReader(findings).jdbc(sources);
        DatabaseConfiguration database =
                database(
                        name == null || name.isBlank()
                                ? DatabaseConfiguration.DEFAULT_NAME
                                : name.strip(),
                        root,
                        dataSources,
                        blocks.props());
        root.close();
        return new ServerConfiguration(
                blocks.mode(),
                blocks.authority(),
                blocks.transaction(),
                blocks.props(),
                List.of(),
                List.of(database),
                List.of());
    }

    /** The global file; its shared data sources are those of a nameless database. */
    ServerConfiguration global(String text) {
        Section root = root(text);
        Blocks blocks = blocks(root, true);
        Map<String, DataSourceConfiguration> shared =
                new DataSourceReader(findings).proxy(root.section("dataSources"));
        List<String> labels = root.texts("labels");
        if (root.has("rules") && !(root.value("rules") instanceof Empty)) {
            for (YamlTree rule : root.elements("rules")) {
                RuleReader.refuseGlobalTag(rule, root.place("rules"), findings);
            }
        }
        root.close();
        DatabaseConfiguration sharedOnly =
                new DatabaseConfiguration(
                        "", shared, null, null, null, blocks.props(), root.place());
        return new ServerConfiguration(
                blocks.mode(),
                blocks.authority(),
                blocks.transaction(),
                blocks.props(),
                labels,
                List.of(sharedOnly),
                List.of());
    }

    /** A proxy's database; null when the file is empty. */
    DatabaseConfiguration database(
            String text, Map<String, DataSourceConfiguration> shared, Props props) {
        YamlTree tree = new YamlTree.Reading(file, findings).read(text);
        if (tree instanceof Empty) {
            return null;
        }
        Section root = Section.of(tree, new Place(file, 1, ""), findings);
        String name = root.requiredText("databaseName");
        Map<String, DataSourceConfiguration> dataSources = new LinkedHashMap<>(shared);
        Section sources = root.section("dataSources");
        new DataSourceReader(findings)
                .proxy(sources)
                .forEach(
                        (source, configuration) -> {
                            if (dataSources.put(source, configuration) != null) {
                                findings.error(
                                        sources.place(source),
                                        "The data source "
                                                + source
                                                + " stands in the global file too.");
                            }
                        });
        DatabaseConfiguration database =
                database(name == null ? "" : name.strip(), root, dataSources, props);
        root.close();
        return database;
    }

    private Section root(String text) {
        YamlTree tree = new YamlTree.Reading(file, findings).read(text);
        return Section.of(tree, new Place(file, 1, ""), findings);
    }

    private DatabaseConfiguration database(
            String name,
            Section root,
            Map<String, DataSourceConfiguration> dataSources,
            Props props) {
        RuleReader rules = new RuleReader(findings);
        if (root.has("rules")) {
            rules.read(root.value("rules"), root.place("rules"));
        }
        return new DatabaseConfiguration(
                name,
                dataSources,
                rules.sharding(),
                rules.broadcast(),
                rules.single(),
                props,
                new Place(file, 1, "databaseName"));
    }

    // ---- the blocks that a JDBC file and a global file share

    private record Blocks(
            ModeConfiguration mode,
            AuthorityConfiguration authority,
            TransactionConfiguration transaction,
            Props props) {}

    private Blocks blocks(Section root, boolean isProxy) {
        ModeConfiguration mode =
                root.has("mode") ? mode(root.section("mode")) : ModeConfiguration.STANDALONE;
        AuthorityConfiguration authority =
                root.has("authority") ? authority(root.section("authority")) : null;
        TransactionConfiguration transaction =
                root.has("transaction") && !(root.value("transaction") instanceof Empty)
                        ? transaction(root.section("transaction"))
                        : TransactionConfiguration.LOCAL;
        Map<String, String> props = new LinkedHashMap<>(root.props("props"));
        parser(root.section("sqlParser"));
        federation(root.section("sqlFederation"));
        translator(root.section("sqlTranslator"));
        logging(root.section("logging"), props);
        clock(root.section("globalClock"));
        return new Blocks(
                mode,
                authority,
                transaction,
                Props.read(
                        props, root.place("props"), root.propPlaces("props"), isProxy, findings));
    }

    private ModeConfiguration mode(Section section) {
        String type = section.choice("type", List.of("Standalone", "Cluster", "Memory"));
        boolean hasRepository =
                section.has("repository") && !(section.value("repository") instanceof Empty);
        Section repository = section.section("repository");
        String repositoryType = hasRepository ? repository.requiredText("type") : null;
        Map<String, String> props = repository.props("props");
        repository.close();
        section.close();
        if ("CLUSTER".equals(type)) {
            // Processes that don't know of each other would make the same keys, and not hear of
            // each other's definitions.
            findings.error(
                    section.place("type"),
                    "A cluster isn't supported; use Standalone, and give each process that generates keys its own worker-id.");
        } else if (repositoryType != null && !repositoryType.equalsIgnoreCase("JDBC")) {
            findings.warn(
                    repository.place("type"),
                    "A standalone process keeps nothing in a repository of type '"
                            + repositoryType
                            + "'; the files are the truth.");
        }
        return new ModeConfiguration(
                repositoryType == null ? "JDBC" : repositoryType, props, section.place());
    }

    private static final List<String> AUTHENTICATORS =
            List.of(
                    "OLD_PASSWORD",
                    "NATIVE",
                    "CLEAR_TEXT",
                    "WINDOWS_NATIVE",
                    "SHA256",
                    "CACHING_SHA2_PASSWORD",
                    "MD5",
                    "PASSWORD",
                    "SCRAM_SHA256");

    private AuthorityConfiguration authority(Section section) {
        Map<String, String> authenticators = new HashMap<>();
        Section named = section.section("authenticators");
        for (String name : List.copyOf(named.keys())) {
            Section authenticator = named.section(name);
            authenticator.requiredText("type");
            String type = authenticator.choice("type", AUTHENTICATORS);
            authenticator.props("props");
            authenticator.close();
            authenticators.put(name, type);
        }
        String defaultAuthenticator = section.text("defaultAuthenticator");
        if (defaultAuthenticator != null && !authenticators.containsKey(defaultAuthenticator)) {
            findings.error(
                    section.place("defaultAuthenticator"),
                    "There is no authenticator '" + defaultAuthenticator + "'.",
                    NearestName.of(defaultAuthenticator, authenticators.keySet()));
        }
        List<User> users = new ArrayList<>();
        for (YamlTree element : section.elements("users")) {
            Section entry =
                    Section.of(
                            element,
                            new Place(file, element.line(), section.place("users").key()),
                            findings);
            users.add(user(entry, authenticators, defaultAuthenticator));
        }
        Map<String, Set<String>> databases = privilege(section.section("privilege"));
        section.close();
        return new AuthorityConfiguration(users, databases, section.place());
    }

    private User user(
            Section entry, Map<String, String> authenticators, String defaultAuthenticator) {
        String account = entry.requiredText("user");
        String password = entry.text("password");
        boolean isAdmin = entry.flag("admin", false);
        String authenticator = entry.text("authenticationMethodName");
        if (authenticator != null && !authenticators.containsKey(authenticator)) {
            findings.error(
                    entry.place("authenticationMethodName"),
                    "There is no authenticator '" + authenticator + "'.",
                    NearestName.of(authenticator, authenticators.keySet()));
        }
        if (password == null || password.isEmpty()) {
            findings.warn(entry.place(), "The user " + account + " has no password.");
        }
        entry.close();
        String text = account == null ? "" : account.strip();
        int at = text.indexOf('@');
        String host = at < 0 || at == text.length() - 1 ? "%" : text.substring(at + 1);
        String type =
                authenticators.get(authenticator == null ? defaultAuthenticator : authenticator);
        return new User(
                at < 0 ? text : text.substring(0, at),
                host,
                password == null ? "" : password,
                isAdmin,
                type);
    }

    /** Databases by user, or null when everyone may use every database. */
    private Map<String, Set<String>> privilege(Section section) {
        String type =
                section.choice(
                        "type",
                        List.of(
                                "ALL_PERMITTED",
                                "ALL_PRIVILEGES_PERMITTED",
                                "DATABASE_PERMITTED",
                                "SCHEMA_PRIVILEGES_PERMITTED"));
        Map<String, String> props = section.props("props");
        section.close();
        if (type == null || type.startsWith("ALL")) {
            return null;
        }
        Map<String, Set<String>> databases = new LinkedHashMap<>();
        String mappings = props.get("user-database-mappings");
        if (mappings == null || mappings.isBlank()) {
            findings.error(
                    section.place(),
                    "DATABASE_PERMITTED needs the property 'user-database-mappings', such as app@%=shop.",
                    NearestName.of("user-database-mappings", props.keySet()) == null
                            ? null
                            : "user-database-mappings");
            return databases;
        }
        for (String mapping : mappings.split(",")) {
            int equals = mapping.indexOf('=');
            if (equals < 0 || mapping.indexOf('@') < 0 || mapping.indexOf('@') > equals) {
                findings.error(
                        section.place("props"),
                        "'"
                                + mapping.strip()
                                + "' in 'user-database-mappings' isn't of the form user@host=database.");
                continue;
            }
            AuthorityConfiguration.add(
                    databases,
                    mapping.substring(0, equals).strip(),
                    mapping.substring(equals + 1).strip());
        }
        return databases;
    }

    private TransactionConfiguration transaction(Section section) {
        section.requiredText("defaultType");
        String type = section.choice("defaultType", List.of("LOCAL", "XA", "BASE"));
        String provider = section.text("providerType");
        Map<String, String> props = section.props("props");
        section.close();
        if ("BASE".equals(type) || "XA".equals(type)) {
            // Who asks for more than LOCAL gives must not get less without a word.
            findings.error(
                    section.place("defaultType"),
                    "Transactions of type " + type + " aren't supported; use LOCAL.");
        }
        return new TransactionConfiguration(provider, props, section.place());
    }

    private void parser(Section section) {
        for (String cache : List.of("sqlStatementCache", "parseTreeCache")) {
            Section sizes = section.section(cache);
            sizes.wholeNumber("initialCapacity");
            sizes.wholeNumber("maximumSize");
            sizes.close();
        }
        section.close();
    }

    private void federation(Section section) {
        for (String key : List.of("sqlFederationEnabled", "allQueryUseSQLFederation")) {
            if (section.flag(key, false)) {
                findings.warn(
                        section.place(key),
                        "This has no effect: joins and subqueries over several shards need no switch here.");
            }
        }
        Section sizes = section.section("executionPlanCache");
        sizes.wholeNumber("initialCapacity");
        sizes.wholeNumber("maximumSize");
        sizes.close();
        section.close();
    }

    private void translator(Section section) {
        String type = section.text("type");
        section.props("props");
        section.flag("useOriginalSQLWhenTranslatingFailed", true);
        section.close();
        if (type != null && !type.equalsIgnoreCase("NATIVE")) {
            findings.error(
                    section.place("type"),
                    "Translation of SQL between dialects isn't supported; 'type' can only be NATIVE.");
        }
    }

    /**
     * The logger of the SQL topic is another spelling of sql-show and sql-simple, and beats them.
     */
    private void logging(Section section, Map<String, String> props) {
        for (YamlTree element : section.elements("loggers")) {
            Section logger =
                    Section.of(
                            element,
                            new Place(file, element.line(), section.place("loggers").key()),
                            findings);
            String name = logger.requiredText("loggerName");
            logger.choice(
                    "level", List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF", "ALL"));
            logger.flag("additivity", true);
            logger.text("appenderName");
            Map<String, String> loggerProps = logger.props("props");
            logger.close();
            if ("ShardingSphere-SQL".equals(name) || "shardfold-sql".equalsIgnoreCase(name)) {
                if (loggerProps.containsKey("enable")) {
                    props.put("sql-show", loggerProps.get("enable"));
                }
                if (loggerProps.containsKey("simple")) {
                    props.put("sql-simple", loggerProps.get("simple"));
                }
            } else if (name != null) {
                findings.warn(
                        logger.place("loggerName"),
                        "Only the logger ShardingSphere-SQL has an effect here; set others in the logging library.");
            }
        }
        for (YamlTree element : section.elements("appenders")) {
            Section appender =
                    Section.of(
                            element,
                            new Place(file, element.line(), section.place("appenders").key()),
                            findings);
            appender.know("appenderName", "appenderClass", "pattern", "file");
            appender.close();
            findings.warn(
                    appender.place(),
                    "Appenders have no effect here; set them in the logging library.");
        }
        section.close();
    }

    private void clock(Section section) {
        boolean enabled = section.flag("enabled", false);
        section.text("type");
        section.text("provider");
        section.props("props");
        section.close();
        if (enabled) {
            findings.error(section.place("enabled"), "A global clock isn't supported.");
        }
    }
}
