package io.millrace.replenishment.network;

import io.millrace.domain.LocationId;

/// Where a store's goods come from.
public sealed interface StoreSource {
    /// From outside.
    ///
    /// @param supplier as the tenant names it
    record FromSupplier(String supplier) implements StoreSource {}

    /// From a warehouse of the tenant's own.
    record FromWarehouse(LocationId warehouse) implements StoreSource {}
}
