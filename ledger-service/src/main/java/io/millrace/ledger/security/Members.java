package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Tenancy;
import java.util.List;
import java.util.Optional;

/// Finds out what whoever holds a token may do by their memberships; the token only says who they are.
public final class Members implements Bearers {
    private final Tokens tokens;
    private final KnownMembers known;

    public Members(Tokens tokens, KnownMembers known) {
        this.tokens = tokens;
        this.known = known;
    }

    @Override
    public Principal identify(String token, Caller caller) {
        Holder holder = tokens.holder(token);
        return choose(holder, known.of(holder.subject()), Tenancy.named(caller));
    }

    @Override
    public Principal recognise(String token, Caller caller) {
        Holder holder = tokens.holder(token);
        List<Membership> memberships = known.of(holder.subject());
        Optional<TenantId> named = Tenancy.named(caller);
        return named.isEmpty() && memberships.size() != 1 ? holder.elsewhere() : choose(holder, memberships, named);
    }

    /// Which of their memberships somebody means. Whether there is a tenant that they don't belong to is not said.
    ///
    /// @throws ProblemException if it is none, or not clear which
    static Principal choose(Holder holder, List<Membership> memberships, Optional<TenantId> named) {
        if (named.isPresent()) {
            return memberships.stream()
                    .filter(membership -> membership.tenant().equals(named.get()))
                    .findFirst()
                    .orElseThrow(Members::notAMember)
                    .principal(holder);
        }
        return switch (memberships.size()) {
            case 0 -> {
                if (holder.isOperator()) {
                    yield holder.elsewhere();
                }
                throw new ProblemException(Problem.of(
                        ProblemType.FORBIDDEN,
                        "You belong to no tenant here. Ask an administrator of yours to make you a member."));
            }
            case 1 -> memberships.getFirst().principal(holder);
            default ->
                throw new ProblemException(Problem.of(
                        ProblemType.TENANT_MISSING,
                        "You belong to several tenants: send the header " + Tenancy.HEADER
                                + " with the one you mean. GET /v1/me lists them."));
        };
    }

    private static ProblemException notAMember() {
        return new ProblemException(Problem.of(
                ProblemType.WRONG_TENANT,
                "You are not a member of the tenant that the header " + Tenancy.HEADER
                        + " names. GET /v1/me lists those you belong to."));
    }
}
