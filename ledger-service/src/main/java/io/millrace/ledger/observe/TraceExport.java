package io.millrace.ledger.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;

/// Where traces go.
///
/// @param collector a collector of OpenTelemetry, to which spans are sent over HTTP: `http://127.0.0.1:4318`
/// @param percent of the requests that name no trace of their own, how many begin one; the others do as whoever began
///     their trace
public record TraceExport(URI collector, int percent) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double HUNDRED = 100;

    /// Traces until closed. A collector that is away costs spans, and nothing else.
    ///
    /// @param node what tells this node from others: its address
    public Traces start(String node) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "millrace",
                        AttributeKey.stringKey("service.instance.id"),
                        node)));
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.resolve("/v1/traces").toString())
                .setTimeout(PATIENCE)
                .build();
        return new OpenTelemetryTraces(SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(percent / HUNDRED)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build());
    }
}
