package io.millrace.schemas.registry;

import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Remembers for a short time what a registry does not know. Bounded: the oldest entry makes room for a new one.
final class MissingEntries<K> {
    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanoTime;
    private final long timeNanos;
    private final int entriesMax;
    private final LinkedHashMap<K, Entry> entries = new LinkedHashMap<>();

    private record Entry(String message, long sinceNanos) {}

    MissingEntries(long timeNanos, int entriesMax, LongSupplier nanoTime) {
        this.timeNanos = timeNanos;
        this.nanoTime = nanoTime;
        this.entriesMax = entriesMax;
    }

    /// What was said when the key was last asked for; null if that is too long ago or never happened.
    @Nullable
    String messageFor(K key) {
        lock.lock();
        try {
            Entry entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            if (nanoTime.getAsLong() - entry.sinceNanos() >= timeNanos) {
                entries.remove(key);
                return null;
            }
            return entry.message();
        } finally {
            lock.unlock();
        }
    }

    void remember(K key, String message) {
        lock.lock();
        try {
            entries.remove(key);
            entries.put(key, new Entry(message, nanoTime.getAsLong()));
            if (entries.size() > entriesMax) {
                entries.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(K key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
