package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of an event.
public sealed interface Decision {
    /// It is posted.
    ///
    /// @param changes what the lane has to take in, in this order
    /// @param shipments what other lanes have to hear
    /// @param granted what a reservation got, in thousandths by item
    record Posted(
            List<PostedLine> lines,
            Set<Flag> flags,
            List<Change> changes,
            List<StockAlert> alerts,
            List<Shipment> shipments,
            Map<Sku, Long> granted)
            implements Decision {
        public Posted {
            lines = List.copyOf(lines);
            flags = Set.copyOf(flags);
            changes = List.copyOf(changes);
            alerts = List.copyOf(alerts);
            shipments = List.copyOf(shipments);
            granted = Map.copyOf(granted);
        }
    }

    /// Goods that are on their way to another lane, or, taken back, are not after all.
    record Shipment(Transfer transfer, List<GoodsLine> lines, boolean takenBack) {
        public Shipment {
            lines = List.copyOf(lines);
        }
    }

    /// The same event was taken in before; nothing changes.
    enum Repeated implements Decision {
        REPEATED
    }

    /// It has to wait for another event.
    ///
    /// @param changes what the lane has to take in: the identity, so that a repeat is recognised
    record Pending(Identity awaited, List<Change> changes) implements Decision {
        public Pending {
            changes = List.copyOf(changes);
        }
    }

    /// It is not posted.
    ///
    /// @param field the path of the field at fault, empty if it is the event as a whole
    record Rejected(Rejection reason, String field, String detail) implements Decision {}

    /// What happened to one item, and its position afterwards.
    ///
    /// @param unitCost ten-thousandths, or [Position#NO_COST]
    /// @param reversed whether it takes back a line of an earlier event
    record PostedLine(
            int number,
            Sku item,
            List<Movement> movements,
            Position after,
            Set<Flag> flags,
            long unitCost,
            long countedAtMicros,
            boolean reversed) {
        public PostedLine {
            movements = List.copyOf(movements);
            flags = Set.copyOf(flags);
        }
    }
}
