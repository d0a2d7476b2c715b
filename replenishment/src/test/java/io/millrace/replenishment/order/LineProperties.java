package io.millrace.replenishment.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LineProperties {
    private static final double[] LUMPY = {0.7, 0.1, 0.05, 0.05, 0, 0, 0.1};

    @Property(tries = 300)
    void shouldNeverOrderMoreWhenThereIsMoreStock(
            @ForAll("targets") Target target,
            @ForAll @IntRange(max = 5) int lead,
            @ForAll @IntRange(min = 1, max = 3) int review,
            @ForAll @IntRange(min = 1, max = 12) int pack,
            @ForAll @IntRange(max = 20) int least,
            @ForAll boolean lost) {
        LineTerms terms = LineTerms.free().withPack(pack).withOrder(least, 48).withShelf(60, 4, 20);
        double before = Double.POSITIVE_INFINITY;
        for (int stock = 0; stock < 40; stock += 1) {
            double units = line(stock, target, lead, review, lost, terms).units();

            assertThat(units).as("with a stock of " + stock).isLessThanOrEqualTo(before);
            before = units;
        }
    }

    @Property(tries = 300)
    void shouldNeverOrderMoreFromMoreStockWhateverTheLevelsAndLayers(
            @ForAll("levels") Policy policy,
            @ForAll @IntRange(min = 1, max = 4) int pack,
            @ForAll @IntRange(max = 3) int packsInALayer,
            @ForAll @DoubleRange(max = 1) double roundUpFrom) {
        LineTerms terms = LineTerms.free()
                .withPack(pack)
                .withLayer(pack * packsInALayer)
                .withOrder(3, 48)
                .withRoundUpFrom(roundUpFrom);
        double before = Double.POSITIVE_INFINITY;
        for (double stock = -4; stock < 40; stock += 0.5) {
            Situation situation = new Situation(
                    DemandGrid.stationary(LUMPY, 4, 1), Timing.of(2, 2), Unmet.BACKORDERED, Supply.of(stock), 1);

            double units = Line.of("item", Need.of(policy, situation), situation, terms)
                    .units();

            assertThat(units).as("with a stock of " + stock).isLessThanOrEqualTo(before);
            before = units;
        }
    }

    @Property(tries = 300)
    void shouldRespectEveryHardConstraintOrNameTheConflict(
            @ForAll("targets") Target target,
            @ForAll @IntRange(max = 30) int stock,
            @ForAll @IntRange(max = 4) int lead,
            @ForAll @IntRange(min = 1, max = 12) int pack,
            @ForAll @IntRange(max = 30) int least,
            @ForAll @IntRange(min = 1, max = 60) int most,
            @ForAll @IntRange(min = 1, max = 60) int capacity) {
        LineTerms terms = LineTerms.free().withPack(pack).withOrder(least, most).withShelf(capacity, 0, 0);

        Line line = line(stock, target, lead, 2, true, terms);

        assertThat(line.units() % pack).isZero();
        assertThat(line.units()).isLessThanOrEqualTo(Math.min(most, capacity));
        if (line.units() > 0) {
            assertThat(line.units()).isGreaterThanOrEqualTo(least);
            assertThat(line.conflict()).isEmpty();
            assertThat(line.steps().getLast().units()).isEqualTo(line.units());
        }
        line.conflict().ifPresent(conflict -> {
            assertThat(line.units()).isZero();
            assertThat(conflict).contains("smallest order").containsAnyOf("room", "at most");
        });
        assertThat(line(stock, target, lead, 2, true, terms).steps()).isEqualTo(line.steps());
    }

    @Provide
    Arbitrary<Target> targets() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0.5, 0.99).map(Target.CycleService::new),
                Arbitraries.doubles().between(0.5, 0.99).map(Target.FillRate::new),
                Arbitraries.doubles().between(1, 60).map(shortage -> new Target.LeastCost(1, shortage)));
    }

    @Provide
    Arbitrary<Policy> levels() {
        Arbitrary<Double> low = Arbitraries.doubles().between(0, 15);
        Arbitrary<Double> more = Arbitraries.doubles().between(0.1, 20);
        return Arbitraries.oneOf(
                Combinators.combine(low, more).as((min, plus) -> new Policy.MinMax(min, min + plus)),
                Combinators.combine(low, more).as((point, plus) -> new Policy.ReorderUpTo(point, point + plus)),
                more.map(Policy.OrderUpTo::new),
                Combinators.combine(low, more).as(Policy.ReorderLots::new),
                Combinators.combine(low, more).as((min, plus) -> new Policy.Cover(min, min + plus)),
                more.map(Policy.Fixed::new));
    }

    private static Line line(double stock, Target target, int lead, int review, boolean lost, LineTerms terms) {
        Situation situation = new Situation(
                DemandGrid.stationary(LUMPY, lead + review, 1),
                Timing.of(lead, review),
                lost ? Unmet.LOST : Unmet.BACKORDERED,
                Supply.of(stock),
                terms.smallestOrderUnits());
        return Line.of("item", Need.of(new Policy.TimePhased(target), situation), situation, terms);
    }
}
