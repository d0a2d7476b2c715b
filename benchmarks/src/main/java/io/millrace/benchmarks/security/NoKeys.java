package io.millrace.benchmarks.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.security.ApiKey;
import io.millrace.ledger.security.AuditEntry;
import io.millrace.ledger.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// No API keys: what is measured are tokens.
final class NoKeys implements KeyStore {
    @Override
    public Optional<Kept> find(TenantId tenant, String id) {
        return Optional.empty();
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        return List.of();
    }

    @Override
    public void add(Kept kept, AuditEntry entry) {
        throw new UnsupportedOperationException("there are no keys here");
    }

    @Override
    public boolean revoke(TenantId tenant, String id, AuditEntry entry) {
        return false;
    }

    @Override
    public void used(TenantId tenant, String id, Instant at) {}
}
