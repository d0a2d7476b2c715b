package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every setting understood: the texts that won, with defaults filled in, and what they mean.
final class Values implements Setting.Basis {
    private final Surroundings surroundings;
    private final Map<String, Given> givens;
    private final Map<String, Object> parsed = new LinkedHashMap<>();
    private final Map<String, Secret> kafkaProperties = new LinkedHashMap<>();

    private Values(Surroundings surroundings, Map<String, Given> givens) {
        this.surroundings = surroundings;
        this.givens = givens;
    }

    static Values of(Surroundings surroundings, Map<String, Given> given, List<Problem> problems) {
        Values values = new Values(surroundings, new LinkedHashMap<>(given));
        Settings.ALL.forEach(setting -> values.resolve(setting, problems));
        given.keySet().stream().filter(Settings::isKafkaProperty).forEach(key -> values.property(key, problems));
        return values;
    }

    private void resolve(Setting<?> setting, List<Problem> problems) {
        if (!givens.containsKey(setting.key())) {
            Optional<String> standard = setting.standard().text().apply(this);
            standard.ifPresent(text -> givens.put(setting.key(), new Given(text, new Origin.Default())));
        }
        parse(setting.key(), setting.kind(), problems).ifPresent(value -> parsed.put(setting.key(), value));
    }

    private void property(String key, List<Problem> problems) {
        String name = key.substring(Settings.KAFKA_PROPERTIES.length() + 1);
        parse(key, Kinds.secret(), problems).ifPresent(value -> kafkaProperties.put(name, value));
    }

    private <T> Optional<T> parse(String key, Kind<T> kind, List<Problem> problems) {
        Given given = givens.get(key);
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.parse(given.text()));
        } catch (Refusal refusal) {
            problems.add(new Problem(key, refusal.what(), given.origin(), remedy(refusal, given)));
            return Optional.empty();
        }
    }

    /// Kubernetes sets `MILLRACE_KAFKA_PORT=tcp://…` for a service named `millrace-kafka`, which nobody expects.
    private static String remedy(Refusal refusal, Given given) {
        boolean kubernetes =
                given.origin() instanceof Origin.Environment && given.text().startsWith("tcp://");
        return kubernetes
                ? refusal.remedy() + " Kubernetes sets this for a service of that name: set enableServiceLinks: false."
                : refusal.remedy();
    }

    /// The value; empty if it has none or is wrong.
    @SuppressWarnings("unchecked") // put by resolve, from the setting's own kind
    <T> Optional<T> get(Setting<T> setting) {
        return Optional.ofNullable((T) parsed.get(setting.key()));
    }

    /// The value of a setting that always has one, once no problem was found.
    <T> T require(Setting<T> setting) {
        return get(setting).orElseThrow(() -> new IllegalStateException(setting.key() + " has no value"));
    }

    boolean isSet(Setting<?> setting) {
        return givens.containsKey(setting.key());
    }

    Origin origin(String key) {
        Given given = givens.get(key);
        return given == null ? new Origin.Default() : given.origin();
    }

    Optional<Given> given(String key) {
        return Optional.ofNullable(givens.get(key));
    }

    Map<String, Secret> kafkaProperties() {
        return kafkaProperties;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public String text(Setting<?> setting) {
        Given given = givens.get(setting.key());
        return given == null ? "" : given.text();
    }
}
