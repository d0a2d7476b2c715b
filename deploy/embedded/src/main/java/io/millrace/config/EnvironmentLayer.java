package io.millrace.config;

import io.millrace.schemas.json.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads `MILLRACE_*` variables: `MILLRACE_KAFKA_PORT` is `kafka.port`.
///
/// A variable that looks like a mistyped setting is refused. Any other unknown one is a warning only, because others
/// set such variables too: Kubernetes does for every service whose name begins with `millrace`.
final class EnvironmentLayer {
    /// Variables that are ours but no settings: the launcher's, and where the file is.
    static final Set<String> OTHERS =
            Set.of("MILLRACE_CONFIG", "MILLRACE_JAVA_HOME", "MILLRACE_JAVA_OPTS", "MILLRACE_JAVA_SEARCH");

    private static final String PREFIX = "MILLRACE_";
    private static final String PROPERTIES = Setting.variable(Settings.KAFKA_PROPERTIES) + "_";

    private EnvironmentLayer() {}

    static Map<String, Given> read(Map<String, String> environment, List<Problem> problems, List<String> warnings) {
        Map<String, String> keys = new TreeMap<>();
        Settings.KEYS.forEach(key -> keys.put(Setting.variable(key), key));
        Map<String, Given> settings = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (!variable.startsWith(PREFIX) || OTHERS.contains(variable) || text.isEmpty()) {
                return;
            }
            Optional<String> key = Optional.ofNullable(keys.get(variable)).or(() -> property(variable));
            key.ifPresentOrElse(
                    known -> settings.put(known, new Given(text, new Origin.Environment(variable))),
                    () -> unknown(variable, keys.keySet(), problems, warnings));
        });
        return settings;
    }

    private static Optional<String> property(String variable) {
        return Optional.of(variable)
                .filter(name -> name.startsWith(PROPERTIES) && name.length() > PROPERTIES.length())
                .map(name -> name.substring(PROPERTIES.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'))
                .map(name -> Settings.KAFKA_PROPERTIES + "." + name);
    }

    private static void unknown(String variable, Set<String> known, List<Problem> problems, List<String> warnings) {
        Suggestion.nearest(variable, known)
                .ifPresentOrElse(
                        guess -> problems.add(new Problem(
                                variable,
                                "there is no such setting",
                                new Origin.Default(),
                                "Did you mean " + guess + "? Otherwise unset it.")),
                        () -> warnings.add(variable
                                + " is no setting of Millrace and is ignored. docs/configuration.md lists all."));
    }
}
