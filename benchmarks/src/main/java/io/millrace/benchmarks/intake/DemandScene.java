package io.millrace.benchmarks.intake;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.WeeklyHours;
import io.millrace.platform.DataFolder;
import io.millrace.platform.Durability;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.PortChoice;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.demand.DemandApplication;
import io.millrace.topology.demand.DemandTopology;
import io.millrace.topology.stock.StockApplication;
import io.millrace.topology.stock.StockTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/// A broker with the topics, and the ledger and demand on it, gone afterwards.
final class DemandScene implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final long POLL_NANOS = 10_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    private final Path path;
    private final DataFolder folder;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private @Nullable RunningStreams ledger;
    private @Nullable RunningStreams demand;

    private DemandScene(Path path) {
        this.path = path;
        this.folder = DataFolder.open(path);
        this.broker = EmbeddedBroker.start(
                folder, EmbeddedBroker.Options.on(new PortChoice("kafka.port", 0), Durability.PROCESS));
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.admin = Admin.create(connection);
        new TopicAdmin(admin, new TopicSettings("", PARTITIONS, 1), Duration.ofSeconds(30)).ensure(Topics.shared());
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("batch.size", 256 * 1024);
        settings.put("linger.ms", 5);
        settings.put("compression.type", "lz4");
        settings.put("max.request.size", 8 * 1024 * 1024);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static DemandScene open() {
        String home = System.getProperty("millrace.home");
        Path target = (home == null ? Path.of("target") : Path.of(home, "benchmarks", "target")).toAbsolutePath();
        try {
            DemandScene scene =
                    new DemandScene(Files.createTempDirectory(Files.createDirectories(target), "demand-bench"));
            scene.tellLocations();
            return scene;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make a folder for the bench in " + target, failed);
        }
    }

    SchemaRegistry registry() {
        return registry;
    }

    private void tellLocations() {
        List<WeeklyHours> hours = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            hours.add(new WeeklyHours(day, "08:00", "20:00"));
        }
        for (int number = 0; number < DemandRecords.LANES; number++) {
            LaneKey lane = DemandRecords.lane(number);
            Location location = Location.builder()
                    .tenantId(lane.tenant().value())
                    .locationId(lane.location().value())
                    .name(lane.location().value())
                    .type(LocationType.STORE)
                    .timeZone("Europe/Berlin")
                    .currency("EUR")
                    .openingHours(hours)
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
            CatalogKey key =
                    CatalogKey.of(lane.tenant().value(), lane.location().value());
            byte[] value =
                    Topics.LOCATIONS.valueSerde(registry).serializer().serialize(Topics.LOCATIONS.name(), location);
            send(new ProducerRecord<>(Topics.LOCATIONS.name(), bytes(key.text()), value));
            notice(lane, location);
        }
        producer.flush();
    }

    private void notice(LaneKey lane, Location location) {
        CatalogNotice notice = CatalogNotice.builder()
                .tenantId(lane.tenant().value())
                .kind(CatalogKind.LOCATION)
                .id(lane.location().value())
                .version(1L)
                .body(location)
                .build();
        int partition = LanePartitioner.partition(lane, PARTITIONS);
        String topic = Topics.CATALOG_NOTICES.name();
        String key = lane.tenant() + "|" + partition + "|LOCATION|" + lane.location();
        byte[] value = Topics.CATALOG_NOTICES.valueSerde(registry).serializer().serialize(topic, notice);
        send(new ProducerRecord<>(topic, partition, bytes(key), value));
    }

    void startLedger() {
        ledger = StockApplication.start(streams("ledger"), "", PARTITIONS, registry);
    }

    void stopLedger() {
        require(ledger).close();
        ledger = null;
    }

    void startDemand() {
        demand = DemandApplication.start(streams("demand"), "", PARTITIONS, registry);
    }

    KafkaStreams demand() {
        return require(demand).streams();
    }

    private StreamsSettings streams(String name) {
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        return new StreamsSettings(connection, path.resolve("streams-" + name), "", THREADS, 0, COMMIT_EVERY);
    }

    void awaitRunning() {
        await("running", () -> Stream.of(ledger, demand).allMatch(streams -> streams == null || streams.isRunning()));
    }

    void sendCommands(byte[][] records) {
        send(Topics.STOCK_COMMANDS, records);
    }

    void sendSales(byte[][] records) {
        send(Topics.SALES, records);
    }

    /// What is refused is missed when the outcome is awaited.
    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
    }

    private void send(Topic<LaneKey, ?> topic, byte[][] records) {
        for (int i = 0; i < records.length; i++) {
            send(new ProducerRecord<>(topic.name(), bytes(DemandRecords.lane(i).text()), records[i]));
        }
        producer.flush();
    }

    /// Returns when the ledger has posted everything that was sent.
    void awaitJournal() {
        awaitWorkedOff(StockTopology.APPLICATION, List.of(Topics.SALES.name(), Topics.STOCK_COMMANDS.name()));
    }

    /// Returns when demand has taken in the journal.
    void awaitDemand() {
        awaitWorkedOff(DemandTopology.APPLICATION, List.of(Topics.JOURNAL.name()));
    }

    private void awaitWorkedOff(String application, List<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topics.forEach(topic -> {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        var ends = get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
        await(application + " at " + ends, () -> {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue().offset() == 0
                        || (offset != null && offset.offset() >= end.getValue().offset());
            });
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException("not " + what + " after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker refused: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", interrupted);
        }
    }

    private static RunningStreams require(@Nullable RunningStreams streams) {
        if (streams == null) {
            throw new IllegalStateException("this application was not started");
        }
        return streams;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Stream.of(demand, ledger).filter(streams -> streams != null).forEach(RunningStreams::close);
        producer.close(Duration.ofSeconds(10));
        admin.close();
        broker.close();
        folder.close();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file :
                    files.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException("cannot delete " + path, stuck);
        }
    }
}
