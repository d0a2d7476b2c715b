package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.Transport;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
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
import io.millrace.testkit.TestDatabase;
import io.millrace.testkit.TestKafka;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A service whose roles come from memberships, over a real database and broker.
final class TenantFixture implements AutoCloseable {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final InstantSource CLOCK = InstantSource.system();

    final AtomicBoolean isBroken = new AtomicBoolean();
    private final Database database;
    private final Tokens tokens;
    private final TenantRules rules;
    private final PostgresAudit audit;
    private final LedgerServer server;
    private final CheckedClient client;

    TenantFixture(TestDatabase postgres, TestKafka broker, Path folder) throws IOException {
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
                        this::last),
                register);
        List<Endpoint> endpoints = new ArrayList<>(new KeyEndpoints(store, keys, CLOCK).endpoints());
        endpoints.addAll(new AuditEndpoints(audit, CLOCK).endpoints());
        endpoints.addAll(new TenantEndpoints(new PostgresTenants(database.tenants()), CLOCK).endpoints());
        endpoints.addAll(new MemberEndpoints(members, known, CLOCK).endpoints());
        endpoints.addAll(new MeEndpoints(Optional.of(known)).endpoints());
        endpoints.addAll(new OperatorEndpoints(register, provisioning, rules, CLOCK).endpoints());
        Gatekeeper gatekeeper = new Gatekeeper(
                new Members(tokens, known),
                keys,
                rules,
                new Audit(CLOCK, this::write),
                Premises.LIMITS,
                System::nanoTime);
        server = LedgerServer.start(
                new LedgerServer.Options("127.0.0.1", 0, List.of(), Map.of(), gatekeeper, endpoints),
                Transport.LOOPBACK);
        client = new CheckedClient(server.url());
    }

    private void write(AuditEntry entry) {
        try {
            database.tenants().run(entry.tenant(), connection -> {
                PostgresAudit.insert(connection, List.of(entry));
                return true;
            });
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Something outside that breaks once when it is told to.
    private Step last(TenantPlan plan) {
        if (isBroken.getAndSet(false)) {
            throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, "It is away."));
        }
        return new Step("last", Step.Result.THERE, plan.name());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        rules.close();
        tokens.close();
        database.close();
    }

    /// The headers of somebody with a token of a tenant that does not count.
    static String[] who(String subject, String... roles) {
        JWTClaimsSet.Builder claims =
                TestIssuer.claims(Instant.now(), "nowhere", roles).subject(subject);
        return new String[] {Caller.AUTHORIZATION, "Bearer " + ISSUER.token(claims.build())};
    }

    /// The same, who says which tenant they mean.
    static String[] in(String tenant, String subject) {
        String[] who = who(subject);
        return new String[] {who[0], who[1], "Millrace-Tenant", tenant};
    }

    HttpResponse<String> ask(String verb, String target, String json, String... headers) {
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

    JsonNode done(String verb, String target, String json, String... headers) {
        HttpResponse<String> answer = ask(verb, target, json, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CheckedClient.json(answer);
    }

    String refused(int status, String verb, String target, String json, String... headers) {
        HttpResponse<String> answer = ask(verb, target, json, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    JsonNode made(String tenant, String more) {
        return done(
                "POST",
                "/v1/tenants",
                "{\"id\": \"" + tenant + "\", \"name\": \"The " + tenant + "\"" + more + "}",
                who("olga", "operator"));
    }
}
