package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final int STEPS = 12;

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void shouldCountEachStepWhenErrorsComeAndGo() {
        Evidence evidence = Evidence.of(errors(0), 2);

        assertThat(evidence.times()).isCloseTo(2.0 * STEPS, within(1.5));
        assertThat(evidence.share()).isGreaterThan(0.9);
    }

    @Test
    void shouldCountHardlyMoreThanTheHorizonsWhenErrorsGrow() {
        Evidence evidence = Evidence.of(errors(1), 1.5);

        assertThat(evidence.times()).isBetween(1.5, 3.0);
        assertThat(evidence.share()).isLessThan(0.35);
    }

    @Test
    void shouldFollowMoreWhenMoreHorizonsWereSeen() {
        List<double[]> errors = errors(1);

        assertThat(Evidence.of(errors, 10).share())
                .isGreaterThan(Evidence.of(errors, 2).share() + 0.2);
    }

    @Test
    void shouldFollowNothingWhenThereWasOneTimeAlone() {
        assertThat(Evidence.of(List.of(new double[] {1, 1, 1}), 1).share()).isZero();
    }

    @Test
    void shouldFollowWhatIsLearnedWhenNothingWasMissed() {
        assertThat(Evidence.of(List.of(), 1).share()).isEqualTo(1);
    }

    /// Errors of many series, each of which keeps a share of the one before it.
    private List<double[]> errors(double kept) {
        List<double[]> errors = new ArrayList<>();
        for (int series = 0; series < 2_000; series++) {
            double[] ofSeries = new double[STEPS];
            for (int step = 0; step < STEPS; step++) {
                ofSeries[step] = random.nextGaussian() + (step > 0 ? kept * ofSeries[step - 1] : 0);
            }
            errors.add(ofSeries);
        }
        return errors;
    }
}
