package io.millrace.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Everything a user can set, checked. `data` is absolute.
///
/// Two listeners never share a port, and the one embedded broker is never asked for more than one replica.
public record Configuration(
        Path data,
        Durability durability,
        Kafka kafka,
        Postgres postgres,
        Retention retention,
        Registry registry,
        Http http,
        Security security,
        Topics topics,
        Intake intake,
        Forecasting forecasting,
        Set<Role> roles,
        Tracing tracing,
        Log log) {
    public Configuration {
        if (!data.isAbsolute()) {
            throw new IllegalArgumentException("data must be an absolute path, this is " + data);
        }
        if (kafka instanceof Kafka.Embedded && topics.replication() != 1) {
            throw new IllegalArgumentException("topics.replication must be 1 with the embedded broker");
        }
        Set<Integer> taken = new HashSet<>();
        for (int port : fixedPorts(kafka, postgres, registry, http)) {
            if (!taken.add(port)) {
                throw new IllegalArgumentException("port " + port + " is given to two listeners");
            }
        }
    }

    private static List<Integer> fixedPorts(Kafka kafka, Postgres postgres, Registry registry, Http http) {
        IntStream ports = IntStream.of(
                kafka instanceof Kafka.Embedded(int port) ? port : 0,
                postgres instanceof Postgres.Embedded(int port) ? port : 0,
                registry instanceof Registry.Embedded(int port) ? port : 0,
                http.port());
        return ports.filter(port -> port != 0).boxed().toList();
    }
}
