package io.millrace.cli.imports;

import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.OpenOrderLine;
import io.millrace.events.stock.OpenOrderLoaded;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.schemas.json.Fault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What can be loaded into the ledger when a shop goes live.
public enum LedgerKind {
    /// What was sold before.
    HISTORY,
    /// What is on the shelf at the begin.
    STOCK,
    /// What is on its way at the begin.
    ORDERS;

    /// How many rows go into one command.
    static final int LINES_MAX = 1_000;

    /// A column of the table, and what it means.
    public record Column(String name, String meaning) {}

    /// When stock was counted.
    ///
    /// @param usual of rows that don't say
    /// @param oldest that the ledger books
    record CountTimes(Optional<Instant> usual, Instant oldest) {}

    /// One row, ready to go into a command.
    sealed interface Line {
        String location();

        /// What rows have in common that may go into one command, besides the location.
        Object together();

        record Sold(String location, Optional<String> currency, HistoryLine line) implements Line {
            @Override
            public Object together() {
                return currency;
            }
        }

        record Counted(String location, CountLine line) implements Line {
            @Override
            public Object together() {
                return "";
            }
        }

        record Ordered(
                String location,
                String orderId,
                Optional<String> supplierId,
                Optional<Instant> expectedAt,
                Optional<String> currency,
                OpenOrderLine line)
                implements Line {
            @Override
            public Object together() {
                return List.of(orderId, supplierId, expectedAt, currency);
            }
        }
    }

    /// The columns of the table.
    public List<Column> columns() {
        return switch (this) {
            case HISTORY ->
                List.of(
                        new Column("locationId", "Where it was sold."),
                        new Column("itemId", "The item."),
                        new Column("date", "The trading day, such as 2026-01-31."),
                        new Column(
                                "units", "Units sold on the day; 0 is a day without sales, a day left out is unknown."),
                        new Column("price", "The average price of the day."),
                        new Column("currency", "ISO 4217 code of the price, needed with it."),
                        new Column("promotionId", "The promotion that ran."),
                        new Column(
                                "inStockFraction",
                                "The share of opening hours it was in stock, 0 to 1; empty if unknown."));
            case STOCK ->
                List.of(
                        new Column("locationId", "Where it is."),
                        new Column("itemId", "The item."),
                        new Column("counted", "How much is there, in the item's own unit; 0 is a count too."),
                        new Column("countedAt", "When it was counted, such as 2026-01-31T06:00:00Z; see --counted-at."),
                        new Column("lot", "The lot or batch."));
            case ORDERS ->
                List.of(
                        new Column("locationId", "Where it will arrive."),
                        new Column("orderId", "The order; rows of one order stand together."),
                        new Column("line", "The number of the line on the order."),
                        new Column("itemId", "The item."),
                        new Column("quantity", "How much is still to come, in the item's own unit."),
                        new Column("supplierId", "Who delivers; the same for all lines of an order."),
                        new Column(
                                "expectedAt",
                                "When it should arrive: a date, or a moment; the same for all lines of an order."),
                        new Column("unitCost", "What one unit costs."),
                        new Column("currency", "ISO 4217 code of the cost, needed with it."));
        };
    }

    private List<String> names() {
        return columns().stream().map(Column::name).toList();
    }

    /// Reads a row; what is wrong with it is added to the faults.
    ///
    /// @param number that the line has in its command
    Optional<Line> line(Cells cells, int number, CountTimes times, List<Fault> faults) {
        Optional<Line> line = switch (this) {
            case HISTORY -> sold(cells, faults);
            case STOCK -> counted(cells, number, times, faults);
            case ORDERS -> ordered(cells, faults);
        };
        faults.addAll(cells.faults(names()));
        return faults.isEmpty() ? line : Optional.empty();
    }

    private static Optional<Line> sold(Cells cells, List<Fault> faults) {
        var location = cells.location();
        var item = cells.item();
        var date = cells.mustDate("date");
        var units = cells.mustQuantity("units");
        var price = cells.money("price");
        var currency = cells.text("currency");
        var promotion = cells.text("promotionId");
        var inStock = cells.share("inStockFraction");
        units.filter(sold -> sold.isNegative())
                .ifPresent(sold -> faults.add(new Fault("units", "nobody sells " + sold + "; leave returns out")));
        needsCurrency("price", price.isPresent(), currency, faults);
        if (location.isEmpty() || item.isEmpty() || date.isEmpty() || units.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Line.Sold(
                location.get(),
                currency,
                new HistoryLine(
                        item.get(),
                        date.get(),
                        units.get(),
                        price.orElse(null),
                        promotion.orElse(null),
                        inStock.orElse(null))));
    }

    private static Optional<Line> counted(Cells cells, int number, CountTimes times, List<Fault> faults) {
        var location = cells.location();
        var item = cells.item();
        var counted = cells.mustQuantity("counted");
        var at = cells.time("countedAt").or(times::usual);
        var lot = cells.text("lot");
        counted.filter(there -> there.isNegative())
                .ifPresent(there -> faults.add(new Fault("counted", "nobody counts " + there + "; zero is the least")));
        if (at.isEmpty()) {
            faults.add(new Fault("countedAt", "it must be given, or --counted-at for all rows"));
        } else if (at.get().isBefore(times.oldest())) {
            faults.add(new Fault(
                    "countedAt",
                    "a count from before " + times.oldest().truncatedTo(ChronoUnit.SECONDS)
                            + " is too old to be booked; count again"));
        }
        if (location.isEmpty() || item.isEmpty() || counted.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Line.Counted(
                location.get(), new CountLine(number, item.get(), counted.get(), at.get(), lot.orElse(null))));
    }

    private static Optional<Line> ordered(Cells cells, List<Fault> faults) {
        var location = cells.location();
        var order = cells.mustText("orderId");
        var number = cells.mustNumber("line");
        var item = cells.item();
        var quantity = cells.mustQuantity("quantity");
        var supplier = cells.text("supplierId");
        var expectedAt = cells.time("expectedAt");
        var cost = cells.money("unitCost");
        var currency = cells.text("currency");
        quantity.filter(still -> !still.isPositive())
                .ifPresent(still -> faults.add(new Fault("quantity", still + " is still to come; leave the line out")));
        needsCurrency("unitCost", cost.isPresent(), currency, faults);
        if (location.isEmpty() || order.isEmpty() || number.isEmpty() || item.isEmpty() || quantity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Line.Ordered(
                location.get(),
                order.get(),
                supplier,
                expectedAt,
                currency,
                new OpenOrderLine(number.get(), item.get(), quantity.get(), cost.orElse(null))));
    }

    private static void needsCurrency(String amount, boolean given, Optional<String> currency, List<Fault> faults) {
        if (given && currency.isEmpty()) {
            faults.add(new Fault("currency", "it must be given beside " + amount + ", such as EUR"));
        }
    }

    /// What a command says that carries these lines, all of one location and what else they have in common.
    static StockCommand.Body body(List<Line> lines) {
        return switch (lines.getFirst()) {
            case Line.Sold sold ->
                new DemandHistoryLoaded(sold.currency().orElse(null), each(lines, Line.Sold.class, Line.Sold::line));
            case Line.Counted _ ->
                new StockCounted(null, CountKind.OPENING, each(lines, Line.Counted.class, Line.Counted::line));
            case Line.Ordered ordered ->
                new OpenOrderLoaded(
                        ordered.orderId(),
                        ordered.supplierId().orElse(null),
                        ordered.expectedAt().orElse(null),
                        ordered.currency().orElse(null),
                        each(lines, Line.Ordered.class, Line.Ordered::line));
        };
    }

    private static <L extends Line, T> List<T> each(List<Line> lines, Class<L> type, Function<L, T> part) {
        List<T> parts = new ArrayList<>(lines.size());
        lines.forEach(line -> parts.add(part.apply(type.cast(line))));
        return parts;
    }
}
