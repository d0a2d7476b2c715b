package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Where the tenants of the installation are kept. Every change is written together with its entry in the audit, or not
/// at all.
///
/// Every method throws a [StoreAwayException] while it can't be asked.
public interface Register {
    /// The tenants after one, by their ids.
    ///
    /// @param after the id after which to begin; empty for the first
    List<Tenant> list(String after, int limit);

    /// What each tenant may, of those that are here.
    List<Tenant> all();

    Optional<Tenant> find(TenantId id);

    /// Makes a tenant and what else of it is in the database, as far as that is not there.
    ///
    /// @param key for its administrators, used if one is to be made
    Entered enter(TenantPlan plan, KeyStore.Kept key, Membership.Trace now, Function<Entered.In, AuditEntry> entry);

    /// Changes a tenant.
    ///
    /// @param version the one that is expected; nothing for any
    /// @param change what becomes of it
    Changed change(
            TenantId id,
            Optional<Integer> version,
            UnaryOperator<Tenant> change,
            Function<Changed.Done, AuditEntry> entry);

    /// What came of a provisioning.
    sealed interface Entered {
        /// It is there.
        ///
        /// @param hasNewKey whether the key that was handed over is good from now on
        record In(Tenant tenant, List<Step> steps, boolean hasNewKey) implements Entered {
            public In {
                steps = List.copyOf(steps);
            }
        }

        /// There is a tenant of this id that is called otherwise. Nothing was changed.
        record OtherName(String name) implements Entered {}
    }

    /// What came of a change.
    sealed interface Changed {
        /// It is done.
        record Done(Tenant before, Tenant after) implements Changed {}

        /// There is another version than expected. Nothing was changed.
        record OtherVersion(int version) implements Changed {}

        /// There is no such tenant.
        record Unknown() implements Changed {}
    }
}
