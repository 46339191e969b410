package io.shardfold.core.rule.key;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * SNOWFLAKE: 64 bits of time and place. 41 bits hold milliseconds since the epoch, 10 the worker,
 * 12 a sequence within the millisecond.
 *
 * <p>The sequence of a new millisecond begins at an offset that runs from 0 to a bound, so that
 * keys that are rare still spread over the remainders of a power of two. Waiting for a clock that
 * went back happens outside the lock.
 */
public final class Snowflake implements KeyGenerator {

    /**
     * 2016-11-01 00:00:00 UTC. Where keys were made with another zone's epoch, {@code zone-id} says
     * which.
     */
    public static final long EPOCH_MILLIS_UTC = 1_477_958_400_000L;

    public static final int WORKER_MAX = 1023;
    public static final int SEQUENCE_MAX = 4095;

    private static final int WORKER_SHIFT = 12;
    private static final int TIME_SHIFT = 22;

    private final long epochMillis;
    private final int worker;
    private final int offsetMax;
    private final long toleranceMillis;
    private final LongSupplier clock;

    // Guarded by this.
    private long lastMillis = Long.MIN_VALUE;
    private int sequence;
    private int offset = -1;

    /**
     * @param offsetMax {@code max-vibration-offset}
     * @param toleranceMillis how far the clock may go back before that is an error; by less, the
     *     difference is waited
     * @param clock milliseconds since 1970
     */
    public Snowflake(
            long epochMillis, int worker, int offsetMax, long toleranceMillis, LongSupplier clock) {
        if (worker < 0
                || worker > WORKER_MAX
                || offsetMax < 0
                || offsetMax > SEQUENCE_MAX
                || toleranceMillis < 0) {
            throw new IllegalArgumentException(
                    "worker "
                            + worker
                            + ", offset "
                            + offsetMax
                            + ", tolerance "
                            + toleranceMillis);
        }
        this.epochMillis = epochMillis;
        this.worker = worker;
        this.offsetMax = offsetMax;
        this.toleranceMillis = toleranceMillis;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "SNOWFLAKE";
    }

    @Override
    public Class<Long> valueClass() {
        return Long.class;
    }

    @Override
    public Long next() {
        return nextLong();
    }

    /**
     * @throws StatementException when the clock has gone back by more than the tolerance
     */
    public long nextLong() {
        while (true) {
            long waitMillis;
            synchronized (this) {
                long now = clock.getAsLong();
                if (now > lastMillis) {
                    lastMillis = now;
                    offset = offset >= offsetMax ? 0 : offset + 1;
                    sequence = offset;
                    return key();
                }
                if (now == lastMillis && sequence < SEQUENCE_MAX) {
                    sequence++;
                    return key();
                }
                waitMillis = lastMillis - now;
                if (waitMillis > toleranceMillis) {
                    throw new StatementException(
                            Problem.INTERNAL,
                            "The clock went back by "
                                    + waitMillis
                                    + " ms, more than max-tolerate-time-difference-milliseconds ("
                                    + toleranceMillis
                                    + "); no key is made until it has caught up.",
                            StatementException.NO_POSITION);
                }
            }
            if (waitMillis == 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(waitMillis * 1_000_000L);
            }
        }
    }

    private long key() {
        return (lastMillis - epochMillis) << TIME_SHIFT | (long) worker << WORKER_SHIFT | sequence;
    }
}
