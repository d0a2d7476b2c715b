package io.millrace.forecasting.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunningStateTest {
    private static final int LENGTH = 400;
    private static final double[] DEMAND = demand();

    @Test
    void shouldAnswerAsTheMethodItselfWhenAllOfAHistoryIsReplayed() {
        double[] path = new double[1];

        Smoothing.run(DEMAND, 7, path, new double[LENGTH]);
        assertThat(RunningState.smoothing(DEMAND).rate()).isEqualTo(path[0]);
        Intermittent.teunter(DEMAND, 7, path, new double[LENGTH]);
        assertThat(RunningState.teunter(DEMAND).rate()).isCloseTo(path[0], within(1e-12));
        Simple.windowMean(DEMAND, path, new double[LENGTH], 28);
        assertThat(RunningState.windowMean(DEMAND, 28).rate()).isCloseTo(path[0], within(1e-12));
    }

    @Test
    void shouldEqualAReplayWhenAdvancedStepByStep() {
        double[] early = Arrays.copyOf(DEMAND, 300);
        double[] late = Arrays.copyOfRange(DEMAND, 300, LENGTH);
        RunningState.Level fitted = (RunningState.Level) RunningState.smoothing(early);
        RunningState fromStart = new RunningState.Level(fitted.constant(), Smoothing.start(early));

        assertThat(RunningState.replayed(fitted, late)).isEqualTo(RunningState.replayed(fromStart, DEMAND));

        RunningState.ChanceAndSize both = (RunningState.ChanceAndSize) RunningState.teunter(early);
        RunningState again = new RunningState.ChanceAndSize(
                both.sizeConstant(), both.chanceConstant(), Simple.chance(early), early[0]);
        assertThat(RunningState.replayed(both, late)).isEqualTo(RunningState.replayed(again, DEMAND));
    }

    @Test
    void shouldStayWhenAStepIsMissingAndRefuseAHistoryWithoutASale() {
        RunningState state = RunningState.teunter(DEMAND);

        assertThat(state.advanced(Double.NaN)).isEqualTo(state);
        assertThatThrownBy(() -> RunningState.smoothing(new double[] {0, 1})).hasMessageContaining("first sale");
    }

    private static double[] demand() {
        SplittableRandom random = new SplittableRandom(3);
        double[] units = new double[LENGTH];
        Arrays.setAll(units, step -> random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0);
        units[0] = 2;
        return units;
    }
}
