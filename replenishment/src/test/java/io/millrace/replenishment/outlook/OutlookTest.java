package io.millrace.replenishment.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutlookTest {
    private static final double[] LUMPY = {0.6, 0.1, 0.1, 0.05, 0, 0.1, 0.05};

    @Test
    void shouldGiveTheNewsvendorsQuantileWhenTheOrderIsThereAtOnce() {
        double[] uniform = new double[10];
        Arrays.fill(uniform, 0.1);
        DemandGrid demand = DemandGrid.stationary(uniform, 1, 1);

        Outlook outlook = Outlook.of(demand, Timing.of(0, 1), Unmet.LOST, Supply.of(0));

        assertThat(outlook.cost(new Target.LeastCost(1, 3)).leastConvex(1, 20)).isEqualTo(7);
        assertThat(outlook.service().at(7)).isCloseTo(0.8, within(1e-12));
        assertThat(outlook.fill().at(9)).isCloseTo(1, within(1e-12));
        assertThat(outlook.shortage().at(0)).isCloseTo(4.5, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Unmet.class)
    void shouldAgreeWithPlayingItManyTimes(Unmet unmet) {
        Timing timing = Timing.of(3, 2);
        Supply supply = Supply.of(4, 0, 2, 0, 1, 2);
        double ordered = 3;

        Outlook outlook = Outlook.of(DemandGrid.stationary(LUMPY, 5, 1), timing, unmet, supply);

        double[] played = played(timing, unmet, supply, ordered);
        assertThat(outlook.stockAtArrival()).isCloseTo(played[0], within(0.02));
        assertThat(outlook.service().at(ordered)).isCloseTo(played[1], within(0.003));
        assertThat(outlook.shortage().at(ordered)).isCloseTo(played[2], within(0.02));
        assertThat(outlook.held().at(ordered)).isCloseTo(played[3], within(0.04));
        double waiting = unmet == Unmet.LOST ? played[2] : played[4];
        assertThat(outlook.cost(new Target.LeastCost(2, 5)).at(ordered))
                .isCloseTo(2 * played[3] + 5 * waiting, within(0.15));
    }

    /// The means of: stock at arrival without the order, no stock-out, units short, units held, units waiting.
    private static double[] played(Timing timing, Unmet unmet, Supply supply, double ordered) {
        SplittableRandom random = new SplittableRandom(7);
        int games = 400_000;
        double[] sums = new double[5];
        for (int game = 0; game < games; game++) {
            double stock = supply.stockUnits();
            boolean served = true;
            for (int period = 1; period <= timing.nextArrivalPeriods(); period++) {
                stock += supply.arrival(period);
                if (period == timing.arrivalPeriods() + 1) {
                    sums[0] += stock;
                    stock += ordered;
                }
                int asked = drawn(random);
                double lacking = Math.min(asked, Math.max(0, asked - stock));
                stock = unmet == Unmet.LOST ? Math.max(0, stock - asked) : stock - asked;
                if (period > timing.arrivalPeriods()) {
                    served &= lacking == 0 && stock >= 0;
                    sums[2] += lacking;
                    sums[3] += Math.max(0, stock);
                    sums[4] += Math.max(0, -stock);
                }
            }
            sums[1] += served ? 1 : 0;
        }
        return Arrays.stream(sums).map(sum -> sum / games).toArray();
    }

    private static int drawn(SplittableRandom random) {
        double left = random.nextDouble();
        int asked = 0;
        while (left >= LUMPY[asked]) {
            left -= LUMPY[asked++];
        }
        return asked;
    }
}
