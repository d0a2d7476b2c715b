package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where memberships are kept. Every change is written together with its entry in the audit, or not at all.
///
/// Every method throws a [StoreAwayException] while the store can't be asked.
public interface MemberStore {
    /// All memberships of somebody, by their tenants.
    List<Membership> of(String subject);

    /// All members of a tenant, by their names.
    List<Membership> list(TenantId tenant);

    /// Puts a membership in the place of the one of the version before.
    ///
    /// @param wanted has the version that it is to have: 1 if there should be none yet
    /// @param entry what the audit says, given what there was
    Change put(Membership wanted, Function<Optional<Membership>, AuditEntry> entry);

    /// Ends a membership.
    ///
    /// @param version the one that is expected; nothing for any
    /// @param entry what the audit says, given what there was
    Change remove(
            TenantId tenant,
            String subject,
            Optional<Integer> version,
            Function<Optional<Membership>, AuditEntry> entry);

    /// What came of a change.
    sealed interface Change {
        /// It is done.
        record Done(Membership membership) implements Change {}

        /// There is another version than expected, 0 if there is none. Nothing was changed.
        record OtherVersion(int version) implements Change {}

        /// The tenant would have no administrator any more. Nothing was changed.
        record LastAdmin() implements Change {}
    }
}
