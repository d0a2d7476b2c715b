package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/// How long it takes from a sale's being journalled until anybody else sees its rows, looking every few milliseconds.
final class RowWatch {
    private static final long LOOK_NANOS = 4_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private RowWatch() {}

    /// Sends sales at a pace and watches their rows appear.
    static Latencies paced(SinkScene scene, int perSecond, int sales) throws SQLException {
        long[] next = new long[SinkScene.PARTITIONS];
        Deque<Sent> waiting = new ArrayDeque<>();
        Latencies latencies = new Latencies();
        try (Connection connection = scene.database().sink().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select kafka_partition, next_offset from sink_offset where topic = ?")) {
            query.setString(1, Topics.JOURNAL.name());
            long[] offsets = written(query);
            System.arraycopy(offsets, 0, next, 0, next.length);
            long started = System.nanoTime();
            int sent = 0;
            while (sent < sales || !waiting.isEmpty()) {
                long due = Math.min(sales, (System.nanoTime() - started) * perSecond / 1_000_000_000L);
                for (; sent < due; sent++) {
                    int partition = scene.sendOne();
                    waiting.add(new Sent(partition, ++next[partition], System.nanoTime()));
                }
                LockSupport.parkNanos(LOOK_NANOS);
                long[] seen = written(query);
                long now = System.nanoTime();
                waiting.removeIf(one -> isSeen(one, seen, now, latencies));
                if (now - started > PATIENCE_NANOS + sales * 1_000_000_000L / perSecond) {
                    throw new IllegalStateException(waiting.size() + " sales have no rows");
                }
            }
        }
        return latencies;
    }

    private record Sent(int partition, long next, long nanos) {}

    private static boolean isSeen(Sent one, long[] seen, long now, Latencies latencies) {
        if (seen[one.partition()] < one.next()) {
            return false;
        }
        latencies.addNanos(now - one.nanos());
        return true;
    }

    private static long[] written(PreparedStatement query) throws SQLException {
        long[] offsets = new long[SinkScene.PARTITIONS];
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                offsets[rows.getInt(1)] = rows.getLong(2);
            }
        }
        return offsets;
    }
}
