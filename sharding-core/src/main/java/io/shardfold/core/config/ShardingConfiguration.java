package io.shardfold.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code !SHARDING} rule. Defaults are null when absent; maps keep the order of the file. */
public record ShardingConfiguration(
        Map<String, TableConfiguration> tables,
        List<BindingConfiguration> bindings,
        StrategyConfiguration defaultDatabaseStrategy,
        StrategyConfiguration defaultTableStrategy,
        KeyGenerateConfiguration defaultKeyGenerate,
        AuditConfiguration defaultAudit,
        String defaultShardingColumn,
        Map<String, AlgorithmConfiguration> algorithms,
        Map<String, AlgorithmConfiguration> keyGenerators,
        Map<String, AlgorithmConfiguration> auditors,
        Place place) {

    public ShardingConfiguration {
        tables = ordered(tables);
        bindings = List.copyOf(bindings);
        algorithms = ordered(algorithms);
        keyGenerators = ordered(keyGenerators);
        auditors = ordered(auditors);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
