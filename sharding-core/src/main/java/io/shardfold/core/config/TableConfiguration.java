package io.shardfold.core.config;

/**
 * A sharded table.
 *
 * @param actualDataNodes a list expression; null when absent. For an automatic table it names data
 *     sources
 * @param nodesPlace where that stands
 * @param isAutomatic whether it stands under {@code autoTables}
 * @param databaseStrategy null when absent
 * @param tableStrategy null when absent; of an automatic table its {@code shardingStrategy}
 * @param keyGenerate null when absent
 * @param audit null when absent
 */
public record TableConfiguration(
        String name,
        String actualDataNodes,
        Place nodesPlace,
        boolean isAutomatic,
        StrategyConfiguration databaseStrategy,
        StrategyConfiguration tableStrategy,
        KeyGenerateConfiguration keyGenerate,
        AuditConfiguration audit,
        Place place) {}
