package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.ViewTable;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.execute.SegmentTable;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.SinglePattern;
import io.shardfold.core.rule.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares broadcast and single tables with the data sources. Used once, by one thread. */
final class WholeTableCheck {

    /** Names that a message lists. */
    private static final int LISTED_MAX = 5;

    private final DatabaseConfiguration database;
    private final Rules rules;
    private final FoundTables found;
    private final Findings findings;

    WholeTableCheck(
            DatabaseConfiguration database, Rules rules, FoundTables found, Findings findings) {
        this.database = database;
        this.rules = rules;
        this.found = found;
        this.findings = findings;
    }

    /** It exists in every data source, with one structure. */
    void broadcast(TableRule.BroadcastTable table) {
        Place place = database.broadcast().place();
        boolean isSomewhere = false;
        List<String> missing = new ArrayList<>();
        for (String dataSource : table.dataSources()) {
            CatalogTable here = found.table(dataSource, table.name());
            if (here == null) {
                missing.add(dataSource);
            } else {
                isSomewhere = true;
            }
        }
        new StructureCheck(found, findings).compare(table, place);
        if (!missing.isEmpty()) {
            findings.error(
                    place,
                    "The broadcast table "
                            + table.name()
                            + " doesn't exist in "
                            + listed(missing)
                            + "; create it there, or run CREATE TABLE "
                            + table.name()
                            + " through Shardfold, which makes it in every data source.",
                    isSomewhere ? null : NearestName.of(table.name(), found.names(missing.get(0))));
        }
    }

    /** What {@code !SINGLE} names exists; what it doesn't let in is told. */
    void singles(Set<String> physicalNames) {
        Map<String, List<String>> dataSourcesOfTable = new LinkedHashMap<>();
        for (String dataSource : found.dataSources()) {
            List<String> unnamed = new ArrayList<>();
            for (String name : found.names(dataSource)) {
                if (rules.table(name) != null
                        || physicalNames.contains(name.toLowerCase(Locale.ROOT))
                        || name.equalsIgnoreCase(SegmentTable.NAME)
                        || name.equalsIgnoreCase(ViewTable.NAME)) {
                    continue;
                }
                if (rules.letsInSingle(dataSource, name)) {
                    dataSourcesOfTable
                            .computeIfAbsent(
                                    name.toLowerCase(Locale.ROOT), missing -> new ArrayList<>())
                            .add(dataSource);
                } else {
                    unnamed.add(name);
                }
            }
            if (!unnamed.isEmpty()) {
                findings.warn(
                        place(),
                        "Clients don't see these tables of "
                                + dataSource
                                + ", since no rule names them: "
                                + listed(unnamed)
                                + "; to let them in, add '- "
                                + dataSource
                                + ".*' here.");
            }
        }
        dataSourcesOfTable.forEach(
                (table, dataSources) -> {
                    if (dataSources.size() > 1) {
                        findings.warn(
                                place(),
                                "The table "
                                        + table
                                        + " is in "
                                        + listed(dataSources)
                                        + " and in no other rule: the one of "
                                        + dataSources.get(0)
                                        + " serves, the others aren't seen. Is it a broadcast table?");
                    }
                });
        rules.singlePatterns().forEach(this::pattern);
    }

    private void pattern(SinglePattern pattern) {
        if (!pattern.isExact()) {
            boolean isEmpty = true;
            for (String dataSource : found.dataSources()) {
                for (String name : found.names(dataSource)) {
                    isEmpty &= !pattern.matches(dataSource, null, name);
                }
            }
            if (isEmpty) {
                findings.warn(place(), "No table is there for '" + pattern + "'.");
            }
            return;
        }
        if (found.table(pattern.dataSource(), pattern.table()) != null) {
            return;
        }
        List<String> elsewhere = new ArrayList<>();
        for (String dataSource : found.dataSources()) {
            if (found.table(dataSource, pattern.table()) != null) {
                elsewhere.add(dataSource);
            }
        }
        findings.error(
                place(),
                "There is no table "
                        + pattern.table()
                        + " in "
                        + pattern.dataSource()
                        + (elsewhere.isEmpty() ? "." : "; it is in " + listed(elsewhere) + "."),
                NearestName.of(pattern.table(), found.names(pattern.dataSource())));
    }

    private Place place() {
        return database.single() == null ? database.place() : database.single().tablesPlace();
    }

    private static String listed(List<String> names) {
        return names.size() <= LISTED_MAX
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, LISTED_MAX)) + ", ... (" + names.size() + ")";
    }
}
