package io.millrace.domain.demand;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The demand of one item on one trading day.
///
/// @param currency of the amounts; empty if nobody said
/// @param promotion that ran; empty if none did
/// @param inStockMinutes minutes of opening hours with stock; empty means unknown, which is not zero
/// @param openMinutes minutes the location was open; empty if nobody said
/// @param complete whether the day is closed: every till was heard to its end, or the wait for them is over
/// @param sealed whether the day no longer changes
/// @param version counts the revisions; 0 for a day that was loaded, and for one that was never written
public record DemandDay(
        LocalDate date,
        long units,
        long returns,
        long revenue,
        Optional<Long> averagePrice,
        String currency,
        String promotion,
        long transactions,
        OptionalInt inStockMinutes,
        OptionalInt openMinutes,
        List<StockOut> stockOuts,
        boolean complete,
        boolean sealed,
        long version) {
    public DemandDay {
        stockOuts = List.copyOf(stockOuts);
    }

    /// What is known of a day.
    ///
    /// @param stock what the books say of the shelf; empty if they never heard of goods coming in
    public static DemandDay of(
            LocalDate date,
            DaySales sales,
            Optional<List<StockOut>> stock,
            Optional<OpenTimes> open,
            boolean complete,
            boolean sealed,
            long version) {
        OptionalInt inStock = stock.isPresent() && open.isPresent()
                ? OptionalInt.of(open.get().minutesOutside(stock.get()))
                : OptionalInt.empty();
        return new DemandDay(
                date,
                sales.units(),
                sales.returns(),
                sales.revenue(),
                sales.averagePrice(),
                sales.currency(),
                sales.promotion(),
                sales.transactions(),
                inStock,
                open.map(times -> OptionalInt.of(times.minutes())).orElse(OptionalInt.empty()),
                stock.orElse(List.of()),
                complete,
                sealed,
                version);
    }

    /// Whether there was no stock when the day was over.
    public boolean endsOutOfStock() {
        return !stockOuts.isEmpty() && stockOuts.getLast().lasting();
    }
}
