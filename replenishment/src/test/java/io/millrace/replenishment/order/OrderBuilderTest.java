package io.millrace.replenishment.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.SupplierOrder.Choice;
import io.millrace.replenishment.order.SupplierTerms.Truck;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBuilderTest {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final LocalDate DAY = LocalDate.of(2026, 5, 4);
    private static final Policy POLICY = new Policy.TimePhased(new Target.LeastCost(1, 20));

    @Test
    void shouldFillUpWithWhatIsWorthMostWhenTheMinimumIsNearlyReached() {
        List<Offer> offers = List.of(offer("often", 0.9, 0), offer("rare", 0.1, 0));
        double wanted = money(offers);
        SupplierTerms terms = new SupplierTerms("S", wanted + 10, UNLIMITED, Truck.none(), List.of(), UNLIMITED, 1_000);

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
                        offers, new SupplierTerms("S", 500, UNLIMITED, Truck.none(), List.of(), 400, 1_000))
                .getFirst();

        assertThat(order.choice()).isEqualTo(Choice.SKIP);
        assertThat(order.lines().getFirst().units()).isZero();
        assertThat(order.conflict())
                .hasValueSatisfying(reason -> assertThat(reason).contains("500").contains("400"));
    }

    @Test
    void shouldStayWithinTheBudgetAndAskAPersonAboveTheLimit() {
        List<Offer> offers = List.of(offer("often", 0.9, 0), offer("rare", 0.1, 0));

        SupplierOrder order = OrderBuilder.build(
                        offers, new SupplierTerms("S", 0, UNLIMITED, Truck.none(), List.of(), 60, 20))
                .getFirst();

        assertThat(money(offers)).isGreaterThan(60);
        assertThat(order.money()).isBetween(20.0, 60.0);
        assertThat(order.needsApproval()).isTrue();
    }

    @Test
    void shouldWaitWhenTheMinimumCostsMoreThanItIsWorth() {
        List<Offer> offers = List.of(offer("rare", 0.02, 1));

        SupplierOrder order = OrderBuilder.build(
                        offers, new SupplierTerms("S", 3_000, UNLIMITED, Truck.none(), List.of(), UNLIMITED, 0))
                .getFirst();

        assertThat(order.choice()).isEqualTo(Choice.SKIP);
    }

    @Test
    void shouldTellOfEachStageWhatItDid() {
        Sourcing sourcing = Sourcing.of(List.of(source("mill", 1), source("farm", 2)), DAY);
        Offer wanted = offer("often", 0.9, 0);
        Line line = Line.of("often", sourcing, wanted.line().need(), wanted.situation(), wanted.terms());
        Offer offer = new Offer(line, wanted.situation(), wanted.terms(), "dry", wanted.worth());

        Line built = OrderBuilder.build(
                        List.of(offer),
                        new SupplierTerms("mill", offer.money() + 15, UNLIMITED, Truck.none(), List.of(), UNLIMITED, 9))
                .getFirst()
                .lines()
                .getFirst();

        assertThat(built.steps())
                .extracting(Step::stage)
                .containsExactly(
                        Step.Stage.SOURCE,
                        Step.Stage.NEED,
                        Step.Stage.SPLIT,
                        Step.Stage.SUPPLIER,
                        Step.Stage.SUPPLIER,
                        Step.Stage.APPROVAL);
        assertThat(built.steps()).extracting(Step::reason).satisfies(reasons -> {
            assertThat(reasons.getFirst()).isEqualTo("supplier mill: before farm by its priority of 1");
            assertThat(reasons.get(2)).isEqualTo("dry, usable in period 2, all in one delivery");
            assertThat(reasons.get(3)).startsWith("filled up to the minimum of ");
            assertThat(reasons.get(4)).startsWith("skipping is worth 0, filled up to ");
            assertThat(reasons.get(5)).isEqualTo("a person approves more than 9");
        });
    }

    @Test
    void shouldOrderNothingAndSayWhyWhenNobodySuppliesTheItem() {
        Source gone = new Source("mill", Source.Kind.SUPPLIER, 1, 5, DAY.minusDays(9), DAY.minusDays(1));
        Offer wanted = offer("often", 0.9, 0);

        Line line = Line.of(
                "often", Sourcing.of(List.of(gone), DAY), wanted.line().need(), wanted.situation(), wanted.terms());

        assertThat(line.units()).isZero();
        assertThat(line.conflict()).contains("nobody can be ordered from on 2026-05-04: mill until 2026-05-03");
    }

    @Test
    void shouldOrderApartWhatArrivesAtAnotherTimeOrInAnotherZone() {
        List<Offer> offers = List.of(
                offer("soon", 0.9, Timing.of(1, 2), "dry", 0),
                offer("late", 0.9, Timing.of(2, 1), "dry", 0),
                offer("cold", 0.9, Timing.of(1, 2), "frozen", 0));

        List<SupplierOrder> orders = OrderBuilder.build(offers, SupplierTerms.free("mill"));

        assertThat(orders)
                .extracting(
                        order -> order.lines().getFirst().item() + " " + order.zone() + " " + order.arrivalPeriods())
                .containsExactly("soon dry 1", "cold frozen 1", "late dry 2");
        assertThat(orders.getFirst().lines().getFirst().steps())
                .anySatisfy(step -> assertThat(step.reason()).contains("apart from the supplier's other deliveries"));
    }

    @Test
    void shouldNotTakeFromAnotherDeliveryWhatFillingUpCosts() {
        List<Offer> offers =
                List.of(offer("a", 0.9, Timing.of(1, 2), "dry", 0), offer("b", 0.9, Timing.of(1, 2), "frozen", 0));
        double each = offers.getFirst().money();
        SupplierTerms terms =
                new SupplierTerms("mill", each + 10, 30, Truck.none(), List.of(), 2 * each + 5, UNLIMITED);

        List<SupplierOrder> orders = OrderBuilder.build(offers, terms);

        assertThat(orders).extracting(SupplierOrder::money).containsExactly(each, each);
    }

    @Test
    void shouldFillATruckWithWhatIsWorthMostForItsSpaceWhenEmptyRoomCostsMore() {
        List<Offer> offers =
                List.of(offer("bulky", 0.9, Timing.of(1, 2), "dry", 4), offer("small", 0.9, Timing.of(1, 2), "dry", 1));
        double space = offers.stream().mapToDouble(Offer::space).sum();

        SupplierOrder dear =
                OrderBuilder.build(offers, trucks(space + 2, 1_000)).getFirst();
        SupplierOrder cheap =
                OrderBuilder.build(offers, trucks(space + 2, 0.001)).getFirst();

        assertThat(dear.choice()).isEqualTo(Choice.FILL_UP);
        assertThat(units(dear, "small")).isEqualTo(offers.getLast().line().units() + 2);
        assertThat(units(dear, "bulky")).isEqualTo(offers.getFirst().line().units());
        assertThat(cheap.choice()).isEqualTo(Choice.AS_IS);
    }

    private static SupplierTerms trucks(double space, double cost) {
        return new SupplierTerms("mill", 0, UNLIMITED, new Truck(space, cost), List.of(), UNLIMITED, UNLIMITED);
    }

    private static double units(SupplierOrder order, String item) {
        return order.lines().stream()
                .filter(line -> line.item().equals(item))
                .mapToDouble(Line::units)
                .sum();
    }

    private static Source source(String name, int priority) {
        return new Source(name, Source.Kind.SUPPLIER, priority, 5, DAY, DAY.plusDays(30));
    }

    private static double money(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum();
    }

    private static Offer offer(String item, double chance, double stock) {
        return offer(item, chance, stock, Timing.of(1, 2), "dry", 0);
    }

    private static Offer offer(String item, double chance, Timing timing, String zone, double space) {
        return offer(item, chance, 0, timing, zone, space);
    }

    private static Offer offer(String item, double chance, double stock, Timing timing, String zone, double space) {
        double[] mass = {1 - chance, 0, 0, 0, 0, chance};
        LineTerms terms = LineTerms.free().withUnitCost(5);
        Situation situation = new Situation(DemandGrid.stationary(mass, 3, 1), timing, Unmet.LOST, Supply.of(stock), 1);
        Line line = Line.of(item, Need.of(POLICY, situation), situation, terms);
        return new Offer(line, situation, terms, zone, Worth.of(POLICY, situation, 1), space);
    }
}
