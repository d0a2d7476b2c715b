package io.millrace.ledger.live;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.domain.LaneKey;
import io.millrace.events.stock.Outcome;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.RecordTraces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Tells who waits for an event what became of it, from what the ledger has committed. Safe for many threads.
public final class OutcomesHub implements AutoCloseable {
    private final RecordDecoder<Outcome> decoder;
    private final ConcurrentMap<Awaited, List<CompletableFuture<Outcome>>> waiting = new ConcurrentHashMap<>();
    private final TopicFollower follower;
    private final RecordTraces traces;

    private record Awaited(String tenant, String location, UUID event) {}

    private OutcomesHub(Map<String, Object> connection, String prefix, SchemaRegistry registry, RecordTraces traces) {
        this.traces = traces;
        Topic<?, Outcome> outcomes = Topics.OUTCOMES.prefixed(prefix);
        decoder = new RecordDecoder<>(outcomes.value(), registry);
        follower = TopicFollower.start("outcomes-hub", connection, List.of(outcomes.name()), this::hear);
    }

    /// Listens from now on.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    public static OutcomesHub start(Map<String, Object> connection, String prefix, SchemaRegistry registry) {
        return start(connection, prefix, registry, RecordTraces.NONE);
    }

    /// Listens from now on.
    ///
    /// @param connection how to reach Kafka
    /// @param prefix of the topics' names
    /// @param traces what is joined to the outcomes that somebody waits for
    public static OutcomesHub start(
            Map<String, Object> connection, String prefix, SchemaRegistry registry, RecordTraces traces) {
        return new OutcomesHub(connection, prefix, registry, traces);
    }

    /// What measures it.
    public MeterBinder meters() {
        return new OutcomesMeters(this);
    }

    int awaited() {
        return waiting.size();
    }

    /// How many outcomes the ledger has committed that were not heard yet.
    public long behindRecords() {
        return follower.behindRecords();
    }

    /// For how long some were not heard, without a break.
    public Duration behindFor() {
        return follower.behindFor();
    }

    /// Completes with the next outcome of an event. To be asked for before the event is sent, and given back with
    /// [#forget] when nobody waits any more.
    public CompletableFuture<Outcome> expect(LaneKey lane, UUID event) {
        CompletableFuture<Outcome> expected = new CompletableFuture<>();
        waiting.merge(awaited(lane, event), List.of(expected), OutcomesHub::both);
        return expected;
    }

    private static List<CompletableFuture<Outcome>> both(
            List<CompletableFuture<Outcome>> some, List<CompletableFuture<Outcome>> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /// Nobody waits for this any more.
    public void forget(LaneKey lane, UUID event, CompletableFuture<Outcome> expected) {
        expected.cancel(false);
        waiting.computeIfPresent(awaited(lane, event), (_, all) -> {
            List<CompletableFuture<Outcome>> others =
                    all.stream().filter(other -> !other.isDone()).toList();
            return others.isEmpty() ? null : others;
        });
    }

    private static Awaited awaited(LaneKey lane, UUID event) {
        return new Awaited(lane.tenant().value(), lane.location().value(), event);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (waiting.isEmpty()
                || !(decoder.decode(record.value()) instanceof Decoded.Value<Outcome>(Outcome outcome, int _))) {
            return;
        }
        List<CompletableFuture<Outcome>> expected =
                waiting.remove(new Awaited(outcome.tenantId(), outcome.locationId(), outcome.eventId()));
        if (expected != null) {
            try (RecordTraces.Step _ = traces.process(record.topic(), record.headers())) {
                expected.forEach(one -> one.complete(outcome));
            }
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
