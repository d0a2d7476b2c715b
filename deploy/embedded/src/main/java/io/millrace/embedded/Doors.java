package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.config.Role;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.catalogue.CatalogueEndpoints;
import io.millrace.ledger.catalogue.CatalogueView;
import io.millrace.ledger.forecasts.ForecastEndpoints;
import io.millrace.ledger.forecasts.StoredForecasts;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.ledger.live.StreamEndpoints;
import io.millrace.ledger.observe.Traces;
import io.millrace.ledger.query.QueryEndpoints;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.route.Patience;
import io.millrace.ledger.route.Router;
import io.millrace.ledger.route.Seat;
import io.millrace.ledger.tenants.CatalogueTenant;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What can be asked of this node, as its roles say, over parts that are closed after the server.
final class Doors implements Part {
    private final Parts parts;
    private final KafkaAccess kafka;
    private final SchemaRegistry registry;
    private final Traces traces;
    private final Entrance entrance;
    private final Closing closing;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<MeterBinder> meters = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>();

    private Doors(
            Parts parts,
            KafkaAccess kafka,
            SchemaRegistry registry,
            Traces traces,
            Entrance entrance,
            Closing closing) {
        this.parts = parts;
        this.kafka = kafka;
        this.registry = registry;
        this.traces = traces;
        this.entrance = entrance;
        this.closing = closing;
    }

    /// Opens what the roles say.
    ///
    /// @param entrance who comes in, and how other nodes are asked
    /// @param writer writes records; stays the caller's to close
    /// @param seat this node's place in the ledger
    /// @param closing closes what is opened
    static Doors open(
            Parts parts,
            KafkaAccess kafka,
            SchemaRegistry registry,
            Traces traces,
            Entrance entrance,
            RecordWriter writer,
            Seat seat,
            Closing closing) {
        Doors doors = new Doors(parts, kafka, registry, traces, entrance, closing);
        if (parts.has(Role.INGEST)) {
            doors.ingest(writer);
        }
        if (parts.has(Role.API)) {
            doors.stream();
            doors.queries(seat);
            doors.masterData(writer);
            doors.endpoints.addAll(entrance.endpoints());
        }
        return doors;
    }

    private void ingest(RecordWriter writer) {
        String prefix = parts.topics().prefix();
        OutcomesHub outcomes = OutcomesHub.start(kafka.properties(), prefix, registry, traces);
        closing.add(outcomes::close);
        Ingestion ingestion = new Ingestion(parts.ingestion(kafka), writer, outcomes);
        endpoints.addAll(new IngestEndpoints(ingestion, registry).endpoints());
        meters.add(outcomes.meters());
        meters.add(ingestion.meters());
        checks.add(Probe.outcomes(outcomes::behindRecords, outcomes::behindFor));
    }

    private void stream() {
        TopicSettings topics = parts.topics();
        StreamEndpoints stream = new StreamEndpoints(kafka.properties(), topics, registry);
        closing.add(stream::close);
        endpoints.addAll(stream.endpoints());
        meters.add(stream.meters());
    }

    private void queries(Seat seat) {
        HttpPeers peers = entrance.peers(traces);
        closing.add(peers::close);
        Router router = new Router(seat, peers, Patience.DEFAULT);
        endpoints.addAll(new QueryEndpoints(seat, router).endpoints());
        meters.add(router.meters());
    }

    private void masterData(RecordWriter writer) {
        TopicSettings topics = parts.topics();
        CatalogueView view = CatalogueView.start(kafka.properties(), topics.prefix(), registry);
        closing.add(view::close);
        Clock clock = Clock.systemUTC();
        CatalogueEndpoints catalogue =
                new CatalogueEndpoints(kafka.properties(), topics, registry, writer, view, clock);
        closing.add(catalogue::close);
        StoredForecasts forecasts = StoredForecasts.start(kafka.properties(), topics.prefix(), registry);
        closing.add(forecasts::close);
        endpoints.addAll(catalogue.endpoints());
        endpoints.addAll(entrance.tenants(new CatalogueTenant(catalogue.commands(), clock)));
        endpoints.addAll(new ForecastEndpoints(topics, registry, writer, view, forecasts, clock).endpoints());
    }

    @Override
    public List<Endpoint> with(List<Endpoint> others) {
        return Stream.concat(others.stream(), endpoints.stream()).toList();
    }

    @Override
    public List<MeterBinder> meters() {
        return List.copyOf(meters);
    }

    @Override
    public List<HealthCheck> checks() {
        return List.copyOf(checks);
    }
}
