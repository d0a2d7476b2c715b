package io.millrace.ledger.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.security.Step;
import io.millrace.ledger.security.TenantLimits;
import io.millrace.ledger.security.TenantPlan;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class CatalogueIT {
    private static final String STORE = "{\"name\": \"A shop\", \"type\": \"STORE\", \"timeZone\": \"Europe/Berlin\","
            + " \"currency\": \"EUR\", \"status\": \"ACTIVE\"}";
    private CatalogueFixture fixture;
    private CheckedClient client;

    @BeforeAll
    void start(TestKafka broker, @TempDir Path folder) {
        fixture = new CatalogueFixture(broker, folder);
        client = fixture.client();
        String tenant = "{\"name\": \"Acme\", \"status\": \"ACTIVE\", \"currency\": \"EUR\","
                + " \"timeZone\": \"Europe/Berlin\"}";
        assertThat(put("/v1/tenant", tenant).statusCode()).isEqualTo(200);
        assertThat(put("/v1/locations/store-1", STORE).statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private HttpResponse<String> put(String target, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return client.ask("PUT", target, BodyPublishers.ofString(json), all.toArray(String[]::new));
    }

    private HttpResponse<String> delete(String target, String... headers) {
        return client.ask("DELETE", target, BodyPublishers.noBody(), headers);
    }

    private List<JsonNode> imported(String target, String mediaType, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", mediaType));
        HttpResponse<String> answer =
                client.ask("POST", target, BodyPublishers.ofString(body), all.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(CatalogueIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException notJson) {
            throw new IllegalStateException(line, notJson);
        }
    }

    private static String item(String name) {
        return "{\"name\": \"" + name + "\", \"unitOfMeasure\": \"EA\", \"status\": \"ACTIVE\"}";
    }

    @Test
    void shouldShowWhatWasPutAtOnceAndCountItsChanges() {
        HttpResponse<String> created = put("/v1/items/tea", item("Tea"), "If-None-Match", "*");
        HttpResponse<String> same = put("/v1/items/tea", item("Tea"));
        HttpResponse<String> changed = put("/v1/items/tea", item("Green tea"), "If-Match", "\"1\"");

        HttpResponse<String> found = client.get("/v1/items/tea");

        assertThat(created.body()).contains("accepted").contains("\"version\":1");
        assertThat(same.body()).contains("unchanged");
        assertThat(changed.body()).contains("\"version\":2");
        assertThat(found.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode record = CheckedClient.json(found).path("record");
        assertThat(record.path("name").asText()).isEqualTo("Green tea");
        assertThat(CheckedClient.json(found).at("/freshness/asOf").asText()).isNotEmpty();
        // What was read can be sent back, and then expects its own version.
        assertThat(put("/v1/items/tea", record.toString().replace("Green tea", "Black tea"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = put("/v1/items/tea", record.toString().replace("Green tea", "White tea"));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("version-conflict").contains("it is there in version 3");
    }

    @Test
    void shouldTakeANewTenantsRecordOnceAndThenItsOtherRecords() {
        TenantPlan plan = new TenantPlan(
                TenantId.of("newcomer"),
                "Newcomer",
                TenantLimits.NONE,
                Optional.empty(),
                TenantPlan.AdminKey.NONE,
                "SEK",
                "Europe/Stockholm",
                "User:newcomer");
        String[] tenant = {"Millrace-Tenant", "newcomer"};
        assertThat(put("/v1/items/tea", item("Tea"), tenant).body()).contains("UNKNOWN_TENANT");

        Step first = fixture.tenants().prepare(plan);
        Step again = fixture.tenants().prepare(plan);

        assertThat(first.result()).isEqualTo(Step.Result.DONE);
        assertThat(again.result()).isEqualTo(Step.Result.THERE);
        assertThat(put("/v1/items/tea", item("Tea"), tenant).statusCode()).isEqualTo(200);
        assertThat(client.get("/v1/tenant", tenant).body()).contains("SEK").contains("Newcomer");
    }

    @Test
    void shouldDoTheSameOnceUnderTheSameKey() {
        HttpResponse<String> first = put("/v1/items/keyed", item("One"), "Idempotency-Key", "k1");
        HttpResponse<String> again = put("/v1/items/keyed?timeoutMillis=9000", item("One"), "Idempotency-Key", "k1");
        HttpResponse<String> other = put("/v1/items/keyed", item("Two"), "Idempotency-Key", "k1");

        assertThat(first.body()).contains("accepted");
        assertThat(again.body()).contains("repeated");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("CONFLICT");
    }

    @Test
    void shouldNameWhatIsWrong() {
        HttpResponse<String> misspelt = put("/v1/items/x", item("X").replace("status", "stauts"));
        HttpResponse<String> refused = put("/v1/items/x", item("X").replace("}", ", \"codes\": [\"4006381333932\"]}"));
        HttpResponse<String> foreign = put("/v1/items/x", item("X").replace("}", ", \"itemId\": \"y\"}"));
        HttpResponse<String> term = put("/v1/supplier-terms/nobody/nothing", "{\"pack\": 6, \"currency\": \"EUR\"}");

        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(misspelt.body()).contains("did you mean status?");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(CheckedClient.json(refused).at("/errors/0/field").asText()).isEqualTo("codes[0]");
        assertThat(foreign.body()).contains("'y' is not what the path says, 'x'");
        assertThat(term.statusCode()).isEqualTo(409);
        assertThat(term.body()).contains("there is no supplier 'nobody'");
        assertThat(put("/v1/items/x", item("X"), "If-Match", "\"1\"", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put("/v1/items/x", item("X"), "If-Match", "one").statusCode())
                .isEqualTo(400);
        assertThat(put("/v1/items/x", "[]").statusCode()).isEqualTo(400);
        assertThat(client.get("/v1/items/x").statusCode()).isEqualTo(404);
        assertThat(put("/v1/items/x", item("X"), "Millrace-Tenant", "nobody").body())
                .contains("UNKNOWN_TENANT");
    }

    @Test
    void shouldTakeOutWhatNobodyRefersTo() {
        put("/v1/items/old", item("Old"));
        put("/v1/assortments/store-1/old", "{}");

        assertThat(delete("/v1/items/old").statusCode()).isEqualTo(409);
        assertThat(delete("/v1/items/old").body()).contains("STILL_REFERRED_TO");
        assertThat(delete("/v1/assortments/store-1/old", "If-Match", "\"7\"").statusCode())
                .isEqualTo(412);
        assertThat(delete("/v1/assortments/store-1/old", "If-Match", "\"1\"").statusCode())
                .isEqualTo(200);
        assertThat(delete("/v1/items/old", "Idempotency-Key", "gone").body()).contains("accepted");
        assertThat(delete("/v1/items/old", "Idempotency-Key", "gone").body()).contains("repeated");
        assertThat(delete("/v1/items/old").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/items/old").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/assortments?location=store-1").body()).doesNotContain("\"old\"");
    }

    @Test
    void shouldListPageByPageInTheOrderOfIds() {
        put("/v1/locations/store-10", STORE);
        for (String till : List.of("store-1/t-1", "store-1/t-2", "store-1/t-3", "store-10/t-9")) {
            String dense = "{\"numbering\": \"DENSE\", \"activeFrom\": \"2026-01-01\"}";
            assertThat(put("/v1/tills/" + till, dense).statusCode()).isEqualTo(200);
        }

        JsonNode first = CheckedClient.json(client.get("/v1/tills?location=store-1&limit=2"));
        JsonNode second = CheckedClient.json(client.get("/v1/tills?location=store-1&limit=2&cursor="
                + first.path("next").asText()));

        assertThat(first.path("records").findValuesAsText("till")).containsExactly("t-1", "t-2");
        assertThat(second.path("records").findValuesAsText("till")).containsExactly("t-3");
        assertThat(second.has("next")).isFalse();
        assertThat(CheckedClient.json(client.get("/v1/tills")).path("records")).hasSize(4);
        assertThat(client.get("/v1/tills?cursor=a%7Cb").statusCode()).isEqualTo(400);
        assertThat(client.get("/v1/tills?limit=1001").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldImportWhatIsRightAndNameTheRest() {
        String table = "itemId,name,unitOfMeasure,status,attributes.colour\nbulk-1,One,EA,ACTIVE,red\n"
                + "bulk-2,Two,E A,ACTIVE,\nbulk-3,\" Three \"\"3\"\"\",EA,ACTIVE,\n";

        List<JsonNode> checked = imported("/v1/imports/items?dryRun=true", "text/csv", table);
        int before = client.get("/v1/items/bulk-1").statusCode();
        List<JsonNode> done = imported("/v1/imports/items", "text/csv", table, "Idempotency-Key", "bulk");
        List<JsonNode> again = imported("/v1/imports/items", "text/csv", table, "Idempotency-Key", "bulk");
        HttpResponse<String> report = client.ask(
                "POST",
                "/v1/imports/items?report=csv",
                BodyPublishers.ofString("{\"itemId\": \"bulk-4\", \"nmae\": \"x\"}\n{"),
                "Content-Type",
                "application/x-ndjson");

        assertThat(before).isEqualTo(404);
        assertThat(checked)
                .extracting(row -> row.path("status").asText())
                .containsExactly("VALID", "REJECTED", "VALID", "DONE");
        assertThat(done)
                .extracting(row -> row.path("status").asText())
                .containsExactlyInAnyOrder("ACCEPTED", "REJECTED", "ACCEPTED", "DONE");
        assertThat(done.getLast().at("/counts/ACCEPTED").asInt()).isEqualTo(2);
        assertThat(again.getLast().at("/counts/REPEATED").asInt()).isEqualTo(2);
        assertThat(report.body().lines().toList())
                .contains(
                        "row,id,status,reason,field,detail",
                        "1,,REJECTED,INVALID,nmae,there is no such field; did you mean name?")
                .anyMatch(line -> line.startsWith("2,,REJECTED,INVALID,,") && line.contains("the line is not JSON"));
    }

    @Test
    void shouldExportWhatImportsAgainUnchanged() {
        imported(
                "/v1/imports/suppliers",
                "text/csv",
                "supplierId,name,currency,timeZone,status,contacts,attributes.a\n"
                        + "s-1,\"Dairy; Ltd, \"\"the\"\" best\",EUR,Europe/Berlin,ACTIVE,ORDERS Desk a@b.c 1,x\n"
                        + "s-2,\"\"\" s \"\"\",EUR,Europe/Berlin,SUSPENDED,,\n");
        Await.untilAsserted(
                "it is there",
                () -> assertThat(client.get("/v1/suppliers/s-2").statusCode()).isEqualTo(200));
        HttpResponse<String> table = client.get("/v1/exports/suppliers");
        HttpResponse<String> lines = client.get("/v1/exports/suppliers?format=ndjson&versions=true");

        List<JsonNode> fromTable = imported("/v1/imports/suppliers", "text/csv", table.body());
        List<JsonNode> fromLines = imported("/v1/imports/suppliers", "application/x-ndjson", lines.body());

        assertThat(fromTable.getLast().path("counts").toString()).isEqualTo("{\"UNCHANGED\":2}");
        assertThat(fromLines.getLast().path("counts").toString()).isEqualTo("{\"UNCHANGED\":2}");
        put(
                "/v1/suppliers/s-1",
                CheckedClient.json(client.get("/v1/suppliers/s-1"))
                        .path("record")
                        .toString()
                        .replace("SUSPENDED", "ACTIVE")
                        .replace("Desk", "Office"));
        assertThat(imported("/v1/imports/suppliers", "application/x-ndjson", lines.body())
                        .toString())
                .contains("VERSION_CONFLICT");
        assertThat(client.ask("POST", "/v1/imports/nonsense", BodyPublishers.noBody(), "Content-Type", "text/csv")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldKeepTheLastForecastOfEachSource() {
        put("/v1/items/soup", item("Soup"));
        String one =
                forecast("soup", "planner-x", 1, "[{\"level\": 0.5, \"value\": 2}, {\"level\": 0.9, \"value\": 4}]");

        JsonNode taken = CheckedClient.json(client.post(
                "/v1/external-forecasts",
                "[" + one + "," + forecast("soup", "planner-y", 1, "[]") + "," + one + ","
                        + forecast("nothing", "planner-x", 1, "[]") + "]"));

        assertThat(taken.path("receipts").findValuesAsText("status"))
                .containsExactly("accepted", "accepted", "invalid", "invalid");
        assertThat(taken.at("/receipts/2/errors/0/detail").asText()).contains("already, at [0]");
        assertThat(taken.at("/receipts/3/errors/0/detail").asText()).contains("the catalogue has no item 'nothing'");
        Await.untilAsserted("both are there", () -> assertThat(stored("soup")).hasSize(2));
        assertThat(client.post("/v1/external-forecasts", one).body()).contains("repeated");
        assertThat(client.post("/v1/external-forecasts", forecast("soup", "planner-x", 2, "[]"))
                        .body())
                .contains("accepted");
        Await.untilAsserted(
                "the new one is there",
                () -> assertThat(stored("soup").findValuesAsText("version")).containsExactly("2", "1"));
        HttpResponse<String> late = client.post("/v1/external-forecasts", one);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("a new forecast needs a higher one");
        assertThat(client.post("/v1/external-forecasts", "[]").statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/external-forecasts", one.replace("period", "periode"))
                        .body())
                .contains("did you mean period?");
    }

    private JsonNode stored(String item) {
        return CheckedClient.json(client.get("/v1/external-forecasts/store-1/" + item))
                .path("forecasts");
    }

    private static String forecast(String item, String source, int version, String quantiles) {
        return "{\"locationId\": \"store-1\", \"itemId\": \"" + item + "\", \"source\": \"" + source
                + "\", \"runId\": \"r1\", \"version\": " + version
                + ", \"madeAt\": \"2026-01-01T00:00:00Z\", \"period\": \"DAY\", \"steps\": [{\"date\": \"2030-01-07\","
                + " \"mean\": 2.5, \"quantiles\": " + quantiles + "}]}";
    }
}
