package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.kernel.Normal;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class QuantileCurveTest {
    @Test
    void shouldHaveTheMomentsOfTheNormalWhenItIsNormal() {
        QuantileCurve curve = curve(level -> 100 + 10 * Normal.quantile(level));

        assertThat(curve.mean()).isCloseTo(100, within(0.1));
        assertThat(Math.sqrt(curve.variance())).isCloseTo(10, within(0.2));
        assertThat(curve.quantile(0.9)).isCloseTo(112.816, within(0.001));
    }

    @Test
    void shouldContinueExponentiallyWhenTheLevelIsBeyondTheGrid() {
        QuantileCurve curve = curve(level -> -5 * Math.log(1 - level));

        assertThat(curve.quantile(0.9999)).isCloseTo(-5 * Math.log(0.0001), within(1e-9));
    }

    @Test
    void shouldExpectTheWholeMeanAsShortageWhenThereIsNoStock() {
        QuantileCurve curve = curve(level -> -5 * Math.log(1 - level));

        assertThat(curve.expectedShortage(0)).isCloseTo(curve.mean(), within(1e-9));
        // Of an exponential demand of mean 5: 5 · exp(−stock ÷ 5).
        assertThat(curve.expectedShortage(10)).isCloseTo(5 * Math.exp(-2), within(0.02));
        assertThat(curve.expectedShortage(40)).isCloseTo(5 * Math.exp(-8), within(1e-9));
    }

    @Test
    void shouldRepairWhatFallsOrIsNegativeWhenItIsMade() {
        double[] values = new double[QuantileCurve.gridSize()];
        values[0] = -3;
        values[4] = 6;
        values[5] = 2;

        QuantileCurve curve = QuantileCurve.of(values);

        assertThat(curve.gridValue(0)).isZero();
        assertThat(curve.gridValue(5)).isEqualTo(6);
        assertThat(curve.quantile(0.999)).isEqualTo(6);
    }

    @Test
    void shouldRefuseWhatIsNoNumberWhenItIsMade() {
        double[] values = new double[QuantileCurve.gridSize()];
        values[7] = Double.NaN;

        assertThatThrownBy(() -> QuantileCurve.of(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5");
    }

    @Test
    void shouldGrowWithTheRootWhenStepsAreIndependent() {
        QuantileCurve step = curve(level -> 100 + 10 * Normal.quantile(level));
        double[] mean = new double[4];
        Arrays.fill(mean, 100);
        Forecast forecast = Forecast.of(mean, Collections.nCopies(4, step), new IndependentSums());

        QuantileCurve sum = forecast.sum(new Span(1, 4));

        assertThat(sum.quantile(0.5)).isCloseTo(400, within(0.5));
        assertThat(sum.quantile(0.9)).isCloseTo(400 + 2 * 12.816, within(0.5));
        assertThat(forecast.sum(new Span(2, 2))).isEqualTo(step);
    }

    private static QuantileCurve curve(DoubleUnaryOperator quantile) {
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantile.applyAsDouble(QuantileCurve.gridLevel(i));
        }
        return QuantileCurve.of(values);
    }
}
