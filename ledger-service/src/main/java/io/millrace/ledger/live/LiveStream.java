package io.millrace.ledger.live;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.RecordDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's stream of server-sent events, read from Kafka for it alone: a slow client holds up nobody, and nothing
/// is kept for it here. One that takes nothing for a while is let go; it comes back to where it was by the id of its
/// last event.
final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long BEAT_NANOS = Duration.ofSeconds(10).toNanos();

    private final StreamFilter filter;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final StreamPlace place;
    private final Map<StreamKind, RecordDecoder<? extends AvroRoot>> decoders = new EnumMap<>(StreamKind.class);
    private final String prefix;
    private final AtomicBoolean isWriting = new AtomicBoolean();
    private final AtomicBoolean isLetGo = new AtomicBoolean();
    private volatile long writtenNanos = System.nanoTime();

    LiveStream(
            StreamFilter filter,
            StreamPlace place,
            KafkaConsumer<byte[], byte[]> consumer,
            String prefix,
            SchemaRegistry registry) {
        this.filter = filter;
        this.place = place;
        this.consumer = consumer;
        this.prefix = prefix;
        for (StreamKind kind : filter.kinds()) {
            decoders.put(kind, decoder(kind, registry));
        }
    }

    private static RecordDecoder<? extends AvroRoot> decoder(StreamKind kind, SchemaRegistry registry) {
        return new RecordDecoder<>(kind.topic().value(), registry);
    }

    /// Whether the client has taken nothing for too long.
    boolean isStuck(Duration patience) {
        return isWriting.get() && System.nanoTime() - writtenNanos > patience.toNanos();
    }

    /// Whether this is the first to let the client go.
    boolean letGo() {
        return !isLetGo.getAndSet(true);
    }

    /// Writes events until the client goes or the service stops.
    void copy(OutputStream out, BooleanSupplier goesOn) throws IOException {
        consumer.assign(place.next().keySet());
        place.next().forEach(consumer::seek);
        write(out, "id: " + place.id() + "\nevent: ready\ndata: {}\n\n");
        while (goesOn.getAsBoolean()) {
            StringBuilder events = new StringBuilder();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                place.passed(new TopicPartition(record.topic(), record.partition()), record.offset());
                if (record.key() != null && record.value() != null && filter.isWanted(record.key())) {
                    append(record, events);
                }
            }
            if (!events.isEmpty()) {
                write(out, events.toString());
            } else if (System.nanoTime() - writtenNanos > BEAT_NANOS) {
                write(out, ": beat\n\n");
            }
        }
    }

    private void append(ConsumerRecord<byte[], byte[]> record, StringBuilder events) {
        for (Map.Entry<StreamKind, RecordDecoder<? extends AvroRoot>> kind : decoders.entrySet()) {
            if (record.topic().equals(prefix + kind.getKey().topic().name())) {
                switch (kind.getValue().decode(record.value())) {
                    case Decoded.Value<?> read ->
                        events.append("id: ")
                                .append(place.id())
                                .append("\nevent: ")
                                .append(kind.getKey().word())
                                .append("\ndata: ")
                                .append(JsonView.of(read.value()))
                                .append("\n\n");
                    case Decoded.Unreadable<?> unreadable ->
                        LOG.warn("A record of {} can't be shown: {}", record.topic(), unreadable.detail());
                }
            }
        }
    }

    private void write(OutputStream out, String events) throws IOException {
        writtenNanos = System.nanoTime();
        isWriting.set(true);
        try {
            out.write(events.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            isWriting.set(false);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
