package io.millrace.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What was opened, to be closed in the reverse order; if one fails to close, the others still are.
final class Closing implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /// Remembers how something that was opened is closed.
    void add(Runnable close) {
        opened.push(close);
    }

    /// What is remembered in this is closed all at once, when it is its turn among the rest: nothing in it needs
    /// anything else in it.
    Closing together() {
        Closing group = new Closing();
        add(group::closeAtOnce);
        return group;
    }

    private void closeAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(opened.stream()
                            .map(close -> CompletableFuture.runAsync(close, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
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
