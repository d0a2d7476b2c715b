package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the gatekeeper makes of a tenant's own limits and state, at times that the test says.
class TenantRulesTest {
    private static final TenantId ACME = TenantId.of("acme");
    private static final Endpoint OF_TENANTS =
            Endpoint.get("/v1/positions", Access.READERS).handledBy(request -> Reply.empty(204));
    private static final Endpoint OF_NOBODY = Endpoint.get("/v1/tenants", Access.of(Role.OPERATOR))
            .withoutTenant()
            .handledBy(request -> Reply.empty(204));

    private final List<Tenant> register = new ArrayList<>();
    private boolean isAway;
    private long nanos;
    private final TenantRules rules = new TenantRules(() -> {
        if (isAway) {
            throw new StoreAwayException("away", new IllegalStateException());
        }
        return List.copyOf(register);
    });
    private final Tokens tokens =
            new Tokens(new TestIssuer().settings(Path.of("/nowhere/keys.json").toUri()), () -> TestIssuer.NOW);
    private final Gatekeeper gatekeeper = new Gatekeeper(
            Bearers.byClaims(tokens),
            new ApiKeys(new KeysInMemory(), () -> TestIssuer.NOW),
            rules,
            new Audit(() -> TestIssuer.NOW, entry -> {}),
            new Limits(10, 10, 20),
            () -> nanos);

    @AfterEach
    void close() {
        tokens.close();
    }

    private void registered(TenantLimits limits, Tenant.State state) {
        Membership.Trace trace = new Membership.Trace("olga", TestIssuer.NOW);
        register.clear();
        register.add(new Tenant(ACME, "Acme", state, limits, 1, trace, trace));
        rules.refresh();
    }

    private static TenantLimits limits(long requests, long callerRequests) {
        return new TenantLimits(
                OptionalLong.of(requests),
                OptionalLong.of(callerRequests),
                OptionalLong.of(5_000),
                OptionalLong.empty());
    }

    private static Principal somebody(String subject, TenantId tenant) {
        return new Principal(subject, tenant, Set.of(Role.VIEWER), Optional.empty(), Optional.empty());
    }

    private int admitted(String subject, TenantId tenant, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            if (problem(subject, tenant, OF_TENANTS).isEmpty()) {
                admitted++;
            }
        }
        return admitted;
    }

    private Optional<ProblemType> problem(String subject, TenantId tenant, Endpoint endpoint) {
        Caller caller = new Caller("request-1", "127.0.0.1", header -> Optional.empty());
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> gatekeeper.admit(somebody(subject, tenant), caller, endpoint));
        return Optional.ofNullable(refused).map(problem -> problem.problem().type());
    }

    @Test
    void shouldCountWithATenantsOwnLimitsAndWithTheInstallationsForOthers() {
        registered(limits(3, 2), Tenant.State.ACTIVE);

        // Twice a second's worth at once after a rest, of the caller and then of the tenant.
        assertThat(admitted("maria", ACME, 50)).isEqualTo(4);
        assertThat(admitted("jo", ACME, 50)).isEqualTo(2);
        assertThat(admitted("maria", TenantId.of("other"), 50)).isEqualTo(20);

        nanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(admitted("maria", ACME, 50)).isEqualTo(2);
    }

    @Test
    void shouldCountWithNewLimitsFromThenOn() {
        registered(limits(3, 2), Tenant.State.ACTIVE);
        assertThat(admitted("maria", ACME, 50)).isEqualTo(4);

        registered(limits(100, 100), Tenant.State.ACTIVE);
        nanos += TimeUnit.SECONDS.toNanos(1);

        assertThat(admitted("maria", ACME, 500)).isEqualTo(100);
    }

    @Test
    void shouldLimitBodiesOfThatTenantOnly() {
        registered(limits(3, 2), Tenant.State.ACTIVE);

        assertThat(gatekeeper.bodyBytesMax(somebody("maria", ACME))).isEqualTo(5_000);
        assertThat(gatekeeper.bodyBytesMax(somebody("maria", TenantId.of("other"))))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRefuseASuspendedTenantWhatIsATenants() {
        registered(TenantLimits.NONE, Tenant.State.SUSPENDED);

        assertThat(problem("maria", ACME, OF_TENANTS)).hasValue(ProblemType.TENANT_SUSPENDED);
        assertThat(problem("maria", ACME, OF_NOBODY)).isEmpty();
        assertThat(problem("maria", TenantId.of("other"), OF_TENANTS)).isEmpty();

        registered(TenantLimits.NONE, Tenant.State.ACTIVE);
        assertThat(problem("maria", ACME, OF_TENANTS)).isEmpty();
    }

    @Test
    void shouldRefuseASuspendedTenantInTheOpenModeToo() {
        registered(TenantLimits.NONE, Tenant.State.SUSPENDED);
        OpenGate gate = new OpenGate(Optional.of(ACME), rules, new Audit(() -> TestIssuer.NOW, entry -> {}));
        Caller caller = new Caller("request-1", "127.0.0.1", header -> Optional.empty());

        Principal anybody = gate.identify(caller);

        assertThat(catchThrowableOfType(ProblemException.class, () -> gate.admit(anybody, caller, OF_TENANTS))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.TENANT_SUSPENDED);
        assertThatCode(() -> gate.admit(anybody, caller, OF_NOBODY)).doesNotThrowAnyException();
        assertThat(new OpenGate(Optional.empty(), rules, new Audit(() -> TestIssuer.NOW, entry -> {}))
                        .recognise(caller)
                        .roles())
                .contains(Role.OPERATOR);
    }

    @Test
    void shouldGoOnWithWhatIsKnownWhileTheRegisterIsAway() {
        registered(limits(3, 2), Tenant.State.SUSPENDED);
        isAway = true;

        rules.refresh();

        assertThat(problem("maria", ACME, OF_TENANTS)).hasValue(ProblemType.TENANT_SUSPENDED);
        assertThat(rules.limits(ACME)).isEqualTo(limits(3, 2));
    }
}
