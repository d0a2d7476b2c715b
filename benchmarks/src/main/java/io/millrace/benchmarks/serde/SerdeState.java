package io.millrace.benchmarks.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.wire.AvroDeserializer;
import io.millrace.schemas.wire.AvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;

/// Both sides with the same sale. Confluent's classes come with their own cached registry client, which asks a server
/// on loopback once per schema, before the clock runs.
final class SerdeState implements AutoCloseable {
    static final String TOPIC = "pos.sales.v1";

    private final TillEvent ourSale = FiveLineSale.create();
    private final AvroSerializer<TillEvent> ourSerializer;
    private final AvroDeserializer<TillEvent> ourDeserializer;
    private final byte[] framed;
    private final HttpServer server;
    private final KafkaAvroSerializer confluentSerializer = new KafkaAvroSerializer();
    private final KafkaAvroDeserializer confluentDeserializer = new KafkaAvroDeserializer();
    private final Object confluentSale;

    SerdeState() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        ourSerializer = new AvroSerializer<>(registry);
        ourDeserializer = new AvroDeserializer<>(TillEvent.TYPE, registry);
        framed = ourSerializer.serialize(TOPIC, ourSale);
        server = oneSchema();
        Map<String, Object> configuration = Map.of(
                "schema.registry.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "specific.avro.reader",
                true);
        confluentSerializer.configure(configuration, false);
        confluentDeserializer.configure(configuration, false);
        confluentSale = confluentDeserializer.deserialize(TOPIC, framed);
    }

    /// Answers every registration with the id 1, and the id 1 with the peer's schema.
    private static HttpServer oneSchema() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String schema =
                    io.millrace.benchmarks.peer.pos.TillEvent.getClassSchema().toString();
            String answer = new ObjectMapper()
                    .createObjectNode()
                    .put("id", 1)
                    .put("schema", schema)
                    .toString();
            server.createContext("/", exchange -> answer(exchange, answer));
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    TillEvent ourSale() {
        return ourSale;
    }

    AvroSerializer<TillEvent> ourSerializer() {
        return ourSerializer;
    }

    AvroDeserializer<TillEvent> ourDeserializer() {
        return ourDeserializer;
    }

    byte[] framed() {
        return framed;
    }

    KafkaAvroSerializer confluentSerializer() {
        return confluentSerializer;
    }

    KafkaAvroDeserializer confluentDeserializer() {
        return confluentDeserializer;
    }

    Object confluentSale() {
        return confluentSale;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
