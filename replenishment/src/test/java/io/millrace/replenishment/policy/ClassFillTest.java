package io.millrace.replenishment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassFillTest {
    @Test
    void shouldStartAtTheFillRateItself() {
        assertThat(ClassFill.of(0.95).criticalRatio()).isCloseTo(0.95, within(1e-12));
        assertThat(ClassFill.of(0.95).target(3).criticalRatio()).isGreaterThan(0.95);
    }

    @Test
    void shouldReachWhatIsAskedForWhenTheSameCostServesLess() {
        ClassFill fill = ClassFill.of(0.95);
        for (int review = 0; review < 200; review++) {
            double lacking = Math.pow(1 - fill.criticalRatio(), 0.7);
            fill = fill.after(500, 500 * lacking);
        }

        assertThat(Math.pow(1 - fill.criticalRatio(), 0.7)).isCloseTo(0.05, within(0.001));
    }

    @Test
    void shouldStayWhereItIsWhenNothingIsAskedFor() {
        assertThat(ClassFill.of(0.9).after(0, 0)).isEqualTo(ClassFill.of(0.9));
    }
}
