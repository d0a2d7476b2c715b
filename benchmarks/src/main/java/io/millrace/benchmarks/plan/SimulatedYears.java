package io.millrace.benchmarks.plan;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.Simulation;
import io.millrace.replenishment.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Years of daily demand of an item, played under the time-phased policy with a review on every day.
final class SimulatedYears {
    private static final int YEAR_DAYS = 365;
    private static final int WARM_UP_DAYS = 91;
    private static final Calendar CALENDAR = new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1));

    private SimulatedYears() {}

    static void play(int itemYears) {
        List<SimulatedItem> items =
                IntStream.range(0, itemYears).mapToObj(SimulatedYears::item).toList();
        Simulation.run(
                items, new Policy.TimePhased(new Target.FillRate(0.95)), new SimulationOptions(WARM_UP_DAYS, 0, 28));
    }

    private static SimulatedItem item(int number) {
        SplittableRandom random = new SplittableRandom(number);
        double chance = random.nextDouble(0.1, 0.9);
        double size = random.nextDouble(1, 6);
        double[] units = new double[WARM_UP_DAYS + YEAR_DAYS];
        for (int day = 0; day < units.length; day++) {
            units[day] = random.nextDouble() < chance ? Math.ceil(-size * Math.log(random.nextDouble(0.001, 1))) : 0;
        }
        return new SimulatedItem(
                DemandSeries.of(new SeriesId("item-" + number), CALENDAR, units),
                Timing.of(2, 1),
                Unmet.LOST,
                LineTerms.free(),
                "all");
    }
}
