package io.millrace.ledger.security;

import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Verb;
import io.millrace.ledger.http.Visit;
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

    /// @param trail keeps entries; must not block for long, and never throws
    public Audit(InstantSource clock, Consumer<AuditEntry> trail) {
        this.clock = clock;
        this.trail = trail;
    }

    void ended(Visit visit) {
        boolean isRefusal = visit.problem().filter(REFUSALS::contains).isPresent();
        boolean isKept = visit.endpoint().keepsItsAudit() && visit.problem().isEmpty();
        boolean isWrite = visit.endpoint().verb() != Verb.GET && !isKept;
        if (visit.principal().isPresent() && (isRefusal || isWrite)) {
            trail.accept(entry(visit, visit.principal().get()));
        } else if (isRefusal) {
            LOG.warn(
                    "Refused {} from {}: {} ({})",
                    visit.endpoint().id(),
                    visit.caller().source(),
                    visit.problem().map(ProblemType::name).orElse(""),
                    visit.caller().requestId());
        }
    }

    private AuditEntry entry(Visit visit, Principal principal) {
        Endpoint endpoint = visit.endpoint();
        return new AuditEntry(
                visit.caller().requestId(),
                clock.instant(),
                principal.tenant(),
                principal.subject(),
                principal.keyId(),
                visit.caller().source(),
                endpoint.id(),
                path(visit.target()),
                visit.status(),
                visit.problem().map(ProblemType::name),
                Optional.empty(),
                Optional.empty());
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.length() > TARGET_MAX ? path.substring(0, TARGET_MAX) : path;
    }
}
