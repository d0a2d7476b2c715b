package io.millrace.topology.stock.query;

import io.millrace.topology.stock.state.StockState;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;

/// Hears how far the copies of other nodes' partitions are.
///
/// A copy that is being read for the first time lacks what it has not come to, so it answers nothing until it has
/// reached what was the end when it began. From then on it is merely older than its owner.
public final class Copies implements StandbyUpdateListener {
    /// The end of a log is after its last record, and a transaction ends with a mark that is no record.
    private static final int MARKS = 2;

    private final Map<Integer, Copy> copies = new ConcurrentHashMap<>();

    /// @param goal the end of the log when the copy began
    private record Copy(long goal, boolean complete, long lag) {
        private static final Copy BEGUN = new Copy(-1, false, -1);

        Copy loaded(long upTo, long end) {
            long reach = goal < 0 ? end : goal;
            return new Copy(reach, complete || upTo + MARKS >= reach, Math.max(0, end - upTo - MARKS));
        }
    }

    boolean isComplete(int partition) {
        return copies.getOrDefault(partition, Copy.BEGUN).complete;
    }

    /// How many records of its owner's log it has not read, as it saw last.
    OptionalLong lag(int partition) {
        Copy copy = copies.get(partition);
        return copy == null || copy.lag < 0 ? OptionalLong.empty() : OptionalLong.of(copy.lag);
    }

    @Override
    public void onUpdateStart(TopicPartition log, String storeName, long startingOffset) {
        if (storeName.equals(StockState.STORE)) {
            copies.put(log.partition(), Copy.BEGUN);
        }
    }

    @Override
    public void onBatchLoaded(
            TopicPartition log,
            String storeName,
            TaskId taskId,
            long batchEndOffset,
            long batchSize,
            long currentEndOffset) {
        if (storeName.equals(StockState.STORE)) {
            copies.compute(
                    log.partition(),
                    (_, copy) -> (copy == null ? Copy.BEGUN : copy).loaded(batchEndOffset, currentEndOffset));
        }
    }

    @Override
    public void onUpdateSuspended(
            TopicPartition log, String storeName, long storeOffset, long currentEndOffset, SuspendReason reason) {
        if (storeName.equals(StockState.STORE)) {
            copies.remove(log.partition());
        }
    }
}
