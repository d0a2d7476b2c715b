package io.millrace.topology.forecast;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.forecast.rules.Evidence;
import io.millrace.topology.segments.TopicWriter;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Runs of forecasts: wishes and results in, runs and jobs out. All of a tenant is in one partition.
public final class RunsTopology {
    /// The application id, without an installation's prefix.
    public static final String APPLICATION = "millrace-forecast-v1";

    static final String RUNS = "forecast-runs";
    static final String JOBS = "forecast-jobs";
    static final String SERVED = "forecast-served";
    static final String WISHES = "forecast-wishes";

    private static final String READ = "read-forecast-work";
    private static final String DECIDE = "decide-forecast-runs";

    private RunsTopology() {}

    /// Puts it together.
    ///
    /// @param panel what can be forecast
    /// @param evidence how challengers did
    public static Topology build(RunsSettings settings, SchemaRegistry registry, Panel panel, Evidence evidence) {
        Topology topology = new Topology();
        topology.addSource(
                READ,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.prefix() + Topics.FORECAST_COMMANDS.name(),
                settings.prefix() + Topics.FORECAST_JOB_RESULTS.name());
        topology.addProcessor(DECIDE, () -> new RunsProcessor(settings, registry, panel, evidence), READ);
        topology.addStateStore(store(RUNS), DECIDE);
        topology.addStateStore(store(JOBS), DECIDE);
        topology.addStateStore(store(WISHES), DECIDE);
        topology.addStateStore(store(SERVED), DECIDE);
        TopicWriter.addSinks(topology, RunsState.TOPICS, settings.prefix(), DECIDE);
        TopicWriter.addSinks(topology, ServedState.TOPICS, settings.prefix(), DECIDE);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }
}
