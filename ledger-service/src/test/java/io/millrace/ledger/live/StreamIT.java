package io.millrace.ledger.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.LedgerFixture;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class StreamIT {
    private static final int SALES_AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Instant occurred = Instant.now().minusSeconds(3_600);

    private LedgerFixture ledger;
    private HttpClient client;

    @BeforeAll
    void start(TestKafka kafka, @TempDir Path folder) {
        ledger = new LedgerFixture(kafka, folder);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() {
        client.shutdownNow();
        ledger.close();
    }

    private record Event(String id, String kind, String data) {}

    /// One connection to the stream, read event by event.
    private static final class Listener implements AutoCloseable {
        private final BufferedReader lines;

        private Listener(BufferedReader lines) {
            this.lines = lines;
        }

        Event next() throws IOException {
            String id = "";
            String kind = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !kind.isEmpty()) {
                    return new Event(id, kind, data);
                }
            }
            throw new IOException("the stream ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Listener listen(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ledger.url().resolve(target)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new Listener(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private void sell(String item) {
        ledger.client()
                .post(
                        "/v1/sales?wait=posted",
                        "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + occurred + "\"},"
                                + " \"body\": {\"type\": \"SaleCompleted\", \"channel\": \"STORE\","
                                + " \"currency\": \"EUR\", \"lines\": [{\"number\": 1, \"kind\": \"SALE\","
                                + " \"itemId\": \"" + item + "\", \"quantity\": 1}]}}");
    }

    @Test
    void shouldTellWhatChangesAndGoOnAfterTheLastThatWasSeen() throws IOException, InterruptedException {
        String target = "/v1/stream?kinds=position&location=store-1";
        String last;
        try (Listener first = listen(target)) {
            assertThat(first.next().kind()).isEqualTo("ready");
            sell("pear");
            Event seen = first.next();
            assertThat(seen.kind()).isEqualTo("position");
            assertThat(seen.data()).contains("\"itemId\":\"pear\"");
            last = seen.id();
        }
        sell("plum");

        try (Listener second = listen(target, "Last-Event-ID", last)) {
            assertThat(second.next().kind()).isEqualTo("ready");
            assertThat(second.next().data()).contains("\"itemId\":\"plum\"");
        }
    }

    @Test
    void shouldTellNothingOfAnotherTenantOrLocation() throws IOException, InterruptedException {
        try (Listener other = listen("/v1/stream?kinds=outcome", "Millrace-Tenant", "acm");
                Listener elsewhere = listen("/v1/stream?kinds=outcome&location=store-2");
                Listener own = listen("/v1/stream?kinds=outcome")) {
            String ready = other.next().id();
            elsewhere.next();
            own.next();
            sell("fig");

            assertThat(own.next().data()).contains("POSTED");
            ledger.client()
                    .post(
                            "/v1/sales?wait=posted",
                            "{\"header\": {\"locationId\": \"nowhere\", \"occurredAt\": \"" + occurred + "\"},"
                                    + " \"body\": {\"type\": \"SaleCompleted\", \"channel\": \"STORE\","
                                    + " \"currency\": \"EUR\", \"lines\": [{\"number\": 1, \"kind\": \"SALE\","
                                    + " \"itemId\": \"fig\", \"quantity\": 1}]}}",
                            "Millrace-Tenant",
                            "acm");
            Event heard = other.next();
            assertThat(heard.data()).contains("\"tenantId\":\"acm\"");
            assertThat(heard.id()).isNotEqualTo(ready);
        }
    }

    @Test
    void shouldLetAClientGoThatTakesNothingWithoutHarmToOthers() throws IOException, InterruptedException {
        try (Socket deaf = new Socket();
                Listener other = listen("/v1/stream?kinds=position&location=store-1")) {
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(
                    new InetSocketAddress(ledger.url().getHost(), ledger.url().getPort()));
            deaf.getOutputStream()
                    .write("GET /v1/stream?kinds=outcome HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            other.next();
            Await.until("both follow", () -> series("millrace_stream_clients") >= 2);

            Await.until("the one that takes nothing is let go", PATIENCE, () -> {
                sellMany();
                return series("millrace_stream_dropped_total") == 1;
            });

            Await.until("its place is free", () -> series("millrace_stream_clients") == 1);
            assertThat(other.next().data()).contains("\"itemId\":\"pear\"");
            assertThat(series("millrace_stream_dropped_total")).isEqualTo(1);
        }
    }

    /// Outcomes for about as many bytes as a connection takes in before somebody reads them.
    private void sellMany() {
        String sale = "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + occurred + "\"},"
                + " \"body\": {\"type\": \"SaleCompleted\", \"channel\": \"STORE\", \"currency\": \"EUR\","
                + " \"lines\": [{\"number\": 1, \"kind\": \"SALE\", \"itemId\": \"pear\", \"quantity\": 1}]}}";
        ledger.client().post("/v1/sales", "[" + String.join(",", Collections.nCopies(SALES_AT_ONCE, sale)) + "]");
    }

    private double series(String name) {
        return ledger.client()
                .get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    @Test
    void shouldRefuseAnIdOfAnotherFilter() {
        assertThat(ledger.client()
                        .get("/v1/stream?location=store-1", "Last-Event-ID", "1.2")
                        .body())
                .contains("not the id of an event of these kinds");
        assertThat(ledger.client().get("/v1/stream?kinds=positions").statusCode())
                .isEqualTo(400);
    }
}
