package io.millrace.replenishment.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.Situation;
import io.millrace.replenishment.proof.Proof.Versions;
import io.millrace.replenishment.proof.ProofDiff.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What planners read, as they read it: the texts lie beside this test's class as resources.
class ProofTest {
    private static final double[] STEADY = {0.2, 0.3, 0.2, 0.2, 0.1};
    private static final double[] STRONGER = {0, 0.1, 0.2, 0.2, 0.2, 0.2, 0.1};
    private static final Policy FILL = new Policy.TimePhased(new Target.FillRate(0.97));
    private static final LineTerms PACKS = LineTerms.free().withPack(6).withUnitCost(2);
    private static final Versions MONDAY = new Versions("position 17", "forecast of Monday", "policy 1", "terms 3");
    private static final Versions TUESDAY = new Versions("position 21", "forecast of Tuesday", "policy 2", "terms 4");

    private static Proof tea(Supply supply) {
        Situation situation =
                new Situation(DemandGrid.stationary(STEADY, 3, 1), Timing.of(1, 2), Unmet.LOST, supply, 6);
        return Proof.of("tea", MONDAY, situation, FILL, "rule 'A items'", PACKS);
    }

    private static Proof teaNextDay() {
        LineTerms terms = LineTerms.free().withPack(4).withOrder(8, 24).withUnitCost(2.5);
        Situation situation = new Situation(
                DemandGrid.stationary(STRONGER, 4, 1), Timing.of(2, 2), Unmet.BACKORDERED, Supply.of(3, 0, 4), 8);
        Policy policy = new Policy.TimePhased(new Target.CycleService(0.99));
        return Proof.of("tea", TUESDAY, situation, policy, "the item's own policy", terms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"need", "conflict", "levels"})
    void shouldTellAPlannerWhyAnOrderIsWhatItIs(String name) throws IOException {
        Proof proof = switch (name) {
            case "need" -> tea(Supply.of(2, 0, 1));
            case "conflict" -> {
                Situation situation = tea(Supply.of(5)).situation();
                LineTerms tight = PACKS.withOrder(12, Double.POSITIVE_INFINITY).withShelf(10, 4, 9);
                yield Proof.of("tea", MONDAY, situation, FILL, "rule 'A items'", tight);
            }
            default -> {
                Situation situation = teaNextDay().situation();
                Policy levels = new Policy.MinMax(9, 26);
                LineTerms limited = PACKS.withOrder(0, 12);
                yield Proof.of("tea", TUESDAY, situation, levels, "the default policy", limited);
            }
        };

        String text = Explanation.text(proof);

        assertThat(text).isEqualTo(golden(name));
        assertThat(proof.holds()).isTrue();
    }

    @Test
    void shouldNameEveryChangedInputAndStep() throws IOException {
        ProofDiff diff = ProofDiff.between(tea(Supply.of(12, 0, 1)), teaNextDay());

        assertThat(String.join("\n", diff.lines()) + "\n").isEqualTo(golden("diff"));
    }

    @Test
    void shouldTellApartWhatStockAndWhatArrivalsDid() {
        LineTerms single = PACKS.withPack(1);
        Situation from = tea(Supply.of(6, 0, 1)).situation();
        Situation to = tea(Supply.of(4, 0, 0)).situation();
        Situation between = tea(Supply.of(4, 0, 1)).situation();
        Proof before = Proof.of("tea", MONDAY, from, FILL, "a rule", single);
        Proof after = Proof.of("tea", MONDAY, to, FILL, "a rule", single);
        double units = Proof.of("tea", MONDAY, between, FILL, "a rule", single).units();

        ProofDiff diff = ProofDiff.between(before, after);

        assertThat(after.units()).isGreaterThan(units);
        assertThat(diff.inputs())
                .containsExactly(
                        new Change("stock", "6", "4", before.units(), units),
                        new Change("arrivals", "1 in period 2", "none", units, after.units()));
    }

    @Test
    void shouldNameTheOneTermThatChanged() {
        Proof before = tea(Supply.of(2));
        LineTerms dearer = PACKS.withUnitCost(3);
        Proof after = Proof.of("tea", MONDAY, before.situation(), FILL, before.rule(), dearer);

        ProofDiff diff = ProofDiff.between(before, after);

        assertThat(diff.lines()).containsExactly("unit cost: 2 → 3; the order stays " + (int) before.units());
    }

    /// Where only the interval changed, the same forecast lies on a grid of another length: that is no change of it.
    @Test
    void shouldNotBlameTheForecastWhenOnlyOrdersArriveLater() {
        Proof before = tea(Supply.of(2));
        Situation later =
                new Situation(DemandGrid.stationary(STEADY, 6, 1), Timing.of(3, 3), Unmet.LOST, Supply.of(2), 6);

        ProofDiff diff = ProofDiff.between(before, Proof.of("tea", MONDAY, later, FILL, before.rule(), PACKS));

        assertThat(diff.inputs()).extracting(Change::what).containsExactly("orders arrive");
        assertThat(diff.inputs().getLast().unitsAfter()).isGreaterThan(before.units());
    }

    @Property(tries = 300)
    void shouldGoFromTheOneOrderToTheOtherWithoutAGap(@ForAll("proofs") Proof before, @ForAll("proofs") Proof after) {
        ProofDiff diff = ProofDiff.between(before, after);

        double units = before.units();
        for (Change change : diff.inputs()) {
            assertThat(change.unitsBefore()).isEqualTo(units);
            assertThat(change.from()).isNotEqualTo(change.to());
            units = change.unitsAfter();
        }
        assertThat(units).isEqualTo(after.units());
        assertThat(diff.inputs().stream().map(Change::what)).doesNotHaveDuplicates();
        if (!before.line().steps().equals(after.line().steps())) {
            assertThat(diff.steps()).isNotEmpty();
        }
        assertThat(ProofDiff.between(after, after).isEmpty()).isTrue();
    }

    @Provide
    Arbitrary<Proof> proofs() {
        Arbitrary<Supply> supplies = Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 6))
                .as((stock, arriving) -> Supply.of(stock, 0, arriving));
        Arbitrary<Timing> timings = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 3))
                .as(Timing::of);
        Arbitrary<Policy> policies = Arbitraries.of(
                FILL, new Policy.TimePhased(new Target.LeastCost(1, 9)), new Policy.MinMax(4, 12), new Policy.Fixed(7));
        Arbitrary<LineTerms> terms = Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(12, 30),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 9))
                .as((pack, least, most, presentation, life) ->
                        LineTerms.free().withPack(pack).withOrder(least, most).withShelf(40, presentation, life));
        return Combinators.combine(
                        supplies, timings, policies, terms, Arbitraries.of(Unmet.class), Arbitraries.of(true, false))
                .as((supply, timing, policy, line, unmet, strong) -> {
                    DemandGrid demand = DemandGrid.stationary(strong ? STRONGER : STEADY, timing.horizonPeriods(), 1);
                    Situation situation = new Situation(demand, timing, unmet, supply, line.smallestOrderUnits());
                    return Proof.of("tea", strong ? TUESDAY : MONDAY, situation, policy, "a rule", line);
                });
    }

    private static String golden(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(ProofTest.class.getResourceAsStream(name + ".txt"), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
