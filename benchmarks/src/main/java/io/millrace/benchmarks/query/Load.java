package io.millrace.benchmarks.query;

import io.millrace.benchmarks.kit.Latencies;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Asks a server, over several connections at once.
final class Load {
    private static final int CONNECTIONS = 8;
    private static final int OK = 200;

    private final URI server;
    private final List<String> paths;

    Load(URI server, List<String> paths) {
        this.server = server;
        this.paths = paths;
    }

    /// So many requests a second, whether or not earlier ones have been answered in time: a request that had to wait
    /// for one before it took longer.
    Latencies paced(int perSecond, Duration length) {
        long everyNanos = Duration.ofSeconds(1).toNanos() * CONNECTIONS / perSecond;
        long started = System.nanoTime();
        Latencies all = new Latencies();
        for (List<Long> nanos : each(number -> paced(number, everyNanos, started, length))) {
            nanos.forEach(all::addNanos);
        }
        return all;
    }

    private List<Long> paced(int number, long everyNanos, long started, Duration length) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (Caller caller = new Caller(server)) {
            long due = started + everyNanos * number / CONNECTIONS;
            for (int i = number; due - started < length.toNanos(); i += CONNECTIONS) {
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                require(caller.get(paths.get(i % paths.size())));
                nanos.add(System.nanoTime() - due);
                due += everyNanos;
            }
        }
        return nanos;
    }

    /// How many requests a second are answered when each connection asks as soon as it has its answer.
    double unpaced(Duration length) {
        long started = System.nanoTime();
        long asked = each(number -> unpaced(number, started, length)).stream()
                .mapToLong(Long::longValue)
                .sum();
        return asked * 1e9 / (System.nanoTime() - started);
    }

    private long unpaced(int number, long started, Duration length) throws IOException {
        long asked = 0;
        try (Caller caller = new Caller(server)) {
            for (int i = number; System.nanoTime() - started < length.toNanos(); i += CONNECTIONS) {
                require(caller.get(paths.get(i % paths.size())));
                asked++;
            }
        }
        return asked;
    }

    private static void require(int status) {
        if (status != OK) {
            throw new IllegalStateException("a request was answered with " + status);
        }
    }

    private interface Work<T> {
        T run(int number) throws IOException;
    }

    private static <T> List<T> each(Work<T> work) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            int mine = number;
            tasks.add(() -> work.run(mine));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a caller failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", interrupted);
        }
    }
}
