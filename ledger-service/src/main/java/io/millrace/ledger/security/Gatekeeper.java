package io.millrace.ledger.security;

import io.millrace.ledger.http.Answered;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Tenancy;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Lets in who proves who they are, by a token or an API key; slows down who asks too often, and who guesses; has
/// everything written down that was changed or refused.
public final class Gatekeeper implements Guard {
    private static final String BEARER = "bearer ";
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double BURST = 2;

    private final Tokens tokens;
    private final ApiKeys keys;
    private final Audit audit;
    private final Buckets tenants;
    private final Buckets callers;
    private final Buckets failures;

    /// @param nanos the time, as [System#nanoTime] has it
    public Gatekeeper(Tokens tokens, ApiKeys keys, Audit audit, Limits limits, LongSupplier nanos) {
        this.tokens = tokens;
        this.keys = keys;
        this.audit = audit;
        this.tenants = new Buckets(limits.tenantPerSecond(), BURST * limits.tenantPerSecond(), nanos);
        this.callers = new Buckets(limits.callerPerSecond(), BURST * limits.callerPerSecond(), nanos);
        this.failures = new Buckets(limits.failuresPerMinute() / SECONDS_PER_MINUTE, limits.failuresPerMinute(), nanos);
    }

    @Override
    public Principal identify(Caller caller) {
        refuseGuessers(caller.source());
        return proven(caller);
    }

    @Override
    public void admit(Principal principal, Caller caller) {
        requireSameTenant(caller, principal);
        String tenant = principal.tenant().value();
        limit(callers, tenant + "|" + principal.subject(), "This key or user sends more than it may.");
        limit(tenants, tenant, "This tenant sends more than it may.");
    }

    private void refuseGuessers(String source) {
        OptionalInt wait = failures.look(source);
        if (wait.isPresent()) {
            throw Refusals.tooFast("Too many wrong tokens or keys came from this address.", wait.getAsInt());
        }
    }

    private Principal proven(Caller caller) {
        Optional<String> key = caller.header().apply(Caller.API_KEY);
        Optional<String> authorization = caller.header().apply(Caller.AUTHORIZATION);
        try {
            if (key.isPresent() && authorization.isPresent()) {
                throw Refusals.invalid("There is a token and an API key. Send one of them.");
            }
            if (key.isPresent()) {
                return keys.verify(key.get());
            }
            return tokens.verify(authorization.map(Gatekeeper::bearer).orElseThrow(Refusals::unauthenticated));
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

    private static void limit(Buckets buckets, String name, String what) {
        OptionalInt wait = buckets.take(name);
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
