package io.millrace.forecasting.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final Hierarchy TWO = Hierarchy.of(List.of(Map.of(), Map.of()), List.of(List.of()));
    private static final Hierarchy SHOPS = Hierarchy.of(
            List.of(
                    Map.of("shop", "north", "item", "a"),
                    Map.of("shop", "north", "item", "b"),
                    Map.of("shop", "south", "item", "a"),
                    Map.of("shop", "south", "item", "b")),
            List.of(List.of(), List.of("shop"), List.of("item")));

    @Test
    void shouldShareOutEvenlyWhenEveryNodeCountsAlike() {
        double[] series = Reconciliation.ordinary(TWO).ofSeries(new double[] {10, 3, 5});

        // Two units are missing; the total gives up a third of them and each series takes a third.
        assertThat(series).containsExactly(new double[] {3 + 2 / 3.0, 5 + 2 / 3.0}, EXACTLY);
        assertThat(TWO.sums(series)[0]).isCloseTo(10 - 2 / 3.0, EXACTLY);
    }

    @Test
    void shouldLeaveForecastsAloneWhenTheyAddUp() {
        double[] series = {4, 1, 2, 7};

        double[] agreed = Reconciliation.minimumTrace(SHOPS, errors(60, 5)).ofSeries(SHOPS.sums(series));

        assertThat(agreed).containsExactly(series, within(1e-6));
    }

    @Test
    void shouldFollowTheSumWhenItIsSurer() {
        double[][] errors = new double[40][3];
        SplittableRandom random = new SplittableRandom(2);
        for (double[] row : errors) {
            row[0] = 0.01 * random.nextGaussian();
            row[1] = random.nextGaussian();
            row[2] = random.nextGaussian();
        }

        double[] series = Reconciliation.minimumTrace(TWO, errors).ofSeries(new double[] {10, 3, 5});

        assertThat(series[0] + series[1]).isCloseTo(10, within(0.01));
    }

    @Test
    void shouldBeCloserToTheTruthThanTheBottomAloneWhenErrorsAreIndependent() {
        double[][] past = errors(200, 7);
        Reconciliation reconciliation = Reconciliation.minimumTrace(SHOPS, past);
        double[] truth = {20, 30, 40, 50};
        double[] sums = SHOPS.sums(truth);
        double bottomUp = 0;
        double reconciled = 0;
        for (double[] row : errors(500, 8)) {
            double[] forecast = new double[sums.length];
            Arrays.setAll(forecast, node -> sums[node] + row[node]);
            double[] bottom = Arrays.copyOfRange(forecast, sums.length - 4, sums.length);
            bottomUp += squares(SHOPS.sums(bottom), sums);
            reconciled += squares(SHOPS.sums(reconciliation.ofSeries(forecast)), sums);
        }

        assertThat(reconciled).isLessThan(0.8 * bottomUp);
    }

    @Test
    void shouldNameSumsByTheirAttributesWhenBuilt() {
        assertThat(SHOPS.nodes()).isEqualTo(1 + 2 + 2 + 4);
        assertThat(SHOPS.name(0)).isEqualTo("total");
        assertThat(SHOPS.name(1)).isEqualTo("shop north");
        assertThat(SHOPS.sums(new double[] {1, 2, 3, 4})).containsExactly(10, 3, 7, 4, 6, 1, 2, 3, 4);
    }

    @Test
    void shouldSayWhatIsMissingWhenALevelCannotBeBuilt() {
        assertThatThrownBy(() -> Hierarchy.of(List.of(Map.of("item", "a")), List.of(List.of("shop"))))
                .hasMessageContaining("'shop'");
        assertThatThrownBy(() -> Reconciliation.minimumTrace(SHOPS, new double[1][9]))
                .hasMessageContaining("at least 2 steps");
    }

    /// Errors of forecasts made for each node on its own.
    private static double[][] errors(int steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] errors = new double[steps][SHOPS.nodes()];
        for (double[] row : errors) {
            Arrays.setAll(row, _ -> 2 * random.nextGaussian());
        }
        return errors;
    }

    private static double squares(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return sum;
    }
}
