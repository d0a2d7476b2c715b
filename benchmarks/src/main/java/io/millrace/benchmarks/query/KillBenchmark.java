package io.millrace.benchmarks.query;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Three nodes, of which one is killed while all shops are asked for and sold in: what those notice who ask the others.
public final class KillBenchmark implements Benchmark {
    private static final Duration BEFORE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "query-kill";
    }

    @Override
    public String description() {
        return "Three nodes, one killed: how many queries fail, for how long, and whether anything is lost";
    }

    @Override
    public Report run(Effort effort) {
        Duration after = effort == Effort.FULL ? Duration.ofSeconds(30) : Duration.ofSeconds(12);
        try (KillScene scene = KillScene.open(effort == Effort.FULL ? 1_000 : 100)) {
            List<Watch> watches = watch(scene, after);
            long asked = watches.stream().mapToLong(Watch::asked).sum();
            long errors = watches.stream().mapToLong(Watch::errors).sum();
            long wrong = watches.stream().mapToLong(Watch::wrong).sum();
            double gap =
                    watches.stream().mapToDouble(Watch::longestGapMillis).max().orElseThrow();
            return new Report(name())
                    .line(
                            "Three processes with a copy of each other's partitions; one is killed, the others are asked:")
                    .figure("asked", (double) asked, "requests")
                    .figure("errors_percent", 100.0 * errors / asked, "%")
                    .figure("wrong", (double) wrong, "answers")
                    .figure("longest_gap_ms", gap, "ms")
                    .figure("units_lost", scene.lost(), "units");
        }
    }

    private static List<Watch> watch(KillScene scene, Duration after) {
        long end = System.nanoTime() + BEFORE.plus(after).toNanos();
        List<Future<Watch>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int shop = 0; shop < KillScene.SHOPS; shop++) {
                Watch watch = new Watch(scene.survivor(shop), "/v1/positions/" + Shops.location(shop) + "/item-0");
                running.add(threads.submit(() -> watch.until(end)));
            }
            Future<?> selling = threads.submit(() -> scene.sellUntil(end));
            LockSupport.parkNanos(BEFORE.toNanos());
            scene.kill();
            selling.get();
            List<Watch> watches = new ArrayList<>();
            for (Future<Watch> watch : running) {
                watches.add(watch.get());
            }
            return watches;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io
                    ? new UncheckedIOException("a survivor closed a connection", io)
                    : new IllegalStateException("a watch failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching", interrupted);
        }
    }
}
