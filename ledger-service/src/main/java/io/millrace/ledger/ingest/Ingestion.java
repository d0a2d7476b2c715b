package io.millrace.ledger.ingest;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.events.stock.Outcome;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes events to the shared topics, each to its lane, and says of each whether it is durable, and if asked, what the
/// ledger decided. Safe for many threads.
public final class Ingestion {

    private final IngestSettings settings;
    private final OutcomesHub outcomes;
    private final ByteBudget budget;
    private final RecordWriter writer;
    private final IngestMeters meters;

    /// @param writer writes the events; stays the caller's to close
    /// @param outcomes what the ledger decides; stays the caller's to close
    public Ingestion(IngestSettings settings, RecordWriter writer, OutcomesHub outcomes) {
        this.settings = settings;
        this.writer = writer;
        this.outcomes = outcomes;
        this.budget = new ByteBudget(settings.inFlightBytesMax());
        this.meters = new IngestMeters(budget, writer);
    }

    /// What measures it.
    public MeterBinder meters() {
        return meters;
    }

    IngestSettings settings() {
        return settings;
    }

    ByteBudget budget() {
        return budget;
    }

    /// Refuses a request while Kafka is away, before anything of it is sent.
    ///
    /// @throws ProblemException if it is
    void requireKafka() {
        writer.requireKafka();
    }

    /// Takes in what is ready of these, in their order, and says of each what is known in the end.
    ///
    /// @param patience how long to wait for the ledger's decisions; empty waits until events are durable only
    /// @throws ProblemException if Kafka is away, or nothing of what was sent was confirmed
    List<Receipt> take(List<Offer> offers, Optional<Duration> patience) {
        requireKafka();
        Map<Integer, CompletableFuture<Outcome>> expected = new HashMap<>();
        if (patience.isPresent()) {
            forEachReady(offers, (i, ready) -> expected.put(i, outcomes.expect(ready.lane(), ready.id())));
        }
        try {
            List<Receipt> receipts = send(offers);
            patience.ifPresent(time -> decide(receipts, expected, time));
            return receipts;
        } finally {
            forEachReady(
                    offers,
                    (i, ready) -> Optional.ofNullable(expected.get(i))
                            .ifPresent(one -> outcomes.forget(ready.lane(), ready.id(), one)));
        }
    }

    private interface ReadyOffer {
        void accept(int index, Offer.Ready ready);
    }

    private static void forEachReady(List<Offer> offers, ReadyOffer action) {
        for (int i = 0; i < offers.size(); i++) {
            if (offers.get(i) instanceof Offer.Ready ready) {
                action.accept(i, ready);
            }
        }
    }

    private List<Receipt> send(List<Offer> offers) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(offers.size());
        forEachReady(offers, (_, ready) -> records.add(record(ready)));
        Iterator<Boolean> durable = writer.write(records).iterator();
        List<Receipt> receipts = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            receipts.add(receipt(offer, offer instanceof Offer.Ready && durable.next()));
        }
        meters.count(receipts);
        return receipts;
    }

    private ProducerRecord<byte[], byte[]> record(Offer.Ready offer) {
        int partition =
                LanePartitioner.partition(offer.lane(), settings.topics().lanePartitions());
        byte[] key = offer.lane().text().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(offer.topic(), partition, key, offer.value());
    }

    private static Receipt receipt(Offer offer, boolean isDurable) {
        return switch (offer) {
            case Offer.Ready ready when isDurable -> new Receipt.Accepted(ready.id());
            case Offer.Ready ready -> new Receipt.Unconfirmed(ready.id());
            case Offer.Refused(var id, var errors) -> new Receipt.Invalid(id, errors);
        };
    }

    private static void decide(
            List<Receipt> receipts, Map<Integer, CompletableFuture<Outcome>> expected, Duration patience) {
        long endNanos = System.nanoTime() + patience.toNanos();
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Accepted(var id)) {
                Optional<Outcome> outcome = outcome(expected.get(i), endNanos - System.nanoTime());
                if (outcome.isPresent()) {
                    receipts.set(i, new Receipt.Decided(id, outcome.get()));
                }
            }
        }
    }

    private static Optional<Outcome> outcome(CompletableFuture<Outcome> expected, long nanos) {
        try {
            return Optional.of(expected.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException undecided) {
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException("an outcome is told, or not", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
