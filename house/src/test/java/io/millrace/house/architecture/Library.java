package io.millrace.house.architecture;

import static io.millrace.house.architecture.Layer.BENCHMARKS;
import static io.millrace.house.architecture.Layer.COMMAND_LINE;
import static io.millrace.house.architecture.Layer.CONNECT;
import static io.millrace.house.architecture.Layer.FORECASTING;
import static io.millrace.house.architecture.Layer.LEDGER;
import static io.millrace.house.architecture.Layer.PLATFORM;
import static io.millrace.house.architecture.Layer.TESTKIT;
import static io.millrace.house.architecture.Layer.TOPOLOGY;
import static io.millrace.house.architecture.Layer.WIRING;

import java.util.List;

/// A library that only some layers may know, so that it can be replaced there.
record Library(String name, List<String> packages, List<Layer> users, String reason) {
    static final List<Library> CONFINED = List.of(
            new Library(
                    "The Kafka broker",
                    List.of(
                            "kafka..",
                            "org.apache.kafka.server..",
                            "org.apache.kafka.metadata..",
                            "org.apache.kafka.raft..",
                            "org.apache.kafka.storage.."),
                    List.of(PLATFORM),
                    "its classes are not an API, and change with every release"),
            new Library(
                    "Kafka Streams",
                    List.of("org.apache.kafka.streams.."),
                    List.of(TOPOLOGY, LEDGER, TESTKIT, BENCHMARKS),
                    "only topologies and what runs them know how streams are processed"),
            new Library(
                    "SQL",
                    List.of("java.sql..", "javax.sql..", "org.postgresql.."),
                    List.of(LEDGER, CONNECT, PLATFORM, TESTKIT, WIRING, BENCHMARKS),
                    "nothing but the sinks and the read side talks to the database"),
            new Library("Helidon", List.of("io.helidon.."), List.of(LEDGER, PLATFORM), "HTTP is the edge of a service"),
            new Library(
                    "Micrometer",
                    List.of("io.micrometer.."),
                    List.of(LEDGER, WIRING),
                    "what works only counts; how it is told is the edge's business"),
            new Library(
                    "OpenTelemetry",
                    List.of("io.opentelemetry.."),
                    List.of(LEDGER),
                    "traces are one seam wide, and off by default"),
            new Library(
                    "picocli",
                    List.of("picocli.."),
                    List.of(COMMAND_LINE, FORECASTING),
                    "the command line is the edge of the program"),
            new Library(
                    "Smile, Tablesaw and LightGBM",
                    List.of("smile..", "tech.tablesaw..", "io.github.metarank.."),
                    List.of(FORECASTING),
                    "statistics libraries live in forecasting and nowhere else"));
}
