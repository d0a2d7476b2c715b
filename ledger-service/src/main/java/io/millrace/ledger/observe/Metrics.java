package io.millrace.ledger.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.RequestWatch;
import io.millrace.ledger.http.Tag;
import java.util.ArrayList;
import java.util.List;

/// All that is measured in this process, for Prometheus to fetch.
///
/// Parts are anything that binds meters: counters are bound once and cost an addition where they count, gauges are read
/// when somebody fetches. What the labels may be, so that there are never too many series, is in the operator guide.
public final class Metrics implements AutoCloseable {
    /// What Prometheus reads, of the version that every one of them does.
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    /// Meters hold what they measure by a weak reference only.
    private final List<MeterBinder> parts;

    /// A part that looks before it is read.
    public interface Refreshing extends MeterBinder {
        /// Somebody is about to read.
        void refresh();
    }

    /// @param measured the parts of this process; the JVM and the process are measured in any case
    public Metrics(List<MeterBinder> measured) {
        parts = new ArrayList<>(measured);
        parts.addAll(List.of(
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics()));
        parts.forEach(part -> part.bindTo(registry));
    }

    MeterRegistry registry() {
        return registry;
    }

    /// Follows requests, for these metrics, the log and traces.
    public RequestWatch requests(Traces traces) {
        return new Requests(registry, traces);
    }

    /// `/observe/metrics`.
    ///
    /// @param access who may fetch them
    public Endpoint endpoint(Access access) {
        return Endpoint.get("/observe/metrics", access)
                .named(
                        "getMetrics",
                        new Tag("Operation", "How the service is, for people and tools who run it."),
                        "What is measured, for Prometheus")
                .withoutTenant()
                .answers(Answer.of(200, TEXT, "Every series as Prometheus reads them"))
                .handledBy(request -> Reply.text(TEXT, scrape()));
    }

    /// Everything as text, as of now.
    String scrape() {
        for (MeterBinder part : parts) {
            if (part instanceof Refreshing refreshing) {
                refreshing.refresh();
            }
        }
        return registry.scrape(TEXT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
