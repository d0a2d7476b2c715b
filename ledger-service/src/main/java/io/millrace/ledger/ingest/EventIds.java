package io.millrace.ledger.ingest;

import io.millrace.domain.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Identities for events that bring none. Under the same idempotency key the same place has the same identity, so that
/// the ledger recognises what is sent again.
///
/// @param scope what the key is unique within, beside the tenant
record EventIds(TenantId tenant, String scope, Optional<String> key) {
    UUID at(long index) {
        return key.map(given -> UUID.nameUUIDFromBytes(
                        (tenant + "|" + scope + "|" + index + "|" + given).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID);
    }
}
