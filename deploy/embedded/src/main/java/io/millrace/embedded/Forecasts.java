package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.config.Forecasting;
import io.millrace.config.Role;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import io.millrace.ledger.forecasting.Absence;
import io.millrace.ledger.forecasting.AccuracyView;
import io.millrace.ledger.forecasting.BackfillMeters;
import io.millrace.ledger.forecasting.CatalogueFacts;
import io.millrace.ledger.forecasting.DemandView;
import io.millrace.ledger.forecasting.ForecastMeters;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.KnownPanel;
import io.millrace.ledger.forecasting.OlderDemand;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.ledger.forecasting.ServedView;
import io.millrace.ledger.forecasting.api.ForecastingEndpoints;
import io.millrace.ledger.forecasting.work.ForecastWorker;
import io.millrace.ledger.forecasting.work.Knowledge;
import io.millrace.ledger.forecasting.work.WorkSettings;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.observe.ApplicationMeters;
import io.millrace.platform.DataFolder;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic.Spread;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.accuracy.AccuracyApplication;
import io.millrace.topology.forecast.RunsApplication;
import io.millrace.topology.forecast.RunsSettings;
import io.millrace.topology.forecast.rules.Evidence;
import io.millrace.topology.forecast.rules.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Forecasts as this node's roles have them: one makes them, another answers from them.
final class Forecasts implements Part {
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Parts parts;
    private final KafkaAccess kafka;
    private final SchemaRegistry registry;
    private final Optional<OlderDemand> older;
    private final Closing views;
    private final Closing work;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<MeterBinder> meters = new ArrayList<>();

    private Forecasts(
            Parts parts, KafkaAccess kafka, SchemaRegistry registry, Optional<OlderDemand> older, Closing closing) {
        this.parts = parts;
        this.kafka = kafka;
        this.registry = registry;
        this.older = older;
        Closing own = new Closing();
        closing.add(own::close);
        views = own.together();
        work = own.together();
    }

    /// Opens what the roles say.
    ///
    /// @param writer writes records; stays the caller's to close
    /// @param older demand that the topic may have no more
    /// @param closing closes what is opened
    static Forecasts open(
            Parts parts,
            KafkaAccess kafka,
            DataFolder folder,
            SchemaRegistry registry,
            RecordWriter writer,
            Optional<OlderDemand> older,
            Closing closing) {
        Forecasts forecasts = new Forecasts(parts, kafka, registry, older, closing);
        if (parts.has(Role.FORECAST) || parts.has(Role.API)) {
            forecasts.open(folder, writer);
        }
        return forecasts;
    }

    private void open(DataFolder folder, RecordWriter writer) {
        TopicSettings topics = parts.topics();
        ForecastView forecasts = ForecastView.start(kafka.properties(), topics.prefix(), registry);
        views.add(forecasts::close);
        RunsView runs = RunsView.start(kafka.properties(), topics.prefix(), registry);
        views.add(runs::close);
        OverridesView overrides = OverridesView.start(kafka.properties(), topics.prefix(), registry);
        views.add(overrides::close);
        ServedView served = ServedView.start(kafka.properties(), topics.prefix(), registry);
        views.add(served::close);
        AccuracyView accuracy = AccuracyView.start(kafka.properties(), topics.prefix(), registry);
        views.add(accuracy::close);
        meters.add(new ForecastMeters(forecasts, runs, served));
        Absence absence =
                parts.has(Role.FORECAST) ? work(folder, topics, forecasts, runs, overrides, accuracy) : Absence.UNKNOWN;
        if (parts.has(Role.API)) {
            endpoints.addAll(new ForecastingEndpoints(
                            topics,
                            registry,
                            writer,
                            forecasts,
                            runs,
                            overrides,
                            accuracy,
                            served,
                            absence,
                            Clock.systemUTC())
                    .endpoints());
        }
    }

    private Absence work(
            DataFolder folder,
            TopicSettings topics,
            ForecastView forecasts,
            RunsView runs,
            OverridesView overrides,
            Evidence evidence) {
        DemandView demand = DemandView.start(kafka.properties(), topics.prefix(), registry, older);
        views.add(demand::close);
        checks.add(new Probe("forecast-demand", Set.of(Question.STARTED), () -> health(demand)));
        meters.add(new BackfillMeters(demand));
        RunsSettings settings = RunsSettings.of(
                topics.prefix(),
                topics.partitions(Spread.CATALOG),
                schedule(),
                parts.configuration().forecasting().horizonDays());
        CatalogueFacts catalogue = CatalogueFacts.start(kafka.properties(), topics.prefix(), registry);
        views.add(catalogue::close);
        KnownPanel panel = new KnownPanel(demand, forecasts, SETTLED);
        RunningStreams running =
                RunsApplication.start(parts.demand(kafka, folder), settings, registry, panel, evidence);
        run("forecast", running);
        run(
                "accuracy",
                AccuracyApplication.start(
                        parts.demand(kafka, folder), topics.prefix(), registry, forecasts, catalogue));
        ForecastWorker worker = ForecastWorker.start(
                WorkSettings.of(kafka.properties(), topics, parts.address().orElse("node")),
                registry,
                new Knowledge(demand, forecasts, runs, overrides, catalogue));
        work.add(worker::close);
        meters.add(worker.meters());
        return panel;
    }

    private void run(String name, RunningStreams running) {
        work.add(running::close);
        checks.add(new Probe(name, Set.of(Question.READY), () -> health(name, running.status())));
        meters.add(ApplicationMeters.of(name, running));
    }

    /// Who sells is not held up by forecasts that are about to start.
    private static Health health(String name, Status status) {
        return status instanceof Status.Failed(String cause)
                ? new Health.Down(
                        "The application " + name + " failed: " + cause + " Start Millrace again; the log says more.")
                : new Health.Up();
    }

    private static Health health(DemandView demand) {
        return demand.isBackfilling()
                ? new Health.Down("Backfilling: " + demand.backfilledDays() + " closed days came from PostgreSQL so far"
                        + " that the topic has no more. Forecasts begin when all are there.")
                : new Health.Up();
    }

    private Schedule schedule() {
        Forecasting.Schedule wanted = parts.configuration().forecasting().schedule();
        if (!wanted.isOn()) {
            return new Schedule.Off();
        }
        return wanted.at().<Schedule>map(Schedule.Daily::new).orElseGet(Schedule.WhenClosed::new);
    }

    @Override
    public List<Endpoint> with(List<Endpoint> others) {
        return Stream.concat(others.stream(), endpoints.stream()).toList();
    }

    @Override
    public List<HealthCheck> checks() {
        return List.copyOf(checks);
    }

    @Override
    public List<MeterBinder> meters() {
        return List.copyOf(meters);
    }
}
