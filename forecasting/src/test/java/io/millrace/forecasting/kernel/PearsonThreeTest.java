package io.millrace.forecasting.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PearsonThreeTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2, 6})
    void shouldFindTheScoreThatAValueCameFrom(double skewness) {
        for (double score : new double[] {0, 1, 2.33, 5}) {
            double value = PearsonThree.value(score, skewness);

            assertThat(PearsonThree.score(value, skewness)).isCloseTo(score, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.95, 0.99})
    void shouldAgreeWithTheQuantileOfAGammaDistribution(double level) {
        // An exponential distribution less its mean has a skewness of two.
        double exact = -Math.log(1 - level) - 1;

        assertThat(PearsonThree.quantile(level, 2)).isCloseTo(exact, within(0.03));
    }
}
