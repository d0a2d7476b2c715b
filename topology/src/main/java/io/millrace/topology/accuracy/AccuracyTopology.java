package io.millrace.topology.accuracy;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.segments.TopicWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Accuracy: demand days and forecasts in, how forecasts turned out out. All of a lane is in one partition.
public final class AccuracyTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-accuracy-v1";

    static final String OUTLOOKS = "accuracy-outlooks";
    static final String SCORED = "accuracy-scored";
    static final String LANES = "accuracy-lanes";

    static final List<Topic<?, ?>> SOURCES =
            List.of(Topics.DEMAND_DAYS, Topics.FORECASTS, Topics.SHADOW_FORECASTS, Topics.EXTERNAL_FORECASTS);

    private static final String READ = "read-accuracy";
    private static final String DECIDE = "decide-accuracy";

    private AccuracyTopology() {}

    /// Puts it together.
    ///
    /// @param prefix of the topics' names
    public static Topology build(String prefix, SchemaRegistry registry) {
        Topology topology = new Topology();
        topology.addSource(
                READ,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                SOURCES.stream().map(topic -> prefix + topic.name()).toArray(String[]::new));
        topology.addProcessor(DECIDE, () -> new AccuracyProcessor(prefix, registry), READ);
        topology.addStateStore(store(OUTLOOKS), DECIDE);
        topology.addStateStore(store(SCORED), DECIDE);
        topology.addStateStore(store(LANES), DECIDE);
        TopicWriter.addSinks(topology, AccuracyProcessor.TOPICS, prefix, DECIDE);
        return topology;
    }

    /// On disk: forecasts of many series do not fit into memory.
    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
