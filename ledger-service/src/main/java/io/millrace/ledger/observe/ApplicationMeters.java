package io.millrace.ledger.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.millrace.topology.Lag;
import io.millrace.topology.Restores;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.RunningStreams.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;

/// How an application of this process is: whether it runs, how far it is behind, and what its threads and clients do.
public final class ApplicationMeters implements Metrics.Refreshing {
    private final String application;
    private final Supplier<Status> status;
    private final Supplier<Map<Integer, Long>> lag;
    private final Optional<RunningStreams> streams;
    private final List<RunningGauge> running = new ArrayList<>();
    private volatile Map<KafkaFigure, Double> figures = Map.of();

    /// Gauges that come and go with what they are of.
    private record RunningGauge(MultiGauge gauge, Supplier<List<Row<?>>> rows) {
        void refresh() {
            gauge.register(rows.get(), true);
        }
    }

    private ApplicationMeters(
            String application,
            Supplier<Status> status,
            Supplier<Map<Integer, Long>> lag,
            Optional<RunningStreams> streams) {
        this.application = application;
        this.status = status;
        this.lag = lag;
        this.streams = streams;
    }

    /// Of an application that is made with Kafka Streams.
    ///
    /// @param application as health calls it, such as `stock-ledger`
    public static ApplicationMeters of(String application, RunningStreams streams) {
        return new ApplicationMeters(
                application,
                streams::status,
                () -> Lag.ofInputs(streams.streams().metrics()),
                Optional.of(streams));
    }

    /// Of any other.
    ///
    /// @param lag how many records wait in each partition
    public static ApplicationMeters of(String application, Supplier<Status> status, Supplier<Map<Integer, Long>> lag) {
        return new ApplicationMeters(application, status, lag, Optional.empty());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.application.running", this, ApplicationMeters::isRunning)
                .description("1 while the application takes in records, else 0; health says why")
                .tag("application", application)
                .register(registry);
        MultiGauge waiting = MultiGauge.builder("millrace.application.lag.records")
                .description("Records that wait to be taken in, by partition")
                .tag("application", application)
                .register(registry);
        running.add(new RunningGauge(waiting, () -> rows("partition", lag.get())));
        streams.ifPresent(one -> bind(one, registry));
    }

    private double isRunning() {
        return status.get() instanceof Status.Running ? 1 : 0;
    }

    private void bind(RunningStreams one, MeterRegistry registry) {
        Gauge.builder("millrace.application.restore.partitions", one.restores(), Restores::partitions)
                .description("Partitions of state that are being read back")
                .tag("application", application)
                .register(registry);
        Gauge.builder("millrace.application.restore.records", one.restores(), Restores::recordsLeft)
                .description("Records of state that are left to be read back")
                .tag("application", application)
                .register(registry);
        MultiGauge threads = MultiGauge.builder("millrace.streams.threads")
                .description("Stream threads, by the state they are in")
                .tag("application", application)
                .register(registry);
        running.add(new RunningGauge(threads, () -> rows("state", threadStates(one.streams()))));
        for (KafkaFigure figure : KafkaFigure.values()) {
            bind(figure, registry);
        }
    }

    private void bind(KafkaFigure figure, MeterRegistry registry) {
        @Nullable
        String unit = figure.kind().unit().isEmpty() ? null : figure.kind().unit();
        if (figure.kind().isCount()) {
            FunctionCounter.builder(figure.meter(), this, meters -> meters.value(figure))
                    .description(figure.description())
                    .baseUnit(unit)
                    .tag("application", application)
                    .register(registry);
        } else {
            Gauge.builder(figure.meter(), this, meters -> meters.value(figure))
                    .description(figure.description())
                    .baseUnit(unit)
                    .tag("application", application)
                    .register(registry);
        }
    }

    private double value(KafkaFigure figure) {
        return figures.getOrDefault(figure, 0.0);
    }

    private static List<Row<?>> rows(String tag, Map<?, Long> values) {
        List<Row<?>> rows = new ArrayList<>();
        values.forEach((name, value) -> rows.add(Row.of(Tags.of(tag, name.toString()), value)));
        return rows;
    }

    private static Map<String, Long> threadStates(KafkaStreams streams) {
        Map<String, Long> states = new TreeMap<>();
        for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
            states.merge(thread.threadState(), 1L, Long::sum);
        }
        return states;
    }

    @Override
    public void refresh() {
        streams.ifPresent(one -> figures = figures(one.streams().metrics()));
        running.forEach(RunningGauge::refresh);
    }

    private static Map<KafkaFigure, Double> figures(Map<MetricName, ? extends Metric> metrics) {
        Map<KafkaFigure, Double> figures = new EnumMap<>(KafkaFigure.class);
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            for (KafkaFigure figure : KafkaFigure.values()) {
                if (figure.isOf(name.group(), name.name())
                        && metric.getValue().metricValue() instanceof Number number
                        && Double.isFinite(number.doubleValue())) {
                    figures.merge(
                            figure,
                            figure.plus(0, number.doubleValue()),
                            (all, _) -> figure.plus(all, number.doubleValue()));
                }
            }
        }
        return figures;
    }
}
