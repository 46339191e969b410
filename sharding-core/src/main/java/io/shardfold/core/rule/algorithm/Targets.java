package io.shardfold.core.rule.algorithm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that an algorithm chooses from.
 *
 * @param logicTable the logic table whose rows are placed
 * @param names data sources or tables, distinct, in the order of the data nodes
 * @param areTables whether the names are tables
 */
public record Targets(String logicTable, List<String> names, boolean areTables) {

    public Targets {
        names = List.copyOf(names);
    }

    Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
        }
        return positions;
    }

    /**
     * What stands before the number: the logic table and what follows it, or the first name,
     * without trailing digits.
     */
    String prefix() {
        String first = names.get(0);
        boolean startsWithLogicName =
                areTables && first.regionMatches(true, 0, logicTable, 0, logicTable.length());
        int keep = startsWithLogicName ? logicTable.length() : 0;
        int end = first.length();
        while (end > keep && first.charAt(end - 1) >= '0' && first.charAt(end - 1) <= '9') {
            end--;
        }
        return first.substring(0, end);
    }

    /** The length of the shortest number after the prefix. */
    int suffixLengthMin() {
        int prefixLength = prefix().length();
        int shortest = Integer.MAX_VALUE;
        for (String name : names) {
            shortest = Math.min(shortest, name.length() - prefixLength);
        }
        return shortest;
    }
}
