package io.millrace.replenishment.simulation;

/// Sees each period of a simulation pass.
@FunctionalInterface
public interface Watcher {
    /// Nobody looks.
    Watcher NONE = (period, asked, served, stockValue) -> {};

    /// A period has passed.
    ///
    /// @param period of the item's demand, counted from zero
    /// @param stockValue at its end
    void passed(int period, double asked, double served, double stockValue);
}
