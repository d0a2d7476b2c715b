package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.time.Instant;
import java.util.Optional;

/// Who did or tried what, from where, and what came of it.
///
/// @param requestId the request; a request is written down once
/// @param subject who; `anonymous` if it was not found out
/// @param action the operation, as the interface calls it
/// @param target the path that was asked, without its query
/// @param status what was answered
/// @param problem the kind of refusal; empty if it was done
/// @param before what was there before, as JSON, where that is known
/// @param after what is there now
public record AuditEntry(
        String requestId,
        Instant at,
        TenantId tenant,
        String subject,
        Optional<String> keyId,
        String source,
        String action,
        String target,
        int status,
        Optional<String> problem,
        Optional<String> before,
        Optional<String> after) {}
