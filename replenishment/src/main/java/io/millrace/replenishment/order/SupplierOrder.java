package io.millrace.replenishment.order;

import java.util.List;
import java.util.Optional;

/// An order to one supplier, for one delivery.
///
/// @param arrivalPeriods after how many periods it arrives
/// @param conflict why nothing is ordered although lines need something
public record SupplierOrder(
        String supplier,
        String zone,
        int arrivalPeriods,
        Choice choice,
        List<Line> lines,
        double money,
        boolean needsApproval,
        Optional<String> conflict) {
    public SupplierOrder {
        lines = List.copyOf(lines);
    }

    /// What is done about the supplier's conditions.
    public enum Choice {
        /// Nothing is ordered this time.
        SKIP,
        /// The lines as they are.
        AS_IS,
        /// More than the lines need, since that is worth it.
        FILL_UP
    }
}
