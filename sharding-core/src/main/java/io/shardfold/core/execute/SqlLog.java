package io.shardfold.core.execute;

import io.shardfold.core.row.Parameters;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log what was asked for and what each data source is sent ({@code sql-show}).
 *
 * <p>Values may be secrets: literals are written as {@code ?}, and of parameters only their
 * classes.
 */
public final class SqlLog {

    /** The topic's name, as configurations of logging libraries know it. */
    public static final String TOPIC = "ShardingSphere-SQL";

    private static final Logger LOG = LoggerFactory.getLogger(TOPIC);
    private static final int TEXT_MAX = 10_000;

    private final boolean simple;

    /**
     * @param simple {@code sql-simple}: only which data sources, and how many statements
     */
    public SqlLog(boolean simple) {
        this.simple = simple;
    }

    /** What a client asked for. */
    public void logical(Syntax syntax, String sql) {
        LOG.info("Logic SQL: {}", masked(syntax, sql));
    }

    void actual(ShardStatement text, Syntax syntax) {
        if (simple) {
            LOG.info("Actual SQL (simple): [{}] ::: 1", text.dataSource());
        } else {
            write(text.dataSource(), text.sql(), text.parameters(), syntax);
        }
    }

    void actual(List<ShardStatement> texts, Syntax syntax) {
        if (simple) {
            summary(texts.stream().map(ShardStatement::dataSource).toList());
            return;
        }
        for (ShardStatement text : texts) {
            write(text.dataSource(), text.sql(), text.parameters(), syntax);
        }
    }

    void actualBatches(List<ShardBatch> batches, Syntax syntax) {
        if (simple) {
            summary(batches.stream().map(ShardBatch::dataSource).toList());
            return;
        }
        for (ShardBatch batch : batches) {
            for (Parameters set : batch.sets()) {
                write(batch.dataSource(), batch.sql(), set, syntax);
            }
        }
    }

    private static void summary(Collection<String> dataSources) {
        LOG.info("Actual SQL (simple): {} ::: {}", new TreeSet<>(dataSources), dataSources.size());
    }

    private static void write(String dataSource, String sql, Parameters parameters, Syntax syntax) {
        String text = masked(syntax, sql);
        if (parameters == null || parameters.count() == 0) {
            LOG.info("Actual SQL: {} ::: {}", dataSource, text);
            return;
        }
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < parameters.count(); i++) {
            Object value = parameters.value(i);
            classes.add(value == null ? "NULL" : value.getClass().getSimpleName());
        }
        LOG.info("Actual SQL: {} ::: {} ::: parameters of {}", dataSource, text, classes);
    }

    /** On one line, with a sign for each literal. */
    static String masked(Syntax syntax, String sql) {
        Fingerprint fingerprint;
        try {
            fingerprint = Fingerprint.of(syntax, sql);
        } catch (SyntaxException unreadable) {
            return "(a text that can't be read)";
        }
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (int i = 0; i < fingerprint.literalCount(); i++) {
            masked.append(sql, from, fingerprint.literalStart(i)).append('?');
            from = fingerprint.literalEnd(i);
        }
        String line = masked.append(sql, from, sql.length()).toString().replaceAll("\\s+", " ");
        return line.length() > TEXT_MAX ? line.substring(0, TEXT_MAX) + "..." : line;
    }
}
