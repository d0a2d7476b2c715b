package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.config.Role;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.observe.ApplicationMeters;
import io.millrace.ledger.observe.IntakeMeters;
import io.millrace.ledger.observe.LedgerMeters;
import io.millrace.platform.DataFolder;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.topology.RecordTraces;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.catalog.CatalogApplication;
import io.millrace.topology.catalog.CatalogSettings;
import io.millrace.topology.demand.DemandApplication;
import io.millrace.topology.intake.Intake;
import io.millrace.topology.stock.LedgerWatch;
import io.millrace.topology.stock.RunningLedger;
import io.millrace.topology.stock.StockApplication;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The applications of this node's roles, running in this process, with what is told of them.
final class Applications implements Part {
    private final Parts parts;
    private final KafkaAccess kafka;
    private final DataFolder folder;
    private final SchemaRegistry registry;
    private final Closing closing;
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<MeterBinder> meters = new ArrayList<>();
    private final List<Runnable> begun = new ArrayList<>();
    private final List<Supplier<Status>> statuses = new ArrayList<>();

    private Applications(Parts parts, KafkaAccess kafka, DataFolder folder, SchemaRegistry registry, Closing closing) {
        this.parts = parts;
        this.kafka = kafka;
        this.folder = folder;
        this.registry = registry;
        this.closing = closing;
    }

    /// None runs yet.
    ///
    /// @param closing closes what is started
    static Applications of(
            Parts parts, KafkaAccess kafka, DataFolder folder, SchemaRegistry registry, Closing closing) {
        return new Applications(parts, kafka, folder, registry, closing);
    }

    /// Starts what the roles say.
    ///
    /// @param traces what records are joined to
    /// @return the ledger, if it is among them
    Optional<RunningLedger> start(RecordTraces traces) {
        if (parts.has(Role.CATALOGUE)) {
            TopicSettings topics = parts.topics();
            run(
                    "catalogue",
                    CatalogApplication.start(parts.streams(kafka, folder), CatalogSettings.of(topics), registry));
        }
        Optional<RunningLedger> ledger = parts.has(Role.LEDGER) ? Optional.of(ledger(traces)) : Optional.empty();
        if (parts.has(Role.INTAKE)) {
            intake();
        }
        if (parts.has(Role.DEMAND)) {
            TopicSettings topics = parts.topics();
            run(
                    "demand",
                    DemandApplication.start(
                            parts.demand(kafka, folder), topics.prefix(), topics.lanePartitions(), registry));
        }
        return ledger;
    }

    private RunningLedger ledger(RecordTraces traces) {
        TopicSettings topics = parts.topics();
        RunningLedger ledger = StockApplication.start(
                parts.streams(kafka, folder),
                topics.prefix(),
                topics.lanePartitions(),
                registry,
                parts.address(),
                LedgerWatch.tracing(traces));
        run("stock-ledger", ledger.streams());
        meters.add(new LedgerMeters(ledger.meter(), InstantSource.system()));
        return ledger;
    }

    private void intake() {
        Intake intake = Intake.start(parts.intake(kafka), registry);
        closing.add(intake::close);
        tell("intake", intake::status, Optional::empty);
        meters.add(new IntakeMeters(intake.meter()));
        meters.add(ApplicationMeters.of("intake", intake::status, intake::lag));
    }

    private void run(String name, RunningStreams running) {
        begun.add(running::awaitBegin);
        closing.add(running::close);
        tell(name, running::status, running.restores()::progress);
        meters.add(ApplicationMeters.of(name, running));
    }

    private void tell(String name, Supplier<Status> status, Supplier<Optional<String>> progress) {
        checks.add(Probe.application(name, status, progress));
        statuses.add(status);
    }

    /// Returns when none of them can fail at its begin any more.
    void awaitBegin() {
        begun.forEach(Runnable::run);
    }

    @Override
    public List<HealthCheck> checks() {
        List<HealthCheck> all = new ArrayList<>(checks);
        all.add(Probe.alive(List.copyOf(statuses)));
        all.add(Probe.started(List.copyOf(statuses)));
        return all;
    }

    @Override
    public List<MeterBinder> meters() {
        return List.copyOf(meters);
    }
}
