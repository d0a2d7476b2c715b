package io.millrace.domain.demand;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the days mean that were never written: nothing was sold on them, and the stock was as it was left. Every reader
/// of demand days asks here.
public final class WholeDays {
    private WholeDays() {}

    /// Every day an item was listed, the first to the last.
    ///
    /// A day that is not among the written ones had zero demand. It was in stock throughout if the last written day
    /// before it ended with stock, out of stock throughout if that one ended without, and unknown if there is none or
    /// its own stock is unknown. It is as complete as the caller says.
    ///
    /// @param written in any order; days outside the listing are left out, but still tell how stock was left
    /// @param times when a day began and ended, and when the location was open on it, by the catalogue
    /// @param complete whether a day that is not written is closed
    public static List<DemandDay> fill(
            Collection<DemandDay> written,
            LocalDate listedFrom,
            LocalDate listedTo,
            Function<LocalDate, DayTimes> times,
            Function<LocalDate, Boolean> complete) {
        Map<LocalDate, DemandDay> byDate = written.stream().collect(Collectors.toMap(DemandDay::date, day -> day));
        Optional<DemandDay> before = written.stream()
                .filter(day -> day.date().isBefore(listedFrom))
                .reduce((one, other) -> one.date().isAfter(other.date()) ? one : other);
        List<DemandDay> whole = new ArrayList<>();
        for (LocalDate date = listedFrom; !date.isAfter(listedTo); date = date.plusDays(1)) {
            DemandDay day = byDate.get(date);
            if (day != null) {
                before = Optional.of(day);
            }
            whole.add(day == null ? absent(date, before, times.apply(date), complete.apply(date)) : day);
        }
        return whole;
    }

    /// The times of a trading day.
    public record DayTimes(long startSecond, long endSecond, Optional<OpenTimes> open) {
        public static DayTimes of(Timetable timetable, LocalDate date, Map<LocalDate, SpecialDay> special) {
            return new DayTimes(
                    timetable.startSecond(date), timetable.endSecond(date), timetable.openTimes(date, special));
        }
    }

    private static DemandDay absent(LocalDate date, Optional<DemandDay> before, DayTimes times, boolean complete) {
        Optional<List<StockOut>> stock = before.filter(WholeDays::knowsStock)
                .map(day -> day.endsOutOfStock()
                        ? List.of(new StockOut(times.startSecond, times.endSecond, true))
                        : List.of());
        return DemandDay.of(date, new DaySales(), stock, times.open, complete, false, 0);
    }

    /// A day that was loaded says how long there was stock, but how it ended only if there was stock all the time.
    private static boolean knowsStock(DemandDay day) {
        return day.endsOutOfStock()
                || (day.inStockMinutes().isPresent()
                        && (day.version() > 0 || day.inStockMinutes().equals(day.openMinutes())));
    }

    /// The share of opening hours an item was in stock; empty if unknown.
    public static Optional<Double> inStockShare(DemandDay day) {
        OptionalInt open = day.openMinutes();
        OptionalInt inStock = day.inStockMinutes();
        return open.isEmpty() || inStock.isEmpty() || open.getAsInt() == 0
                ? Optional.empty()
                : Optional.of((double) inStock.getAsInt() / open.getAsInt());
    }
}
