package io.millrace.ledger.ingest;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows whether Kafka answers, so that requests are refused before anything of them is sent.
final class KafkaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final int LOOK_EVERY_MILLIS = 500;
    private static final int ANSWER_MILLIS = 1_500;

    private final Admin admin;
    private final AtomicBoolean isReachable = new AtomicBoolean(true);
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-watch").factory());

    private KafkaWatch(Admin admin) {
        this.admin = admin;
    }

    // A look never throws, so nobody needs to hear of its end.
    @SuppressWarnings("FutureReturnValueIgnored")
    static KafkaWatch start(Map<String, Object> connection) {
        KafkaWatch watch = new KafkaWatch(Admin.create(connection));
        watch.looks.scheduleWithFixedDelay(watch::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        boolean answers = answers();
        if (isReachable.getAndSet(answers) != answers) {
            LOG.info(
                    "Kafka {}", answers ? "answers again; events are taken in" : "does not answer; events are refused");
        }
    }

    private boolean answers() {
        try {
            return !admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                    .nodes()
                    .get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isReachable() {
        return isReachable.get();
    }

    /// Somebody waited for Kafka in vain: it counts as away until it answers.
    void suspect() {
        isReachable.set(false);
    }

    @Override
    public void close() {
        looks.shutdownNow();
        admin.close();
    }
}
