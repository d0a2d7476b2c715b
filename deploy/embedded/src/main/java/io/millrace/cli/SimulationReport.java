package io.millrace.cli;

import io.millrace.forecasting.workbench.Json;
import io.millrace.forecasting.workbench.ReportPage;
import io.millrace.replenishment.simulation.OverTime;
import io.millrace.replenishment.simulation.Tally;
import io.millrace.replenishment.simulation.Trial;
import java.util.Comparator;
import java.util.List;

/// The results of a simulation as one HTML page that needs nothing else, in the style of the backtest's.
final class SimulationReport {
    private static final int MOST_POINTS = 60;
    private static final int ITEMS_SHOWN = 15;

    private SimulationReport() {}

    static String html(SimulationResults results) {
        Json json = new Json().open('{').name("facts").open('[');
        results.facts()
                .forEach(
                        (name, value) -> json.open('[').value(name).value(value).close(']'));
        int periods = results.dates().size();
        int together = (periods + MOST_POINTS - 1) / MOST_POINTS;
        json.close(']').name("together").value(together).name("dates").open('[');
        for (int first = 0; first < periods; first += together) {
            json.value(results.dates().get(first));
        }
        json.close(']').name("policies").open('[');
        results.outcomes().forEach((name, outcome) -> {
            json.open('{').name("name").value(name).name("classes").open('{');
            outcome.byClass().forEach((itemClass, result) -> {
                json.name(itemClass);
                result(json, result, results.periodsPerYear());
            });
            json.close('}');
            overTime(json, outcome.overTime(), together);
            items(json, outcome.items(), results.periodsPerYear());
            json.close('}');
        });
        return ReportPage.of(
                SimulationReport.class,
                "simulation",
                "Simulation",
                json.close(']').close('}').toString());
    }

    private static void result(Json json, Trial.Result result, double periodsPerYear) {
        Tally tally = result.tally();
        json.open('{').name("items").value(result.items());
        json.name("cycle").value(tally.cycleService());
        json.name("askedCycle").value(result.askedCycleService());
        json.name("fill").value(tally.fillRate());
        json.name("askedFill").value(result.askedFillRate());
        json.name("itemFill").value(result.itemFillRate());
        json.name("stock").value(result.stockValue());
        json.name("turns").value(tally.turns(periodsPerYear));
        json.name("orders").value((double) tally.orders());
        json.name("lost").value(result.unitsLost());
        json.name("writtenOff").value(tally.writtenOffValue()).close('}');
    }

    private static void overTime(Json json, OverTime overTime, int together) {
        json.name("stock").open('[');
        for (int first = 0; first < overTime.periods(); first += together) {
            int last = Math.min(first + together, overTime.periods());
            double sum = 0;
            for (int period = first; period < last; period++) {
                sum += overTime.stockValue(period);
            }
            json.value(sum / (last - first));
        }
        json.close(']').name("fill").open('[');
        for (int first = 0; first < overTime.periods(); first += together) {
            double asked = 0;
            double served = 0;
            for (int period = first; period < Math.min(first + together, overTime.periods()); period++) {
                asked += overTime.asked(period);
                served += overTime.served(period);
            }
            json.value(asked > 0 ? served / asked : Double.NaN);
        }
        json.close(']');
    }

    /// Those that lost the most.
    private static void items(Json json, List<Trial.ItemResult> items, double periodsPerYear) {
        json.name("items").open('[');
        items.stream()
                .sorted(Comparator.comparingDouble(
                                (Trial.ItemResult item) -> item.result().unitsLost())
                        .reversed()
                        .thenComparing(Trial.ItemResult::item))
                .limit(ITEMS_SHOWN)
                .forEach(item -> {
                    json.open('{').name("id").value(item.item()).name("class").value(item.itemClass());
                    json.name("result");
                    result(json, item.result(), periodsPerYear);
                    json.close('}');
                });
        json.close(']');
    }
}
