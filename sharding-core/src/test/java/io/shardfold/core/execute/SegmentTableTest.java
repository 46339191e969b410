package io.shardfold.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SegmentTableTest {

    private static SegmentTable table(String database) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
        SegmentTable table = new SegmentTable();
        table.keepIn(StorageUnit.of("ds_0", source));
        return table;
    }

    @Test
    void blocksFollowEachOther() {
        SegmentTable table = table("segments");
        assertEquals(1, table.take("orders", 100));
        assertEquals(101, table.take("orders", 50));
        assertEquals(1, table.take("items", 10));
        // Another process goes on where the first has stopped.
        assertEquals(151, table("segments").take("orders", 1));
    }

    @Test
    void processesThatTakeAtOnceTakeDifferentBlocks() throws Exception {
        Set<Long> taken = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int process = 0; process < 4; process++) {
            SegmentTable table = table("segments_at_once");
            Thread thread =
                    new Thread(
                            () -> {
                                for (int i = 0; i < 25; i++) {
                                    taken.add(table.take("orders", 10));
                                }
                            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(100, taken.size());
    }
}
