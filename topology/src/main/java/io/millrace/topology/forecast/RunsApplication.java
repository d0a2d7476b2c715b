package io.millrace.topology.forecast;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.forecast.rules.Evidence;

/// The application that follows runs of forecasts, running in this process.
public final class RunsApplication {
    private RunsApplication() {}

    /// Starts it on topics that exist.
    ///
    /// @param panel what can be forecast
    /// @param evidence how challengers did
    public static RunningStreams start(
            StreamsSettings streamsSettings,
            RunsSettings settings,
            SchemaRegistry registry,
            Panel panel,
            Evidence evidence) {
        return RunningStreams.start(
                "the runs of forecasts",
                RunsTopology.build(settings, registry, panel, evidence),
                streamsSettings.properties(settings.prefix() + RunsTopology.APPLICATION));
    }
}
