package io.millrace.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.ClassFill;
import io.millrace.replenishment.policy.Policy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What steering learns from shortages, and where a rehearsal lets it begin.
class SteeredLearnerTest {
    private static final Calendar DAYS = new Calendar(Frequency.DAILY, LocalDate.of(2025, 1, 6));

    @Test
    void shouldTellWhatAStockOutHidByWhatWasBelievedOfThatDay() {
        SteeredLearner learner = learner(coin());
        SimulatedItem item = item(new double[5]);

        learner.learned(item, new double[] {2, 2}, ones(2));
        learner.learned(item, new double[] {2, 2, 2, 2, 4}, new double[] {1, 1, 1, 1, 0.5});
        learner.steer();

        ClassFill fill = learner.fill();
        assertThat(fill.recentShort() / fill.recentAsked()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void shouldTellItByTheItemsOwnPastWhenNobodyBelievedInSoMuch() {
        SteeredLearner learner = learner(coin());
        SimulatedItem item = item(new double[5]);

        learner.learned(item, new double[] {30, 50}, ones(2));
        learner.learned(item, new double[] {30, 50, 30, 50, 40}, new double[] {1, 1, 1, 1, 0.5});
        learner.steer();

        ClassFill fill = learner.fill();
        assertThat(fill.recentShort() / fill.recentAsked()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void shouldLearnNothingFromPeriodsOfWhichNothingIsKnown() {
        SteeredLearner learner = learner(coin());
        SimulatedItem item = item(new double[5]);

        learner.learned(item, new double[] {2}, ones(1));
        learner.learned(item, new double[] {2, 2, 2, Double.NaN, 2}, ones(5));
        learner.steer();

        assertThat(learner.fill().recentAsked()).isCloseTo(1, within(1e-9));
        assertThat(learner.fill().recentShort()).isZero();
    }

    @Test
    void shouldNotSteerByWhatWasShortBeforeAnOrderCouldArrive() {
        SteeredLearner learner = learner(coin());
        SimulatedItem item = item(new double[5]);

        learner.learned(item, new double[] {2, 2, 2}, ones(3));
        learner.learned(item, new double[] {2, 2, 2, 1, 1}, new double[] {1, 1, 1, 0.5, 0.5});
        learner.steer();

        assertThat(learner.fill()).isEqualTo(ClassFill.of(0.9));
    }

    @Test
    void shouldKnowTheMeanOfDemandAboveALevel() {
        DemandGrid grid = DemandGrid.stationary(new double[] {0.2, 0.3, 0.3, 0, 0.2}, 2, 5);

        assertThat(grid.meanAbove(1, 0)).isCloseTo((0.3 * 5 + 0.3 * 10 + 0.2 * 20) / 0.8, within(1e-9));
        assertThat(grid.meanAbove(2, 5)).isCloseTo((0.3 * 10 + 0.2 * 20) / 0.5, within(1e-9));
        assertThat(grid.meanAbove(1, 20)).isNaN();
    }

    /// On one day of the part that is rehearsed, each item sells what nobody could foresee.
    @Test
    void shouldNotBuildStockForWhatNoStockWouldHaveServed() {
        Rehearsal foreseen = Rehearsal.of(items(0), Learning.recent(), 6);
        Rehearsal surprised = Rehearsal.of(items(4_000), Learning.recent(), 6);

        assertThat(foreseen.fill(0.99).pressure()).isBetween(2.0, 6.0);
        assertThat(surprised.fill(0.99).pressure()).isBetween(foreseen.fill(0.9).pressure(), 7.0);
    }

    @Test
    void shouldBeginTheHigherTheMoreIsAskedForAndNotLeapBeyondWhatWasRehearsed() {
        Rehearsal rehearsal = Rehearsal.of(items(0), Learning.recent(), 6);
        double before = 0;
        for (double asked : new double[] {0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999}) {
            double pressure = rehearsal.fill(asked).pressure();

            assertThat(pressure).as("asked for " + asked).isGreaterThanOrEqualTo(before);
            before = pressure;
        }
        assertThat(rehearsal.fill(0.9999).pressure() - rehearsal.fill(0.999).pressure())
                .isLessThan(3);
    }

    /// Nothing or ten.
    private static DemandGrid coin() {
        double[] mass = new double[11];
        mass[0] = 0.5;
        mass[10] = 0.5;
        return DemandGrid.stationary(mass, 5, 1);
    }

    private static SteeredLearner learner(DemandGrid grid) {
        return new SteeredLearner((item, sold, inStock) -> grid, Policy.Steered.of("A", 0.9));
    }

    private static List<SimulatedItem> items(double surprise) {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, 40)
                .mapToObj(i -> {
                    double[] units = new double[210];
                    Arrays.setAll(units, day -> random.nextInt(6));
                    units[180] += surprise;
                    return item(units);
                })
                .toList();
    }

    private static SimulatedItem item(double[] units) {
        DemandSeries series = DemandSeries.of(new SeriesId("item-" + units.length), DAYS, units);
        return new SimulatedItem(series, Timing.of(2, 3), Unmet.LOST, LineTerms.free(), "all");
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
