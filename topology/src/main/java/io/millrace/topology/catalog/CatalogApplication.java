package io.millrace.topology.catalog;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;

/// The catalogue application, running in this process.
public final class CatalogApplication {
    private CatalogApplication() {}

    /// Starts it on topics that exist.
    public static RunningStreams start(
            StreamsSettings streamsSettings, CatalogSettings settings, SchemaRegistry registry) {
        return RunningStreams.start(
                "the catalogue",
                CatalogTopology.build(settings, registry),
                streamsSettings.properties(settings.prefix() + CatalogTopology.APPLICATION));
    }
}
