package io.millrace.cli;

import io.millrace.forecasting.frame.CsvFields;
import io.millrace.replenishment.simulation.Tally;
import io.millrace.replenishment.simulation.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came of each policy, for each class of demand and in all, as a table and as a CSV.
///
/// @param outcomes by the policy's name
/// @param facts what the reader should know of the data and the run, by name
/// @param dates the first days of the periods that were played
record SimulationResults(
        Map<String, Trial.Outcome> outcomes, Map<String, String> facts, double periodsPerYear, List<String> dates) {
    List<String> table() {
        int width = Math.max(
                6, outcomes.keySet().stream().mapToInt(String::length).max().orElse(0));
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add(name + ": " + value));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-" + width + "s  %-15s %6s  %7s %7s  %7s %7s %8s  %12s %7s %8s %10s %10s",
                "Policy",
                "Class",
                "Items",
                "Cycle",
                "asked",
                "Fill",
                "asked",
                "per item",
                "Stock value",
                "Turns",
                "Orders",
                "Units lost",
                "Write-offs"));
        outcomes.forEach((policy, outcome) -> outcome.byClass()
                .forEach((name, result) -> lines.add(String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %-15s %6d  %7s %7s  %7s %7s %8s  %,12.2f %7.1f %,8d %,10.0f %,10.2f",
                        policy,
                        name,
                        result.items(),
                        percent(result.tally().cycleService()),
                        percent(result.askedCycleService()),
                        percent(result.tally().fillRate()),
                        percent(result.askedFillRate()),
                        percent(result.itemFillRate()),
                        result.stockValue(),
                        result.tally().turns(periodsPerYear),
                        result.tally().orders(),
                        result.unitsLost(),
                        result.tally().writtenOffValue()))));
        return lines;
    }

    /// Nothing where nothing was asked.
    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    String csv() {
        StringBuilder text = new StringBuilder(
                "policy,class,items,cycle_service,asked_cycle_service,fill_rate,"
                        + "asked_fill_rate,item_fill_rate,stock_value,turns,orders,units_lost,units_written_off,write_offs,seed\n");
        outcomes.forEach((policy, outcome) -> outcome.byClass()
                .forEach((name, result) -> text.append(CsvFields.written(policy))
                        .append(',')
                        .append(CsvFields.written(name))
                        .append(',')
                        .append(result.items())
                        .append(',')
                        .append(figures(result))
                        .append(',')
                        .append(facts.getOrDefault("Seed", ""))
                        .append('\n')));
        return text.toString();
    }

    private String figures(Trial.Result result) {
        Tally tally = result.tally();
        return String.join(
                ",",
                share(tally.cycleService()),
                share(result.askedCycleService()),
                share(tally.fillRate()),
                share(result.askedFillRate()),
                share(result.itemFillRate()),
                number(result.stockValue()),
                number(tally.turns(periodsPerYear)),
                String.valueOf(tally.orders()),
                number(result.unitsLost()),
                number(tally.writtenOff()),
                number(tally.writtenOffValue()));
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
