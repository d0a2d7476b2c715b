package io.millrace.topology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/// Hears how far an application is in reading its state back. Any number of threads may ask.
public final class Restores implements StateRestoreListener {
    private final Map<TopicPartition, Restore> running = new ConcurrentHashMap<>();

    /// @param next the offset that is read next
    /// @param end where the log ended when the restore began
    private record Restore(long next, long end) {
        long left() {
            return Math.max(0, end - next);
        }
    }

    /// How many partitions of state are being read back.
    public int partitions() {
        return running.size();
    }

    /// How many records of them are left to read, at most.
    public long recordsLeft() {
        return running.values().stream().mapToLong(Restore::left).sum();
    }

    /// The same in words; empty if nothing is being read back.
    public Optional<String> progress() {
        int partitions = partitions();
        return partitions == 0
                ? Optional.empty()
                : Optional.of(
                        "it reads back its state: " + partitions + " partitions, " + recordsLeft() + " records to go");
    }

    @Override
    public void onRestoreStart(TopicPartition log, String storeName, long startingOffset, long endingOffset) {
        running.put(log, new Restore(startingOffset, endingOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition log, String storeName, long batchEndOffset, long numRestored) {
        running.computeIfPresent(log, (_, restore) -> new Restore(batchEndOffset + 1, restore.end));
    }

    @Override
    public void onRestoreEnd(TopicPartition log, String storeName, long totalRestored) {
        running.remove(log);
    }

    @Override
    public void onRestoreSuspended(TopicPartition log, String storeName, long totalRestored) {
        running.remove(log);
    }
}
