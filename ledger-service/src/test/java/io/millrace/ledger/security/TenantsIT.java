package io.millrace.ledger.security;

import static io.millrace.ledger.security.TenantFixture.in;
import static io.millrace.ledger.security.TenantFixture.who;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.ledger.http.Caller;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Tenants and their people, from the one call that makes a tenant to who may do what in it.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
class TenantsIT {
    private static TenantFixture fixture;
    private static TestKafka kafka;

    @BeforeAll
    static void start(TestDatabase postgres, TestKafka broker, @TempDir Path folder) throws IOException {
        kafka = broker;
        fixture = new TenantFixture(postgres, broker, folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpResponse<String> ask(String verb, String target, String json, String... headers) {
        return fixture.ask(verb, target, json, headers);
    }

    private static JsonNode done(String verb, String target, String json, String... headers) {
        return fixture.done(verb, target, json, headers);
    }

    private static String refused(int status, String verb, String target, String json, String... headers) {
        return fixture.refused(status, verb, target, json, headers);
    }

    private static JsonNode made(String tenant, String more) {
        return fixture.made(tenant, more);
    }

    private static String result(JsonNode ready, String step) {
        for (JsonNode one : ready.path("steps")) {
            if (one.path("step").asText().equals(step)) {
                return one.path("result").asText();
            }
        }
        return "";
    }

    private static Set<String> topics() {
        try {
            return kafka.admin().listTopics().names().get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void shouldMakeATenantReadyInOneCallThatCanBeRepeated() {
        String more = ", \"admin\": \"ada\", \"adminKey\": \"once\", \"limits\": {\"requestsPerSecond\": 900}";

        JsonNode first = made("ready", more);
        JsonNode again = made("ready", more);

        assertThat(topics())
                .contains(kafka.named("") + "pos.sales.v1.ready", kafka.named("") + "stock.commands.v1.ready");
        for (String step : List.of("topics", "row", "admin", "key")) {
            assertThat(result(first, step)).as(step).isEqualTo("done");
            assertThat(result(again, step)).as(step).isEqualTo("there");
        }
        assertThat(result(first, "acls")).isEqualTo("left-out");
        assertThat(first.path("steps").get(1).path("detail").asText()).contains("no authorizer");
        assertThat(first.at("/limits/requestsPerSecond").asInt()).isEqualTo(900);
        assertThat(again.has("key")).isFalse();
        // Both ways in are good, and what the operator did stands in the tenant's own audit.
        assertThat(done("GET", "/v1/members", "", who("ada")).path("members")).hasSize(1);
        JsonNode entries = done(
                        "GET",
                        "/v1/audit",
                        "",
                        Caller.API_KEY,
                        first.path("key").asText())
                .path("entries");
        assertThat(entries.get(0).path("action").asText()).isEqualTo("postTenant");
        assertThat(entries.get(0).path("subject").asText()).isEqualTo("olga");
        assertThat(entries.toString()).doesNotContain(first.path("key").asText());
    }

    @Test
    void shouldMakeANewKeyWhenItIsAskedForAndRevokeTheOneBefore() {
        String before = made("rekeyed", ", \"adminKey\": \"once\"").path("key").asText();

        String after = made("rekeyed", ", \"adminKey\": \"new\"").path("key").asText();

        assertThat(done("GET", "/v1/api-keys", "", Caller.API_KEY, after).path("keys"))
                .hasSize(2);
        assertThat(refused(401, "GET", "/v1/api-keys", "", Caller.API_KEY, before))
                .contains("revoked");
    }

    @Test
    void shouldBeThereAfterARepeatWhenTheFirstCallBrokeInTheMiddle() {
        fixture.isBroken.set(true);
        String body = "{\"id\": \"broken\", \"name\": \"Broken\", \"adminKey\": \"once\"}";
        refused(503, "POST", "/v1/tenants", body, who("olga", "operator"));
        refused(404, "GET", "/v1/tenants/broken", "", who("olga", "operator"));

        JsonNode ready = done("POST", "/v1/tenants", body, who("olga", "operator"));

        assertThat(result(ready, "topics")).isEqualTo("there");
        assertThat(result(ready, "row")).isEqualTo("done");
        assertThat(ready.path("key").asText()).startsWith("mrk.");
    }

    @Test
    void shouldRefuseWhatIsNoTenantAndWhatIsAnothers() {
        made("taken", "");

        assertThat(refused(
                        409, "POST", "/v1/tenants", "{\"id\": \"taken\", \"name\": \"Mine\"}", who("olga", "operator")))
                .contains("The taken");
        String wrong = refused(
                400,
                "POST",
                "/v1/tenants",
                "{\"id\": \"_installation\", \"name\": \"\", \"limits\": {\"requests\": 1, \"bodyBytesMax\": 1},"
                        + " \"currency\": \"EURO\", \"timeZone\": \"Berlin\", \"kafkaPrincipal\": \"User:*\","
                        + " \"adminKey\": \"yes\"}",
                who("olga", "operator"));
        assertThat(wrong)
                .contains("installation's own name")
                .contains("limits.requests")
                .contains("limits.bodyBytesMax")
                .contains("such as EUR")
                .contains("Europe/Berlin")
                .contains("User:acme")
                .contains("'yes' is not one of");
        made("ordinary", ", \"admin\": \"arno\"");
        refused(403, "GET", "/v1/tenants", "", who("arno"));
        refused(403, "POST", "/v1/tenants/taken/suspend", "", who("arno"));
        refused(403, "GET", "/v1/members", "", who("olga", "operator"));
    }

    @Test
    void shouldListTenantsInPages() {
        made("page-1", "");
        made("page-2", "");

        JsonNode first = done("GET", "/v1/tenants?limit=1", "", who("olga", "operator"));
        JsonNode after = done("GET", "/v1/tenants?cursor=page-1", "", who("olga", "operator"));

        assertThat(first.path("tenants")).hasSize(1);
        assertThat(first.has("next")).isTrue();
        assertThat(after.path("tenants").findValuesAsText("id"))
                .contains("page-2")
                .doesNotContain("page-1");
    }

    @Test
    void shouldKnowAPersonEverywhereAndLetThemDoInEachTenantWhatTheyMayThere() {
        made("north", ", \"admin\": \"nina\"");
        made("south", ", \"admin\": \"sam\"");
        String viewer = "{\"version\": 0, \"roles\": [\"viewer\"]}";
        done("PUT", "/v1/members/auth0%7Cmaria", viewer, who("nina"));

        assertThat(done("GET", "/v1/tenant-configuration", "", who("auth0|maria"))
                        .path("tenant")
                        .asText())
                .isEqualTo("north");
        done("PUT", "/v1/members/auth0%7Cmaria", "{\"version\": 0, \"roles\": [\"admin\"]}", who("sam"));

        assertThat(refused(400, "GET", "/v1/tenant-configuration", "", who("auth0|maria")))
                .contains("tenant-missing")
                .contains("Millrace-Tenant");
        JsonNode me = done("GET", "/v1/me", "", who("auth0|maria"));
        assertThat(me.path("tenants").findValuesAsText("tenant")).containsExactly("north", "south");
        assertThat(me.at("/tenants/0/roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(me.has("tenant")).isFalse();
        assertThat(done("GET", "/v1/members", "", in("south", "auth0|maria")).path("members"))
                .hasSize(2);
        refused(403, "GET", "/v1/members", "", in("north", "auth0|maria"));
        String there = refused(403, "GET", "/v1/members", "", in("north", "sam"));
        String nowhere = refused(403, "GET", "/v1/members", "", in("no-such-tenant", "sam"));
        assertThat(there).isEqualTo(nowhere).contains("wrong-tenant").doesNotContain("north");
        assertThat(refused(403, "GET", "/v1/members", "", who("nobody"))).contains("belong to no tenant");
        assertThat(done("GET", "/v1/me", "", who("nobody")).path("tenants")).isEmpty();
    }

    @Test
    void shouldChangeMembersOnceWithWhatWasThereInTheAudit() {
        made("staff", ", \"admin\": \"ada-s\"");
        String[] admin = who("ada-s");
        done("PUT", "/v1/members/ben", "{\"version\": 0, \"roles\": [\"pos\"], \"locations\": [\"store-1\"]}", admin);

        assertThat(refused(409, "PUT", "/v1/members/ben", "{\"version\": 0, \"roles\": [\"viewer\"]}", admin))
                .contains("version 1");
        assertThat(refused(400, "PUT", "/v1/members/ben", "{\"version\": 1, \"roles\": [\"operator\"]}", admin))
                .contains("issuer of tokens only");
        assertThat(refused(400, "POST", "/v1/api-keys", "{\"name\": \"k\", \"roles\": [\"operator\"]}", admin))
                .contains("issuer of tokens only");
        JsonNode changed = done("PUT", "/v1/members/ben", "{\"version\": 1, \"roles\": [\"viewer\"]}", admin);
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.has("locations")).isFalse();
        refused(409, "DELETE", "/v1/members/ben?version=1", "", admin);
        assertThat(ask("DELETE", "/v1/members/ben", "", admin).statusCode()).isEqualTo(204);
        refused(404, "DELETE", "/v1/members/ben", "", admin);
        assertThat(refused(403, "GET", "/v1/tenant-configuration", "", who("ben")))
                .contains("belong to no tenant");

        Await.until(
                "what was refused is in the audit too",
                () -> done("GET", "/v1/audit?action=putMember", "", admin)
                        .path("entries")
                        .findValuesAsText("status")
                        .containsAll(List.of("200", "409", "400")));
        JsonNode last = done("GET", "/v1/audit?action=putMember", "", admin)
                .path("entries")
                .get(0);
        assertThat(last.at("/before/locations/0").asText()).isEqualTo("store-1");
        assertThat(last.at("/after/roles/0").asText()).isEqualTo("viewer");
        assertThat(done("GET", "/v1/audit?action=deleteMember", "", admin)
                        .path("entries")
                        .findValuesAsText("status"))
                .contains("204");
    }

    @Test
    void shouldNotLetTheLastAdministratorGo() {
        made("kept", ", \"admin\": \"anna\"");

        assertThat(refused(409, "DELETE", "/v1/members/anna", "", who("anna"))).contains("last administrator");
        assertThat(refused(409, "PUT", "/v1/members/anna", "{\"version\": 1, \"roles\": [\"viewer\"]}", who("anna")))
                .contains("Make somebody else one first");
        done("PUT", "/v1/members/bert", "{\"version\": 0, \"roles\": [\"admin\"]}", who("anna"));
        assertThat(ask("DELETE", "/v1/members/anna", "", who("anna")).statusCode())
                .isEqualTo(204);
        assertThat(done("GET", "/v1/members", "", who("bert")).path("members").findValuesAsText("subject"))
                .containsExactly("bert");
    }

    @Test
    void shouldRefuseASuspendedTenantUntilItIsResumed() {
        String key = made("paused", ", \"admin\": \"paul\", \"adminKey\": \"once\"")
                .path("key")
                .asText();

        JsonNode suspended = done("POST", "/v1/tenants/paused/suspend", "", who("olga", "operator"));

        assertThat(suspended.path("state").asText()).isEqualTo("suspended");
        assertThat(refused(403, "GET", "/v1/members", "", who("paul"))).contains("tenant-suspended");
        assertThat(refused(403, "GET", "/v1/members", "", Caller.API_KEY, key)).contains("tenant-suspended");
        assertThat(done("GET", "/v1/me", "", who("paul")).path("tenant").asText())
                .isEqualTo("paused");
        done("POST", "/v1/tenants/paused/resume", "", who("olga", "operator"));
        assertThat(done("GET", "/v1/audit?action=suspendTenant", "", who("paul"))
                        .at("/entries/0/before/state")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void shouldHoldATenantToTheLimitsThatOperatorsSet() {
        made("narrow", ", \"admin\": \"ned\"");
        String[] operator = who("olga", "operator");
        String small = "{\"version\": 1, \"bodyBytesMax\": 1000, \"callerRequestsPerSecond\": 500}";

        done("PUT", "/v1/tenants/narrow/limits", small, operator);

        assertThat(refused(409, "PUT", "/v1/tenants/narrow/limits", small, operator))
                .contains("version 2");
        String large = "{\"version\": 0, \"terminology\": {\"item\": \"" + "x".repeat(2_000)
                + "\"}, \"features\": {}, \"attributes\": {}}";
        assertThat(refused(413, "PUT", "/v1/tenant-configuration", large, who("ned")))
                .contains("1000");
        done("PUT", "/v1/tenants/narrow/limits", "{\"version\": 2, \"requestsPerSecond\": 1}", operator);
        int answered = 0;
        while (answered < 50 && ask("GET", "/v1/members", "", who("ned")).statusCode() == 200) {
            answered++;
        }
        assertThat(answered).isLessThan(50);
        refused(404, "PUT", "/v1/tenants/no-such-tenant/limits", "{\"version\": 1}", operator);
    }
}
