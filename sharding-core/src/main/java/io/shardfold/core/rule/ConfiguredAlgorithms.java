package io.shardfold.core.rule;

import io.shardfold.core.config.AlgorithmConfiguration;
import io.shardfold.core.config.AuditConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.KeyGenerateConfiguration;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.StrategyConfiguration;
import io.shardfold.core.config.TableConfiguration;
import io.shardfold.core.rule.algorithm.Algorithm;
import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.Algorithms;
import io.shardfold.core.rule.algorithm.PropertyException;
import io.shardfold.core.rule.key.KeyGenerator;
import io.shardfold.core.rule.key.KeyGenerators;
import io.shardfold.core.rule.key.KeyServices;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The algorithms, key generators and auditors of a rule by their names, and which of them are used.
 * What is wrong with them is told when they are read; who asks for one that was told wrong gets
 * null. Used by one thread.
 */
final class ConfiguredAlgorithms {

    private static final String AUDITOR_TYPE = "DML_SHARDING_CONDITIONS";

    private final ShardingConfiguration sharding;
    private final KeyServices services;
    private final Findings findings;
    private final Map<String, Algorithm> algorithms = new HashMap<>();
    private final Map<String, KeyGenerator> generators = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    ConfiguredAlgorithms(ShardingConfiguration sharding, KeyServices services, Findings findings) {
        this.sharding = sharding;
        this.services = services;
        this.findings = findings;
        readAlgorithms();
        readGenerators();
        checkAuditors();
    }

    /** The block that configures an algorithm which is there. */
    AlgorithmConfiguration configuration(String name) {
        return sharding.algorithms().get(name);
    }

    private void readAlgorithms() {
        for (AlgorithmConfiguration configuration : sharding.algorithms().values()) {
            if (configuration.type().isEmpty()) {
                continue;
            }
            AlgorithmProperties properties = new AlgorithmProperties(configuration.props());
            try {
                Algorithm algorithm = Algorithms.read(configuration.type(), properties);
                if (algorithm == null) {
                    findings.error(
                            configuration.place().at("type", configuration.place().line()),
                            "There is no sharding algorithm of type '"
                                    + configuration.type()
                                    + "'; the types are "
                                    + String.join(", ", Algorithms.TYPES)
                                    + ".",
                            NearestName.of(configuration.type(), Algorithms.TYPES));
                    continue;
                }
                algorithms.put(configuration.name(), algorithm);
                warnOfUnknown(configuration, properties);
            } catch (PropertyException wrong) {
                wrongProperty(configuration, properties, wrong);
            }
        }
    }

    private void readGenerators() {
        for (AlgorithmConfiguration configuration : sharding.keyGenerators().values()) {
            if (configuration.type().isEmpty()) {
                continue;
            }
            AlgorithmProperties properties = new AlgorithmProperties(configuration.props());
            try {
                KeyGenerator generator =
                        KeyGenerators.read(configuration.type(), properties, services);
                if (generator == null) {
                    findings.error(
                            configuration.place().at("type", configuration.place().line()),
                            "There is no key generator of type '"
                                    + configuration.type()
                                    + "'; the types are "
                                    + String.join(", ", KeyGenerators.TYPES)
                                    + ".",
                            NearestName.of(configuration.type(), KeyGenerators.TYPES));
                    continue;
                }
                generators.put(configuration.name(), generator);
                if (services.workerId() != null && configuration.props().containsKey("worker-id")) {
                    findings.warn(
                            configuration.place("worker-id"),
                            "In a cluster the registry gives the worker's number; this one is ignored.");
                }
                warnOfUnknown(configuration, properties);
            } catch (PropertyException wrong) {
                wrongProperty(configuration, properties, wrong);
            }
        }
    }

    private void wrongProperty(
            AlgorithmConfiguration configuration,
            AlgorithmProperties properties,
            PropertyException wrong) {
        if (wrong.key() == null || configuration.props().containsKey(wrong.key())) {
            findings.error(configuration.place(wrong.key()), wrong.getMessage());
            return;
        }
        // A required property that is absent may be there under a misspelt name.
        String misspelt = NearestName.of(wrong.key(), properties.unused());
        findings.error(
                configuration.place(misspelt),
                wrong.getMessage(),
                misspelt == null ? null : wrong.key());
    }

    private void warnOfUnknown(
            AlgorithmConfiguration configuration, AlgorithmProperties properties) {
        for (String key : properties.unused()) {
            findings.warn(
                    configuration.place(key),
                    configuration.type() + " has no property '" + key + "'.",
                    NearestName.of(key, properties.known()));
        }
    }

    private void checkAuditors() {
        for (AlgorithmConfiguration auditor : sharding.auditors().values()) {
            if (!auditor.type().equalsIgnoreCase(AUDITOR_TYPE)) {
                findings.error(
                        auditor.place().at("type", auditor.place().line()),
                        "There is no auditor of type '"
                                + auditor.type()
                                + "'; the only type is "
                                + AUDITOR_TYPE
                                + ".",
                        NearestName.of(auditor.type(), List.of(AUDITOR_TYPE)));
            }
        }
    }

    /** The algorithm of a strategy, or null, which was told. */
    Algorithm algorithm(StrategyConfiguration strategy, boolean isAutomatic) {
        String name = strategy.algorithm();
        if (name == null) {
            return null;
        }
        used.add(name);
        Place place = strategy.place().at("shardingAlgorithmName", strategy.place().line());
        if (!sharding.algorithms().containsKey(name)) {
            findings.error(
                    place,
                    "There is no sharding algorithm named '" + name + "' (case matters).",
                    NearestName.of(name, sharding.algorithms().keySet()));
            return null;
        }
        Algorithm algorithm = algorithms.get(name);
        if (algorithm == null) {
            return null;
        }
        if (!algorithm.kind().name().equals(strategy.kind().name())) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " stands under a "
                            + lower(strategy.kind())
                            + " strategy, and belongs under a "
                            + algorithm.kind().name().toLowerCase(Locale.ROOT)
                            + " one.");
            return null;
        }
        if (isAutomatic && algorithm.autoTableCount() == 0) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " can't make tables of its own; under autoTables stands MOD, HASH_MOD, "
                            + "VOLUME_RANGE, BOUNDARY_RANGE or AUTO_INTERVAL.");
            return null;
        }
        if (!isAutomatic && algorithm.autoTableCount() > 0) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " makes its own tables; move the table to autoTables, or use INLINE or INTERVAL here.");
            return null;
        }
        return algorithm;
    }

    private static String lower(StrategyConfiguration.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    KeyGeneration keyGeneration(TableConfiguration table) {
        KeyGenerateConfiguration configuration =
                table.keyGenerate() == null ? sharding.defaultKeyGenerate() : table.keyGenerate();
        if (configuration == null) {
            return null;
        }
        used.add(configuration.generator());
        if (!sharding.keyGenerators().containsKey(configuration.generator())) {
            findings.error(
                    configuration.place().at("keyGeneratorName", configuration.place().line()),
                    "There is no key generator named '"
                            + configuration.generator()
                            + "' (case matters).",
                    NearestName.of(configuration.generator(), sharding.keyGenerators().keySet()));
            return null;
        }
        KeyGenerator generator = generators.get(configuration.generator());
        return generator == null ? null : new KeyGeneration(configuration.column(), generator);
    }

    Audit audit(TableConfiguration table) {
        AuditConfiguration configuration =
                table.audit() == null ? sharding.defaultAudit() : table.audit();
        if (configuration == null || configuration.auditors().isEmpty()) {
            return null;
        }
        for (String auditor : configuration.auditors()) {
            used.add(auditor);
            if (!sharding.auditors().containsKey(auditor)) {
                findings.error(
                        configuration.place().at("auditorNames", configuration.place().line()),
                        "There is no auditor named '" + auditor + "' (case matters).",
                        NearestName.of(auditor, sharding.auditors().keySet()));
            }
        }
        return new Audit(configuration.auditors(), configuration.allowHintDisable());
    }

    void warnOfUnused() {
        if (sharding.defaultKeyGenerate() != null) {
            used.add(sharding.defaultKeyGenerate().generator());
        }
        if (sharding.defaultAudit() != null) {
            used.addAll(sharding.defaultAudit().auditors());
        }
        warnOfUnused(sharding.algorithms(), "sharding algorithm");
        warnOfUnused(sharding.keyGenerators(), "key generator");
        warnOfUnused(sharding.auditors(), "auditor");
    }

    private void warnOfUnused(Map<String, AlgorithmConfiguration> configurations, String what) {
        for (AlgorithmConfiguration configuration : configurations.values()) {
            if (!used.contains(configuration.name())) {
                findings.warn(
                        configuration.place(),
                        "Nothing uses the " + what + " '" + configuration.name() + "'.");
            }
        }
    }
}
