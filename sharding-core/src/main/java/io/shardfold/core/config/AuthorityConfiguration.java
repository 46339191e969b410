package io.shardfold.core.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who may log in, and to which databases.
 *
 * @param users in the order of the file; the first that accepts a name and a host is the user
 * @param databasesByUser by {@code name@host} in lower case; null when everyone may use every
 *     database. {@code *} is every database
 */
public record AuthorityConfiguration(
        List<User> users, Map<String, Set<String>> databasesByUser, Place place) {

    private static final String ANY = "%";

    public AuthorityConfiguration {
        users = List.copyOf(users);
        databasesByUser =
                databasesByUser == null ? null : Map.copyOf(new LinkedHashMap<>(databasesByUser));
    }

    /**
     * A user.
     *
     * @param host {@code %} for any
     * @param authenticator the type of authentication in upper case, or null for the protocol's own
     */
    public record User(
            String name, String host, String password, boolean isAdmin, String authenticator) {

        boolean accepts(String loginName, String loginHost) {
            return name.equalsIgnoreCase(loginName)
                    && (host.equals(ANY) || host.equalsIgnoreCase(loginHost));
        }

        /** Without the password: it may come to a log. */
        @Override
        public String toString() {
            return name + "@" + host;
        }
    }

    /**
     * @return null when nobody is known by that name from that host
     */
    public User find(String name, String host) {
        for (User user : users) {
            if (user.accepts(name, host)) {
                return user;
            }
        }
        return null;
    }

    /** Whether a user may use a database; one that may not is told that it is unknown. */
    public boolean mayUse(User user, String database) {
        if (user.isAdmin() || databasesByUser == null) {
            return true;
        }
        Set<String> databases =
                databasesByUser.getOrDefault(
                        (user.name() + "@" + user.host()).toLowerCase(Locale.ROOT), Set.of());
        return databases.contains("*") || databases.stream().anyMatch(database::equalsIgnoreCase);
    }

    static void add(Map<String, Set<String>> databasesByUser, String user, String database) {
        int at = user.indexOf('@');
        String name = at < 0 ? user : user.substring(0, at);
        String host = at < 0 || at == user.length() - 1 ? ANY : user.substring(at + 1);
        databasesByUser
                .computeIfAbsent(
                        (name + "@" + host).toLowerCase(Locale.ROOT), key -> new LinkedHashSet<>())
                .add(database);
    }
}
