package io.millrace.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where to look for settings, besides the defaults.
///
/// @param surroundings the environment and the folder relative paths start from
/// @param file the value of `--config`
/// @param sets the values of every `--set`, as `key=value`
/// @param data the value of `--data`
/// @param basePort the value of `--port`: ours, the registry's, the broker's and the database's ports are this and the
///     three that follow; 0 takes four free ones
/// @param command whose defaults these are, and what they are
public record ConfigurationRequest(
        Surroundings surroundings,
        Optional<Path> file,
        List<String> sets,
        Optional<String> data,
        Optional<String> basePort,
        CommandDefaults command) {
    public ConfigurationRequest {
        sets = List.copyOf(sets);
    }

    /// A request with nothing but the surroundings.
    public static ConfigurationRequest of(Surroundings surroundings) {
        return new ConfigurationRequest(
                surroundings, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), CommandDefaults.NONE);
    }

    /// Values that hold for one command unless the user says otherwise.
    public record CommandDefaults(String command, Map<String, String> values) {
        public static final CommandDefaults NONE = new CommandDefaults("", Map.of());

        public CommandDefaults {
            values = Map.copyOf(values);
        }
    }
}
