package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.Transport;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.database.Transactions;
import io.millrace.ledger.database.Work;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.tenants.TenantAcls;
import io.millrace.ledger.tenants.TenantTopics;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.testkit.Await;
import io.millrace.testkit.KafkaExtension;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Tenants and their people, from the one call that makes a tenant to who may do what in it.
@ExtendWith({KafkaExtension.class, PostgresExtension.class})
class TenantsIT {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final AtomicBoolean BROKEN = new AtomicBoolean();

    @TempDir
    private static Path folder;

    private static Database database;
    private static Tokens tokens;
    private static TenantRules rules;
    private static PostgresAudit audit;
    private static LedgerServer server;
    private static CheckedClient client;
    private static TestKafka kafka;

    @BeforeAll
    static void start(TestDatabase postgres, TestKafka broker) throws IOException {
        kafka = broker;
        database = TestDatabases.open(postgres);
        tokens = new Tokens(ISSUER.settings(ISSUER.keysIn(folder)), CLOCK);
        audit = new PostgresAudit(database.tenants());
        Register register = new PostgresRegister(database.installation());
        rules = TenantRules.reading(register);
        PostgresKeys store = new PostgresKeys(database.tenants());
        ApiKeys keys = new ApiKeys(store, CLOCK);
        PostgresMembers members = new PostgresMembers(database.tenants(), database.installation());
        KnownMembers known = new KnownMembers(members, CLOCK);
        TopicSettings topics = new TopicSettings(broker.named(""), 1, 1);
        Provisioning provisioning = new Provisioning(
                List.of(
                        new TenantTopics(
                                new TopicAdmin(broker.admin(), topics, Duration.ofSeconds(30)),
                                new InMemorySchemaRegistry(),
                                topics.prefix()),
                        new TenantAcls(broker.admin(), topics.prefix()),
                        TenantsIT::last),
                register);
        List<Endpoint> endpoints = new ArrayList<>(new KeyEndpoints(store, keys, CLOCK).endpoints());
        endpoints.addAll(new AuditEndpoints(audit, CLOCK).endpoints());
        endpoints.addAll(new TenantEndpoints(new PostgresTenants(database.tenants()), CLOCK).endpoints());
        endpoints.addAll(new MemberEndpoints(members, known, CLOCK).endpoints());
        endpoints.addAll(new MeEndpoints(Optional.of(known)).endpoints());
        endpoints.addAll(new OperatorEndpoints(register, provisioning, rules, CLOCK).endpoints());
        Gatekeeper gatekeeper = new Gatekeeper(
                new Members(tokens, known), keys, rules, new Audit(CLOCK, audit), Premises.LIMITS, System::nanoTime);
        server = LedgerServer.start(
                new LedgerServer.Options("127.0.0.1", 0, List.of(), Map.of(), gatekeeper, endpoints),
                Transport.LOOPBACK);
        client = new CheckedClient(server.url());
    }

    /// Something outside that breaks once.
    private static Step last(TenantPlan plan) {
        if (BROKEN.getAndSet(false)) {
            throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "It is away."));
        }
        return new Step("last", Step.Result.THERE, plan.name());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        audit.close();
        rules.close();
        tokens.close();
        database.close();
    }

    private static String[] who(String subject, String... roles) {
        JWTClaimsSet.Builder claims =
                TestIssuer.claims(Instant.now(), "nowhere", roles).subject(subject);
        return new String[] {Caller.AUTHORIZATION, "Bearer " + ISSUER.token(claims.build())};
    }

    private static String[] in(String tenant, String subject) {
        String[] who = who(subject);
        return new String[] {who[0], who[1], "Millrace-Tenant", tenant};
    }

    private static HttpResponse<String> ask(String verb, String target, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!json.isEmpty()) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return client.ask(
                verb,
                target,
                json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json),
                all.toArray(String[]::new));
    }

    private static JsonNode done(String verb, String target, String json, String... headers) {
        HttpResponse<String> answer = ask(verb, target, json, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CheckedClient.json(answer);
    }

    private static String refused(int status, String verb, String target, String json, String... headers) {
        HttpResponse<String> answer = ask(verb, target, json, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static JsonNode made(String tenant, String more) {
        return done(
                "POST",
                "/v1/tenants",
                "{\"id\": \"" + tenant + "\", \"name\": \"The " + tenant + "\"" + more + "}",
                who("olga", "operator"));
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
        BROKEN.set(true);
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

    @Test
    void shouldShowAHostileSessionNoMoreThanItsScope() throws SQLException {
        made("walled", ", \"admin\": \"wanda\"");
        made("beyond", ", \"admin\": \"wanda\"");
        made("foreign", ", \"admin\": \"fred\"");

        // Of one person: their memberships, for looking only, and nothing else of any tenant.
        assertThat(database.installation().ofSubject("wanda", one("select count(*) from membership")))
                .isEqualTo(2);
        for (String table : List.of("tenant", "api_key", "audit", "tenant_configuration", "journal")) {
            assertThat(database.installation().ofSubject("wanda", one("select count(*) from " + table)))
                    .as(table)
                    .isZero();
        }
        for (String trick : List.of(
                "update membership set roles = '{admin}'",
                "delete from membership",
                "insert into membership values ('foreign', 'wanda', '{admin}', null, 1, 'w', now(), 'w', now())")) {
            assertThatThrownBy(() -> database.installation().ofSubject("wanda", execute(trick)))
                    .as(trick)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(database.installation().ofAll(one("select count(*) from membership")))
                .isZero();
        // Of a tenant: itself, and not to be changed.
        TenantId walled = TenantId.of("walled");
        assertThat(database.tenants().run(walled, one("select count(*) from tenant")))
                .isEqualTo(1);
        assertThat(database.tenants().run(walled, one("select count(*) from membership")))
                .isEqualTo(1);
        assertThat(database.tenants()
                        .run(
                                walled,
                                one("with done as (update tenant set limits = '{}', state = 'active' returning 1)"
                                        + " select count(*) from done")))
                .isZero();
        for (String trick : List.of(
                "insert into tenant values ('mine', 'Mine', 'active', '{}', 1, 'w', now(), 'w', now())",
                "delete from tenant",
                "update tenant set name = 'x'",
                "update membership set tenant_id = 'beyond'",
                "update membership set subject = 'fred'",
                "insert into membership values ('beyond', 'w', '{admin}', null, 1, 'w', now(), 'w', now())",
                "alter table membership no force row level security",
                "drop policy subject on membership")) {
            assertThatThrownBy(() -> database.tenants().run(walled, execute(trick)))
                    .as(trick)
                    .isInstanceOf(SQLException.class)
                    .extracting(failed -> ((SQLException) failed).getSQLState())
                    .isEqualTo("42501");
        }
        assertThatThrownBy(() -> database.tenants().run(walled, execute("update membership set roles = '{operator}'")))
                .hasMessageContaining("membership_roles_check");
    }

    @Test
    void shouldForgetAScopeWithItsTransactionAndIgnoreWhatASessionWasLeftWith() throws SQLException {
        made("left-1", ", \"admin\": \"lea\"");
        made("left-2", ", \"admin\": \"lea\"");
        assertThat(database.installation().ofSubject("lea", one("select count(*) from membership")))
                .isEqualTo(2);
        Transactions bare = new Transactions(database.application());
        for (int i = 0; i < 20; i++) {
            assertThat(bare.run(one("select count(*) from membership"))).isZero();
            assertThat(bare.run(one("select count(*) from tenant"))).isZero();
        }

        bare.run(execute("select set_config('millrace.subject', 'lea', false),"
                + " set_config('millrace.operator', 'true', false), set_config('millrace.tenant', 'left-2', false)"));

        int members = database.tenants().run(TenantId.of("left-1"), one("select count(*) from membership"));
        int tenants = database.tenants().run(TenantId.of("left-1"), one("select count(*) from tenant"));
        int all = database.installation().ofAll(one("select count(*) from membership"));
        bare.run(execute("select set_config('millrace.subject', '', false),"
                + " set_config('millrace.operator', '', false), set_config('millrace.tenant', '', false)"));
        assertThat(members).isEqualTo(1);
        assertThat(tenants).isEqualTo(1);
        assertThat(all).isZero();
    }

    private static Work<Integer> one(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        };
    }

    private static Work<Boolean> execute(String sql) {
        return (Connection connection) -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        };
    }
}
