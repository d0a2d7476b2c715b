package io.millrace.replenishment.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HiddenDemandTest {
    @Test
    void shouldTellWhatWasAskedForFromPeriodsThatAskedForMore() {
        double[] sold = {1, 2, 6, 3, 0, 4};
        double[] inStock = {1, 1, 1, 0.5, 0, 1};

        double[] restored = HiddenDemand.restored(sold, inStock);

        assertThat(restored).containsExactly(1, 2, 6, 5, Double.NaN, 4);
    }

    @Test
    void shouldLeaveWhatWasSoldWhenNoPeriodAskedForMore() {
        assertThat(HiddenDemand.restored(new double[] {1, 7}, new double[] {1, 0.2}))
                .containsExactly(1, 7);
    }

    @Test
    void shouldFindTheMeanOfDemandAgainWhenShelvesRanOutOften() {
        SplittableRandom random = new SplittableRandom(3);
        double[] sold = new double[4_000];
        double[] inStock = new double[sold.length];
        double asked = 0;
        for (int day = 0; day < sold.length; day++) {
            double demand = random.nextInt(5) == 0 ? random.nextInt(1, 30) : 0;
            double stock = random.nextInt(0, 40);
            asked += demand;
            sold[day] = Math.min(demand, stock);
            inStock[day] = stock == 0 ? 0 : demand > stock ? stock / demand : 1;
        }

        double[] mass = RecentSales.of(sold, inStock, sold.length).mass(1, 1);

        double mean = 0;
        for (int cell = 0; cell < mass.length; cell++) {
            mean += cell * mass[cell];
        }
        assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-9));
        assertThat(mean / (asked / sold.length)).isCloseTo(1, within(0.03));
        assertThat(Arrays.stream(sold).sum() / asked).isLessThan(0.85);
    }

    @Test
    void shouldGiveAnItemTheLargestSalesOfItsPanelWhenItHasFewOfItsOwn() {
        SplittableRandom random = new SplittableRandom(5);
        double[] panel = new double[3_000];
        Arrays.setAll(panel, _ -> Math.ceil(-4 * Math.log(1 - random.nextDouble())));
        SizeShape shape = SizeShape.of(List.of(panel));
        double[] few = new double[40];
        few[3] = 3;
        few[17] = 5;
        double[] always = new double[40];
        Arrays.fill(always, 1);

        double[] mass = RecentSales.of(few, always, 40).withShape(shape).shapedMass(1, 1);

        double mean = 0;
        for (int cell = 0; cell < mass.length; cell++) {
            mean += cell * mass[cell];
        }
        assertThat(Arrays.stream(mass).sum()).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(8.0 / 40, within(1e-6));
        assertThat(mass.length).isGreaterThan(12);
    }
}
