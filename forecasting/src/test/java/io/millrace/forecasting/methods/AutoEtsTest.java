package io.millrace.forecasting.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutoEtsTest {
    private static final int YEAR = 12;

    private final double[] path = new double[3 * YEAR];

    @Test
    void shouldRepeatTheSeasonWhenModelsAreWeighted() {
        SplittableRandom random = new SplittableRandom(3);
        double[] units = new double[6 * YEAR];
        Arrays.setAll(units, step -> season(step) + random.nextGaussian());

        AutoEts.weighted(units, YEAR, path, new double[units.length]);

        for (int step = 0; step < YEAR; step++) {
            assertThat(path[step]).isCloseTo(season(units.length + step), within(4.0));
        }
    }

    @Test
    void shouldLetTrendsFadeWhenModelsAreWeighted() {
        SplittableRandom random = new SplittableRandom(3);
        double[] units = new double[5 * YEAR];
        Arrays.setAll(units, step -> 100 + 2 * step + random.nextGaussian());

        AutoEts.weighted(units, YEAR, path, new double[units.length]);

        double early = path[YEAR] - path[0];
        double late = path[2 * YEAR] - path[YEAR];
        assertThat(early).isPositive();
        assertThat(late).isPositive().isLessThan(0.9 * early);
    }

    @Test
    void shouldSayTheSameOfAllStepsWhenThereIsTooLittleToSearchWith() {
        double[] units = {5, 5, 5};

        AutoEts.weighted(units, YEAR, path, new double[units.length]);
        assertThat(path).containsOnly(5);

        AutoEts.weightedAdditive(units, YEAR, path, new double[units.length]);
        assertThat(path).containsOnly(5);
    }

    private static double season(int step) {
        return 100 + 30 * Math.sin(2 * Math.PI * step / YEAR);
    }
}
