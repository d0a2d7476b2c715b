package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId OTHER = TenantId.of("other");
    private static final Holder MARIA = new Holder("maria", false, Optional.empty(), Optional.empty());
    private static final Holder OPERATOR = new Holder("maria", true, Optional.empty(), Optional.empty());

    private final Store store = new Store();
    private Instant now = TestIssuer.NOW;
    private final KnownMembers known = new KnownMembers(store, () -> now);

    /// What is kept of people, without a database.
    private static final class Store implements MemberStore {
        private final List<Membership> kept = new ArrayList<>();
        private boolean isAway;

        @Override
        public List<Membership> of(String subject) {
            if (isAway) {
                throw new StoreAwayException("away", new IllegalStateException());
            }
            return kept.stream()
                    .filter(member -> member.subject().equals(subject))
                    .toList();
        }

        @Override
        public List<Membership> list(TenantId tenant) {
            return List.copyOf(kept);
        }

        @Override
        public Change put(Membership wanted, Function<Optional<Membership>, AuditEntry> entry) {
            kept.add(wanted);
            return new Change.Done(wanted);
        }

        @Override
        public Change remove(
                TenantId tenant,
                String subject,
                Optional<Integer> version,
                Function<Optional<Membership>, AuditEntry> entry) {
            Membership gone = kept.removeLast();
            return new Change.Done(gone);
        }
    }

    private static Membership member(TenantId tenant, Optional<Set<LocationId>> locations, Role... roles) {
        Membership.Trace trace = new Membership.Trace("alice", TestIssuer.NOW);
        return new Membership(tenant, "maria", Set.of(roles), locations, 1, trace, trace);
    }

    private static Membership member(TenantId tenant, Role... roles) {
        return member(tenant, Optional.empty(), roles);
    }

    private static Problem refusal(Holder holder, List<Membership> memberships, Optional<TenantId> named) {
        return catchThrowableOfType(ProblemException.class, () -> Members.choose(holder, memberships, named))
                .problem();
    }

    @Test
    void shouldTakeTheOnlyMembershipWhenNoneIsNamed() {
        Principal principal = Members.choose(MARIA, List.of(member(ACME, Role.PLANNER)), Optional.empty());

        assertThat(principal.tenant()).isEqualTo(ACME);
        assertThat(principal.roles()).containsExactly(Role.PLANNER);
        assertThat(principal.subject()).isEqualTo("maria");
    }

    @Test
    void shouldGiveTheRolesOfTheTenantThatIsNamedAndNoOthers() {
        List<Membership> memberships = List.of(member(ACME, Role.ADMIN), member(OTHER, Role.VIEWER));

        assertThat(Members.choose(MARIA, memberships, Optional.of(OTHER)).roles())
                .containsExactly(Role.VIEWER);
    }

    @Test
    void shouldSayHowToNameOneWhenThereAreSeveral() {
        Problem problem =
                refusal(MARIA, List.of(member(ACME, Role.ADMIN), member(OTHER, Role.VIEWER)), Optional.empty());

        assertThat(problem.type()).isEqualTo(ProblemType.TENANT_MISSING);
        assertThat(problem.detail())
                .contains("Millrace-Tenant")
                .contains("/v1/me")
                .doesNotContain("acme");
    }

    @Test
    void shouldNotSayWhetherThereIsATenantThatOneDoesNotBelongTo() {
        List<Membership> memberships = List.of(member(ACME, Role.ADMIN));

        Problem there = refusal(MARIA, memberships, Optional.of(OTHER));
        Problem nowhere = refusal(MARIA, memberships, Optional.of(TenantId.of("no-such-tenant")));
        Problem nobody = refusal(MARIA, List.of(), Optional.of(OTHER));

        assertThat(there.type()).isEqualTo(ProblemType.WRONG_TENANT);
        assertThat(there).isEqualTo(nowhere).isEqualTo(nobody);
        assertThat(refusal(MARIA, List.of(), Optional.empty()).type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void shouldLetAnOperatorIntoNoTenantThatTheyDontBelongTo() {
        assertThat(refusal(OPERATOR, List.of(member(ACME, Role.ADMIN)), Optional.of(OTHER))
                        .type())
                .isEqualTo(ProblemType.WRONG_TENANT);
        Principal elsewhere = Members.choose(OPERATOR, List.of(), Optional.empty());
        assertThat(elsewhere.tenant()).isEqualTo(Principal.INSTALLATION);
        assertThat(elsewhere.roles()).containsExactly(Role.OPERATOR);
        assertThat(Members.choose(OPERATOR, List.of(member(ACME, Role.VIEWER)), Optional.empty())
                        .roles())
                .containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
    }

    @Test
    void shouldKeepATokenThatIsBoundToLocationsThere() {
        LocationId here = LocationId.of("store-1");
        Holder bound = new Holder("maria", false, Optional.empty(), Optional.of(Set.of(here)));
        Membership elsewhere = member(ACME, Optional.of(Set.of(LocationId.of("store-2"))), Role.POS);

        assertThat(member(ACME, Role.POS).principal(bound).locations()).hasValue(Set.of(here));
        assertThat(elsewhere.principal(MARIA).locations()).hasValue(Set.of(LocationId.of("store-2")));
        assertThat(elsewhere.principal(bound).locations()).hasValue(Set.of());
    }

    @Test
    void shouldNeverMakeAMemberAnOperator() {
        assertThatThrownBy(() -> member(ACME, Role.OPERATOR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Role.granted("operator"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer of tokens only");
    }

    @Test
    void shouldForgetSomebodyAfterASecondAndGoOnForAWhileWhenTheStoreIsAway() {
        store.kept.add(member(ACME, Role.ADMIN));
        assertThat(known.of("maria")).hasSize(1);
        store.kept.clear();
        assertThat(known.of("maria")).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(known.of("maria")).isEmpty();

        store.kept.add(member(ACME, Role.ADMIN));
        known.forget("maria");
        assertThat(known.of("maria")).hasSize(1);
        store.isAway = true;
        now = now.plus(Duration.ofMinutes(9));
        assertThat(known.of("maria")).hasSize(1);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(catchThrowableOfType(ProblemException.class, () -> known.of("maria"))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.UNAVAILABLE);
    }
}
