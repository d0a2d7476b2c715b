package io.millrace.ledger.live;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.domain.LaneKey;
import io.millrace.events.stock.Outcome;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RecordTraces;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Tells who waits for an event what became of it, from what the ledger has committed. Safe for many threads.
public final class OutcomesHub implements AutoCloseable {
    private final AnswersHub<Awaited, Outcome> answers;

    private record Awaited(String tenant, String location, UUID event) {}

    private OutcomesHub(AnswersHub<Awaited, Outcome> answers) {
        this.answers = answers;
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
        return new OutcomesHub(AnswersHub.start(
                "outcomes-hub",
                connection,
                Topics.OUTCOMES.prefixed(prefix),
                registry,
                traces,
                outcome -> new Awaited(outcome.tenantId(), outcome.locationId(), outcome.eventId())));
    }

    /// What measures it.
    public MeterBinder meters() {
        return new OutcomesMeters(this);
    }

    int awaited() {
        return answers.awaited();
    }

    /// How many outcomes the ledger has committed that were not heard yet.
    public long behindRecords() {
        return answers.behindRecords();
    }

    /// For how long some were not heard, without a break.
    public Duration behindFor() {
        return answers.behindFor();
    }

    /// Completes with the next outcome of an event. To be asked for before the event is sent, and given back with
    /// [#forget] when nobody waits any more.
    public CompletableFuture<Outcome> expect(LaneKey lane, UUID event) {
        return answers.expect(awaited(lane, event));
    }

    /// Nobody waits for this any more.
    public void forget(LaneKey lane, UUID event, CompletableFuture<Outcome> expected) {
        answers.forget(awaited(lane, event), expected);
    }

    private static Awaited awaited(LaneKey lane, UUID event) {
        return new Awaited(lane.tenant().value(), lane.location().value(), event);
    }

    @Override
    public void close() {
        answers.close();
    }
}
