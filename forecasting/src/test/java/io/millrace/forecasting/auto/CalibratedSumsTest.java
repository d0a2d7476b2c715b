package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.kernel.PearsonThree;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibratedSumsTest {
    private static final int WEEK = 7;

    @Test
    void shouldKeepTheSkewnessOfEachSeriesWhenStepsAreIndependent() {
        List<QuantileCurve> calm = curves(0);
        List<QuantileCurve> skewed = curves(4);
        CalibratedSums.Learning learning = new CalibratedSums.Learning();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 4_000; i++) {
            learning.add(i % 2, means(), calm, drawn(calm, random));
        }

        CalibratedSums sums = learning.learned();

        double mean = Arrays.stream(means()).sum();
        assertThat(sums.sum(mean, skewed, 1).quantile(0.99))
                .isCloseTo(new IndependentSums().sum(mean, skewed, 1).quantile(0.99), within(6.0));
        assertThat(sums.sum(mean, skewed, 1).quantile(0.99))
                .isGreaterThan(sums.sum(mean, calm, 1).quantile(0.99) + 5);
    }

    @Test
    void shouldWidenSumsWhenStepsGoTogether() {
        List<QuantileCurve> steps = curves(0);
        CalibratedSums.Learning learning = new CalibratedSums.Learning();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 4_000; i++) {
            double[] actuals = new double[WEEK];
            Arrays.fill(actuals, steps.getFirst().quantile(random.nextDouble()));
            learning.add(i % 2, means(), steps, actuals);
        }

        double together = learning.learned().sum(700, steps, 1).quantile(0.9) - 700;
        double apart = new IndependentSums().sum(700, steps, 1).quantile(0.9) - 700;

        assertThat(together / apart).isCloseTo(Math.sqrt(WEEK), within(0.15));
    }

    @Test
    void shouldStayNearIndependentStepsWhenOneWindowWasWildAndOthersWereNot() {
        List<QuantileCurve> steps = curves(0);
        CalibratedSums.Learning learning = new CalibratedSums.Learning();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3_000; i++) {
            double[] actuals = drawn(steps, random);
            double wild = i % 3 == 0 ? random.nextDouble(-60, 60) : 0;
            Arrays.setAll(actuals, step -> actuals[step] + wild);
            learning.add(i % 3, means(), steps, actuals);
        }

        double learned = learning.learned().sum(700, steps, 1).quantile(0.99) - 700;
        double apart = new IndependentSums().sum(700, steps, 1).quantile(0.99) - 700;

        // All windows together have sums some seven times as far off.
        assertThat(learned / apart).isBetween(1.0, 5.5);
    }

    private static double[] means() {
        double[] means = new double[WEEK];
        Arrays.fill(means, 100);
        return means;
    }

    private static double[] drawn(List<QuantileCurve> steps, SplittableRandom random) {
        return steps.stream()
                .mapToDouble(step -> step.quantile(random.nextDouble()))
                .toArray();
    }

    private static List<QuantileCurve> curves(double skewness) {
        double[] values = new double[QuantileCurve.gridSize()];
        Arrays.setAll(values, i -> 100 + 10 * PearsonThree.quantile(QuantileCurve.gridLevel(i), skewness));
        return Collections.nCopies(WEEK, QuantileCurve.of(values));
    }
}
