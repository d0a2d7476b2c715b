package io.millrace.config;

import io.millrace.schemas.json.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lays defaults, file, environment and flags over one another, the later over the earlier.
public final class ConfigurationLoader {
    private final ConfigurationRequest request;
    private final Surroundings surroundings;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ConfigurationLoader(ConfigurationRequest request) {
        this.request = request;
        this.surroundings = request.surroundings();
    }

    /// The one configuration the sources make together.
    ///
    /// @throws ConfigurationException with everything that is wrong
    public static Effective load(ConfigurationRequest request) {
        return new ConfigurationLoader(request).load();
    }

    private Effective load() {
        Map<String, Given> given = new LinkedHashMap<>();
        commandDefaults(given);
        Optional<Path> file = file();
        file.ifPresent(path -> putKnown(YamlFile.read(surroundings.absolute(path), path, problems), given));
        putKnown(EnvironmentLayer.read(surroundings.environment(), problems, warnings), given);
        putKnown(FlagLayer.read(request, problems), given);

        Values values = Values.of(surroundings, given, problems);
        Combinations.check(values, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Effective(TreeBuilder.build(values), Effective.entries(values), file.map(Path::toString), warnings);
    }

    private void commandDefaults(Map<String, Given> given) {
        var command = request.command();
        command.values()
                .forEach((key, text) -> given.put(key, new Given(text, new Origin.CommandDefault(command.command()))));
    }

    private Optional<Path> file() {
        Optional<Path> named =
                request.file().or(() -> surroundings.variable("MILLRACE_CONFIG").map(Path::of));
        if (named.isPresent()) {
            String from = request.file().isPresent() ? "--config" : "MILLRACE_CONFIG";
            return Files.isRegularFile(surroundings.absolute(named.get())) ? named : missing(from, named.get());
        }
        Path here = Path.of("millrace.yaml");
        Path home = surroundings.configHome().resolve("millrace/millrace.yaml");
        return List.of(here, home).stream()
                .filter(path -> Files.isRegularFile(surroundings.absolute(path)))
                .findFirst();
    }

    private Optional<Path> missing(String from, Path file) {
        String what = "there is no file '" + file + "'";
        problems.add(new Problem(from, what, new Origin.Default(), "Name an existing YAML file, or leave it out."));
        return Optional.empty();
    }

    private void putKnown(Map<String, Given> layer, Map<String, Given> given) {
        layer.forEach((key, value) -> {
            if (Settings.isKnown(key)) {
                given.put(key, value);
            } else {
                unknown(key, value.origin());
            }
        });
    }

    private void unknown(String key, Origin origin) {
        List<String> below = Settings.below(key);
        if (!below.isEmpty()) {
            String remedy = "Set one of its keys: " + String.join(", ", below) + ".";
            problems.add(new Problem(key, "this is a group of settings and takes no value", origin, remedy));
            return;
        }
        String remedy = Suggestion.nearest(key, Settings.KEYS)
                .or(() -> Settings.KEYS.stream()
                        .filter(known -> key.startsWith(known + "."))
                        .findFirst())
                .map(guess -> "Did you mean " + guess + "?")
                .orElse("docs/configuration.md lists all settings; './millrace config' prints them.");
        problems.add(new Problem(key, "there is no such setting", origin, remedy));
    }
}
