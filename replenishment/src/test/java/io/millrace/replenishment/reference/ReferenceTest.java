package io.millrace.replenishment.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.replenishment.reference.EconomicOrderQuantity.PriceBreak;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Published and computable numbers that the file of 40 instances lacks, and the edges.
class ReferenceTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    /// Snyder and Shen, Example 3.4: one price for all units.
    @Test
    void shouldOrderAtTheBreakWhenTheLowerPricePaysForIt() {
        List<PriceBreak> prices =
                List.of(new PriceBreak(0, 0.75), new PriceBreak(400, 0.72), new PriceBreak(800, 0.68));

        var lot = EconomicOrderQuantity.allUnits(8, 0.3, 1300, prices);

        assertThat(lot.quantity()).isEqualTo(800);
        assertThat(lot.region()).isEqualTo(2);
        assertThat(lot.cost()).isCloseTo(978.6, CLOSE);
    }

    @Test
    void shouldForgetBreaksWhenAllPricesAreEqual() {
        List<PriceBreak> flat = List.of(new PriceBreak(0, 0.75), new PriceBreak(200, 0.75), new PriceBreak(250, 0.75));
        double plain = EconomicOrderQuantity.plain(8, 0.225, 1300).cost() + 0.75 * 1300;

        assertThat(EconomicOrderQuantity.allUnits(8, 0.3, 1300, flat).cost()).isCloseTo(plain, CLOSE);
        assertThat(EconomicOrderQuantity.incremental(8, 0.3, 1300, flat).cost()).isCloseTo(plain, CLOSE);
    }

    /// Zipkin (2008), average cost with Poisson demand of 5, h = 1, lead time 1: 4.04 at p = 4, 5.44 at p = 9.
    @Test
    void shouldCostWhatZipkinPublishedWhenSalesAreLost() {
        assertThat(averageLostSalesCost(4)).isCloseTo(4.04, within(0.005));
        assertThat(averageLostSalesCost(9)).isCloseTo(5.44, within(0.005));
    }

    private static double averageLostSalesCost(double penalty) {
        var period = new FiniteHorizon.Period(WholeDemand.poisson(5), null, 1, penalty, 0, 0);
        double shorter = FiniteHorizon.lostSales(Collections.nCopies(60, period), 1, 0, List.of(0))
                .cost();
        return FiniteHorizon.lostSales(Collections.nCopies(61, period), 1, 0, List.of(0))
                        .cost()
                - shorter;
    }

    @Test
    void shouldAgreeWithTheNewsvendorWhenTheHorizonIsOnePeriod() {
        WholeDemand demand = WholeDemand.negativeBinomial(2.5, 0.3);
        var period = new FiniteHorizon.Period(demand, null, 1, 9, 0, 0);
        var newsvendor = Newsvendor.best(demand, 1, 9);

        var backorders = FiniteHorizon.plan(List.of(period), new FiniteHorizon.End(0, 0), 1, 0);
        var lost = FiniteHorizon.lostSales(List.of(period), 1, 0, List.of());

        assertThat(backorders.cost()).isCloseTo(newsvendor.cost(), CLOSE);
        assertThat(lost.cost()).isCloseTo(newsvendor.cost(), CLOSE);
        assertThat((double) lost.firstOrder()).isEqualTo(newsvendor.level());
    }

    @Test
    void shouldAgreeWithTheNewsvendorWhenOneStageIsASystem() {
        var stage = List.of(new SerialSystem.Stage(2, 1.5));

        var normal = SerialSystem.normal(stage, 10, 20, 5);
        var poisson = SerialSystem.wholeUnits(stage, 10, time -> WholeDemand.poisson(4 * time));

        var continuous = Newsvendor.best(new ContinuousDemand.Normal(40, 5 * Math.sqrt(2)), 1.5, 10);
        assertThat(normal.cost()).isCloseTo(continuous.cost(), CLOSE);
        assertThat(normal.levels().getFirst()).isCloseTo(continuous.level(), CLOSE);
        assertThat(poisson.cost())
                .isCloseTo(Newsvendor.best(WholeDemand.poisson(8), 1.5, 10).cost(), CLOSE);
    }

    @Test
    void shouldCostNothingMoreWhenAStageTakesNoTime() {
        var one = List.of(new SerialSystem.Stage(2, 1.5), new SerialSystem.Stage(1, 1));
        var with =
                List.of(new SerialSystem.Stage(2, 1.5), new SerialSystem.Stage(0, 0.5), new SerialSystem.Stage(1, 0.5));

        double direct = SerialSystem.normal(one, 10, 20, 5).cost();
        double through = SerialSystem.normal(with, 10, 20, 5).cost();

        // Stock may wait at the stage in between, and need not.
        assertThat(through).isLessThanOrEqualTo(direct + 1e-6);
        assertThat(SerialSystem.normal(one, 10, 20, 0).cost()).isCloseTo(40.0, CLOSE);
    }

    @Test
    void shouldSurviveEdgesWhenDemandOrTimesAreZeroOrPenaltiesHuge() {
        assertThat(solve("sS_poisson_exact", costs(64, 1, 9, "mean", 0)).cost()).isZero();
        assertThat(solve("rQ_poisson_exact", costs(64, 1, 9, "demand_mean", 0, "lead_time", 2))
                        .cost())
                .isZero();
        assertThat(solve("rQ_normal_exact", costs(8, 0.225, 5, "demand_mean", 1300, "demand_sd", 150, "lead_time", 0))
                        .cost())
                .isCloseTo(66.92136355097325, CLOSE);
        assertThat(solve("newsvendor_poisson", costs(0, 1, 1e12, "mean", 10))
                        .parameters()
                        .get("S"))
                .isEqualTo(39.0);
        assertThat(solve("newsvendor_normal", costs(0, 1, 1e12, "mean", 10, "sd", 0))
                        .cost())
                .isZero();
        assertThat(solve("sS_poisson_exact", costs(0, 1, 9, "mean", 10)).parameters())
                .isEqualTo(Map.of("s", 13, "S", 14));
    }

    @Test
    void shouldSayWhatToDoWhenParametersAreImpossible() {
        assertThat(solve("eoq", Map.of("fixed_cost", 8)).error())
                .isEqualTo("holding_cost is missing; add it to the parameters");
        assertThat(solve("sS_poisson_exact", costs(1, 0, 9, "mean", 10)).error())
                .isEqualTo("holding_cost is 0.0; give a number above 0");
        assertThat(solve("sS_cauchy_exact", costs(1, 1, 9)).error()).startsWith("There is no demand called cauchy");
        assertThat(solve("magic", Map.of()).error()).startsWith("kind is magic; give one of eoq, ");
        assertThatThrownBy(() -> Instance.of(Map.of("id", 7))).hasMessage("Instance 7 lacks kind; add it as text");
        assertThatThrownBy(() -> EconomicOrderQuantity.allUnits(
                        8, 0.3, 1300, List.of(new PriceBreak(0, 1), new PriceBreak(5, 2))))
                .hasMessageContaining("breakpoints must rise and prices must not");
    }

    @Test
    void shouldCallAnotherBestScheduleMatchedWhenItCostsTheSame() {
        Map<String, Object> parameters = Map.of("demand", List.of(10, 10), "fixed_cost", 20, "holding_cost", 2);
        var together = new Instance("tie", "lot_sizing_dynamic", parameters, known(List.of(20, 0)), 1e-9);
        var apart = new Instance("tie", "lot_sizing_dynamic", parameters, known(List.of(10, 10)), 1e-9);
        var worse = new Instance("tie", "lot_sizing_dynamic", parameters, known(List.of(30, 0)), 1e-9);

        assertThat(List.of(together.solve(), apart.solve()))
                .allSatisfy(result -> assertThat(result.matched()).isTrue());
        assertThat(worse.solve().matched()).isFalse();
    }

    private static Map<String, Object> known(List<Integer> orders) {
        return Map.of("orders", orders, "cost", 40);
    }

    private static InstanceResult solve(String kind, Map<String, ?> parameters) {
        return new Instance("x", kind, parameters, null, 1e-6).solve();
    }

    private static Map<String, Object> costs(double fixed, double holding, double stockout, Object... more) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("fixed_cost", fixed, "holding_cost", holding, "stockout_cost", stockout));
        for (int index = 0; index < more.length; index += 2) {
            parameters.put((String) more[index], more[index + 1]);
        }
        return parameters;
    }
}
