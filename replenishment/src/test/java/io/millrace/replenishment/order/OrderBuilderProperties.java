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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OrderBuilderProperties {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final Policy POLICY = new Policy.TimePhased(new Target.LeastCost(1, 20));
    private static final double CLOSE = 1e-9;

    /// What one item brings to an order.
    record Wanted(double chance, double stock, int pack, int most, int cost, String zone) {}

    @Property(tries = 200)
    void shouldRespectEveryHardConstraintOrNameTheConflict(
            @ForAll("items") List<Wanted> items,
            @ForAll @IntRange(max = 400) int minimum,
            @ForAll @IntRange(max = 600) int budget,
            @ForAll @IntRange(max = 300) int limit,
            @ForAll boolean fee) {
        List<Offer> offers = offers(items);
        SupplierTerms terms =
                new SupplierTerms("mill", minimum, fee ? 5 : UNLIMITED, Truck.none(), List.of(), budget, limit);

        List<SupplierOrder> orders = OrderBuilder.build(offers, terms);

        assertThat(orders.stream().mapToDouble(SupplierOrder::money).sum()).isLessThanOrEqualTo(budget + CLOSE);
        for (SupplierOrder order : orders) {
            order.lines().forEach(line -> checkLine(line, offers));
            double money = order.lines().stream()
                    .mapToDouble(line -> line.units() * cost(line, offers))
                    .sum();
            assertThat(order.money()).isEqualTo(money);
            assertThat(order.needsApproval()).isEqualTo(money > limit);
            if (money > 0 && !fee) {
                assertThat(money).isGreaterThanOrEqualTo(minimum);
            }
            if (order.choice() == Choice.SKIP) {
                assertThat(money).isZero();
            }
            order.conflict().ifPresent(conflict -> {
                assertThat(order.choice()).isEqualTo(Choice.SKIP);
                assertThat(conflict).contains("budget of");
            });
            boolean needed = offers.stream()
                    .anyMatch(offer ->
                            offer.zone().equals(order.zone()) && offer.line().units() > 0);
            if (needed && budget < minimum && !fee) {
                assertThat(order.conflict()).isPresent();
            }
        }
    }

    private static void checkLine(Line line, List<Offer> offers) {
        LineTerms terms = offer(line, offers).terms();
        assertThat(line.units() % terms.packUnits()).isZero();
        assertThat(line.units()).isBetween(0.0, terms.maxOrderUnits());
        assertThat(line.steps().getLast().units()).isEqualTo(line.units());
    }

    private static double cost(Line line, List<Offer> offers) {
        return offer(line, offers).terms().unitCost();
    }

    private static Offer offer(Line line, List<Offer> offers) {
        return offers.stream()
                .filter(offer -> offer.line().item().equals(line.item()))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 100)
    void shouldBuildTheSameOrdersAgainAndInAnySequenceOfOffers(
            @ForAll("items") List<Wanted> items,
            @ForAll @IntRange(max = 400) int minimum,
            @ForAll @IntRange(max = 600) int budget,
            @ForAll long seed) {
        SupplierTerms terms = new SupplierTerms(
                "mill",
                minimum,
                5,
                new Truck(minimum / 10.0, 8),
                List.of(new SupplierTerms.PriceBreak(150, 0.1)),
                budget,
                100);
        List<SupplierOrder> orders = OrderBuilder.build(offers(items), terms);
        List<Offer> shuffled = new ArrayList<>(offers(items));
        Collections.shuffle(shuffled, new Random(seed));

        List<SupplierOrder> again = OrderBuilder.build(shuffled, terms);

        assertThat(told(again)).isEqualTo(told(orders));
    }

    /// All of an order but the projections it was computed from, which are equal only as what they are computed from.
    private static List<Object> told(List<SupplierOrder> orders) {
        List<Object> told = new ArrayList<>();
        for (SupplierOrder order : orders) {
            told.addAll(List.of(order.zone(), order.choice(), order.money(), order.needsApproval(), order.conflict()));
            order.lines().forEach(line -> told.addAll(List.of(line.item(), line.units(), line.steps())));
        }
        return told;
    }

    private static List<Offer> offers(List<Wanted> items) {
        List<Offer> offers = new ArrayList<>();
        for (Wanted wanted : items) {
            double[] mass = {1 - wanted.chance(), 0, 0, 0, wanted.chance()};
            LineTerms terms = LineTerms.free()
                    .withPack(wanted.pack())
                    .withOrder(0, wanted.most())
                    .withUnitCost(wanted.cost());
            Situation situation = new Situation(
                    DemandGrid.stationary(mass, 3, 1),
                    Timing.of(1, 2),
                    Unmet.LOST,
                    Supply.of(wanted.stock()),
                    terms.smallestOrderUnits());
            Line line = Line.of("item-" + offers.size(), Need.of(POLICY, situation), situation, terms);
            offers.add(new Offer(line, situation, terms, wanted.zone(), Worth.of(POLICY, situation, 1), wanted.pack()));
        }
        return offers;
    }

    @Provide
    Arbitrary<List<Wanted>> items() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.05, 0.95),
                        Arbitraries.integers().between(0, 8).map(Integer::doubleValue),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(6, 40),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of("dry", "dry", "cold"))
                .as(Wanted::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
