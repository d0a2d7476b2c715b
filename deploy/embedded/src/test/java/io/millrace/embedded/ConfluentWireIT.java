package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.events.Bucket;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.StockCommand;
import io.millrace.platform.registry.EmbeddedRegistry;
import io.millrace.platform.registry.EmbeddedRegistryOptions;
import io.millrace.platform.registry.RegistryHttp;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicDeserializer;
import io.millrace.schemas.topics.TopicSerializer;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroDeserializer;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.SaleBuilder;
import io.millrace.testkit.TestKafka;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our serializer and Confluent's own, over HTTP against the embedded registry: the same bytes, and each reads the
/// other's.
@ExtendWith(KafkaExtension.class)
class ConfluentWireIT {
    private static final LaneKey LANE = LaneKey.of("acme", "store-1");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.000001Z");

    private static EmbeddedRegistry registry;
    private static RegistryHttp server;
    private static HttpSchemaRegistry client;
    private static final KafkaAvroSerializer CONFLUENT_SERIALIZER = new KafkaAvroSerializer();
    private static final KafkaAvroDeserializer CONFLUENT_DESERIALIZER = new KafkaAvroDeserializer();
    private static final TopicSerializer CONFIGURED_SERIALIZER = new TopicSerializer();
    private static final TopicDeserializer CONFIGURED_DESERIALIZER = new TopicDeserializer();

    record Sent<V extends AvroRoot>(Topic<LaneKey, V> topic, V value) {}

    @BeforeAll
    static void start(TestKafka kafka) {
        registry = EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), kafka.named("schemas"), (short) 1, 30_000));
        server = RegistryHttp.start(registry, 0);
        client = new HttpSchemaRegistry(RegistryOptions.of(server.url().toString()));
        Map<String, String> configuration =
                Map.of("schema.registry.url", server.url().toString());
        CONFLUENT_SERIALIZER.configure(configuration, false);
        CONFLUENT_DESERIALIZER.configure(configuration, false);
        CONFIGURED_SERIALIZER.configure(configuration, false);
        CONFIGURED_DESERIALIZER.configure(configuration, false);
    }

    @AfterAll
    static void stop() {
        CONFIGURED_SERIALIZER.close();
        CONFIGURED_DESERIALIZER.close();
        client.close();
        server.close();
        registry.close();
    }

    static Stream<Sent<?>> events() {
        SaleBuilder sale = SaleBuilder.saleAt(LANE, NOON)
                .till("till-1", LocalDate.of(2026, 1, 31), 17)
                .line("milk", "2", "0.99")
                .line("Käse", "0.125", "-19.9999")
                .returned("bread", "999999999999999.999");
        CommandBuilder command = CommandBuilder.at(LANE, NOON);
        Stream<Sent<?>> sales = Stream.of(
                new Sent<>(Topics.SALES, sale.build()),
                new Sent<>(Topics.SALES, sale.voided(new UUID(1, 2), NOON, "WRONG_CUSTOMER")));
        Stream<Sent<?>> commands = commands(command).map(value -> new Sent<>(Topics.STOCK_COMMANDS, value));
        return Stream.concat(sales, commands);
    }

    private static Stream<StockCommand> commands(CommandBuilder command) {
        return Stream.of(
                command.received("milk", "24"),
                command.adjusted("milk", "-0.001", "BROKEN"),
                command.counted("milk", "0", CountKind.OPENING),
                command.moved("milk", "3", Bucket.FREE, Bucket.DAMAGED, "BROKEN"),
                command.reserved("r-1", "milk", "1"));
    }

    @ParameterizedTest
    @MethodSource("events")
    <V extends AvroRoot> void shouldWriteTheSameBytesAndReadEachOther(Sent<V> sent) {
        String topic = sent.topic().name();
        Object generic = ConfluentRecords.of(sent.value());

        byte[] ours = new AvroSerializer<V>(client).serialize(topic, sent.value());
        byte[] theirs = CONFLUENT_SERIALIZER.serialize(topic, generic);

        assertThat(ours).isEqualTo(theirs);
        assertThat(CONFLUENT_DESERIALIZER.deserialize(topic, ours)).isEqualTo(generic);
        assertThat(new AvroDeserializer<>(sent.topic().value(), client).deserialize(topic, theirs))
                .isEqualTo(sent.value());
        assertThat(CONFIGURED_SERIALIZER.serialize(topic, sent.value())).isEqualTo(theirs);
        assertThat(CONFIGURED_DESERIALIZER.deserialize(topic, theirs)).isEqualTo(sent.value());
        assertThat(registry.latest(topic + "-value").orElseThrow().version()).isOne();
    }
}
