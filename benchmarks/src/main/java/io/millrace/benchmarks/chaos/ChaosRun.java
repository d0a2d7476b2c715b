package io.millrace.benchmarks.chaos;

import io.millrace.benchmarks.kit.Scratch;
import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.RecordKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.StockCommand;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
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

    private final ChaosPlan plan;
    private final IntConsumer progress;

    /// @param progress hears how many kills are done
    public ChaosRun(ChaosPlan plan, IntConsumer progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// What was found. The folder with logs and data stays if something was.
    public ChaosResult run() throws IOException, ExecutionException, InterruptedException {
        Path folder = Files.createTempDirectory("millrace-chaos");
        ChaosResult result = run(folder);
        if (result.isClean()) {
            Scratch.delete(folder);
        }
        return result;
    }

    private ChaosResult run(Path folder) throws IOException, ExecutionException, InterruptedException {
        try (ChaosBrokers broker = new ChaosBrokers(folder.resolve("broker"), folder.resolve("broker.log"));
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
            ChaosHistory history = new ChaosHistory(plan.seed(), Instant.now());
            Runnable send = () -> sender.send(history);
            if (plan.killBroker()) {
                tormentBroker(nodes, broker, send);
            } else {
                tormentNodes(nodes, new ChaosLanes(admin), send);
            }
            sender.finish();
            awaitAllRead(admin);
            nodes.killAll();
            return new ChaosAudit(broker.bootstrapServers(), registry).check(history, sender.sent, plan);
        }
    }

    private void tormentNodes(ChaosNodes nodes, ChaosLanes lanes, Runnable send) {
        Random random = new Random(plan.seed());
        List<String> names = ChaosNodes.names(plan.nodes());
        names.forEach(nodes::start);
        for (int kill = 1; kill <= plan.kills(); kill++) {
            load(send, RECORDS_PER_KILL + random.nextInt(2 * RECORDS_PER_KILL), PAUSE_NANOS);
            String victim = names.getFirst();
            if (names.size() > 1) {
                lanes.awaitShared(names.size(), send);
                victim = lanes.busiest(names);
            }
            nodes.kill(victim);
            if (names.size() > 1) {
                // Until the others have taken over.
                lanes.awaitTakenFrom(victim, send);
                load(send, RECORDS_PER_KILL, PAUSE_NANOS);
            }
            nodes.start(victim);
            progress.accept(kill);
        }
        load(send, RECORDS_PER_KILL, 0);
    }

    private void tormentBroker(ChaosNodes nodes, ChaosBrokers broker, Runnable send) {
        Random random = new Random(plan.seed());
        ChaosNodes.names(1).forEach(nodes::start);
        for (int kill = 1; kill <= plan.kills(); kill++) {
            load(send, RECORDS_PER_KILL + random.nextInt(2 * RECORDS_PER_KILL), PAUSE_NANOS);
            broker.killAndStart();
            progress.accept(kill);
        }
        load(send, RECORDS_PER_KILL, 0);
    }

    private static void load(Runnable send, int records, long pauseNanos) {
        for (int i = 0; i < records; i++) {
            send.run();
            LockSupport.parkNanos(pauseNanos);
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
