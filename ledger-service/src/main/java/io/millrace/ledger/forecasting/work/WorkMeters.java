package io.millrace.ledger.forecasting.work;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.events.demand.JobState;
import io.millrace.ledger.forecasting.work.JobRun.Ended;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// What is measured of forecast jobs at this node.
public final class WorkMeters implements MeterBinder {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<JobState, LongAdder> jobs = new EnumMap<>(JobState.class);
    private final LongAdder forecasts = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    WorkMeters() {
        for (JobState state : new JobState[] {JobState.DONE, JobState.FAILED, JobState.CANCELLED}) {
            jobs.put(state, new LongAdder());
        }
    }

    void ended(Ended ended, long tookNanos) {
        nanos.add(tookNanos);
        if (ended instanceof Ended.Written(var result)) {
            LongAdder counter = jobs.get(result.state());
            if (counter != null) {
                counter.increment();
            }
            forecasts.add(result.forecasts());
        }
    }

    void failed() {
        ended(new Ended.Known(), 0);
        LongAdder counter = jobs.get(JobState.FAILED);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        jobs.forEach((state, count) -> FunctionCounter.builder("millrace.forecast.jobs", count, LongAdder::sum)
                .description("Forecast jobs that this node has taken, by what became of them")
                .tag("result", state.name().toLowerCase(Locale.ROOT))
                .register(registry));
        FunctionCounter.builder("millrace.forecast.series", forecasts, LongAdder::sum)
                .description("Forecasts that this node has made")
                .register(registry);
        FunctionCounter.builder("millrace.forecast.job.time", nanos, spent -> spent.sum() / NANOS)
                .description("Time this node has spent on forecast jobs")
                .baseUnit("seconds")
                .register(registry);
    }
}
