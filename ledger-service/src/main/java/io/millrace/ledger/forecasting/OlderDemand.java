package io.millrace.ledger.forecasting;

import io.millrace.domain.TenantId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Closed days of demand that are known elsewhere, of which the topic may have no more.
@FunctionalInterface
public interface OlderDemand {
    /// A closed day.
    ///
    /// @param units sold, less what came back
    /// @param price of one unit; not a number if unknown
    /// @param share the part of its opening time in which the item was there; not a number if unknown
    /// @param isPromoted whether a promotion ran
    /// @param hasEndedOut whether there was no stock at its end
    record Day(
            TenantId tenant,
            String location,
            String item,
            LocalDate date,
            double units,
            float price,
            float share,
            boolean isPromoted,
            boolean hasEndedOut) {}

    /// The part of its opening time in which an item was there; none where the location was closed, and not a number if
    /// nobody knows.
    ///
    /// @param openMinutes how long it was open, if that is known
    /// @param inStockMinutes how long of that there was stock, if that is known
    /// @param isSold whether any was sold: then there was some, however long it was open
    static float share(@Nullable Integer openMinutes, @Nullable Integer inStockMinutes, boolean isSold) {
        if (openMinutes != null && openMinutes == 0) {
            return isSold ? 1 : 0;
        }
        return openMinutes == null || inStockMinutes == null ? Float.NaN : (float) inStockMinutes / openMinutes;
    }

    /// Hands over every day that the topic has no more, one after the other, in any order.
    ///
    /// @param begins the first offset that each partition of the topic still has
    /// @throws SQLException if they can't be read now; some may have been handed over
    void read(Map<Integer, Long> begins, Consumer<Day> taker) throws SQLException;
}
