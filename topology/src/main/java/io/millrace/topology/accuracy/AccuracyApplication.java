package io.millrace.topology.accuracy;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;

/// The accuracy application, running in this process.
public final class AccuracyApplication {
    private AccuracyApplication() {}

    /// Starts it on topics that exist.
    ///
    /// @param prefix of the topics' names
    public static RunningStreams start(StreamsSettings streamsSettings, String prefix, SchemaRegistry registry) {
        return RunningStreams.start(
                "accuracy",
                AccuracyTopology.build(prefix, registry),
                streamsSettings.properties(prefix + AccuracyTopology.APPLICATION));
    }
}
