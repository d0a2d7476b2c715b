package io.millrace.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds requests that see nothing of the machine the test runs on.
final class Requests {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> file = Optional.empty();
    private List<String> sets = List.of();
    private Optional<String> data = Optional.empty();
    private Optional<String> basePort = Optional.empty();
    private ConfigurationRequest.CommandDefaults command = ConfigurationRequest.CommandDefaults.NONE;

    private Requests(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.resolve("home").toString());
    }

    static Requests in(Path directory) {
        return new Requests(directory);
    }

    /// Writes ./millrace.yaml.
    Requests yaml(String text) {
        return yaml("millrace.yaml", text);
    }

    Requests yaml(String name, String text) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Requests environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Requests config(String path) {
        file = Optional.of(Path.of(path));
        return this;
    }

    Requests set(String... assignments) {
        sets = List.of(assignments);
        return this;
    }

    Requests data(String path) {
        data = Optional.of(path);
        return this;
    }

    Requests port(String base) {
        basePort = Optional.of(base);
        return this;
    }

    Requests commandDefault(String key, String value) {
        command = new ConfigurationRequest.CommandDefaults("demo", Map.of(key, value));
        return this;
    }

    Effective load() {
        return ConfigurationLoader.load(new ConfigurationRequest(
                new Surroundings(environment, directory), file, sets, data, basePort, command));
    }

    /// Every problem as a user reads it.
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (ConfigurationException refused) {
            return refused.problems().stream().map(Problem::render).toList();
        }
    }
}
