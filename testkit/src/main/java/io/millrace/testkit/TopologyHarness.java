package io.millrace.testkit;

import io.millrace.domain.RecordKey;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;

/// A topology without a broker: records go in by topic, come out by topic, and time moves when told to.
///
/// The topology is built as in production: every internal name must be explicit.
public final class TopologyHarness implements AutoCloseable {
    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final Topology topology;
    private final TopologyTestDriver driver;

    /// Starts what the builder function defines, given the registry its serdes use.
    public TopologyHarness(Instant start, BiFunction<StreamsBuilder, SchemaRegistry, Topology> define) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "harness");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        this.topology = define.apply(builder, registry);
        this.driver = new TopologyTestDriver(topology, properties, start);
    }

    public SchemaRegistry registry() {
        return registry;
    }

    public Topology topology() {
        return topology;
    }

    public <K extends RecordKey, V extends AvroRoot> void send(Topic<K, V> topic, K key, V value) {
        input(topic).pipeInput(key, value);
    }

    public <K extends RecordKey, V extends AvroRoot> void send(Topic<K, V> topic, K key, V value, Instant at) {
        input(topic).pipeInput(key, value, at);
    }

    /// Sends bytes as they are: for records that nobody can read.
    public void sendRaw(Topic<?, ?> topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private <K extends RecordKey, V extends AvroRoot> TestInputTopic<K, V> input(Topic<K, V> topic) {
        return driver.createInputTopic(
                topic.name(),
                topic.key().serde().serializer(),
                topic.valueSerde(registry).serializer());
    }

    /// What came out of a topic since the last time it was asked.
    public <K extends RecordKey, V extends AvroRoot> List<KeyValue<K, V>> received(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.key().serde().deserializer(),
                        topic.valueSerde(registry).deserializer())
                .readKeyValuesToList();
    }

    /// The values that came out of a topic since the last time it was asked.
    public <K extends RecordKey, V extends AvroRoot> List<V> receivedValues(Topic<K, V> topic) {
        return received(topic).stream().map(record -> record.value).toList();
    }

    /// Lets wall-clock time pass, so that what is scheduled by it happens.
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    public StateStore store(String name) {
        return driver.getStateStore(name);
    }

    @Override
    public void close() {
        driver.close();
    }
}
