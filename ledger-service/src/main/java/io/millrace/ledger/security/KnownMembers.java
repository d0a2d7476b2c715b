package io.millrace.ledger.security;

import io.millrace.ledger.http.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// To which tenants people belong, as it was a second ago at most. Safe for many threads.
public final class KnownMembers {
    private final MemberStore store;
    private final InstantSource clock;
    private final Remembered<List<Membership>> known;

    public KnownMembers(MemberStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.known = new Remembered<>("Members", clock);
    }

    /// The memberships of somebody, by their tenants.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if they can't be looked up now
    List<Membership> of(String subject) {
        return known.get(subject, () -> store.of(subject));
    }

    /// Makes a part of this program itself a member, unless it is one.
    public void enrol(Principal part) {
        Membership.Trace now = new Membership.Trace("millrace", clock.instant());
        Membership wanted = new Membership(part.tenant(), part.subject(), part.roles(), part.locations(), 1, now, now);
        store.put(
                wanted,
                _ -> new AuditEntry(
                        UUID.randomUUID().toString(),
                        now.at(),
                        part.tenant(),
                        now.by(),
                        Optional.empty(),
                        "this machine",
                        "putMember",
                        "/v1/members/" + part.subject(),
                        200,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(MemberEndpoints.json(wanted).toString())));
        forget(part.subject());
    }

    /// Forgets what it knows of somebody, so that it is asked for again.
    void forget(String subject) {
        known.forget(subject);
    }
}
