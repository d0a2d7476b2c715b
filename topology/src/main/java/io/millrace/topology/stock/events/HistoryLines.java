package io.millrace.topology.stock.events;

import io.millrace.domain.Money;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.History;
import io.millrace.domain.stock.Times;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import java.time.LocalDate;
import java.util.List;

/// Checks demand of past days: nothing is booked from it, so what is wrong must be told before it is passed on.
final class HistoryLines {
    private static final int LINES_MAX = 10_000;

    private HistoryLines() {}

    static History checked(DemandHistoryLoaded loaded, long recordedAtMicros) {
        List<HistoryLine> lines = loaded.lines();
        if (lines.isEmpty()) {
            throw new InvalidField("body.lines", "there are no lines; send at least one");
        }
        if (lines.size() > LINES_MAX) {
            throw new InvalidField(
                    "body.lines",
                    lines.size() + " lines are more than " + LINES_MAX + "; send them as several commands");
        }
        // Somewhere on earth the next day has begun already.
        LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(recordedAtMicros, Times.DAY_MICROS) + 1);
        for (int i = 0; i < lines.size(); i++) {
            check(lines.get(i), i, last);
        }
        return History.HISTORY;
    }

    private static void check(HistoryLine line, int index, LocalDate last) {
        try {
            Sku.of(line.itemId());
        } catch (IllegalArgumentException malformed) {
            throw invalid(index, "itemId", String.valueOf(malformed.getMessage()));
        }
        if (line.units().isNegative()) {
            throw invalid(index, "units", "nobody sold " + line.units() + " units; zero is the least");
        }
        Money price = line.price();
        if (price != null && price.isNegative()) {
            throw invalid(index, "price", "a price is not below zero; " + price + " is");
        }
        Double inStock = line.inStockFraction();
        if (inStock != null && !(inStock >= 0 && inStock <= 1)) {
            throw invalid(
                    index,
                    "inStockFraction",
                    "a share of the opening hours is from 0 to 1; " + inStock
                            + " is not. Leave it out if it is not known");
        }
        if (line.date().isAfter(last)) {
            throw invalid(index, "date", "history is of days that are over; " + line.date() + " is to come");
        }
    }

    private static InvalidField invalid(int index, String field, String detail) {
        return new InvalidField("body.lines[" + index + "]." + field, detail);
    }
}
