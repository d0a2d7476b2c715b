package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.Role;
import io.millrace.testkit.Await;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Keys and the audit in PostgreSQL, each tenant's for itself.
@ExtendWith(PostgresExtension.class)
class SecurityStoresIT {
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId OTHER = TenantId.of("other");
    private static Database database;
    private static PostgresKeys store;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @BeforeAll
    static void open(TestDatabase postgres) {
        database = TestDatabases.open(postgres);
        store = new PostgresKeys(database.tenants());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private AuditEntry entry(TenantId tenant, String action) {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                now,
                tenant,
                "alice",
                Optional.empty(),
                "127.0.0.1",
                action,
                "/v1/api-keys",
                201,
                Optional.empty(),
                Optional.empty(),
                Optional.of("{\"name\": \"till\"}"));
    }

    private KeyText added(TenantId tenant, Optional<Set<LocationId>> locations) {
        KeyText text = KeyText.random(tenant, new SecureRandom());
        ApiKey.Times times =
                new ApiKey.Times(now, Optional.of(now.plusSeconds(600)), Optional.empty(), Optional.empty());
        store.add(
                new KeyStore.Kept(
                        new ApiKey(text.id(), tenant, "till", Set.of(Role.POS, Role.DATA), locations, "alice", times),
                        text.hash()),
                entry(tenant, "postApiKey"));
        return text;
    }

    @Test
    void shouldFindAKeyAsItWasAddedAndForItsTenantOnly() {
        KeyText text = added(ACME, Optional.of(Set.of(LocationId.of("store-1"))));

        ApiKey found = store.find(ACME, text.id()).orElseThrow().key();

        assertThat(found.roles()).containsExactlyInAnyOrder(Role.POS, Role.DATA);
        assertThat(found.locations()).hasValue(Set.of(LocationId.of("store-1")));
        assertThat(found.times().expiresAt()).hasValue(now.plusSeconds(600));
        assertThat(store.find(OTHER, text.id())).isEmpty();
        assertThat(store.list(OTHER)).noneMatch(key -> key.id().equals(text.id()));
        assertThat(store.list(ACME)).anyMatch(key -> key.id().equals(text.id()));
    }

    @Test
    void shouldRevokeOnEveryNodeAndOnceOnly() {
        KeyText text = added(ACME, Optional.empty());
        ApiKeys elsewhere = new ApiKeys(store, Instant::now);
        assertThat(elsewhere.verify(text.text()).tenant()).isEqualTo(ACME);

        assertThat(store.revoke(OTHER, text.id(), entry(OTHER, "deleteApiKey"))).isFalse();
        assertThat(store.revoke(ACME, text.id(), entry(ACME, "deleteApiKey"))).isTrue();
        assertThat(store.revoke(ACME, text.id(), entry(ACME, "deleteApiKey"))).isFalse();

        Await.until("the other node refuses it", () -> isRefused(elsewhere, text));
    }

    private static boolean isRefused(ApiKeys keys, KeyText text) {
        try {
            return keys.verify(text.text()).roles().isEmpty();
        } catch (ProblemException refused) {
            return true;
        }
    }

    @Test
    void shouldRememberWhenAKeyWasUsed() {
        KeyText text = added(ACME, Optional.empty());

        assertThat(new ApiKeys(store, () -> now).verify(text.text()).tenant()).isEqualTo(ACME);

        Await.until(
                "the use is noted",
                () -> store.find(ACME, text.id())
                        .orElseThrow()
                        .key()
                        .times()
                        .lastUsedAt()
                        .equals(Optional.of(now)));
    }

    @Test
    void shouldWriteTheAuditOnceAndShowItToItsTenantOnly() throws SQLException {
        PostgresAudit audit = new PostgresAudit(database.tenants());
        AuditEntry ours = entry(ACME, "postSales");

        audit.add(List.of(ours, entry(OTHER, "postSales"), ours));
        audit.add(List.of(ours));

        List<AuditEntry> found = audit.find(ACME, question(Optional.of("postSales")));
        assertThat(found).extracting(AuditEntry::requestId).containsExactly(ours.requestId());
        assertThat(found.getFirst().after())
                .hasValueSatisfying(json -> assertThat(json).contains("till"));
    }

    private PostgresAudit.Question question(Optional<String> action) {
        return new PostgresAudit.Question(now.minusSeconds(5), now.plusSeconds(60), "~", Optional.empty(), action, 100);
    }

    @Test
    void shouldLetNobodyChangeTheAudit() {
        added(ACME, Optional.empty());
        for (String trick : List.of(
                "update audit set subject = 'nobody'",
                "delete from audit",
                "truncate audit",
                "drop table audit",
                "select * from audit_other",
                "update api_key set hash = hash",
                "update api_key set roles = '{admin}'",
                "delete from api_key",
                "insert into audit select 'other', at, request_id, subject, key_id, source, action, target, status,"
                        + " problem, before, after from audit")) {
            assertThatThrownBy(() -> database.tenants().run(ACME, connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(trick)) {
                            return statement.execute();
                        }
                    }))
                    .as(trick)
                    .isInstanceOf(SQLException.class)
                    .extracting(failed -> ((SQLException) failed).getSQLState())
                    .isEqualTo("42501");
        }
    }
}
