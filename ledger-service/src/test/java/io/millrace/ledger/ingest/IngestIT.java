package io.millrace.ledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.events.pos.TillEvent;
import io.millrace.ledger.LedgerFixture;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class IngestIT {
    private static final int CLIENTS = 200;

    private final Instant occurred = Instant.now().minusSeconds(3_600);
    private LedgerFixture ledger;
    private CheckedClient client;
    private TestKafka kafka;

    @BeforeAll
    void start(TestKafka broker, @TempDir Path folder) {
        kafka = broker;
        ledger = new LedgerFixture(broker, folder);
        client = ledger.client();
    }

    @AfterAll
    void stop() {
        ledger.close();
    }

    private String sale(String id, String item) {
        return "{\"header\": {" + (id.isEmpty() ? "" : "\"eventId\": \"" + id + "\", ")
                + "\"locationId\": \"store-1\", \"occurredAt\": \"" + occurred + "\"},"
                + " \"body\": {\"type\": \"SaleCompleted\", \"channel\": \"STORE\", \"currency\": \"EUR\","
                + " \"lines\": [{\"number\": 1, \"kind\": \"SALE\", \"itemId\": \"" + item
                + "\", \"quantity\": 1.5, \"lineTotal\": 2.18}]}}";
    }

    private String count(String item, int counted) {
        String now = Instant.now().toString();
        return "{\"header\": {\"locationId\": \"store-1\", \"occurredAt\": \"" + now + "\"},"
                + " \"body\": {\"type\": \"StockCounted\", \"kind\": \"OPENING\", \"lines\": [{\"number\": 1, \"itemId\": \""
                + item + "\", \"counted\": " + counted + ", \"countedAt\": \"" + now + "\"}]}}";
    }

    @Test
    void shouldSayThatASaleIsDurableAndWhatBecameOfIt() {
        String id = UUID.randomUUID().toString();

        JsonNode taken = CheckedClient.json(client.post("/v1/sales", sale(id, "milk")));
        JsonNode again = CheckedClient.json(client.post("/v1/sales?wait=posted", sale(id, "milk")));

        assertThat(taken.at("/receipts/0/eventId").asText()).isEqualTo(id);
        assertThat(taken.at("/receipts/0/status").asText()).isEqualTo("accepted");
        assertThat(again.at("/receipts/0/outcome/status").asText()).isIn("POSTED", "REPEATED");
        JsonNode third = CheckedClient.json(client.post("/v1/sales?wait=posted", sale(id, "milk")));
        assertThat(third.at("/receipts/0/outcome/status").asText()).isEqualTo("REPEATED");
        assertThat(stored(id))
                .isNotEmpty()
                .allSatisfy(sale -> assertThat(sale.header().tenantId()).isEqualTo("acme"));
    }

    private List<TillEvent> stored(String id) {
        return kafka
                .readAll(
                        Topics.SALES.prefixed(ledger.topics().prefix()).name(),
                        new StringDeserializer(),
                        Topics.SALES.valueSerde(ledger.registry()).deserializer())
                .stream()
                .map(record -> record.value())
                .filter(sale -> sale.header().eventId().toString().equals(id))
                .toList();
    }

    @Test
    void shouldAnswerEachEventOfABatch() {
        String wrong = sale("", "milk").replace("1.5", "0.0001");

        HttpResponse<String> answer =
                client.post("/v1/sales", "[" + sale("", "milk") + "," + wrong + "," + sale("", "bread") + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode receipts = CheckedClient.json(answer);
        assertThat(receipts.path("accepted").asInt()).isEqualTo(2);
        assertThat(receipts.at("/receipts/1/errors/0/field").asText()).isEqualTo("body.lines[0].quantity");
        assertThat(receipts.at("/receipts/2/status").asText()).isEqualTo("accepted");
    }

    @Test
    void shouldNameEveryFieldWhenNothingIsRight() {
        HttpResponse<String> answer = client.post("/v1/sales", sale("", "milk").replace("store-1", "a b"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(CheckedClient.json(answer).at("/errors/0/field").asText()).isEqualTo("header.locationId");
        assertThat(client.post("/v1/sales", "{").statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/sales", "").statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/sales", "[]").statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/sales?wiat=posted", sale("", "milk")).body())
                .contains("did you mean wait?");
        assertThat(client.ask("POST", "/v1/sales", BodyPublishers.ofString("x"), "Content-Type", "text/csv")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.post("/v1/counts", count("x", 1).replace("StockCounted", "StockMoved"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseTheEventOfAnotherTenant() {
        String foreign = sale("", "milk").replace("\"locationId\"", "\"tenantId\": \"other\", \"locationId\"");

        HttpResponse<String> answer = client.post("/v1/sales", foreign);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(CheckedClient.json(answer).at("/errors/0/field").asText()).isEqualTo("header.tenantId");
        assertThat(client.post("/v1/sales", foreign, "Millrace-Tenant", "other").statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldGiveTheSameIdentityUnderTheSameKey() {
        String body = "[" + sale("", "milk") + "," + sale("", "bread") + "]";

        JsonNode first = CheckedClient.json(client.post("/v1/sales?wait=posted", body, "Idempotency-Key", "k-1"));
        JsonNode again = CheckedClient.json(client.post("/v1/sales?wait=posted", body, "Idempotency-Key", "k-1"));

        assertThat(first.at("/receipts/1/outcome/status").asText()).isEqualTo("POSTED");
        assertThat(again.at("/receipts/1/outcome/status").asText()).isEqualTo("REPEATED");
        assertThat(again.at("/receipts/1/eventId")).isEqualTo(first.at("/receipts/1/eventId"));
        assertThat(first.at("/receipts/0/eventId")).isNotEqualTo(first.at("/receipts/1/eventId"));
    }

    @Test
    void shouldTakeLinesForAsLongAsTheyCome() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            lines.append(i == 700 ? "{nonsense" : sale("", "milk")).append('\n');
        }

        HttpResponse<String> answer = client.ask(
                "POST", "/v1/sales", BodyPublishers.ofString(lines + "\n"), "Content-Type", "application/x-ndjson");

        List<String> receipts = answer.body().lines().toList();
        assertThat(receipts).hasSize(1_200);
        assertThat(receipts.get(700)).contains("\"index\":701").contains("it is not JSON");
        assertThat(receipts.get(1_199)).contains("\"index\":1200").contains("accepted");
    }

    @Test
    void shouldRefuseMoreThanItTakesAtOnce() {
        String many = "[" + "null,".repeat(5_000) + "null]";

        assertThat(client.post("/v1/sales", many).statusCode()).isEqualTo(413);
    }

    @Test
    void shouldReserveTheLastUnitForOneAskerOnly() throws Exception {
        client.post("/v1/counts?wait=posted", count("last", 100));
        List<Callable<HttpResponse<String>>> asks = new ArrayList<>();
        String one = "{\"locationId\": \"store-1\", \"ttlSeconds\": 3600,"
                + " \"lines\": [{\"itemId\": \"last\", \"quantity\": 1}]}";
        IntStream.range(0, CLIENTS)
                .forEach(i -> asks.add(() -> client.post("/v1/reservations?timeoutMillis=60000", one)));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : askers.invokeAll(asks)) {
                statuses.add(answer.get().statusCode());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(100);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(100);
        assertThat(client.post("/v1/reservations", one).body())
                .contains("insufficient-stock")
                .contains("0 are free");
    }

    @Test
    void shouldReserveConfirmAndReleaseOnce() {
        client.post("/v1/counts?wait=posted", count("apple", 5));
        String two = "{\"locationId\": \"store-1\", \"reservationId\": \"r-1\", \"ttlSeconds\": 60,"
                + " \"lines\": [{\"itemId\": \"apple\", \"quantity\": 2}]}";

        HttpResponse<String> reserved = client.post("/v1/reservations", two, "Idempotency-Key", "r-1");
        HttpResponse<String> again = client.post("/v1/reservations", two, "Idempotency-Key", "r-1");

        assertThat(reserved.statusCode()).isEqualTo(201);
        assertThat(CheckedClient.json(reserved).at("/granted/apple").asInt()).isEqualTo(2);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("repeated");
        assertThat(client.post("/v1/reservations", two).statusCode()).isEqualTo(409);
        assertThat(client.ask("POST", "/v1/reservations/store-1/r-1/confirm", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post("/v1/reservations/store-1/r-1/release", "{}").statusCode())
                .isEqualTo(200);
        assertThat(client.post("/v1/reservations/store-1/r-1/release", "{}").statusCode())
                .isEqualTo(404);
        assertThat(client.post("/v1/reservations", two.replace("quantity", "quantiy"))
                        .body())
                .contains("did you mean quantity?");
    }
}
