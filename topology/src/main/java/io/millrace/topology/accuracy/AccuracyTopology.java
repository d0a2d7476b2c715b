package io.millrace.topology.accuracy;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.Closures;
import io.millrace.topology.forecast.revision.Lookup;
import io.millrace.topology.forecast.revision.RevisionProcessor;
import io.millrace.topology.segments.TopicWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// What becomes of forecasts that are there: demand days and forecasts in, how they turned out out; overrides in,
/// forecasts that tell them out. All of a lane is in one partition.
public final class AccuracyTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-accuracy-v1";

    static final String OUTLOOKS = "accuracy-outlooks";
    static final String SCORED = "accuracy-scored";
    static final String LANES = "accuracy-lanes";

    static final List<Topic<?, ?>> SOURCES =
            List.of(Topics.DEMAND_DAYS, Topics.SHADOW_FORECASTS, Topics.EXTERNAL_FORECASTS);

    private static final String READ = "read-accuracy";
    private static final String READ_FORECASTS = "read-forecasts";
    private static final String READ_OVERRIDES = "read-overrides";
    private static final String DECIDE = "decide-accuracy";
    private static final String REVISE = "decide-revisions";

    private AccuracyTopology() {}

    /// Puts it together.
    ///
    /// @param prefix of the topics' names
    /// @param lookup reads the topic of forecasts
    /// @param closures when locations are closed
    public static Topology build(String prefix, SchemaRegistry registry, Lookup lookup, Closures closures) {
        Topology topology = new Topology();
        read(topology, READ, prefix, SOURCES);
        read(topology, READ_FORECASTS, prefix, List.of(Topics.FORECASTS));
        read(topology, READ_OVERRIDES, prefix, List.of(Topics.FORECAST_OVERRIDES));
        topology.addProcessor(DECIDE, () -> new AccuracyProcessor(prefix, registry, closures), READ, READ_FORECASTS);
        topology.addStateStore(store(Stores.persistentKeyValueStore(OUTLOOKS)), DECIDE);
        topology.addStateStore(store(Stores.persistentKeyValueStore(SCORED)), DECIDE);
        topology.addStateStore(store(Stores.inMemoryKeyValueStore(LANES)), DECIDE);
        TopicWriter.addSinks(topology, AccuracyProcessor.TOPICS, prefix, DECIDE);
        topology.addProcessor(
                REVISE, () -> new RevisionProcessor(prefix, registry, lookup), READ_FORECASTS, READ_OVERRIDES);
        topology.addStateStore(store(Stores.inMemoryKeyValueStore(RevisionProcessor.HEADS)), REVISE);
        topology.addStateStore(store(Stores.inMemoryKeyValueStore(RevisionProcessor.SAID)), REVISE);
        TopicWriter.addSinks(topology, RevisionProcessor.TOPICS, prefix, REVISE);
        return topology;
    }

    private static void read(Topology topology, String node, String prefix, List<Topic<?, ?>> topics) {
        topology.addSource(
                node,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.stream().map(topic -> prefix + topic.name()).toArray(String[]::new));
    }

    /// Forecasts and marks of days are on disk, as those of many series do not fit into memory; what is one small value
    /// for each series is in memory, as a store on disk is opened twice at a start, for each task.
    private static StoreBuilder<KeyValueStore<String, byte[]>> store(KeyValueBytesStoreSupplier kept) {
        return Stores.keyValueStoreBuilder(kept, Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
