package io.millrace.ledger.live;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What changes, as it changes: positions, alerts and outcomes as server-sent events.
public final class StreamEndpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoints.class);
    private static final String EVENTS = "text/event-stream";
    private static final int CLIENTS_MAX = 64;
    private static final int RETRY_SECONDS = 5;
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final int LOOKS_PER_PATIENCE = 6;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Parameter<List<String>> KINDS = Parameter.query(
            "kinds",
            ValueType.someOf(StreamKind.words()),
            "Which events, separated by commas; all of them if left out");
    private static final Parameter<LocationId> LOCATION =
            Parameter.query("location", ValueType.LOCATION, "Of which location; of all if left out");
    private static final Parameter<String> LAST = Parameter.header(
            "Last-Event-ID",
            ValueType.TEXT,
            "The id of the last event that was seen, with the same kinds and location: goes on after it");

    private final Map<String, Object> connection;
    private final TopicSettings topics;
    private final SchemaRegistry registry;
    private final Duration stuckAfter;
    private final Semaphore free = new Semaphore(CLIENTS_MAX);
    private final ConcurrentMap<LiveStream, Thread> streams = new ConcurrentHashMap<>();
    private final StreamMeters meters = new StreamMeters(streams);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream-watch").factory());
    private volatile boolean isOpen = true;

    /// Serves until closed.
    ///
    /// @param connection how to reach Kafka
    public StreamEndpoints(Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry) {
        this(connection, topics, registry, STUCK_AFTER);
    }

    /// Serves until closed.
    ///
    /// @param connection how to reach Kafka
    /// @param stuckAfter how long a client may take nothing before it is let go
    // The watch never throws, so nobody needs to hear of its end.
    @SuppressWarnings("FutureReturnValueIgnored")
    public StreamEndpoints(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, Duration stuckAfter) {
        this.connection = Map.copyOf(connection);
        this.topics = topics;
        this.registry = registry;
        this.stuckAfter = stuckAfter;
        long lookMillis = stuckAfter.dividedBy(LOOKS_PER_PATIENCE).toMillis();
        watch.scheduleWithFixedDelay(this::dropStuck, lookMillis, lookMillis, TimeUnit.MILLISECONDS);
    }

    /// What measures it.
    public MeterBinder meters() {
        return meters;
    }

    /// The endpoint of the stream.
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/stream", Access.READERS)
                .named(
                        "getStream",
                        new Tag("Live", "What changes, as it changes, for screens and other systems."),
                        "Follow positions, alerts and outcomes as server-sent events")
                .described("Begins now, or after Last-Event-ID. Each event is position, alert or outcome with the"
                        + " record as its data; the first is ready. Only what is committed is told, each of it once"
                        + " and in the order of its location. A client that takes nothing for 30 seconds is let go"
                        + " and can come back by the id of its last event.")
                .parameters(KINDS, LOCATION, LAST)
                .answers(Answer.of(200, EVENTS, "The events, for as long as the client listens"))
                .problem(ProblemType.TOO_BUSY, CLIENTS_MAX + " clients follow already")
                .problem(ProblemType.UNAVAILABLE, "Kafka does not answer")
                .handledBy(this::follow));
    }

    private Reply follow(Request request) {
        Set<StreamKind> kinds = request.find(KINDS)
                .map(words -> words.stream()
                        .map(StreamKind::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(StreamKind.class))))
                .orElseGet(() -> EnumSet.allOf(StreamKind.class));
        StreamFilter filter = new StreamFilter(request.tenant(), kinds, request.find(LOCATION));
        List<TopicPartition> partitions = filter.partitions(topics.prefix(), topics.lanePartitions());
        if (!free.tryAcquire()) {
            meters.refused();
            throw new ProblemException(Problem.of(
                            ProblemType.TOO_BUSY,
                            CLIENTS_MAX + " clients follow the stream already. Try again when one has gone.")
                    .retryAfter(RETRY_SECONDS));
        }
        boolean isReady = false;
        try {
            StreamPlace place = request.find(LAST)
                    .map(id -> StreamPlace.parse(id, partitions).orElseThrow(StreamEndpoints::foreign))
                    .orElseGet(() -> end(partitions));
            LiveStream stream = new LiveStream(filter, place, consumer(), topics.prefix(), registry);
            isReady = true;
            return new Reply.Flowing(200, EVENTS, Map.of(), out -> copy(stream, out));
        } finally {
            if (!isReady) {
                free.release();
            }
        }
    }

    private static ProblemException foreign() {
        return ProblemException.invalid(
                "Last-Event-ID",
                "it is not the id of an event of these kinds and this location; leave it out to begin now");
    }

    private StreamPlace end(List<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_TIMEOUT);
            Map<TopicPartition, Long> ordered = new LinkedHashMap<>();
            partitions.forEach(partition -> ordered.put(partition, ends.get(partition)));
            return new StreamPlace(ordered);
        } catch (KafkaException away) {
            throw new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "Kafka does not say where its topics end: " + away.getMessage())
                            .retryAfter(RETRY_SECONDS));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 18);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return TopicFollower.consumer(properties);
    }

    private void copy(LiveStream stream, OutputStream out) throws IOException {
        streams.put(stream, Thread.currentThread());
        try (stream) {
            stream.copy(out, () -> isOpen);
        } catch (KafkaException broken) {
            LOG.warn("A live stream ends; its client can come back to where it was", broken);
        } finally {
            streams.remove(stream);
            free.release();
        }
    }

    private void dropStuck() {
        streams.forEach((stream, thread) -> {
            if (stream.isStuck(stuckAfter) && stream.letGo()) {
                meters.dropped();
                thread.interrupt();
            }
        });
    }

    @Override
    public void close() {
        isOpen = false;
        watch.shutdownNow();
    }
}
