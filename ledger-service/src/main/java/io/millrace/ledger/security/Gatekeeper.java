package io.millrace.ledger.security;

import io.millrace.ledger.http.Answered;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Tenancy;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/// Lets in who proves who they are, by a token or an API key; slows down who asks too often, and who guesses; has
/// everything written down that was changed or refused.
public final class Gatekeeper implements Guard {
    private static final String BEARER = "bearer ";
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double BURST = 2;

    private final Bearers bearers;
    private final ApiKeys keys;
    private final TenantRules rules;
    private final Audit audit;
    private final Limits limits;
    private final Buckets tenants;
    private final Buckets callers;
    private final Buckets failures;

    /// For tokens that say themselves what their holders may do, and tenants that are all alike.
    ///
    /// @param nanos the time, as [System#nanoTime] has it
    public Gatekeeper(Tokens tokens, ApiKeys keys, Audit audit, Limits limits, LongSupplier nanos) {
        this(Bearers.byClaims(tokens), keys, TenantRules.NONE, audit, limits, nanos);
    }

    /// @param rules what each tenant may
    /// @param limits what holds for tenants that have no limits of their own
    /// @param nanos the time, as [System#nanoTime] has it
    public Gatekeeper(
            Bearers bearers, ApiKeys keys, TenantRules rules, Audit audit, Limits limits, LongSupplier nanos) {
        this.bearers = bearers;
        this.keys = keys;
        this.rules = rules;
        this.audit = audit;
        this.limits = limits;
        this.tenants = new Buckets(limits.tenantPerSecond(), BURST * limits.tenantPerSecond(), nanos);
        this.callers = new Buckets(limits.callerPerSecond(), BURST * limits.callerPerSecond(), nanos);
        this.failures = new Buckets(limits.failuresPerMinute() / SECONDS_PER_MINUTE, limits.failuresPerMinute(), nanos);
    }

    @Override
    public Principal identify(Caller caller) {
        refuseGuessers(caller.source());
        return proven(caller, bearers::identify);
    }

    @Override
    public Principal recognise(Caller caller) {
        refuseGuessers(caller.source());
        return proven(caller, bearers::recognise);
    }

    @Override
    public void admit(Principal principal, Caller caller, Endpoint endpoint) {
        requireSameTenant(caller, principal);
        if (endpoint.isTenants()) {
            rules.requireActive(principal);
        }
        String tenant = principal.tenant().value();
        TenantLimits own = rules.limits(principal.tenant());
        limit(
                callers,
                tenant + "|" + principal.subject(),
                rate(own.callerRequestsPerSecond(), limits.callerPerSecond()),
                "This key or user sends more than it may.");
        limit(
                tenants,
                tenant,
                rate(own.requestsPerSecond(), limits.tenantPerSecond()),
                "This tenant sends more than it may.");
    }

    @Override
    public long bodyBytesMax(Principal principal) {
        return rules.limits(principal.tenant()).bodyBytesMax().orElse(Long.MAX_VALUE);
    }

    private static Buckets.Rate rate(OptionalLong own, int usual) {
        long perSecond = own.orElse(usual);
        return new Buckets.Rate(perSecond, BURST * perSecond);
    }

    private void refuseGuessers(String source) {
        OptionalInt wait = failures.look(source);
        if (wait.isPresent()) {
            throw Refusals.tooFast("Too many wrong tokens or keys came from this address.", wait.getAsInt());
        }
    }

    private Principal proven(Caller caller, BiFunction<String, Caller, Principal> holder) {
        Optional<String> key = caller.header().apply(Caller.API_KEY);
        Optional<String> authorization = caller.header().apply(Caller.AUTHORIZATION);
        try {
            if (key.isPresent() && authorization.isPresent()) {
                throw Refusals.invalid("There is a token and an API key. Send one of them.");
            }
            if (key.isPresent()) {
                return keys.verify(key.get());
            }
            String token = authorization.map(Gatekeeper::bearer).orElseThrow(Refusals::unauthenticated);
            return holder.apply(token, caller);
        } catch (ProblemException refused) {
            if (refused.problem().type().equals(ProblemType.INVALID_CREDENTIALS)) {
                failures.spend(caller.source());
            }
            throw refused;
        }
    }

    private static String bearer(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Refusals.invalid("Only Authorization: Bearer is read here.");
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static void requireSameTenant(Caller caller, Principal principal) {
        Tenancy.named(caller).filter(named -> !named.equals(principal.tenant())).ifPresent(other -> {
            throw new ProblemException(Problem.of(
                    ProblemType.WRONG_TENANT,
                    "The header " + Tenancy.HEADER + " names another tenant than the token or key. Leave it out."));
        });
    }

    private static void limit(Buckets buckets, String name, Buckets.Rate rate, String what) {
        OptionalInt wait = buckets.take(name, rate);
        if (wait.isPresent()) {
            throw Refusals.tooFast(what, wait.getAsInt());
        }
    }

    @Override
    public void ended(Answered answered) {
        audit.ended(answered);
    }

    @Override
    public boolean isStrict() {
        return true;
    }
}
