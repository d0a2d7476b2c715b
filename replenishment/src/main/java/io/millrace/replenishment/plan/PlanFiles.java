package io.millrace.replenishment.plan;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.frame.SeriesCsv;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.plan.Rows.Row;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a plan's inputs from the three files that planners have: histories, stocks and terms.
///
/// A row that cannot be right is refused with the file, its line and what to write instead.
///
/// @param warnings what is likely not meant so, a sentence each
public record PlanFiles(List<DemandSeries> histories, List<PlanItem> items, List<String> warnings) {
    private static final Columns STOCK = new Columns(List.of("series_id", "on_hand"), List.of("arrivals"));
    private static final Columns TERMS = new Columns(
            List.of("series_id", "lead_time", "review"),
            List.of(
                    "pack",
                    "min_order",
                    "max_order",
                    "unit_cost",
                    "unmet",
                    "shelf_life",
                    "cycle_service",
                    "fill_rate",
                    "service_class",
                    "holding_cost",
                    "shortage_cost"));

    public PlanFiles {
        histories = List.copyOf(histories);
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    public static PlanFiles read(Path history, Path stock, Path terms, PlanOptions options) throws IOException {
        Map<String, Supply> supplies = supplies(stock);
        List<PlanItem> items = items(terms, stock, supplies);
        List<DemandSeries> histories = histories(history, options);
        return new PlanFiles(histories, items.stream().map(PlanFiles::counted).toList(), warnings(histories, items));
    }

    /// Where nobody waits, less than nothing in stock means that the book is wrong, and counts as nothing.
    private static PlanItem counted(PlanItem item) {
        return isMiscounted(item) ? item.with(item.supply().withStock(0)) : item;
    }

    private static boolean isMiscounted(PlanItem item) {
        return item.unmet() == Unmet.LOST && item.supply().stockUnits() < 0;
    }

    private static List<String> warnings(List<DemandSeries> histories, List<PlanItem> items) {
        Set<String> known = histories.stream().map(one -> one.id().value()).collect(Collectors.toSet());
        Set<String> planned = items.stream().map(PlanItem::id).collect(Collectors.toSet());
        List<String> warnings = new ArrayList<>();
        warn(
                warnings,
                "No history, and so taken to sell nothing: ",
                items.stream().map(PlanItem::id).filter(item -> !known.contains(item)));
        warn(
                warnings,
                "A history, but no terms, and so not planned: ",
                histories.stream().map(one -> one.id().value()).filter(item -> !planned.contains(item)));
        warn(
                warnings,
                "Less than nothing in stock, which counts as nothing until somebody looks: ",
                items.stream().filter(PlanFiles::isMiscounted).map(PlanItem::id));
        return warnings;
    }

    private static void warn(List<String> warnings, String what, Stream<String> items) {
        List<String> all = items.toList();
        if (!all.isEmpty()) {
            warnings.add(what + all.getFirst() + (all.size() > 1 ? " and " + (all.size() - 1) + " more" : "") + ".");
        }
    }

    /// The histories, all ending with the last period of the file: what was not sold after an item's last row was not
    /// sold, unless gaps are missing.
    public static List<DemandSeries> histories(Path file, PlanOptions options) {
        try {
            List<DemandSeries> series = SeriesCsv.read(file, options.frequency(), options.gaps());
            if (series.isEmpty()) {
                throw new PlanException(
                        file + " has no rows.", "Write rows like A17,2026-01-31,12 under series_id,date,quantity.");
            }
            LocalDate end = series.stream()
                    .map(one -> one.calendar().date(one.length()))
                    .max(LocalDate::compareTo)
                    .orElse(LocalDate.EPOCH);
            return series.stream()
                    .map(one -> until(one, end, options.gaps(), file))
                    .toList();
        } catch (NoSuchFileException missing) {
            throw new PlanException("There is no file " + file + ".", "Check the path given with --history.", missing);
        } catch (IllegalArgumentException refused) {
            throw refused(file, refused);
        } catch (IOException unreadable) {
            throw PlanException.unreadable(file, unreadable);
        }
    }

    private static PlanException refused(Path file, IllegalArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        int remedy = message.indexOf("; ");
        String what = remedy < 0 ? message : message.substring(0, remedy);
        String place =
                what.startsWith("Line ") ? file + " line " + what.substring("Line ".length()) : file + ": " + what;
        return new PlanException(
                place + ".",
                remedy < 0
                        ? "Write rows like A17,2026-01-31,12 under series_id,date,quantity."
                        : capital(message.substring(remedy + 2)) + ".",
                refused);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static DemandSeries until(DemandSeries series, LocalDate end, Gaps gaps, Path file) {
        Calendar calendar = series.calendar();
        int length = Math.max(series.length(), calendar.step(end));
        double[] units = Arrays.copyOf(series.units(), length);
        Arrays.fill(units, series.length(), length, gaps == Gaps.ZERO ? 0 : Double.NaN);
        DemandSeries longer = DemandSeries.of(series.id(), calendar, units).withAttributes(series.attributes());
        for (Signal signal : Signal.values()) {
            Optional<double[]> known = series.signal(signal);
            if (known.isPresent()) {
                double[] values = Arrays.copyOf(known.get(), length);
                Arrays.fill(values, series.length(), length, Double.NaN);
                check(series, signal, values, file);
                longer = longer.with(signal, values);
            }
        }
        return longer;
    }

    private static void check(DemandSeries series, Signal signal, double[] values, Path file) {
        for (int step = 0; signal == Signal.IN_STOCK && step < values.length; step++) {
            if (values[step] < 0 || values[step] > 1) {
                throw new PlanException(
                        file + " has in_stock " + values[step] + " for " + series.id() + " on "
                                + series.calendar().date(step) + ".",
                        "Write the part of the period it could be bought in: 1, 0, a fraction, or nothing if unknown.");
            }
        }
    }

    /// What a stock file says there is and comes, by item.
    public static Map<String, Supply> supplies(Path file) throws IOException {
        Map<String, Supply> supplies = new HashMap<>();
        for (Row row : Rows.read(file, STOCK).rows()) {
            String id = id(row);
            Supply supply = Supply.of(row.number("on_hand", Double.NaN), arrivals(row));
            if (supplies.put(id, supply) != null) {
                throw row.bad("repeats " + id, "Keep one line for each item.");
            }
        }
        return supplies;
    }

    private static String id(Row row) {
        String id = row.text("series_id");
        if (id.isEmpty()) {
            throw row.bad("has no series_id", "Write the item's name, as in the history.");
        }
        return id;
    }

    private static double[] arrivals(Row row) {
        String text = row.text("arrivals");
        if (text.isEmpty()) {
            return new double[0];
        }
        List<Double> units = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            units.add(part.isBlank() ? 0.0 : arrival(row, part.strip()));
        }
        return units.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double arrival(Row row, String text) {
        String remedy = "Write the units due at the start of periods 1, 2, 3 like 3;0;5.";
        try {
            double units = Double.parseDouble(text);
            if (units >= 0 && Double.isFinite(units)) {
                return units;
            }
        } catch (NumberFormatException unreadable) {
            throw new PlanException(
                    row.bad("has '" + text + "' in arrivals", remedy).getMessage(), remedy, unreadable);
        }
        throw row.bad("has '" + text + "' in arrivals", remedy);
    }

    /// The items of a terms file, by name, without any stock.
    public static Map<String, PlanItem> terms(Path file) throws IOException {
        return items(file, _ -> Supply.of(0));
    }

    private static List<PlanItem> items(Path file, Path stock, Map<String, Supply> supplies) throws IOException {
        Map<String, PlanItem> items = items(file, row -> {
            Supply supply = supplies.get(id(row));
            if (supply == null) {
                throw row.bad("is about " + id(row) + ", of which " + stock + " has no stock", "Add its line there.");
            }
            return supply;
        });
        return List.copyOf(items.values());
    }

    private static Map<String, PlanItem> items(Path file, Function<Row, Supply> supplies) throws IOException {
        Map<String, PlanItem> items = new LinkedHashMap<>();
        Map<String, Double> classes = new HashMap<>();
        for (Row row : Rows.read(file, TERMS).rows()) {
            String id = id(row);
            PlanItem item = item(id, supplies.apply(row), row);
            if (items.put(id, item) != null) {
                throw row.bad("repeats " + id, "Keep one line for each item.");
            }
            TargetColumns.checkClass(row, item, classes);
        }
        if (items.isEmpty()) {
            throw new PlanException(file + " has no rows.", "Write a line for each item that is to be planned.");
        }
        return items;
    }

    private static PlanItem item(String id, Supply supply, Row row) {
        Timing timing = Timing.of(row.whole("lead_time", 0), row.whole("review", 1));
        double pack = row.above("pack", 0, 1);
        double least = row.atLeast("min_order", 0, 0);
        double most = row.above("max_order", 0, Double.POSITIVE_INFINITY);
        if (most < Math.max(least, pack)) {
            throw row.bad(
                    "allows at most " + row.text("max_order") + ", less than a pack or the minimum",
                    "Raise max_order, or leave it empty for no limit.");
        }
        LineTerms terms = LineTerms.free()
                .withPack(pack)
                .withOrder(least, most)
                .withShelf(
                        Double.POSITIVE_INFINITY, 0, row.text("shelf_life").isEmpty() ? 0 : row.whole("shelf_life", 1))
                .withUnitCost(row.atLeast("unit_cost", 0, 0));
        return new PlanItem(id, supply, timing, unmet(row), TargetColumns.policy(row), terms);
    }

    private static Unmet unmet(Row row) {
        return switch (row.text("unmet")) {
            case "", "lost" -> Unmet.LOST;
            case "backorder", "backordered" -> Unmet.BACKORDERED;
            default -> throw row.bad("has '" + row.text("unmet") + "' for unmet", "Write lost or backorder.");
        };
    }
}
