package io.millrace.replenishment.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.SupplierOrder.Choice;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBuilderTest {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final Policy POLICY = new Policy.TimePhased(new Target.LeastCost(1, 20));

    @Test
    void shouldFillUpWithWhatIsWorthMostWhenTheMinimumIsNearlyReached() {
        List<Offer> offers = List.of(offer("often", 0.9, 0), offer("rare", 0.1, 0));
        double wanted = money(offers);
        SupplierTerms terms = new SupplierTerms("S", wanted + 10, UNLIMITED, 0, List.of(), UNLIMITED, 1_000);

        SupplierOrder order = OrderBuilder.build(offers, terms).getFirst();

        assertThat(order.choice()).isEqualTo(Choice.FILL_UP);
        assertThat(order.money()).isEqualTo(wanted + 10);
        assertThat(order.lines().stream().flatMap(line -> line.steps().stream()))
                .anyMatch(step -> step.stage() == Step.Stage.SUPPLIER);
        assertThat(OrderBuilder.build(offers.reversed(), terms)).isEqualTo(List.of(order));
    }

    @Test
    void shouldNameTheConflictWhenTheBudgetIsBelowTheMinimum() {
        List<Offer> offers = List.of(offer("often", 0.9, 0));

        SupplierOrder order = OrderBuilder.build(
                        offers, new SupplierTerms("S", 500, UNLIMITED, 0, List.of(), 400, 1_000))
                .getFirst();

        assertThat(order.choice()).isEqualTo(Choice.SKIP);
        assertThat(order.lines().getFirst().units()).isZero();
        assertThat(order.conflict())
                .hasValueSatisfying(reason -> assertThat(reason).contains("500").contains("400"));
    }

    @Test
    void shouldStayWithinTheBudgetAndAskAPersonAboveTheLimit() {
        List<Offer> offers = List.of(offer("often", 0.9, 0), offer("rare", 0.1, 0));

        SupplierOrder order = OrderBuilder.build(offers, new SupplierTerms("S", 0, UNLIMITED, 0, List.of(), 60, 20))
                .getFirst();

        assertThat(money(offers)).isGreaterThan(60);
        assertThat(order.money()).isBetween(20.0, 60.0);
        assertThat(order.needsApproval()).isTrue();
    }

    @Test
    void shouldWaitWhenTheMinimumCostsMoreThanItIsWorth() {
        List<Offer> offers = List.of(offer("rare", 0.02, 1));

        SupplierOrder order = OrderBuilder.build(
                        offers, new SupplierTerms("S", 3_000, UNLIMITED, 0, List.of(), UNLIMITED, 0))
                .getFirst();

        assertThat(order.choice()).isEqualTo(Choice.SKIP);
    }

    private static double money(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum();
    }

    private static Offer offer(String item, double chance, double stock) {
        double[] mass = {1 - chance, 0, 0, 0, 0, chance};
        LineTerms terms = LineTerms.free().withUnitCost(5);
        Situation situation =
                new Situation(DemandGrid.stationary(mass, 3, 1), Timing.of(1, 2), Unmet.LOST, Supply.of(stock), 1);
        Line line = Line.of(item, Need.of(POLICY, situation), situation, terms);
        return new Offer(line, situation, terms, "dry", Worth.of(POLICY, situation, 1));
    }
}
