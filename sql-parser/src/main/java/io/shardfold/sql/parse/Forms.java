package io.shardfold.sql.parse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A dialect's forms by name: {@code name: form}, one a line; a line that is indented goes on. */
final class Forms {

    private final Map<String, Form> forms = new HashMap<>();

    /**
     * @throws IllegalArgumentException where one is broken or defined twice
     */
    Forms(String text) {
        Map<String, String> notations = new HashMap<>();
        for (String line : text.replaceAll("\n +", " ").split("\n")) {
            if (line.isBlank()) continue;
            int colon = line.indexOf(':');
            if (notations.put(line.substring(0, colon), line.substring(colon + 1)) != null)
                throw new IllegalArgumentException(line);
        }
        Set<String> names = new HashSet<>(notations.keySet());
        names.addAll(FormReader.PRODUCTIONS);
        notations.forEach((name, notation) -> forms.put(name, Form.of(notation, names)));
    }

    /** Null where there is none of that name. */
    Form form(String name) {
        return forms.get(name);
    }
}
