package io.millrace.replenishment.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeadTimesTest {
    private static final SupplierId DAIRY = new SupplierId("dairy");
    private static final Sku MILK = Sku.of("milk");
    private static final Sku CHEESE = Sku.of("cheese");
    private static final LeadTimes.Weights NONE = new LeadTimes.Weights(1e-12, 1e-12, 1e-12);

    /// Kaplan and Meier (1958), section 2: deaths at 0.8, 3.1, 5.4 and 9.2, losses at 1.0, 2.7, 7.0 and 12.1, in
    /// tenths.
    @Test
    void shouldFollowKaplanAndMeiersExampleWhenNothingIsAssumed() {
        List<LeadTimeSeen> seen = List.of(
                arrived(MILK, 8),
                arrived(MILK, 31),
                arrived(MILK, 54),
                arrived(MILK, 92),
                open(MILK, 10),
                open(MILK, 27),
                open(MILK, 70),
                open(MILK, 121));

        LeadTime lead = LeadTimes.learn(seen, LeadTime.agreed(30), NONE).of(DAIRY, MILK);

        assertThat(lead.later(7)).isCloseTo(1, within(1e-9));
        assertThat(lead.later(8)).isCloseTo(7.0 / 8, within(1e-9));
        assertThat(lead.later(31)).isCloseTo(7.0 / 8 * 4 / 5, within(1e-9));
        assertThat(lead.later(54)).isCloseTo(7.0 / 8 * 4 / 5 * 3 / 4, within(1e-9));
        assertThat(lead.later(92)).isCloseTo(7.0 / 8 * 4 / 5 * 3 / 4 / 2, within(1e-9));
    }

    @Test
    void shouldNotTakeAnOpenOrderForAQuickOneWhenItIsCensored() {
        List<LeadTimeSeen> seen = new ArrayList<>();
        for (int order = 0; order < 20; order++) {
            seen.add(arrived(MILK, 4));
        }
        double before = mean(seen);
        for (int order = 0; order < 10; order++) {
            seen.add(open(MILK, 6));
        }

        assertThat(mean(seen)).isGreaterThan(before);
    }

    private static double mean(List<LeadTimeSeen> seen) {
        return LeadTimes.learn(seen, LeadTime.agreed(4), LeadTimes.Weights.DEFAULT)
                .of(DAIRY, MILK)
                .mean();
    }

    @Test
    void shouldLeanOnTheSupplierWhenAnItemIsRarelyOrdered() {
        List<LeadTimeSeen> seen = new ArrayList<>();
        for (int order = 0; order < 200; order++) {
            seen.add(arrived(MILK, 3));
        }
        seen.add(arrived(CHEESE, 20));

        LeadTimes lead = LeadTimes.learn(seen, LeadTime.agreed(7), LeadTimes.Weights.DEFAULT);

        assertThat(lead.of(DAIRY, CHEESE).quantile(0.5)).isEqualTo(3);
        assertThat(lead.of(DAIRY, CHEESE).later(5))
                .isGreaterThan(lead.of(DAIRY, MILK).later(5));
        assertThat(lead.of(new SupplierId("new"), MILK).quantile(0.5)).isEqualTo(3);
        assertThat(lead.of(DAIRY, Sku.of("new"))).isEqualTo(lead.of(DAIRY));
    }

    @Test
    void shouldRecoverTheTruthWhenManyOrdersAreWatchedForAShortTime() {
        Random random = new Random(7);
        List<LeadTimeSeen> seen = new ArrayList<>();
        for (int order = 0; order < 20_000; order++) {
            int days = 2 + random.nextInt(5) + random.nextInt(5);
            int watched = random.nextInt(14);
            seen.add(days <= watched ? arrived(MILK, days) : open(MILK, watched));
        }

        LeadTime lead = LeadTimes.learn(seen, LeadTime.agreed(1), LeadTimes.Weights.DEFAULT)
                .of(DAIRY);

        assertThat(lead.mean()).isCloseTo(6, within(0.1));
        assertThat(lead.later(5)).isCloseTo(15.0 / 25, within(0.02));
    }

    @Test
    void shouldCountOverdueSupplyForLessWhenOverdueOrdersSeldomArrive() {
        List<LeadTimeSeen> seen = new ArrayList<>();
        for (int order = 0; order < 95; order++) {
            seen.add(arrived(MILK, 3 + order % 2));
        }
        for (int order = 0; order < 5; order++) {
            seen.add(open(MILK, 60));
        }
        LeadTime lead = LeadTimes.learn(seen, LeadTime.agreed(3), LeadTimes.Weights.DEFAULT)
                .of(DAIRY, MILK);

        double inTime = lead.arrivesWithin(2, 3);
        double overdue = lead.arrivesWithin(10, 3);

        assertThat(inTime).isGreaterThan(0.9);
        assertThat(overdue).isLessThan(0.5);
    }

    @Test
    void shouldPoolFillRatesInTheSameWay() {
        List<FillRates.Line> lines = new ArrayList<>();
        for (int line = 0; line < 100; line++) {
            lines.add(new FillRates.Line(DAIRY, MILK, Quantity.of(10), Quantity.of(line % 2 == 0 ? 8 : 12)));
        }
        lines.add(new FillRates.Line(DAIRY, CHEESE, Quantity.of(10), Quantity.of(0)));

        FillRates rates = FillRates.learn(lines, 1, LeadTimes.Weights.DEFAULT);

        assertThat(rates.of(DAIRY, MILK)).isCloseTo(0.9, within(0.005));
        assertThat(rates.of(DAIRY, CHEESE)).isBetween(0.8, 0.83);
        assertThat(FillRates.learn(List.of(), 0.97, LeadTimes.Weights.DEFAULT).of(DAIRY))
                .isCloseTo(0.97, within(1e-12));
    }

    @Test
    void shouldSayWhatToDoWhenALeadTimeIsImpossible() {
        assertThatThrownBy(() -> arrived(MILK, -1)).hasMessageStartingWith("A lead time is -1 days; give one from 0");
    }

    private static LeadTimeSeen arrived(Sku item, int days) {
        return new LeadTimeSeen(DAIRY, item, days, false);
    }

    private static LeadTimeSeen open(Sku item, int days) {
        return new LeadTimeSeen(DAIRY, item, days, true);
    }
}
