package io.shardfold.core.rule.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.PropertyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyGeneratorsTest {

    private static final long EPOCH = Snowflake.EPOCH_MILLIS_UTC;

    private static KeyGenerator read(String type, Map<String, String> properties) {
        return KeyGenerators.read(type, new AlgorithmProperties(properties), KeyServices.NONE);
    }

    @Test
    void snowflakeHasTimeWorkerAndSequence() {
        AtomicLong clock = new AtomicLong(EPOCH + 5);
        Snowflake snowflake = new Snowflake(EPOCH, 3, 1, 10, clock::get);
        assertEquals(5L << 22 | 3 << 12, snowflake.nextLong());
        assertEquals(5L << 22 | 3 << 12 | 1, snowflake.nextLong());
    }

    @Test
    void sequencesOfNewMillisecondsBeginInTurn() {
        for (int offsetMax : new int[] {0, 1, 3}) {
            AtomicLong clock = new AtomicLong(EPOCH);
            Snowflake snowflake = new Snowflake(EPOCH, 0, offsetMax, 10, clock::incrementAndGet);
            List<Long> sequences = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                sequences.add(snowflake.nextLong() & 4095);
            }
            List<Long> expected =
                    switch (offsetMax) {
                        case 0 -> List.of(0L, 0L, 0L, 0L, 0L, 0L);
                        case 1 -> List.of(0L, 1L, 0L, 1L, 0L, 1L);
                        default -> List.of(0L, 1L, 2L, 3L, 0L, 1L);
                    };
            assertEquals(expected, sequences);
        }
    }

    @Test
    void fullMillisecondWaitsForTheNext() {
        AtomicLong calls = new AtomicLong();
        // The clock stands still for 4,200 looks, then goes on.
        Snowflake snowflake =
                new Snowflake(
                        EPOCH, 0, 0, 10, () -> EPOCH + (calls.incrementAndGet() < 4_200 ? 1 : 2));
        Set<Long> keys = new HashSet<>();
        long last = 0;
        for (int i = 0; i < 4_150; i++) {
            long key = snowflake.nextLong();
            assertTrue(keys.add(key));
            assertTrue(key > last);
            last = key;
        }
        assertEquals(2, last >> 22);
    }

    @Test
    void clockThatGoesBackFarIsAnErrorAndALittleIsWaited() {
        AtomicLong clock = new AtomicLong(EPOCH + 1_000);
        Snowflake snowflake = new Snowflake(EPOCH, 0, 1, 10, clock::get);
        long before = snowflake.nextLong();
        clock.set(EPOCH + 500);
        assertThrows(StatementException.class, snowflake::nextLong);
        AtomicLong looks = new AtomicLong();
        Snowflake patient =
                new Snowflake(
                        EPOCH,
                        0,
                        1,
                        10,
                        () ->
                                EPOCH
                                        + new long[] {1_000, 995, 1_001}
                                                [(int) Math.min(2, looks.getAndIncrement())]);
        long first = patient.nextLong();
        assertTrue(patient.nextLong() > first);
        clock.set(EPOCH + 1_001);
        assertTrue(snowflake.nextLong() > before);
    }

    @Test
    void manyThreadsGetDifferentKeys() throws Exception {
        KeyGenerator snowflake = read("snowflake", Map.of("worker-id", "1023"));
        Set<Object> keys = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread =
                    new Thread(
                            () -> {
                                for (int i = 0; i < 5_000; i++) {
                                    keys.add(snowflake.next());
                                }
                            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20_000, keys.size());
    }

    @Test
    void workerOfTheRegistryBeatsTheConfiguredOne() {
        KeyGenerator snowflake =
                KeyGenerators.read(
                        "SNOWFLAKE",
                        new AlgorithmProperties(Map.of("worker-id", "5")),
                        new KeyServices(77, null));
        assertEquals(77, (Long) snowflake.next() >> 12 & 1023);
    }

    @Test
    void epochOfAnotherZoneMustBeAskedFor() {
        long shanghai = (Long) read("SNOWFLAKE", Map.of("zone-id", "Asia/Shanghai")).next() >> 22;
        long utc = (Long) read("SNOWFLAKE", Map.of()).next() >> 22;
        assertEquals(8 * 3_600, Math.round((shanghai - utc) / 1_000.0), 60);
    }

    @Test
    void textKeys() {
        assertTrue(read("UUID", Map.of()).next().toString().matches("[0-9a-f]{32}"));
        assertTrue(read("NANOID", Map.of()).next().toString().matches("[A-Za-z0-9_-]{21}"));
        assertTrue(
                read("COSID_SNOWFLAKE", Map.of("as-string", "true"))
                        .next()
                        .toString()
                        .matches("[A-Za-z0-9]{11}"));
    }

    @Test
    void segmentsAreTakenOneAfterTheOther() {
        List<Integer> taken = new ArrayList<>();
        AtomicLong next = new AtomicLong(1);
        KeyServices services =
                new KeyServices(
                        null,
                        (sequence, count) -> {
                            taken.add(count);
                            return next.getAndAdd(count);
                        });
        KeyGenerator segment =
                KeyGenerators.read(
                        "SEGMENT",
                        new AlgorithmProperties(Map.of("sequence", "orders", "step", "3")),
                        services);
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            keys.add(segment.next());
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), keys);
        assertEquals(List.of(3, 3, 3), taken);
        assertThrows(PropertyException.class, () -> read("SEGMENT", Map.of("sequence", "orders")));
    }
}
