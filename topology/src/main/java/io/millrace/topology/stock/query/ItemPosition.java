package io.millrace.topology.stock.query;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Position;

/// An item's position in a lane.
///
/// @param journalSequence the entry that changed it last; 0 if that was before the process that answers held the lane
public record ItemPosition(Sku item, Position position, long journalSequence) {}
