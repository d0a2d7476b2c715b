package io.millrace.topology.demand.state;

import io.millrace.domain.demand.DaySales;
import io.millrace.domain.demand.StockChanges;

/// What happened to an item on a day that is still open. Belongs to one thread.
public final class DayBook {
    private final DaySales sales;
    private final StockChanges changes;
    private long version;

    DayBook() {
        this(new DaySales(), new StockChanges(), 0);
    }

    DayBook(DaySales sales, StockChanges changes, long version) {
        this.sales = sales;
        this.changes = changes;
        this.version = version;
    }

    public DaySales sales() {
        return sales;
    }

    public StockChanges changes() {
        return changes;
    }

    long version() {
        return version;
    }

    /// Counts a revision that is about to be written.
    public long nextVersion() {
        version++;
        return version;
    }
}
