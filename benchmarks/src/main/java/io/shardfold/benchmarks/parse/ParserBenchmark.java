package io.shardfold.benchmarks.parse;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.lex.Fingerprint;
import io.shardfold.sql.parse.SqlParser;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.parser.SqlParseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One SELECT of about 300 characters, read by this parser and by others; and the fingerprint of 100
 * characters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {

    private static final String SELECT =
            "SELECT o.order_id, o.user_id, o.status, i.item_id, i.quantity * i.price AS amount, u.name FROM t_order o"
                    + " JOIN t_order_item i ON o.order_id = i.order_id LEFT JOIN t_user u ON u.user_id = o.user_id"
                    + " WHERE o.user_id = 1024 AND o.status IN ('PAID', 'SENT') AND i.price > 10.5"
                    + " ORDER BY o.order_id DESC LIMIT 20";

    private static final String SHORT =
            "SELECT order_id, status, total FROM t_order WHERE user_id = 1024 AND status = 'PAID' ORDER BY order_id";

    private final org.apache.calcite.sql.parser.SqlParser.Config calcite =
            org.apache.calcite.sql.parser.SqlParser.config().withLex(Lex.MYSQL);

    @Benchmark
    public Object shardfold() {
        return SqlParser.parse(Syntax.MYSQL, SELECT);
    }

    @Benchmark
    public Object shardfoldPostgresql() {
        return SqlParser.parse(Syntax.POSTGRESQL, SELECT);
    }

    /** The text whose fingerprint is taken, read whole. */
    @Benchmark
    public Object shardfoldShort() {
        return SqlParser.parse(Syntax.MYSQL, SHORT);
    }

    @Benchmark
    public Object druid() {
        return SQLUtils.parseSingleStatement(SELECT, DbType.mysql);
    }

    @Benchmark
    public Object calcite() throws SqlParseException {
        return org.apache.calcite.sql.parser.SqlParser.create(SELECT, calcite).parseQuery();
    }

    @Benchmark
    public Object fingerprint() {
        return Fingerprint.of(Syntax.MYSQL, SHORT);
    }

    @Benchmark
    public Object fingerprintOfSelect() {
        return Fingerprint.of(Syntax.MYSQL, SELECT);
    }
}
