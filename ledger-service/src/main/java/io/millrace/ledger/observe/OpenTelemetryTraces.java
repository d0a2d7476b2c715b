package io.millrace.ledger.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Traces with OpenTelemetry. Records belong to a trace if whoever sent them belongs to one that is recorded; none
/// begins with a record.
final class OpenTelemetryTraces implements Traces {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");
    private static final int SERVER_ERRORS = 500;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Step untraced = new Untraced();

    /// @param provider where spans go; this closes it
    OpenTelemetryTraces(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.millrace");
    }

    private static Optional<Context> parent(String header) {
        return TraceParent.parse(header).map(OpenTelemetryTraces::context);
    }

    private static Context context(TraceParent parent) {
        TraceFlags flags = parent.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(), parent.spanId(), flags, TraceState.getDefault())));
    }

    private static String header(SpanContext span) {
        return new TraceParent(span.getTraceId(), span.getSpanId(), span.isSampled()).text();
    }

    // What is served closes the scope with itself.
    @SuppressWarnings("MustBeClosedChecker")
    @Override
    public Served serve(String verb, String route, Function<String, Optional<String>> header) {
        Span span = tracer.spanBuilder(verb + " " + route)
                .setParent(header.apply(HEADER)
                        .flatMap(OpenTelemetryTraces::parent)
                        .orElseGet(Context::root))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, verb)
                .setAttribute(ROUTE, route)
                .startSpan();
        return new Serving(span, span.makeCurrent());
    }

    /// A request, as the current span of its thread.
    private record Serving(Span span, Scope scope) implements Served {
        @Override
        public String traceId() {
            return span.getSpanContext().getTraceId();
        }

        @Override
        public void answered(int status) {
            span.setAttribute(STATUS, status);
            if (status >= SERVER_ERRORS) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }

    @Override
    public Optional<String> passedOn() {
        return Optional.of(Span.current().getSpanContext())
                .filter(SpanContext::isValid)
                .map(OpenTelemetryTraces::header);
    }

    @Override
    public Step process(String topic, Headers read) {
        Header named = read.lastHeader(HEADER);
        if (named == null || named.value() == null) {
            return untraced;
        }
        return TraceParent.parse(new String(named.value(), StandardCharsets.ISO_8859_1))
                .filter(TraceParent::isSampled)
                .<Step>map(parent -> step(messages("process " + topic, topic, SpanKind.CONSUMER)
                        .setParent(context(parent))
                        .startSpan()))
                .orElse(untraced);
    }

    @Override
    public Step send(String topic, int records) {
        return Span.current().getSpanContext().isSampled()
                ? step(messages("send " + topic, topic, SpanKind.PRODUCER)
                        .setAttribute(COUNT, (long) records)
                        .startSpan())
                : untraced;
    }

    private SpanBuilder messages(String name, String topic, SpanKind kind) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, topic);
    }

    private static Step step(Span span) {
        Headers headers = new RecordHeaders();
        headers.add(HEADER, header(span.getSpanContext()).getBytes(StandardCharsets.ISO_8859_1));
        return new Traced(span, headers);
    }

    /// A step that is recorded.
    private record Traced(Span span, Headers headers) implements Step {
        @Override
        public void failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void close() {
            span.end();
        }
    }

    @Override
    public void close() {
        provider.close();
    }
}
