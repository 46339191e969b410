package io.shardfold.proxy.client;

import java.util.List;

/** Who may log in. Immutable. */
public final class Users {

    private final List<User> users;

    public Users(List<User> users) {
        this.users = List.copyOf(users);
    }

    /**
     * The first user in the configuration's order that has this name and may come from this host;
     * null where there is none. The front end then goes on as if there were one, so that nobody
     * learns who exists.
     *
     * @param host as {@link Client#host}
     */
    public User find(String name, String host) {
        for (User user : users) {
            if (user.accepts(name, host)) {
                return user;
            }
        }
        return null;
    }
}
