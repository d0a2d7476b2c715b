package io.millrace.forecasting.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    /// Differences from the first sale on: -2, +3, -1, so the mean square is 14/3 and the mean absolute 2.
    private static final DemandSeries HISTORY = Examples.daily(0, 0, 4, 2, 5, 4);

    @Test
    void shouldScaleFromTheFirstSaleOnWhenHistoryStartsEmpty() {
        assertThat(Scale.of(HISTORY).meanSquare()).isCloseTo(14 / 3.0, within(1e-12));
        assertThat(Scale.of(HISTORY).meanAbsolute()).isEqualTo(2);
    }

    @Test
    void shouldPoolSquaresBeforeTheRootWhenSeriesDiffer() {
        SeriesScore good = SeriesScore.of(HISTORY, new double[] {3, 3}, flat(3, 2));
        SeriesScore bad = SeriesScore.of(HISTORY, new double[] {7, 1}, flat(3, 2));

        PanelScore score = PanelScore.of(List.of(good, bad));

        // The second misses by 4 and 2: MSE 10, ÷ 14/3, and half of it on average.
        assertThat(score.pooledRmsse()).isCloseTo(Math.sqrt(10 / (14 / 3.0) / 2), within(1e-12));
        assertThat(score.bias()).isCloseTo((12 - 14) / 14.0, within(1e-12));
        assertThat(score.scaledPinball(0.9)).isCloseTo((0.9 * 4 + 0.1 * 2) / 2 / 2 / 2, within(1e-12));
        assertThat(score.symmetricMape()).isCloseTo((200 * 4 / 10.0 + 200 * 2 / 4.0) / 2 / 2, within(1e-12));
    }

    @Test
    void shouldTellBelowFromAtMostWhenUnitsAreWhole() {
        PanelScore score = PanelScore.of(List.of(SeriesScore.of(HISTORY, new double[] {3, 3, 2, 9}, flat(3, 4))));

        assertThat(score.shareBelow(0.5)).isEqualTo(0.25);
        assertThat(score.shareAtMost(0.5)).isEqualTo(0.75);
    }

    @Test
    void shouldLeaveOutWhatNeverMovedWhenScaled() {
        SeriesScore still = SeriesScore.of(Examples.daily(5, 5, 5), new double[] {5}, flat(9, 1));
        SeriesScore moving = SeriesScore.of(HISTORY, new double[] {3}, flat(3, 1));

        PanelScore score = PanelScore.of(List.of(still, moving));

        assertThat(score.series()).isEqualTo(1);
        assertThat(score.pooledRmsse()).isZero();
    }

    @Test
    void shouldIgnoreStepsWhenTheActualIsMissing() {
        PanelScore score = PanelScore.of(List.of(SeriesScore.of(HISTORY, new double[] {Double.NaN, 3}, flat(3, 2))));

        assertThat(score.pooledRmsse()).isZero();
    }

    @Test
    void shouldScoreTheSumWhenASpanIsAsked() {
        SumScore score = new SumScore(new Span(1, 2), 0.9);

        score.add(HISTORY, new double[] {5, 5}, flat(3, 2));

        // The sum of two steps that are surely 3 is surely 6; 10 came. Scale 2, two steps.
        assertThat(score.scaledPinball()).isCloseTo(0.9 * 4 / 2 / 2, within(1e-9));
        assertThat(score.shareAtMost()).isZero();
    }

    @Test
    void shouldWeighSumsByTheirValueWhenAHierarchyIsScored() {
        var left = new HierarchicalError.Member(
                Map.of("item", "a"), new double[] {1, 3, 1}, new double[] {2}, new double[] {4}, 3);
        var right = new HierarchicalError.Member(
                Map.of("item", "b"), new double[] {2, 3}, new double[] {2}, new double[] {1}, 1);

        double error = HierarchicalError.weightedRmsse(List.of(left, right), List.of(List.of(), List.of("item")));

        // Items: errors 2 and 1 over scales 4 and 1, weights 3/4 and 1/4. Total: history 1, 5, 4 and error 1.
        double items = 0.75 * Math.sqrt(4 / 4.0) + 0.25 * Math.sqrt(1 / 1.0);
        double total = Math.sqrt(1 / ((16 + 1) / 2.0));
        assertThat(error).isCloseTo((items + total) / 2, within(1e-12));
    }

    private static Forecast flat(double value, int steps) {
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.fill(values, value);
        double[] mean = new double[steps];
        Arrays.fill(mean, value);
        return Forecast.of(mean, Collections.nCopies(steps, QuantileCurve.of(values)), new IndependentSums());
    }
}
