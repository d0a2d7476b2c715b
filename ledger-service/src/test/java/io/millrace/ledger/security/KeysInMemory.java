package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keys and their audit without a database.
final class KeysInMemory implements KeyStore {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    final List<AuditEntry> entries = new ArrayList<>();
    boolean isAway;

    private void requireHere() {
        if (isAway) {
            throw new StoreAwayException("away", new IllegalStateException());
        }
    }

    @Override
    public Optional<Kept> find(TenantId tenant, String id) {
        requireHere();
        return Optional.ofNullable(kept.get(tenant + "|" + id));
    }

    @Override
    public List<ApiKey> list(TenantId tenant) {
        requireHere();
        return kept.values().stream()
                .map(Kept::key)
                .filter(key -> key.tenant().equals(tenant))
                .toList();
    }

    @Override
    public void add(Kept added, AuditEntry entry) {
        requireHere();
        kept.put(added.key().tenant() + "|" + added.key().id(), added);
        entries.add(entry);
    }

    @Override
    public boolean revoke(TenantId tenant, String id, AuditEntry entry) {
        requireHere();
        Kept before = kept.get(tenant + "|" + id);
        if (before == null || before.key().times().revokedAt().isPresent()) {
            return false;
        }
        ApiKey key = before.key();
        ApiKey.Times times = new ApiKey.Times(
                key.times().createdAt(),
                key.times().expiresAt(),
                Optional.of(entry.at()),
                key.times().lastUsedAt());
        kept.put(
                tenant + "|" + id,
                new Kept(
                        new ApiKey(key.id(), tenant, key.name(), key.roles(), key.locations(), key.createdBy(), times),
                        before.hash()));
        entries.add(entry);
        return true;
    }

    @Override
    public void used(TenantId tenant, String id, Instant at) {}
}
