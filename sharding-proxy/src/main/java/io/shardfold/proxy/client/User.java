package io.shardfold.proxy.client;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Who may log in.
 *
 * @param name compared without regard to case, as in the configuration's format
 * @param host where from: an IP address or {@code localhost}; {@code %} for anywhere
 * @param databases what it may use, in any case; null for all
 */
public record User(
        String name, String host, Password password, boolean admin, Set<String> databases) {

    public static final String ANY_HOST = "%";

    public User {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(password, "password");
        host = host == null || host.isEmpty() ? ANY_HOST : host;
        databases = databases == null ? null : Set.copyOf(databases);
    }

    /** A user that may come from anywhere and use everything. */
    public static User of(String name, String password) {
        return new User(name, ANY_HOST, Password.parse(password), true, null);
    }

    boolean accepts(String loginName, String clientHost) {
        return name.toLowerCase(Locale.ROOT).equals(loginName.toLowerCase(Locale.ROOT))
                && (host.equals(ANY_HOST) || host.equalsIgnoreCase(clientHost));
    }

    public boolean mayUse(String database) {
        return admin
                || databases == null
                || databases.stream().anyMatch(database::equalsIgnoreCase);
    }
}
