package io.millrace.benchmarks.query;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends sales at a steady pace until it is closed.
final class Tills implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(5);

    private final QueryScene scene;
    private final List<ProducerRecord<byte[], byte[]>> sales;
    private final int salesPerStep;
    private final Thread thread;
    private volatile boolean over;

    Tills(QueryScene scene, List<ProducerRecord<byte[], byte[]>> sales, int salesPerSecond) {
        this.scene = scene;
        this.sales = sales;
        this.salesPerStep = Math.max(1, (int) (salesPerSecond * STEP.toMillis() / 1_000));
        this.thread = Thread.ofPlatform().name("query-bench-tills").start(this::sell);
    }

    private void sell() {
        long due = System.nanoTime();
        int sent = 0;
        while (!over && sent < sales.size()) {
            for (int i = 0; i < salesPerStep && sent < sales.size(); i++) {
                scene.sender().send(sales.get(sent++));
            }
            due += STEP.toNanos();
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
            scene.sender().flush();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
