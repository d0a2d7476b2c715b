package io.millrace.ledger.route;

import io.millrace.domain.TenantId;
import java.util.function.Supplier;

/// A question about one partition, as it can be put to this node and to others.
///
/// @param target path and query, as another node is to be asked
/// @param local asks this node itself; may be called several times
public record Question(int partition, TenantId tenant, String target, Supplier<Local> local) {}
