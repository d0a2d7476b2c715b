package io.millrace.ledger.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.millrace.ledger.LedgerFixture;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class TraceIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String SALE = "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"%s\"}, \"body\":"
            + " {\"type\": \"SaleCompleted\", \"channel\": \"STORE\", \"currency\": \"EUR\", \"lines\": [{\"number\": 1,"
            + " \"kind\": \"SALE\", \"itemId\": \"pear\", \"quantity\": 1}]}}";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Traces traces = new OpenTelemetryTraces(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build());
    private LedgerFixture ledger;

    @BeforeAll
    void start(TestKafka kafka, @TempDir Path folder) {
        ledger = new LedgerFixture(kafka, folder, traces);
    }

    @AfterAll
    void stop() {
        ledger.close();
        traces.close();
    }

    @BeforeEach
    void forget() {
        exporter.reset();
    }

    @Test
    void shouldBeOneTraceFromTheRequestToTheOutcomeThatItWaitsFor() {
        int status = ledger.client()
                .post(
                        "/v1/sales?wait=posted",
                        SALE.formatted(Instant.now().minusSeconds(60)),
                        Traces.HEADER,
                        "00-" + TRACE + "-" + CALLER + "-01")
                .statusCode();

        assertThat(status).isEqualTo(200);
        Await.until("all four have ended", () -> exporter.getFinishedSpanItems().size() >= 4);
        Map<String, SpanData> spans =
                exporter.getFinishedSpanItems().stream().collect(Collectors.toMap(TraceIT::shortName, span -> span));
        assertThat(spans.keySet())
                .containsExactlyInAnyOrder(
                        "POST /v1/sales", "send pos.sales.v1", "process pos.sales.v1", "process stock.outcomes.v1");
        assertThat(spans.values()).allMatch(span -> span.getTraceId().equals(TRACE));
        requireChain(
                CALLER,
                List.of(
                        spans.get("POST /v1/sales"),
                        spans.get("send pos.sales.v1"),
                        spans.get("process pos.sales.v1"),
                        spans.get("process stock.outcomes.v1")));
        assertThat(spans.get("POST /v1/sales").getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(spans.get("process pos.sales.v1").getKind()).isEqualTo(SpanKind.CONSUMER);
    }

    private static void requireChain(String parent, List<SpanData> spans) {
        String above = parent;
        for (SpanData span : spans) {
            assertThat(span.getParentSpanId()).as(span.getName()).isEqualTo(above);
            above = span.getSpanId();
        }
    }

    /// Without the prefix of the test's topics.
    private static String shortName(SpanData span) {
        return span.getName().replaceFirst("(send|process) .*?((pos|stock)\\.[a-z]+\\.v1)$", "$1 $2");
    }

    @Test
    void shouldRecordNothingOfATraceThatWhoeverBeganItDoesNot() {
        ledger.client()
                .post(
                        "/v1/sales?wait=posted",
                        SALE.formatted(Instant.now().minusSeconds(60)),
                        Traces.HEADER,
                        "00-" + TRACE + "-" + CALLER + "-00");

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void shouldSendSpansToTheCollector() throws IOException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new String(body, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());

        try (Traces exported = new TraceExport(url, 100).start("127.0.0.1:8080");
                Traces.Served served = exported.serve("GET", "/v1/proof", _ -> Optional.empty())) {
            served.answered(200);
        } finally {
            collector.stop(0);
        }

        assertThat(received).singleElement().asString().contains("GET /v1/proof", "millrace", "127.0.0.1:8080");
    }

    @Test
    void shouldBeginATraceWhenTheRequestNamesNoneThatIsWellFormed() {
        ledger.client().get("/v1/none", Traces.HEADER, "00-" + TRACE + "-nonsense");

        Await.until(
                "the request has ended", () -> exporter.getFinishedSpanItems().size() == 1);
        SpanData span = exporter.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("ANY none");
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
    }
}
