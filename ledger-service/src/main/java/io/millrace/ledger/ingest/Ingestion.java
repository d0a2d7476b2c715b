package io.millrace.ledger.ingest;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.events.stock.Outcome;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.RecordTraces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events to the shared topics, each to its lane, and says of each whether it is durable, and if asked, what the
/// ledger decided. Safe for many threads.
public final class Ingestion implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int BLOCK_MILLIS = 2_000;
    private static final int RETRY_SECONDS = 5;

    private final IngestSettings settings;
    private final OutcomesHub outcomes;
    private final ByteBudget budget;
    private final KafkaWatch watch;
    private final IngestMeters meters;
    private final RecordTraces traces;
    private final KafkaProducer<byte[], byte[]> producer;

    private Ingestion(IngestSettings settings, OutcomesHub outcomes, RecordTraces traces) {
        this.settings = settings;
        this.outcomes = outcomes;
        this.budget = new ByteBudget(settings.inFlightBytesMax());
        this.producer = producer(settings);
        this.watch = KafkaWatch.start(settings.connection());
        this.meters = new IngestMeters(budget, watch);
        this.traces = traces;
    }

    /// Takes events in until closed.
    ///
    /// @param outcomes what the ledger decides; stays the caller's to close
    public static Ingestion start(IngestSettings settings, OutcomesHub outcomes) {
        return start(settings, outcomes, RecordTraces.NONE);
    }

    /// Takes events in until closed.
    ///
    /// @param outcomes what the ledger decides; stays the caller's to close
    /// @param traces what the records are joined to
    public static Ingestion start(IngestSettings settings, OutcomesHub outcomes, RecordTraces traces) {
        return new Ingestion(settings, outcomes, traces);
    }

    /// What measures it.
    public MeterBinder meters() {
        return meters;
    }

    private static KafkaProducer<byte[], byte[]> producer(IngestSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(1 << 20, 2 * settings.recordBytesMax()));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32L << 20, 2L * settings.inFlightBytesMax()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
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
        if (!watch.isReachable()) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNAVAILABLE,
                            "Kafka does not answer. Nothing of the request was taken; send it again when"
                                    + " /observe/health/ready says UP.")
                    .retryAfter(RETRY_SECONDS));
        }
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
        int ready = (int) offers.stream().filter(Offer.Ready.class::isInstance).count();
        CountDownLatch answers = new CountDownLatch(ready);
        AtomicReferenceArray<Boolean> isDurable = new AtomicReferenceArray<>(offers.size());
        try (RecordTraces.Step step = traces.send(topic(offers), ready)) {
            forEachReady(
                    offers,
                    (i, offer) -> send(offer, step.headers(), durable -> {
                        isDurable.set(i, durable);
                        answers.countDown();
                    }));
            await(answers);
        }
        List<Receipt> receipts = new ArrayList<>(offers.size());
        int unconfirmed = 0;
        for (int i = 0; i < offers.size(); i++) {
            Receipt receipt = receipt(offers.get(i), Boolean.TRUE.equals(isDurable.get(i)));
            unconfirmed += receipt instanceof Receipt.Unconfirmed ? 1 : 0;
            receipts.add(receipt);
        }
        meters.count(receipts);
        if (ready > 0 && unconfirmed == ready) {
            throw unconfirmed();
        }
        return receipts;
    }

    /// All events of a request go to one topic.
    private static String topic(List<Offer> offers) {
        for (Offer offer : offers) {
            if (offer instanceof Offer.Ready ready) {
                return ready.topic();
            }
        }
        return "";
    }

    private interface Answer {
        void accept(boolean isDurable);
    }

    // What goes wrong with a record is told to its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Offer.Ready offer, Headers headers, Answer answer) {
        byte[] key = offer.lane().text().getBytes(StandardCharsets.UTF_8);
        int partition =
                LanePartitioner.partition(offer.lane(), settings.topics().lanePartitions());
        try {
            producer.send(
                    new ProducerRecord<>(offer.topic(), partition, null, key, offer.value(), headers), (_, failed) -> {
                        if (failed != null) {
                            LOG.warn("An event of {} was not confirmed: {}", offer.lane(), failed.toString());
                            watch.suspect();
                        }
                        answer.accept(failed == null);
                    });
        } catch (KafkaException refused) {
            LOG.warn("An event of {} could not be sent", offer.lane(), refused);
            watch.suspect();
            answer.accept(false);
        }
    }

    private static void await(CountDownLatch answers) {
        try {
            answers.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unconfirmed();
        }
    }

    private static Receipt receipt(Offer offer, boolean isDurable) {
        return switch (offer) {
            case Offer.Ready ready when isDurable -> new Receipt.Accepted(ready.id());
            case Offer.Ready ready -> new Receipt.Unconfirmed(ready.id());
            case Offer.Refused(var id, var errors) -> new Receipt.Invalid(id, errors);
        };
    }

    private static ProblemException unconfirmed() {
        return new ProblemException(Problem.of(
                        ProblemType.UNAVAILABLE,
                        "Kafka did not confirm the events in time. Send the same again, under the same event ids or"
                                + " Idempotency-Key: the ledger recognises what it has.")
                .retryAfter(RETRY_SECONDS));
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

    @Override
    public void close() {
        watch.close();
        producer.close(Duration.ofMillis(DELIVERY_MILLIS));
    }
}
