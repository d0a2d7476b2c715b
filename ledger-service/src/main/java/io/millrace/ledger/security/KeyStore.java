package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where API keys are kept. Every change is written together with its entry in the audit, or not at all.
///
/// Every method throws a [StoreAwayException] while the store can't be asked.
public interface KeyStore {
    /// A key and the SHA-256 of its secret.
    final class Kept {
        private final ApiKey key;
        private final byte[] hash;

        Kept(ApiKey key, byte[] hash) {
            this.key = key;
            this.hash = hash.clone();
        }

        ApiKey key() {
            return key;
        }

        byte[] hash() {
            return hash.clone();
        }
    }

    /// A key of a tenant, also one that is revoked or over.
    Optional<Kept> find(TenantId tenant, String id);

    /// All keys of a tenant, the newest first.
    List<ApiKey> list(TenantId tenant);

    void add(Kept kept, AuditEntry entry);

    /// Revokes a key from now on.
    ///
    /// @return whether there is such a key that was not revoked before
    boolean revoke(TenantId tenant, String id, AuditEntry entry);

    /// Notes when a key was used.
    void used(TenantId tenant, String id, Instant at);
}
