package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The configuration, and for each key the value that won and who said so. Safe to print.
///
/// @param file the file that was read, if there was one
/// @param warnings what is not wrong but should be looked at, one sentence each
public record Effective(
        Configuration configuration, List<Entry> entries, Optional<String> file, List<String> warnings) {
    /// Kafka client properties that can't hold a credential; all others are masked.
    private static final Set<String> HARMLESS = Set.of(
            "client.dns.lookup",
            "client.id",
            "client.rack",
            "sasl.mechanism",
            "security.protocol",
            "ssl.enabled.protocols",
            "ssl.endpoint.identification.algorithm",
            "ssl.keystore.location",
            "ssl.keystore.type",
            "ssl.protocol",
            "ssl.truststore.location",
            "ssl.truststore.type");

    public Effective {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /// One key; it has no value if it is not set and has no default. Secrets are masked already.
    public record Entry(String key, Optional<String> value, Origin origin) {}

    static List<Entry> entries(Values values) {
        List<Entry> entries = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            entries.add(entry(setting.key(), setting.secret(), values));
            if (setting.equals(Settings.KAFKA_PORT)) {
                values.kafkaProperties().keySet().stream()
                        .sorted()
                        .map(name -> entry(Settings.KAFKA_PROPERTIES + "." + name, !HARMLESS.contains(name), values))
                        .forEach(entries::add);
            }
        }
        return entries;
    }

    private static Entry entry(String key, boolean secret, Values values) {
        Optional<String> text = values.given(key).map(given -> secret ? Secret.MASK : given.text());
        return new Entry(key, text, values.origin(key));
    }
}
