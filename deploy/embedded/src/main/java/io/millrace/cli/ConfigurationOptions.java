package io.millrace.cli;

import io.millrace.config.ConfigurationLoader;
import io.millrace.config.ConfigurationRequest;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.config.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options every command that reads the configuration has; mixed in with `@Mixin`.
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this file instead of ./millrace.yaml or ~/.config/millrace/millrace.yaml.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set one value, over file and environment; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything in this folder.")
    private @Nullable String data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Listen on N and the three ports after it (ours, registry, Kafka, PostgreSQL); 0 takes free ones.")
    private @Nullable String basePort;

    /// @throws io.millrace.config.ConfigurationException with everything that is wrong
    Effective load(Surroundings surroundings, CommandDefaults defaults) {
        return ConfigurationLoader.load(new ConfigurationRequest(
                surroundings,
                Optional.ofNullable(file),
                sets,
                Optional.ofNullable(data),
                Optional.ofNullable(basePort),
                defaults));
    }
}
