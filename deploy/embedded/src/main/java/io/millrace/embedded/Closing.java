package io.millrace.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened, to be closed in the reverse order; if one fails to close, the others still are.
final class Closing implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /// Remembers how something that was opened is closed.
    void add(Runnable close) {
        opened.push(close);
    }

    @Override
    public void close() {
        Runnable next = opened.poll();
        if (next == null) {
            return;
        }
        try {
            next.run();
        } finally {
            close();
        }
    }
}
