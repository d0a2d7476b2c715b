package io.millrace.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the process finds around itself: the environment and the folder it was started in.
public record Surroundings(Map<String, String> environment, Path directory) {
    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    /// Those of this process.
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Path.of(""));
    }

    /// An environment variable; an empty one counts as not set.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }

    Path home() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
    }

    /// Where programs keep what should last, as the XDG base directories say.
    public Path stateHome() {
        return variable("XDG_STATE_HOME").map(Path::of).orElseGet(() -> home().resolve(".local/state"));
    }

    Path configHome() {
        return variable("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> home().resolve(".config"));
    }

    /// A path as the user means it: `~/` is the home folder, a relative one starts where the process was started.
    public Path absolute(Path path) {
        Path expanded = path.startsWith("~") ? home().resolve(Path.of("~").relativize(path)) : path;
        return directory.resolve(expanded).normalize();
    }
}
