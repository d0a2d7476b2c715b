package io.millrace.ledger.route;

import java.util.Map;
import java.util.function.Supplier;

/// A question about one partition, as it can be put to this node and to others.
///
/// @param target path and query, as another node is to be asked
/// @param credentials the headers that say who asks; the other node checks them itself
/// @param local asks this node itself; may be called several times
public record Question(int partition, String target, Map<String, String> credentials, Supplier<Local> local) {}
