package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Role;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes tenants ready, in steps of which each may have been done before: a call that broke is simply repeated. The
/// database comes last, as a key is shown once and must not be lost with a step after it.
public final class Provisioning {
    private final List<Ground> grounds;
    private final Register register;
    private final SecureRandom random = new SecureRandom();

    /// @param grounds what tenants need outside the database, in this order
    public Provisioning(List<Ground> grounds, Register register) {
        this.grounds = List.copyOf(grounds);
        this.register = register;
    }

    /// A tenant that is ready.
    ///
    /// @param key of an administrator, if one was made just now
    record Ready(Tenant tenant, List<Step> steps, Optional<String> key) {}

    /// @param entry what the audit says of it
    /// @throws ProblemException if there is another tenant of this id, or a step can't be done now
    Ready provision(TenantPlan plan, Membership.Trace now, Function<Ready, AuditEntry> entry) {
        register.find(plan.id())
                .filter(other -> !other.name().equals(plan.name()))
                .ifPresent(other -> refuse(plan.id(), other.name()));
        List<Step> outside = new ArrayList<>();
        grounds.forEach(ground -> outside.add(ground.prepare(plan)));
        KeyText text = KeyText.random(plan.id(), random);
        KeyStore.Kept key = new KeyStore.Kept(key(text, now), text.hash());
        return switch (register.enter(plan, key, now, in -> entry.apply(ready(outside, in, Optional.empty())))) {
            case Register.Entered.OtherName(var name) -> throw refuse(plan.id(), name);
            case Register.Entered.In in ->
                ready(outside, in, in.hasNewKey() ? Optional.of(text.text()) : Optional.empty());
        };
    }

    private static ApiKey key(KeyText text, Membership.Trace now) {
        return new ApiKey(
                text.id(),
                text.tenant(),
                PostgresRegister.KEY_NAME,
                Set.of(Role.ADMIN),
                Optional.empty(),
                now.by(),
                new ApiKey.Times(now.at(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Ready ready(List<Step> outside, Register.Entered.In in, Optional<String> key) {
        List<Step> steps = new ArrayList<>(outside);
        steps.addAll(in.steps());
        return new Ready(in.tenant(), List.copyOf(steps), key);
    }

    private static ProblemException refuse(TenantId id, String name) {
        throw new ProblemException(Problem.of(
                ProblemType.CONFLICT,
                "There is a tenant " + id + " already, and it is called '" + name
                        + "'. Use another id, or its name to make it ready again."));
    }

    /// A tenant's id.
    ///
    /// @throws IllegalArgumentException if no tenant can have it
    static TenantId id(String text) {
        TenantId id = TenantId.of(text);
        if (id.equals(Principal.INSTALLATION)) {
            throw new IllegalArgumentException("'" + text + "' is the installation's own name");
        }
        return id;
    }

    /// When it is and who does it, for what is written down.
    static Membership.Trace trace(Principal principal, Instant now) {
        return new Membership.Trace(principal.subject(), now);
    }
}
