package io.millrace.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pulsar.kafka.shade.avro.Schema;
import org.apache.pulsar.kafka.shade.avro.generic.GenericData;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecordBuilder;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Confluent's own client and serializers against the embedded registry.
class ConfluentClientIT {
    private static final String SALE =
            "{\"type\":\"record\",\"name\":\"Sale\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\"}]}";
    private static final String SALE_WITH_NOTE = "{\"type\":\"record\",\"name\":\"Sale\",\"fields\":["
            + "{\"name\":\"sku\",\"type\":\"string\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]}";
    private static final String OTHER_SALE = SALE.replace("\"string\"", "\"int\"");

    private static TestBroker broker;
    private EmbeddedRegistry registry;
    private RegistryHttp server;
    private CachedSchemaRegistryClient client;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRegistry() {
        registry = EmbeddedRegistry.open(new EmbeddedRegistryOptions(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                "registry-" + UUID.randomUUID(),
                (short) 1,
                30_000));
        server = RegistryHttp.start(registry, 0);
        client = new CachedSchemaRegistryClient(server.url().toString(), 100);
    }

    @AfterEach
    void stopRegistry() {
        server.close();
        registry.close();
    }

    private interface Call {
        void run() throws IOException, RestClientException;
    }

    private static RestClientException refusal(Call call) {
        return catchThrowableOfType(RestClientException.class, call::run);
    }

    @Test
    void shouldRegisterAndLookUp() throws IOException, RestClientException {
        assertThat(client.register("s", new AvroSchema(SALE))).isEqualTo(1);
        assertThat(client.register("s", new AvroSchema(SALE_WITH_NOTE), true)).isEqualTo(2);
        client.reset();

        assertThat(client.getId("s", new AvroSchema(SALE))).isEqualTo(1);
        assertThat(client.getVersion("s", new AvroSchema(SALE_WITH_NOTE))).isEqualTo(2);
        assertThat(client.getSchemaById(2).canonicalString()).isEqualTo(SALE_WITH_NOTE);
        assertThat(client.getSchemaBySubjectAndId("s", 1).canonicalString()).isEqualTo(SALE);
        assertThat(client.getLatestSchemaMetadata("s"))
                .satisfies(latest -> assertThat(latest.getId()).isEqualTo(2))
                .satisfies(latest -> assertThat(latest.getVersion()).isEqualTo(2))
                .satisfies(latest -> assertThat(latest.getSchema()).isEqualTo(SALE_WITH_NOTE));
        assertThat(client.getSchemaMetadata("s", 1).getSchema()).isEqualTo(SALE);
        assertThat(client.getAllSubjects()).containsExactly("s");
        assertThat(client.getAllVersions("s")).containsExactly(1, 2);
        assertThat(client.getAllSubjectsById(1)).containsExactly("s");
        assertThat(client.getAllVersionsById(1)).hasSize(1);
        assertThat(client.getSchemas("s", false, true)).hasSize(1);
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        assertThat(client.getMode()).isEqualTo("READWRITE");
    }

    @Test
    void shouldUnderstandRefusals() throws IOException, RestClientException {
        client.register("s", new AvroSchema(SALE));

        assertThat(client.testCompatibility("s", new AvroSchema(SALE_WITH_NOTE)))
                .isTrue();
        assertThat(client.testCompatibility("s", new AvroSchema(OTHER_SALE))).isFalse();
        assertThat(client.testCompatibilityVerbose("s", new AvroSchema(OTHER_SALE)))
                .singleElement()
                .asString()
                .startsWith("at Sale.sku: version 1 wrote string");
        assertThat(refusal(() -> client.register("s", new AvroSchema(OTHER_SALE))))
                .returns(409, RestClientException::getStatus)
                .hasMessageContaining("at Sale.sku");
        assertThat(refusal(() -> client.getSchemaById(99)).getErrorCode()).isEqualTo(40403);
        assertThat(refusal(() -> client.getId("none", new AvroSchema(SALE))).getErrorCode())
                .isEqualTo(40401);
        assertThat(refusal(() -> client.getId("s", new AvroSchema(SALE_WITH_NOTE)))
                        .getErrorCode())
                .isEqualTo(40403);
        assertThat(refusal(() -> client.getSchemaMetadata("s", 9)).getErrorCode())
                .isEqualTo(40402);
        assertThat(refusal(() -> client.updateCompatibility("s", "NONE")).getErrorCode())
                .isEqualTo(42203);
    }

    @Test
    void shouldDelete() throws IOException, RestClientException {
        client.register("s", new AvroSchema(SALE));
        client.register("s", new AvroSchema(SALE_WITH_NOTE));

        assertThat(client.deleteSchemaVersion("s", "2", false)).isEqualTo(2);
        assertThat(client.deleteSubject("s", false)).isEqualTo(List.of(1));
        assertThat(client.deleteSubject("s", true)).isEqualTo(List.of(1, 2));
        assertThat(client.getAllSubjects()).isEmpty();
    }

    @Test
    void shouldServeConfluentsSerializers() {
        Map<String, Object> config =
                Map.of("schema.registry.url", server.url().toString(), "auto.register.schemas", true);
        Schema schema = new Schema.Parser().parse(SALE);
        GenericRecord sale = new GenericRecordBuilder(schema).set("sku", "milk").build();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config, false);

            byte[] bytes = serializer.serialize("sales", sale);

            assertThat(bytes).startsWith(0, 0, 0, 0, 1);
            assertThat(GenericData.get().compare(sale, deserializer.deserialize("sales", bytes), schema))
                    .isZero();
        }
        assertThat(registry.latest("sales-value").orElseThrow().schema())
                .isEqualTo(new org.apache.avro.Schema.Parser().parse(SALE));
    }
}
