package io.millrace.topology.stock.query;

import java.util.List;
import java.util.OptionalInt;

/// Positions of a lane that were read at one moment, in the order in which the lane came to know the items.
///
/// @param next where the next page begins; empty on the last
public record PositionPage(List<ItemPosition> positions, OptionalInt next) {
    public PositionPage {
        positions = List.copyOf(positions);
    }
}
