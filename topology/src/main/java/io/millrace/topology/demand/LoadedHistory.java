package io.millrace.topology.demand;

import io.millrace.domain.demand.DemandDay;
import io.millrace.domain.demand.Prices;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.JournalEntry;
import io.millrace.topology.demand.state.DemandLane;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Demand of the time before the ledger: written as it is told, sealed at once, and kept nowhere.
///
/// A later load of the same day replaces the earlier. From the first day on which the ledger itself knows something of
/// the lane, its own days are the truth, and loaded ones are left out.
final class LoadedHistory {
    private final DayWriter writer;

    LoadedHistory(DayWriter writer) {
        this.writer = writer;
    }

    void post(DemandLane lane, JournalEntry entry) {
        String currency = entry.currency() == null ? "" : entry.currency();
        long keptOut = 0;
        for (HistoryLine line : entry.history()) {
            int epochDay = Math.toIntExact(line.date().toEpochDay());
            if (epochDay < lane.facts().liveFromDay()) {
                writer.write(lane, line.itemId(), day(lane, line, epochDay, currency));
            } else {
                keptOut++;
            }
        }
        if (keptOut > 0) {
            lane.counted(0, keptOut);
        }
    }

    private static DemandDay day(DemandLane lane, HistoryLine line, int epochDay, String currency) {
        long units = line.units().thousandths();
        boolean priced = line.price() != null;
        return new DemandDay(
                line.date(),
                units,
                0,
                priced ? Prices.amount(units, line.price().tenThousandths()) : 0,
                priced ? Optional.of(line.price().tenThousandths()) : Optional.empty(),
                currency,
                line.promotionId() == null ? "" : line.promotionId(),
                0,
                inStock(lane, line, epochDay),
                open(lane, line, epochDay),
                List.of(),
                true,
                true,
                0);
    }

    /// Who knows the share of the day but not its hours is taken at the share of the whole day.
    private static OptionalInt open(DemandLane lane, HistoryLine line, int epochDay) {
        return line.inStockFraction() == null ? lane.openMinutes(epochDay) : OptionalInt.of(lane.minutesOf(epochDay));
    }

    private static OptionalInt inStock(DemandLane lane, HistoryLine line, int epochDay) {
        Double fraction = line.inStockFraction();
        return fraction == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(Math.round(fraction * lane.minutesOf(epochDay))));
    }
}
