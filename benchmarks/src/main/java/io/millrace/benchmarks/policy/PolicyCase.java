package io.millrace.benchmarks.policy;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.SimulationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Items whose past is played again under each of the policies, and the terms they are played under: single units, and
/// what is not there is lost.
///
/// @param items their demand; each begins where the play's history does
record PolicyCase(String name, List<SimulatedItem> items, SimulationOptions options) {
    private static final int ACTIVE_DAYS = 90;

    /// How a case is drawn from a data set.
    ///
    /// @param lengthDays how much of the end of each series is used
    /// @param warmUpDays of these, what is known before the first order
    /// @param sellingDays on how many of the 90 days before the first order an item must have sold: it is in the range
    /// @param count how many items, evenly from all that qualify
    record Terms(Timing timing, int lengthDays, int warmUpDays, int settleDays, int sellingDays, int count) {}

    static PolicyCase of(String name, List<DemandSeries> series, Terms terms) {
        List<DemandSeries> active = new ArrayList<>();
        for (DemandSeries each : series) {
            if (each.length() >= terms.lengthDays()) {
                DemandSeries end = end(each, terms.lengthDays());
                if (sellingDays(end, terms.warmUpDays()) >= terms.sellingDays()) {
                    active.add(end);
                }
            }
        }
        int count = Math.min(terms.count(), active.size());
        List<SimulatedItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DemandSeries demand = active.get((int) ((long) i * active.size() / count));
            items.add(new SimulatedItem(demand, terms.timing(), Unmet.LOST, LineTerms.free(), name));
        }
        int review = terms.timing().protection().length();
        return new PolicyCase(name, items, new SimulationOptions(terms.warmUpDays(), terms.settleDays(), review));
    }

    static DemandSeries end(DemandSeries series, int days) {
        int from = series.length() - days;
        double[] units = Arrays.copyOfRange(series.units(), from, series.length());
        return DemandSeries.of(
                series.id(), series.calendar().from(series.calendar().date(from)), units);
    }

    private static int sellingDays(DemandSeries series, int until) {
        int days = 0;
        for (int day = Math.max(0, until - ACTIVE_DAYS); day < until; day++) {
            days += series.units(day) > 0 ? 1 : 0;
        }
        return days;
    }

    /// What is known before the first order.
    List<SimulatedItem> past() {
        return items.stream().map(item -> item.upTo(options.warmUp())).toList();
    }

    Timing timing() {
        return items.getFirst().timing();
    }
}
