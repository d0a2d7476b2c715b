package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.Optional;

/// A line as it is booked: an item, and how much of it in its own unit.
///
/// @param meaning how it came to that; empty if it is what was said
public record Meant(Sku item, long thousandths, Optional<Meaning> meaning) {}
