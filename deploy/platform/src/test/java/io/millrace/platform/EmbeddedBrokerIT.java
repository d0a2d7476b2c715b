package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class EmbeddedBrokerIT {
    @TempDir
    Path temp;

    private DataFolder folder;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        folder = DataFolder.open(temp.resolve("data"));
        broker = EmbeddedBroker.start(folder, EmbeddedBroker.Options.onAnyPorts());
    }

    @AfterEach
    void stop() {
        broker.close();
        folder.close();
    }

    @Test
    void shouldKeepRecordsAndClusterWhenStartedAgainOnAnotherPort() throws Exception {
        // given
        TestTopics.create(broker, "kept");
        TestTopics.send(broker, "kept", List.of("one", "two"));
        String clusterId = clusterId();
        int port = broker.port();

        // when
        broker.close();
        try (ServerSocketChannel occupied = Ports.listen(new PortChoice("test", port))) {
            broker = EmbeddedBroker.start(folder, EmbeddedBroker.Options.onAnyPorts());

            // then
            assertThat(broker.port()).isNotEqualTo(Ports.portOf(occupied));
        }
        assertThat(TestTopics.readAll(broker, "kept")).containsExactly("one", "two");
        assertThat(clusterId()).isEqualTo(clusterId);
    }

    @Test
    void shouldHideAbortedTransactionsAndShowCommittedOnes() throws Exception {
        // given
        TestTopics.create(broker, "transacted");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");

        // when
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transacted", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transacted", "committed")).get();
            producer.commitTransaction();
        }

        // then
        assertThat(TestTopics.readAll(broker, "transacted")).containsExactly("committed");
    }

    @Test
    void shouldServeShareGroups() throws Exception {
        // given
        TestTopics.create(broker, "jobs");
        try (Admin admin = TestTopics.admin(broker)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, "workers"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        TestTopics.send(broker, "jobs", List.of("first", "second"));

        // when
        List<String> done = new ArrayList<>();
        try (KafkaShareConsumer<String, String> worker = new KafkaShareConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "workers"),
                new StringDeserializer(),
                new StringDeserializer())) {
            worker.subscribe(List.of("jobs"));
            long started = System.nanoTime();
            while (done.size() < 2 && System.nanoTime() - started < TimeUnit.SECONDS.toNanos(60)) {
                worker.poll(Duration.ofMillis(200)).forEach(job -> done.add(job.value()));
            }
        }

        // then
        assertThat(done).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void shouldFlushEveryRecordWhenPowerCutsMustNotLoseAny() throws Exception {
        // when
        broker.close();
        broker = EmbeddedBroker.start(
                folder, EmbeddedBroker.Options.on(PortChoice.anyFree("kafka.port"), Durability.POWER));
        TestTopics.create(broker, "flushed");

        // then
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "flushed");
        try (Admin admin = TestTopics.admin(broker)) {
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("flush.messages")
                            .value())
                    .isEqualTo("1");
        }
    }

    @Test
    void shouldRefuseUndeclaredTopics() {
        assertThatThrownBy(() -> TestTopics.send(broker, "undeclared", List.of("x")))
                .hasMessageContaining("undeclared not present in metadata");
    }

    @Test
    void shouldNameTheRemedyWhenItsFixedPortIsTaken() throws IOException {
        // given
        broker.close();
        try (ServerSocketChannel other = Ports.listen(PortChoice.anyFree("other"))) {
            PortChoice port = new PortChoice("kafka.port", Ports.portOf(other));

            // when, then
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, EmbeddedBroker.Options.on(port, Durability.PROCESS)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("is taken by process")
                    .hasMessageContaining("--set kafka.port=");
        }
    }

    @Test
    void shouldFormatAnewWhenAnEarlierFormattingWasCutOff() throws IOException {
        // given
        Path other = temp.resolve("other");
        Files.createDirectories(other.resolve("kafka.formatting"));
        Files.writeString(other.resolve("kafka.formatting/meta.properties"), "half");
        broker.close();

        // when
        try (DataFolder otherFolder = DataFolder.open(other);
                EmbeddedBroker started = EmbeddedBroker.start(otherFolder, EmbeddedBroker.Options.onAnyPorts())) {
            // then
            assertThat(started.port()).isPositive();
            assertThat(other.resolve("kafka.formatting")).doesNotExist();
        }
    }

    @Test
    void shouldReportAFailureWhenItsFolderFails() throws Exception {
        // given: a folder that vanished
        Path kafka = folder.path().resolve("kafka");
        Path away = folder.path().resolve("away");
        Files.move(kafka, away);
        Files.createFile(kafka);

        // when
        TestTopics.create(broker, "unwritable");

        // then: this JVM is still there to see it
        assertThat(broker.failure().toCompletableFuture())
                .succeedsWithin(Duration.ofMinutes(1))
                .satisfies(reason ->
                        assertThat(reason).hasMessageContaining("gave up").hasMessageContaining("restart Millrace"));
        Files.delete(kafka);
        Files.move(away, kafka);
    }

    private String clusterId() throws Exception {
        try (Admin admin = TestTopics.admin(broker)) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
