package io.millrace.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.CatalogKey;
import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.TillEvent;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.Subjects;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.SaleBuilder;
import io.millrace.testkit.TestKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Several nodes with the ledger, of which one comes and one goes while it is written to and asked.
@ExtendWith(KafkaExtension.class)
class QueryClusterE2EIT {
    private static final int PARTITIONS = 4;
    private static final int SHOPS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<QueryNode> nodes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    /// What a watcher counted.
    private record Watched(long right, long unavailable, long copies) {}

    @Test
    void shouldAnswerRightOrNotAtAllWhileNodesComeAndGo(TestKafka kafka)
            throws ExecutionException, InterruptedException {
        String prefix = kafka.named("query-");
        SchemaRegistry registry = registry(prefix);
        new TopicAdmin(kafka.admin(), new TopicSettings(prefix, PARTITIONS, 1), Duration.ofSeconds(30))
                .ensure(Topics.shared());
        catalogue(kafka, prefix, registry);
        start(kafka, prefix, registry, "one");
        start(kafka, prefix, registry, "two");

        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> tills = threads.submit(() -> sell(kafka, prefix, registry));
            Await.until("every shop to answer with stock", PATIENCE, this::allHaveSold);
            List<Future<Watched>> watchers = List.of(threads.submit(this::watch), threads.submit(this::watch));

            start(kafka, prefix, registry, "three");
            Await.until(
                    "the third node to have taken part",
                    PATIENCE,
                    () -> nodes.get(2).isRunning());
            nodes.remove(0).close();
            Await.until("every shop to have an owner again", PATIENCE, this::allOwned);
            over.set(true);

            tills.get();
            for (Future<Watched> watcher : watchers) {
                Watched watched = watcher.get();
                assertThat(watched.right()).isPositive();
                assertThat(watched.copies()).isPositive();
            }
            Await.untilAsserted("all that was sold", PATIENCE, this::assertAllThere);
        } finally {
            over.set(true);
            threads.close();
            nodes.forEach(QueryNode::close);
        }
    }

    private void start(TestKafka kafka, String prefix, SchemaRegistry registry, String name) {
        nodes.add(new QueryNode(kafka.bootstrapServers(), prefix, PARTITIONS, registry, folder.resolve(name)));
    }

    /// Each sale takes a litre of milk and brings an egg back.
    private void sell(TestKafka kafka, String prefix, SchemaRegistry registry) {
        try (KafkaProducer<LaneKey, TillEvent> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5),
                Topics.SALES.key().serde().serializer(),
                Topics.SALES.valueSerde(registry).serializer())) {
            for (int i = 0; !over.get(); i++) {
                LaneKey lane = lane(i % SHOPS);
                sent.computeIfAbsent(lane.location().value(), _ -> new AtomicLong())
                        .incrementAndGet();
                var sale = SaleBuilder.saleAt(lane, Instant.now().minusSeconds(1))
                        .id(new UUID(1, i))
                        .line("milk", "1")
                        .returned("eggs", "1")
                        .build();
                var _ = producer.send(new ProducerRecord<>(
                        prefix + Topics.SALES.name(), LanePartitioner.partition(lane, PARTITIONS), lane, sale));
                if (i % 10 == 9) {
                    producer.flush();
                }
            }
        }
    }

    private Watched watch() {
        long right = 0;
        long unavailable = 0;
        long copies = 0;
        Map<String, Long> floor = new HashMap<>();
        for (int i = 0; !over.get(); i++) {
            List<QueryNode> present = List.copyOf(nodes);
            QueryNode node = present.get(i % present.size());
            String shop = lane(i % SHOPS).location().value();
            HttpResponse<String> answer;
            try {
                answer = node.get("/v1/positions/" + shop);
            } catch (IllegalStateException gone) {
                assertThat(nodes).as("only who was closed does not answer").doesNotContain(node);
                continue;
            }
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                unavailable++;
                continue;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode json = CheckedClient.json(answer);
            copies += check(shop, json, floor) ? 0 : 1;
            right++;
        }
        return new Watched(right, unavailable, copies);
    }

    /// True if the owner answered: it never knows less than it said to be committed.
    private boolean check(String shop, JsonNode json, Map<String, Long> floor) {
        long milk = -free(json, "milk");
        boolean active = json.at("/freshness/source").asText().equals("active");
        assertThat(free(json, "eggs")).as("one basket, one moment: %s", json).isEqualTo(milk);
        assertThat(milk).isNotNegative().isLessThanOrEqualTo(sent.get(shop).get());
        if (active) {
            assertThat(milk).isPositive();
            assertThat(milk).as("%s", json).isGreaterThanOrEqualTo(floor.getOrDefault(shop, 0L));
        }
        if (active && json.at("/freshness/committed").asBoolean()) {
            floor.put(shop, milk);
        }
        return active;
    }

    private static long free(JsonNode json, String item) {
        for (JsonNode position : json.path("positions")) {
            if (position.path("item").asText().equals(item)) {
                return position.path("free").asLong();
            }
        }
        return 0;
    }

    private boolean allHaveSold() {
        for (JsonNode answer : everywhere()) {
            if (free(answer, "milk") == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean allOwned() {
        return everywhere().stream()
                .allMatch(answer -> answer.at("/freshness/source").asText().equals("active"));
    }

    private void assertAllThere() {
        List<JsonNode> answers = everywhere();
        for (int shop = 0; shop < SHOPS; shop++) {
            assertThat(-free(answers.get(shop), "milk"))
                    .isEqualTo(sent.get(lane(shop).location().value()).get());
        }
        HttpResponse<String> availability = nodes.getFirst().get("/v1/items/milk/availability");
        long all = sent.values().stream().mapToLong(AtomicLong::get).sum();
        assertThat(CheckedClient.json(availability).path("available").asLong())
                .as(availability.body())
                .isEqualTo(-all);
        HttpResponse<String> proof = nodes.getLast().get("/v1/proof");
        assertThat(CheckedClient.json(proof).path("drift").asInt(-1))
                .as(proof.body())
                .isZero();
        assertThat(nodes.getFirst().get("/v1/positions/nowhere").statusCode()).isEqualTo(404);
        assertThat(nodes.getFirst().get("/v1/positions/shop-1/nothing").statusCode())
                .isEqualTo(404);
    }

    /// What the first node says of every shop; empty where it can't say.
    private List<JsonNode> everywhere() {
        List<JsonNode> answers = new ArrayList<>();
        for (int shop = 0; shop < SHOPS; shop++) {
            answers.add(CheckedClient.json(
                    nodes.getFirst().get("/v1/positions/" + lane(shop).location())));
        }
        return answers;
    }

    private static LaneKey lane(int shop) {
        return LaneKey.of("acme", "shop-" + shop);
    }

    private static SchemaRegistry registry(String prefix) {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        for (Topic<?, ?> topic : Topics.shared()) {
            registry.register(
                    Subjects.ofValue(prefix + topic.name()), topic.value().schema());
        }
        return registry;
    }

    private static void catalogue(TestKafka kafka, String prefix, SchemaRegistry registry) {
        for (int shop = 0; shop < SHOPS; shop++) {
            String id = lane(shop).location().value();
            Location location = Location.builder()
                    .tenantId("acme")
                    .locationId(id)
                    .name("Shop")
                    .type(LocationType.STORE)
                    .timeZone("UTC")
                    .currency("EUR")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
            tell(kafka, prefix, Topics.LOCATIONS, registry, CatalogKey.of("acme", id), location);
        }
        for (String id : List.of("milk", "eggs")) {
            Item item = Item.builder()
                    .tenantId("acme")
                    .itemId(id)
                    .name(id)
                    .unitOfMeasure("EA")
                    .status(Status.ACTIVE)
                    .version(1L)
                    .build();
            tell(kafka, prefix, Topics.ITEMS, registry, CatalogKey.of("acme", id), item);
        }
    }

    private static <V extends AvroRoot> void tell(
            TestKafka kafka,
            String prefix,
            Topic<CatalogKey, V> topic,
            SchemaRegistry registry,
            CatalogKey key,
            V record) {
        kafka.produce(
                topic.key().serde().serializer(),
                topic.valueSerde(registry).serializer(),
                List.of(new ProducerRecord<>(prefix + topic.name(), key, record)));
    }
}
