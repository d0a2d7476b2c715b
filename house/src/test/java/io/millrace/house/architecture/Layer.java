package io.millrace.house.architecture;

import java.util.List;
import java.util.stream.Stream;

/// A floor of the house: the folder of the module it is built in, the package it fills, and the floors below it that it
/// may import. A new top package gets its line in [#ALL] before it gets a class.
record Layer(String module, String topPackage, List<Layer> below) {
    static final Layer DOMAIN = new Layer("domain", "domain", List.of());

    /// Avro's encoding, which the generated events are made of, and which the rest of schemas stands on.
    static final Layer AVRO = new Layer("schemas", "schemas.avro", List.of(DOMAIN));

    static final Layer EVENTS = new Layer("schemas", "events", List.of(DOMAIN, AVRO));
    static final Layer SCHEMAS = new Layer("schemas", "schemas", List.of(DOMAIN, EVENTS));
    static final Layer FORECASTING = new Layer("forecasting", "forecasting", List.of(DOMAIN));
    static final Layer REPLENISHMENT = new Layer("replenishment", "replenishment", List.of(DOMAIN, FORECASTING));
    static final Layer TOPOLOGY =
            new Layer("topology", "topology", List.of(DOMAIN, EVENTS, SCHEMAS, FORECASTING, REPLENISHMENT));
    static final Layer LEDGER = new Layer(
            "ledger-service", "ledger", List.of(DOMAIN, EVENTS, SCHEMAS, FORECASTING, REPLENISHMENT, TOPOLOGY));
    static final Layer CONNECT = new Layer("connect", "connect", List.of(DOMAIN, EVENTS, SCHEMAS));

    /// The embedded broker, database and registry: one for the tests and the product.
    static final Layer PLATFORM = new Layer("deploy/platform", "platform", List.of(DOMAIN, EVENTS, SCHEMAS));

    static final Layer TESTKIT = new Layer("testkit", "testkit", List.of(DOMAIN, EVENTS, SCHEMAS, PLATFORM));
    static final Layer CONFIGURATION =
            new Layer("deploy/embedded", "config", List.of(DOMAIN, EVENTS, SCHEMAS, LEDGER, CONNECT, PLATFORM));
    /// The one place that knows all parts.
    static final Layer WIRING = new Layer(
            "deploy/embedded",
            "embedded",
            List.of(DOMAIN, EVENTS, SCHEMAS, TOPOLOGY, LEDGER, CONNECT, PLATFORM, CONFIGURATION));

    static final Layer COMMAND_LINE = new Layer(
            "deploy/embedded",
            "cli",
            List.of(
                    DOMAIN,
                    EVENTS,
                    SCHEMAS,
                    FORECASTING,
                    REPLENISHMENT,
                    TOPOLOGY,
                    LEDGER,
                    CONNECT,
                    PLATFORM,
                    CONFIGURATION,
                    WIRING));
    static final Layer BENCHMARKS = new Layer(
            "benchmarks",
            "benchmarks",
            List.of(DOMAIN, EVENTS, SCHEMAS, FORECASTING, REPLENISHMENT, TOPOLOGY, LEDGER, CONNECT, PLATFORM, TESTKIT));

    static final List<Layer> ALL = List.of(
            DOMAIN,
            AVRO,
            EVENTS,
            SCHEMAS,
            FORECASTING,
            REPLENISHMENT,
            TOPOLOGY,
            LEDGER,
            CONNECT,
            PLATFORM,
            TESTKIT,
            CONFIGURATION,
            WIRING,
            COMMAND_LINE,
            BENCHMARKS);

    /// The layer's package under a root package, with everything below it, as ArchUnit writes it.
    String packages(String root) {
        return root + "." + topPackage + "..";
    }

    /// The packages of this layer and of those it may import.
    String[] importable(String root) {
        return Stream.concat(Stream.of(this), below.stream())
                .map(layer -> layer.packages(root))
                .toArray(String[]::new);
    }

    static String[] packages(String root, List<Layer> layers) {
        return layers.stream().map(layer -> layer.packages(root)).toArray(String[]::new);
    }
}
