package io.millrace.topology.segments;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets other threads read what the thread of a task changes, between one change and the next.
///
/// The owner keeps it closed only while values change, a few microseconds of each event: not while it decides, writes
/// or sends. A reader tries again for a moment before it queues, as to be woken costs more than such a change lasts.
public final class Gate {
    private static final int TRIES = 256;

    private final ReentrantLock lock = new ReentrantLock();

    /// The owner begins to change values that belong together.
    public void close() {
        lock.lock();
    }

    /// The owner is done with it.
    public void open() {
        lock.unlock();
    }

    /// Reads while nothing changes; must be short, and must not wait for anything.
    public <T> T read(Supplier<T> reading) {
        enter();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        for (int i = 0; i < TRIES; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }
}
