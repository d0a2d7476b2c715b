package io.millrace.topology.intake;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.topology.RunningStreams.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Intake, running in this process: several members of one group, each carrying what tenants wrote into the shared
/// topics. A member that fails is replaced, and what it had not committed is done again.
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(1);

    private final IntakeSettings settings;
    private final KeptThreads threads = new KeptThreads();
    private final Set<Integer> started = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Shift> shifts = new ConcurrentHashMap<>();
    private final BriefRegistry registry;
    private final Carrier carrier;
    private final Quotas quotas;
    private volatile boolean paused;

    private Intake(IntakeSettings settings, SchemaRegistry registry, int recordBytesMax, TenantRates rates) {
        this.settings = settings;
        this.registry = new BriefRegistry(registry, REGISTRY_PATIENCE);
        this.carrier = new Carrier(settings.topics(), recordBytesMax, this.registry, InstantSource.system());
        this.quotas = new Quotas(rates::of);
    }

    /// Starts it on shared topics that exist. Topics of tenants are found whenever they come.
    public static Intake start(IntakeSettings settings, SchemaRegistry registry) {
        int recordBytesMax = RecordLimit.of(settings);
        if (recordBytesMax < settings.recordBytesMax()) {
            LOG.warn(
                    "Records of tenants may have {} bytes, not {}, because the shared topics take no more; raise their"
                            + " max.message.bytes",
                    recordBytesMax,
                    settings.recordBytesMax());
        }
        TenantRates rates = new TenantRates(settings, registry);
        Intake intake = new Intake(settings, registry, recordBytesMax, rates);
        intake.threads.keep("intake-limits", rates::follow);
        for (int worker = 1; worker <= settings.workers(); worker++) {
            int number = worker;
            intake.threads.keep("intake-" + worker, ending -> intake.work(number, ending));
        }
        return intake;
    }

    private void work(int worker, BooleanSupplier ending) {
        started.remove(worker);
        try (Shift shift = new Shift(settings, worker, carrier, quotas)) {
            shifts.put(worker, shift);
            shift.work(ending, new Shift.Foreman() {
                @Override
                public boolean isPaused() {
                    return paused;
                }

                @Override
                public void started() {
                    started.add(worker);
                }
            });
        } finally {
            shifts.remove(worker);
            started.remove(worker);
        }
    }

    /// Takes in nothing until it is resumed. It stays a member of its group.
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /// What it did so far.
    public IntakeMeter meter() {
        return carrier.meter();
    }

    /// How many records wait in each partition that this process has, of all tenants.
    public Map<Integer, Long> lag() {
        Map<Integer, Long> waiting = new HashMap<>();
        shifts.values()
                .forEach(shift ->
                        shift.lag().forEach((partition, records) -> waiting.merge(partition, records, Long::sum)));
        return waiting;
    }

    /// How it is, and if it is not well, why.
    public Status status() {
        if (threads.isEnding()) {
            return new Status.Stopped();
        }
        return started.size() == settings.workers() ? new Status.Running() : new Status.Starting(threads.lastFailure());
    }

    /// Commits what was carried, and stops.
    @Override
    public void close() {
        threads.close();
        registry.close();
    }
}
