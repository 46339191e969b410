package io.shardfold.proxy;

import io.shardfold.core.config.AuthorityConfiguration;
import io.shardfold.core.config.Props;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes a server's settings of a configuration: {@code authority}, and the {@code props} that
 * concern a proxy. The names that start with {@code shardfold-} are ours, the others those of
 * ShardingSphere 5.5's YAML format.
 */
final class ServerProperties {

    /** What "no limit" means for connections: more than any system lets a process have. */
    private static final int CONNECTIONS_UNLIMITED = 1_000_000;

    private static final String MAX_CONNECTIONS = "proxy-frontend-max-connections";
    private static final String MAX_PACKET = "shardfold-max-allowed-packet";
    private static final String LOGIN_TIMEOUT = "shardfold-login-timeout-milliseconds";
    private static final String IDLE_TIMEOUT = "shardfold-idle-timeout-milliseconds";
    private static final String WRITE_TIMEOUT = "shardfold-write-timeout-milliseconds";
    private static final String SHUTDOWN_TIMEOUT = "shardfold-shutdown-timeout-milliseconds";
    private static final String MAX_PREPARED = "shardfold-max-prepared-statements";
    private static final String TLS_CERTIFICATE = "shardfold-tls-certificate";
    private static final String TLS_KEY = "shardfold-tls-key";
    private static final String TLS_REQUIRED = "shardfold-tls-required";

    private final ServerConfiguration configuration;
    private final Props props;
    private final Path directory;

    private ServerProperties(ServerConfiguration configuration, Path directory) {
        this.configuration = configuration;
        this.props = configuration.props();
        this.directory = directory;
    }

    /**
     * @param directory that file names in the configuration start from
     * @throws ConfigurationException for a value that can't be, and where nobody could log in
     */
    static ProxySettings settings(ServerConfiguration configuration, Path directory) {
        return new ServerProperties(configuration, directory).settings();
    }

    private ProxySettings settings() {
        Tls tls = tls();
        boolean tlsRequired = flag(TLS_REQUIRED);
        if (tlsRequired && tls == null) {
            throw wrong(
                    TLS_REQUIRED,
                    "TLS can't be required where it isn't offered. Set proxy-frontend-ssl-enabled to"
                            + " true.");
        }
        return new ProxySettings(
                users(),
                limits(),
                tls,
                tlsRequired,
                props.frontendExecutorSize(),
                props.proxyNettyBacklog());
    }

    private Users users() {
        AuthorityConfiguration authority = configuration.authority();
        if (authority == null || authority.users().isEmpty()) {
            throw new ConfigurationException(
                    "global.yaml",
                    0,
                    "authority.users",
                    "Nobody could log in. Name at least one user with a password.",
                    null);
        }
        List<User> users = new ArrayList<>();
        for (AuthorityConfiguration.User user : authority.users()) {
            Password password;
            try {
                password = Password.parse(user.password());
            } catch (IllegalArgumentException malformed) {
                throw new ConfigurationException(
                        authority.place().file(),
                        authority.place().line(),
                        "authority.users." + user.name() + ".password",
                        malformed.getMessage(),
                        null);
            }
            users.add(
                    new User(
                            user.name(),
                            user.host(),
                            password,
                            user.isAdmin(),
                            databases(authority, user)));
        }
        return new Users(users);
    }

    private static Set<String> databases(
            AuthorityConfiguration authority, AuthorityConfiguration.User user) {
        if (authority.databasesByUser() == null) {
            return null;
        }
        String key = (user.name() + "@" + user.host()).toLowerCase(Locale.ROOT);
        Set<String> databases = authority.databasesByUser().getOrDefault(key, Set.of());
        return databases.contains("*") ? null : databases;
    }

    private Limits limits() {
        Limits limits = Limits.DEFAULT;
        int connections = limits.connectionsMax();
        if (props.texts().containsKey(MAX_CONNECTIONS)) {
            connections = props.frontendMaxConnections();
            if (connections <= 0 || connections > CONNECTIONS_UNLIMITED) {
                connections = CONNECTIONS_UNLIMITED;
            }
        }
        return new Limits(
                connections,
                limits.loginPacketBytesMax(),
                (int)
                        number(
                                MAX_PACKET,
                                limits.packetBytesMax(),
                                limits.loginPacketBytesMax(),
                                1 << 30),
                limits.pendingBytesMax(),
                number(LOGIN_TIMEOUT, limits.loginMillisMax(), 100, 3_600_000),
                number(IDLE_TIMEOUT, limits.idleMillisMax(), 0, Integer.MAX_VALUE),
                number(WRITE_TIMEOUT, limits.writeMillisMax(), 100, Integer.MAX_VALUE),
                number(SHUTDOWN_TIMEOUT, limits.shutDownMillisMax(), 0, Integer.MAX_VALUE),
                (int) number(MAX_PREPARED, limits.preparedStatementsMax(), 1, 1_000_000));
    }

    private Tls tls() {
        String certificate = props.text(TLS_CERTIFICATE, null);
        String key = props.text(TLS_KEY, null);
        if ((certificate == null) != (key == null)) {
            throw wrong(
                    certificate == null ? TLS_CERTIFICATE : TLS_KEY,
                    "A certificate and its private key are needed: name both files or neither.");
        }
        if (!props.sslEnabled()) {
            if (certificate != null) {
                throw wrong(
                        TLS_CERTIFICATE,
                        "The certificate isn't used. Set proxy-frontend-ssl-enabled to true.");
            }
            return null;
        }
        return certificate == null
                ? Tls.selfSigned(props.sslVersions(), props.sslCiphers())
                : Tls.of(
                        directory.resolve(certificate),
                        directory.resolve(key),
                        props.sslVersions(),
                        props.sslCiphers());
    }

    private boolean flag(String name) {
        String text = props.text(name, "false").strip();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw wrong(name, "This must be true or false, not '" + text + "'.");
        }
        return text.equalsIgnoreCase("true");
    }

    private long number(String name, long valueIfAbsent, long valueMin, long valueMax) {
        String text = props.text(name, null);
        if (text == null) {
            return valueIfAbsent;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= valueMin && value <= valueMax) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, "This must be a whole number, not '" + text + "'.");
        }
        throw wrong(
                name, "This must be from " + valueMin + " to " + valueMax + ", not " + text + ".");
    }

    private static ConfigurationException wrong(String name, String reason) {
        return new ConfigurationException("global.yaml", 0, "props." + name, reason, null);
    }
}
