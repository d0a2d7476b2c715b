package io.millrace.platform.registry;

import static io.millrace.platform.registry.Avro.field;
import static io.millrace.platform.registry.Avro.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.registry.RegisteredSchema;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedRegistryIT {
    private static final Schema SALE = record("Sale", field("sku", "'string'"));
    private static final Schema SALE_WITH_NOTE =
            record("Sale", field("sku", "'string'"), field("note", "'string'", "''"));

    private static TestBroker broker;
    private EmbeddedRegistryOptions options;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void newTopic() {
        options = options(broker, "registry-" + UUID.randomUUID(), 30_000);
    }

    private static EmbeddedRegistryOptions options(TestBroker broker, String topic, long timeoutMillis) {
        return new EmbeddedRegistryOptions(
                Map.of("bootstrap.servers", broker.bootstrapServers()), topic, (short) 1, timeoutMillis);
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static SchemaRegistryException refusal(Runnable call) {
        return catchThrowableOfType(SchemaRegistryException.class, call::run);
    }

    @Test
    void shouldAnswerLikeAnyRegistry() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            assertThat(registry.latest("s")).isEmpty();
            assertThat(registry.find("s", SALE)).isEmpty();
            assertThat(registry.incompatibilities("s", SALE)).isEmpty();

            assertThat(registry.register("s", SALE)).isEqualTo(1);
            assertThat(registry.register("s", SALE)).isEqualTo(1);
            assertThat(registry.register("s", SALE_WITH_NOTE)).isEqualTo(2);
            assertThat(registry.register("t", SALE)).isEqualTo(1);

            assertThat(registry.schemaById(2)).isEqualTo(SALE_WITH_NOTE);
            assertThat(registry.find("s", SALE)).contains(new RegisteredSchema("s", 1, 1, SALE));
            assertThat(registry.latest("s")).contains(new RegisteredSchema("s", 2, 2, SALE_WITH_NOTE));
            assertThat(registry.latest("t")).contains(new RegisteredSchema("t", 1, 1, SALE));
        }
    }

    @Test
    void shouldRefuseWhatIsWrong() {
        Schema other = record("Sale", field("sku", "'int'"));
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            registry.register("s", SALE);

            assertThat(refusal(() -> registry.register("s", other)))
                    .hasMessageContainingAll("t.Sale", "'s'", "at Sale.sku: version 1 wrote string")
                    .returns(Reason.INCOMPATIBLE, SchemaRegistryException::reason);
            assertThat(registry.incompatibilities("s", other)).hasSize(1);
            assertThat(refusal(() -> registry.schemaById(2)))
                    .hasMessageContaining("id 2")
                    .returns(Reason.NOT_FOUND, SchemaRegistryException::reason);
            assertThat(refusal(() -> registry.register("", SALE)).reason()).isEqualTo(Reason.INVALID);
            assertThat(registry.register("s", SALE_WITH_NOTE))
                    .as("no id was lost")
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldKeepIdsWhenRestarted() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            registry.register("s", SALE);
            registry.register("s", SALE_WITH_NOTE);
            registry.core().deleteVersion("s", OptionalInt.of(2), false);
            registry.core().deleteVersion("s", OptionalInt.of(2), true);
        }

        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            assertThat(registry.latest("s")).contains(new RegisteredSchema("s", 1, 1, SALE));
            assertThat(registry.schemaById(1)).isEqualTo(SALE);
            assertThat(refusal(() -> registry.schemaById(2)).reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(registry.register("s", SALE_WITH_NOTE))
                    .as("id 2 is never given again")
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldForgetIdInEveryRegistryWhenDeletedForGood() {
        try (EmbeddedRegistry one = EmbeddedRegistry.open(options);
                EmbeddedRegistry two = EmbeddedRegistry.open(options)) {
            one.register("s", SALE);
            assertThat(one.schemaById(1)).isEqualTo(two.schemaById(1));

            one.core().deleteSubject("s", false);
            assertThat(two.schemaById(1)).isEqualTo(SALE);
            one.core().deleteSubject("s", true);

            assertThat(refusal(() -> one.schemaById(1)).reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(two.latest("s")).isEmpty();
            assertThat(refusal(() -> two.schemaById(1)).reason()).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void shouldWriteNothingWhenAllIsRegistered() throws ExecutionException, InterruptedException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            registry.register("s", SALE);
        }
        long end = endOffset();
        long epoch = writerEpoch();

        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            assertThat(registry.register("s", SALE)).isEqualTo(1);
        }

        assertThat(endOffset()).isEqualTo(end);
        assertThat(writerEpoch()).as("nobody was fenced").isEqualTo(epoch);
    }

    private long endOffset() throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(options.topic(), 0);
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private long writerEpoch() throws ExecutionException, InterruptedException {
        String id = "millrace-registry-" + options.topic();
        try (Admin admin = admin()) {
            return admin.describeTransactions(List.of(id)).description(id).get().producerEpoch();
        }
    }

    @Test
    void shouldSeeAtOnceWhatAnotherRegistryWrote() {
        try (EmbeddedRegistry one = EmbeddedRegistry.open(options);
                EmbeddedRegistry two = EmbeddedRegistry.open(options)) {
            for (int i = 0; i < 10; i++) {
                Schema schema = record("R" + i, field("x", "'int'"));
                EmbeddedRegistry writer = i % 2 == 0 ? one : two;
                EmbeddedRegistry reader = i % 2 == 0 ? two : one;

                int id = writer.register("s" + i, schema);

                assertThat(id).isEqualTo(i + 1);
                assertThat(reader.latest("s" + i)).contains(new RegisteredSchema("s" + i, 1, id, schema));
            }
        }
    }

    @Test
    void shouldGiveOneIdPerSchemaWhenRegistriesWriteAtOnce() throws ExecutionException, InterruptedException {
        int schemas = 12;
        List<Schema> all = IntStream.range(0, schemas)
                .mapToObj(i -> record("Sale", field("sku", "'string'"), field("f" + i, "'int'", "0")))
                .toList();
        ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();

        try (EmbeddedRegistry one = EmbeddedRegistry.open(options);
                EmbeddedRegistry two = EmbeddedRegistry.open(options);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(registering(thread % 2 == 0 ? one : two, all, thread, ids)));
            }
            for (Future<?> future : running) {
                future.get();
            }

            assertThat(ids.values())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, schemas).boxed().toList());
            for (EmbeddedRegistry registry : List.of(one, two)) {
                for (String subject : List.of("a", "b")) {
                    List<SchemaVersion> versions = registry.core().query(state -> state.versions(subject, true));
                    assertThat(versions)
                            .extracting(SchemaVersion::version)
                            .containsExactlyElementsOf(
                                    IntStream.rangeClosed(1, schemas).boxed().toList());
                }
            }
        }
    }

    private static Callable<Void> registering(
            EmbeddedRegistry registry, List<Schema> schemas, int seed, ConcurrentHashMap<String, Integer> ids) {
        return () -> {
            List<Schema> shuffled = new ArrayList<>(schemas);
            Collections.shuffle(shuffled, new Random(seed));
            for (Schema schema : shuffled) {
                for (String subject : List.of("a", "b")) {
                    int id = registry.register(subject, schema);
                    Integer other = ids.putIfAbsent(schema.toString(), id);
                    assertThat(other == null ? id : other).isEqualTo(id);
                }
            }
            return null;
        };
    }

    @Test
    void shouldWriteNothingWhenFenced() {
        new SchemaTopic(options).ensure();
        LogRecord first = new LogRecord.Put(new SchemaVersion("s", 1, 1, "\"string\"", List.of(), false));
        LogRecord second = new LogRecord.Put(new SchemaVersion("t", 1, 1, "\"int\"", List.of(), false));
        try (SchemaLogWriter old = new SchemaLogWriter(options);
                SchemaLogWriter young = new SchemaLogWriter(options)) {
            assertThat(old.open()).isTrue();
            assertThat(young.open()).isTrue();

            assertThat(young.append(List.of(first))).isInstanceOf(SchemaLogWriter.Outcome.Written.class);
            assertThat(old.append(List.of(second))).isEqualTo(new SchemaLogWriter.Outcome.Fenced());
            assertThat(old.isOpen()).isFalse();
        }

        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            SortedSet<String> subjects = registry.core().query(state -> state.subjects(true));
            assertThat(subjects).containsExactly("s");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, delete, cleanup.policy=delete", "1, 'compact,delete', cleanup.policy", "3, compact, 3 partitions"})
    void shouldRefuseTopicWhenSchemasCouldBeLost(int partitions, String policy, String message)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(options.topic(), partitions, (short) 1)
                            .configs(Map.of("cleanup.policy", policy))))
                    .all()
                    .get();
        }

        assertThat(refusal(() -> EmbeddedRegistry.open(options)))
                .hasMessageContainingAll(options.topic(), message)
                .returns(Reason.INVALID, SchemaRegistryException::reason);
    }

    @Test
    void shouldSkipUnknownKindsButRefuseBrokenRecords() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(options)) {
            registry.register("s", SALE);
            produce("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}", "{\"compatibilityLevel\":\"FULL\"}");
            assertThat(registry.latest("s")).isPresent();

            produce("{\"keytype\":\"SCHEMA\",\"subject\":\"x\",\"version\":1,\"magic\":1}", "{\"id\":7}");

            for (int i = 0; i < 2; i++) {
                assertThat(refusal(() -> registry.latest("s")))
                        .hasMessageContainingAll(options.topic(), "offset", "it has no text 'schema'")
                        .returns(Reason.INVALID, SchemaRegistryException::reason);
            }
        }
        assertThat(refusal(() -> EmbeddedRegistry.open(options))).hasMessageContaining("damaged");
    }

    private void produce(String key, String value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            options.topic(),
                            key.getBytes(StandardCharsets.UTF_8),
                            value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldAnswerKnownIdsOnlyWhenKafkaIsAway() {
        EmbeddedRegistry registry;
        try (TestBroker passing = TestBroker.start()) {
            registry = EmbeddedRegistry.open(options(passing, "registry", 10_000));
            registry.register("s", SALE);
            registry.schemaById(1);
            registry.close();
            registry = EmbeddedRegistry.open(options(passing, "registry", 1_000));
            registry.schemaById(1);
        }

        try (EmbeddedRegistry open = registry) {
            assertThat(open.schemaById(1)).isEqualTo(SALE);
            assertThat(refusal(() -> open.schemaById(2)).reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refusal(() -> open.register("s", SALE_WITH_NOTE)))
                    .hasMessageContaining("Check that Kafka runs")
                    .returns(Reason.UNAVAILABLE, SchemaRegistryException::reason);
            assertThat(refusal(() -> open.latest("s")).reason()).isEqualTo(Reason.UNAVAILABLE);
        }
        assertThatThrownBy(() -> EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                        Map.of("bootstrap.servers", "127.0.0.1:1"), "registry", (short) 1, 500)))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void shouldRefuseWhenClosed() {
        EmbeddedRegistry registry = EmbeddedRegistry.open(options);
        registry.close();
        registry.close();

        assertThat(refusal(() -> registry.register("s", SALE))).hasMessageContaining("closed");
    }
}
