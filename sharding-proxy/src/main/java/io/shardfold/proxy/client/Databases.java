package io.shardfold.proxy.client;

import io.shardfold.core.session.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases that a server serves, by name. Immutable. */
public final class Databases {

    private final Map<String, Database> byName;

    /**
     * @throws IllegalArgumentException where two have the same name
     */
    public Databases(Collection<Database> databases) {
        Map<String, Database> names = new LinkedHashMap<>();
        for (Database database : databases) {
            if (names.put(database.name(), database) != null) {
                throw new IllegalArgumentException(
                        "Two databases are called '" + database.name() + "'.");
            }
        }
        byName = names;
    }

    /**
     * The database if there is one and the user may use it, else null: whoever may not use a
     * database isn't told that it exists.
     */
    public Database find(String name, User user) {
        Database database = byName.get(name);
        return database != null && user.mayUse(database.name()) ? database : null;
    }

    /** What the user may use, in the order of the configuration. */
    public List<String> names(User user) {
        List<String> names = new ArrayList<>();
        for (String name : byName.keySet()) {
            if (user.mayUse(name)) {
                names.add(name);
            }
        }
        return names;
    }

    public Collection<Database> all() {
        return byName.values();
    }
}
