package io.millrace.cli;

import io.millrace.replenishment.simulation.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came of each policy, for each class of demand and in all, as a table and as a CSV.
///
/// @param byPolicy by the policy's name, then by class
/// @param facts what the reader should know of the data and the run, by name
record SimulationResults(
        Map<String, Map<String, Trial.Result>> byPolicy, Map<String, String> facts, double periodsPerYear) {
    /// No item of a simulation has a shelf life yet.
    private static final int WRITE_OFFS = 0;

    List<String> table() {
        int width = Math.max(
                6, byPolicy.keySet().stream().mapToInt(String::length).max().orElse(0));
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add(name + ": " + value));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-" + width + "s  %-12s %6s  %7s %7s  %7s %7s  %12s %7s %8s %10s %10s",
                "Policy",
                "Class",
                "Items",
                "Cycle",
                "asked",
                "Fill",
                "asked",
                "Stock value",
                "Turns",
                "Orders",
                "Units lost",
                "Write-offs"));
        byPolicy.forEach((policy, classes) -> classes.forEach((name, result) -> lines.add(String.format(
                Locale.ROOT,
                "%-" + width + "s  %-12s %6d  %7s %7s  %7s %7s  %,12.2f %7.1f %,8d %,10.0f %10d",
                policy,
                name,
                result.items(),
                percent(result.tally().cycleService()),
                percent(result.askedCycleService()),
                percent(result.tally().fillRate()),
                percent(result.askedFillRate()),
                result.stockValue(),
                result.tally().turns(periodsPerYear),
                result.tally().orders(),
                result.unitsLost(),
                WRITE_OFFS))));
        return lines;
    }

    /// Nothing where nothing was asked.
    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    String csv() {
        StringBuilder text = new StringBuilder("policy,class,items,cycle_service,asked_cycle_service,fill_rate,"
                + "asked_fill_rate,stock_value,turns,orders,units_lost,write_offs,seed\n");
        byPolicy.forEach((policy, classes) -> classes.forEach((name, result) -> text.append(String.join(
                        ",",
                        quoted(policy),
                        name,
                        String.valueOf(result.items()),
                        share(result.tally().cycleService()),
                        share(result.askedCycleService()),
                        share(result.tally().fillRate()),
                        share(result.askedFillRate()),
                        number(result.stockValue()),
                        number(result.tally().turns(periodsPerYear)),
                        String.valueOf(result.tally().orders()),
                        number(result.unitsLost()),
                        String.valueOf(WRITE_OFFS),
                        facts.getOrDefault("Seed", "")))
                .append('\n')));
        return text.toString();
    }

    private static String quoted(String name) {
        return name.matches("[^\",\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
