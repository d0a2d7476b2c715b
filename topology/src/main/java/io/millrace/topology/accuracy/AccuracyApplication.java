package io.millrace.topology.accuracy;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.forecast.Closures;
import io.millrace.topology.forecast.revision.Lookup;

/// The accuracy application, running in this process.
public final class AccuracyApplication {
    private AccuracyApplication() {}

    /// Starts it on topics that exist.
    ///
    /// @param prefix of the topics' names
    /// @param lookup reads the topic of forecasts
    /// @param closures when locations are closed
    public static RunningStreams start(
            StreamsSettings streamsSettings, String prefix, SchemaRegistry registry, Lookup lookup, Closures closures) {
        return RunningStreams.start(
                "accuracy",
                AccuracyTopology.build(prefix, registry, lookup, closures),
                streamsSettings.properties(prefix + AccuracyTopology.APPLICATION));
    }
}
