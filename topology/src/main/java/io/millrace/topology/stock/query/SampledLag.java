package io.millrace.topology.stock.query;

import io.millrace.topology.Lag;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;

/// How many records wait, looked up a few times a second at most, as that goes through all the metrics there are.
final class SampledLag {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final KafkaStreams streams;
    private final Set<String> topics;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Sample last = new Sample(System.nanoTime() - EVERY_NANOS, Map.of());

    private record Sample(long atNanos, Map<Integer, Long> records) {}

    SampledLag(KafkaStreams streams, List<String> topics) {
        this.streams = streams;
        this.topics = Set.copyOf(topics);
    }

    /// Looks again if it is time to; takes its time then.
    void refresh() {
        if (System.nanoTime() - last.atNanos >= EVERY_NANOS && looking.compareAndSet(false, true)) {
            try {
                last = new Sample(System.nanoTime(), Lag.records(streams, topics));
            } finally {
                looking.set(false);
            }
        }
    }

    OptionalLong of(int partition) {
        Long waiting = last.records.get(partition);
        return waiting == null ? OptionalLong.empty() : OptionalLong.of(waiting);
    }
}
