package io.millrace.ledger.security;

import io.millrace.ledger.http.Answered;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Verb;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides what is written down: every request that changes something, and every refusal.
///
/// Who could not be recognised belongs to no tenant: that is told to the log only, so that strangers can't fill a
/// tenant's audit.
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final Set<ProblemType> REFUSALS = Set.of(
            ProblemType.UNAUTHENTICATED,
            ProblemType.INVALID_CREDENTIALS,
            ProblemType.FORBIDDEN,
            ProblemType.WRONG_TENANT,
            ProblemType.RATE_LIMITED);
    private static final int TARGET_MAX = 500;

    private final InstantSource clock;
    private final Consumer<AuditEntry> trail;

    /// @param trail keeps entries, and returns when they are safe; never throws
    public Audit(InstantSource clock, Consumer<AuditEntry> trail) {
        this.clock = clock;
        this.trail = trail;
    }

    void ended(Answered answered) {
        boolean isRefusal = answered.problem().filter(REFUSALS::contains).isPresent();
        boolean isKept =
                answered.endpoint().keepsItsAudit() && answered.problem().isEmpty();
        boolean isWrite = answered.endpoint().verb() != Verb.GET && !isKept;
        if (answered.principal().isPresent() && (isRefusal || isWrite)) {
            trail.accept(entry(answered, answered.principal().get()));
        } else if (isRefusal) {
            LOG.warn(
                    "Refused {} from {}: {} ({})",
                    answered.endpoint().id(),
                    answered.caller().source(),
                    answered.problem().map(ProblemType::name).orElse(""),
                    answered.caller().requestId());
        }
    }

    private AuditEntry entry(Answered answered, Principal principal) {
        Endpoint endpoint = answered.endpoint();
        return new AuditEntry(
                answered.caller().requestId(),
                clock.instant(),
                principal.tenant(),
                principal.subject(),
                principal.keyId(),
                answered.caller().source(),
                endpoint.id(),
                path(answered.target()),
                answered.status(),
                answered.problem().map(ProblemType::name),
                Optional.empty(),
                Optional.empty());
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.length() > TARGET_MAX ? path.substring(0, TARGET_MAX) : path;
    }
}
