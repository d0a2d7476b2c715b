package io.millrace.ledger.ingest;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.topology.RecordTraces;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes records to topics, and says of each whether it is durable. Knows whether Kafka answers. Safe for many
/// threads.
public final class RecordWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int BLOCK_MILLIS = 2_000;
    private static final int RETRY_SECONDS = 5;

    private final KafkaWatch watch;
    private final KafkaProducer<byte[], byte[]> producer;

    private final RecordTraces traces;

    private RecordWriter(KafkaWatch watch, KafkaProducer<byte[], byte[]> producer, RecordTraces traces) {
        this.watch = watch;
        this.traces = traces;
        this.producer = producer;
    }

    /// Writes until closed.
    ///
    /// @param traces what the records are joined to
    public static RecordWriter start(IngestSettings settings, RecordTraces traces) {
        KafkaProducer<byte[], byte[]> producer = producer(settings);
        return new RecordWriter(KafkaWatch.start(settings.connection()), producer, traces);
    }

    /// Whether Kafka answers.
    boolean isReachable() {
        return watch.isReachable();
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

    /// Refuses a request while Kafka is away, before anything of it is sent.
    ///
    /// @throws ProblemException if it is
    public void requireKafka() {
        if (!isReachable()) {
            throw new ProblemException(Problem.of(
                            ProblemType.UNAVAILABLE,
                            "Kafka does not answer. Nothing of the request was taken; send it again when"
                                    + " /observe/health/ready says UP.")
                    .retryAfter(RETRY_SECONDS));
        }
    }

    /// Writes one record, and returns when it is durable.
    ///
    /// @throws ProblemException if it is not, or Kafka is away and nothing was sent
    public void send(ProducerRecord<byte[], byte[]> record) {
        requireKafka();
        write(List.of(record));
    }

    /// Writes records of one topic in their order, and says of each whether it is durable for sure.
    ///
    /// @throws ProblemException if none of them is
    public List<Boolean> write(List<ProducerRecord<byte[], byte[]>> records) {
        CountDownLatch answers = new CountDownLatch(records.size());
        AtomicReferenceArray<Boolean> isDurable = new AtomicReferenceArray<>(records.size());
        String topic = records.isEmpty() ? "" : records.getFirst().topic();
        try (RecordTraces.Step step = traces.send(topic, records.size())) {
            Headers traced = step.headers();
            for (int i = 0; i < records.size(); i++) {
                int place = i;
                ProducerRecord<byte[], byte[]> record = records.get(i);
                traced.forEach(record.headers()::add);
                write(record, durable -> {
                    isDurable.set(place, durable);
                    answers.countDown();
                });
            }
            await(answers);
        }
        List<Boolean> durable = IntStream.range(0, records.size())
                .mapToObj(i -> Boolean.TRUE.equals(isDurable.get(i)))
                .toList();
        if (!records.isEmpty() && !durable.contains(true)) {
            throw unconfirmed();
        }
        return durable;
    }

    private interface Answer {
        void accept(boolean isDurable);
    }

    // What goes wrong with a record is told to its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void write(ProducerRecord<byte[], byte[]> record, Answer answer) {
        try {
            producer.send(record, (_, failed) -> {
                if (failed != null) {
                    LOG.warn("A record of {} was not confirmed: {}", record.topic(), failed.toString());
                    watch.suspect();
                }
                answer.accept(failed == null);
            });
        } catch (KafkaException refused) {
            LOG.warn("A record of {} could not be sent", record.topic(), refused);
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

    private static ProblemException unconfirmed() {
        return new ProblemException(Problem.of(
                        ProblemType.UNAVAILABLE,
                        "Kafka did not confirm in time what was sent. Send the same again, under the same event ids or"
                                + " Idempotency-Key: what is there already is recognised.")
                .retryAfter(RETRY_SECONDS));
    }

    @Override
    public void close() {
        watch.close();
        producer.close(Duration.ofMillis(DELIVERY_MILLIS));
    }
}
