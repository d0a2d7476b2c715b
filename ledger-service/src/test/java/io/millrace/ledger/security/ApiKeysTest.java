package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final TenantId ACME = TenantId.of("acme");

    private final KeysInMemory store = new KeysInMemory();
    private Instant now = TestIssuer.NOW;
    private final ApiKeys keys = new ApiKeys(store, () -> now);
    private final KeyText text = added(Optional.empty());

    private KeyText added(Optional<Instant> expiresAt) {
        KeyText made = KeyText.random(ACME, new SecureRandom());
        store.add(
                new KeyStore.Kept(
                        new ApiKey(
                                made.id(),
                                ACME,
                                "till 7",
                                Set.of(Role.POS),
                                Optional.of(Set.of(LocationId.of("store-1"))),
                                "alice",
                                new ApiKey.Times(now, expiresAt, Optional.empty(), Optional.empty())),
                        made.hash()),
                entry());
        return made;
    }

    private AuditEntry entry() {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                now,
                ACME,
                "alice",
                Optional.empty(),
                "127.0.0.1",
                "deleteApiKey",
                "/",
                204,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void shouldSayWhoHoldsAGoodKey() {
        Principal principal = keys.verify(text.text());

        assertThat(principal.tenant()).isEqualTo(ACME);
        assertThat(principal.roles()).containsExactly(Role.POS);
        assertThat(principal.locations()).hasValue(Set.of(LocationId.of("store-1")));
        assertThat(principal.keyId()).hasValue(text.id());
    }

    @Test
    void shouldRefuseInTheSameWordsWhateverIsWrong() {
        KeyText foreign = new KeyText(TenantId.of("other"), text.id(), text.secret());
        KeyText guessed = new KeyText(
                ACME, text.id(), KeyText.random(ACME, new SecureRandom()).secret());
        KeyText unknown = KeyText.random(ACME, new SecureRandom());

        assertThat(Stream.of(foreign.text(), guessed.text(), unknown.text(), "mrk.x", text.text() + "x", "")
                        .map(this::refusal)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void shouldRefuseARevokedKeyAfterASecondOnEveryNode() {
        assertThat(keys.verify(text.text()).tenant()).isEqualTo(ACME);
        assertThat(store.revoke(ACME, text.id(), entry())).isTrue();

        now = now.plusSeconds(1);

        assertThat(refusal(text.text())).contains("revoked");
    }

    @Test
    void shouldRefuseAKeyWhoseTimeIsOver() {
        KeyText brief = added(Optional.of(now.plusSeconds(60)));
        assertThat(keys.verify(brief.text()).tenant()).isEqualTo(ACME);

        now = now.plusSeconds(60);

        assertThat(refusal(brief.text())).contains("over");
    }

    @Test
    void shouldGoOnForAWhileWithKnownKeysWhenTheStoreIsAway() {
        KeyText never = added(Optional.empty());
        assertThat(keys.verify(text.text()).tenant()).isEqualTo(ACME);
        store.isAway = true;
        now = now.plus(Duration.ofMinutes(9));

        assertThat(keys.verify(text.text()).tenant()).isEqualTo(ACME);
        assertThat(problem(never.text())).isEqualTo(ProblemType.UNAVAILABLE);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(problem(text.text())).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void shouldNeverShowTheSecret() {
        assertThat(text.toString()).doesNotContain(text.secret());
        assertThat(KeyText.parse(text.text())).hasValue(text);
    }

    private ProblemType problem(String given) {
        return catchThrowableOfType(ProblemException.class, () -> keys.verify(given))
                .problem()
                .type();
    }

    private String refusal(String given) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> keys.verify(given));
        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID_CREDENTIALS);
        return refused.problem().detail();
    }
}
