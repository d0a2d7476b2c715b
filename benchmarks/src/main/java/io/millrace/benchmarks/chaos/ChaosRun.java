package io.millrace.benchmarks.chaos;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.RecordKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.StockCommand;
import io.millrace.platform.DataFolder;
import io.millrace.platform.EmbeddedBroker;
import io.millrace.platform.registry.EmbeddedRegistry;
import io.millrace.platform.registry.EmbeddedRegistryOptions;
import io.millrace.platform.registry.RegistryHttp;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.stock.StockTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends a random history to a ledger that is killed again and again, and audits what it made of it.
public final class ChaosRun {
    private static final int PARTITIONS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RECORDS_PER_KILL = 600;
    private static final long PAUSE_NANOS = 2_000_000;

    private final int kills;
    private final long seed;
    private final IntConsumer progress;

    /// @param progress hears how many kills are done
    public ChaosRun(int kills, long seed, IntConsumer progress) {
        this.kills = kills;
        this.seed = seed;
        this.progress = progress;
    }

    /// What was found. The folder with logs and data stays if something was.
    public ChaosResult run() throws IOException, ExecutionException, InterruptedException {
        Path folder = Files.createTempDirectory("millrace-chaos");
        ChaosResult result = run(folder);
        if (result.isClean()) {
            delete(folder);
        }
        return result;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ChaosResult run(Path folder) throws IOException, ExecutionException, InterruptedException {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedBroker broker = EmbeddedBroker.start(data, EmbeddedBroker.Options.onAnyPorts());
                EmbeddedRegistry registry = EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        EmbeddedRegistryOptions.TOPIC,
                        (short) 1,
                        TIMEOUT.toMillis()));
                RegistryHttp http = RegistryHttp.start(registry, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                ChaosNodes nodes =
                        new ChaosNodes(broker.bootstrapServers(), http.url().toString(), PARTITIONS, folder)) {
            new TopicAdmin(admin, new TopicSettings("", PARTITIONS, 1), TIMEOUT).ensure(Topics.shared());
            Sender sender = new Sender(broker.bootstrapServers(), registry);
            sender.catalogue();
            ChaosHistory history = new ChaosHistory(seed, Instant.now());
            torment(nodes, sender, history);
            sender.finish();
            awaitAllRead(admin);
            nodes.killAll();
            return new ChaosAudit(broker.bootstrapServers(), registry).check(history, sender.sent, kills, seed);
        }
    }

    private void torment(ChaosNodes nodes, Sender sender, ChaosHistory history) {
        Random random = new Random(seed);
        Process node = nodes.start("node-1");
        for (int kill = 1; kill <= kills; kill++) {
            int before = RECORDS_PER_KILL + random.nextInt(2 * RECORDS_PER_KILL);
            for (int i = 0; i < before; i++) {
                sender.send(history);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            nodes.kill(node);
            node = nodes.start("node-1");
            progress.accept(kill);
        }
        for (int i = 0; i < RECORDS_PER_KILL; i++) {
            sender.send(history);
        }
    }

    private static void awaitAllRead(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (unread(admin) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        unread(admin) + " records are still unread after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(50 * PAUSE_NANOS);
        }
    }

    private static long unread(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            latest.put(new TopicPartition(Topics.SALES.name(), partition), OffsetSpec.latest());
            latest.put(new TopicPartition(Topics.STOCK_COMMANDS.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(StockTopology.APPLICATION)
                .partitionsToOffsetAndMetadata()
                .get();
        long unread = 0;
        for (var end : admin.listOffsets(latest).all().get().entrySet()) {
            OffsetAndMetadata committed = read.get(end.getKey());
            unread += end.getValue().offset() - (committed == null ? 0 : committed.offset());
        }
        return unread;
    }

    /// The tills and store systems.
    private static final class Sender {
        private final KafkaProducer<byte[], byte[]> producer;
        private final EmbeddedRegistry registry;
        private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        private int sent;

        Sender(String bootstrapServers, EmbeddedRegistry registry) {
            this.registry = registry;
            this.producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        void catalogue() {
            for (LaneKey lane : ChaosHistory.lanes()) {
                String location = lane.location().value();
                send(Topics.LOCATIONS, CatalogKey.of("chaos", location), 0, location(location));
            }
            for (String item : ChaosHistory.items()) {
                send(Topics.ITEMS, CatalogKey.of("chaos", item), 0, item(item));
            }
            producer.flush();
            sent = 0;
        }

        private static Location location(String id) {
            return Location.builder()
                    .tenantId("chaos")
                    .locationId(id)
                    .name(id)
                    .type(LocationType.STORE)
                    .timeZone("Europe/Berlin")
                    .currency("EUR")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
        }

        private static Item item(String id) {
            return Item.builder()
                    .tenantId("chaos")
                    .itemId(id)
                    .name(id)
                    .unitOfMeasure("EA")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
        }

        void send(ChaosHistory history) {
            if (history.isRepeat()) {
                send(history.repeat());
            } else if (history.isSale()) {
                send(history.sale());
            } else {
                StockCommand command = history.command();
                LaneKey lane =
                        LaneKey.of(command.header().tenantId(), command.header().locationId());
                send(Topics.STOCK_COMMANDS, lane, LanePartitioner.partition(lane, PARTITIONS), command);
            }
        }

        private void send(TillEvent sale) {
            LaneKey lane = LaneKey.of(sale.header().tenantId(), sale.header().locationId());
            send(Topics.SALES, lane, LanePartitioner.partition(lane, PARTITIONS), sale);
        }

        private <K extends RecordKey, V extends AvroRoot> void send(Topic<K, V> topic, K key, int partition, V value) {
            sent++;
            acknowledgements.add(producer.send(new ProducerRecord<>(
                    topic.name(),
                    partition,
                    topic.key().serde().serializer().serialize(topic.name(), key),
                    topic.valueSerde(registry).serializer().serialize(topic.name(), value))));
        }

        /// Returns when everything has arrived.
        void finish() throws ExecutionException, InterruptedException {
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
            producer.close();
        }
    }
}
