package io.millrace.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.RecentSales;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import io.millrace.replenishment.policy.Situation;
import io.millrace.replenishment.proof.Proof;
import io.millrace.replenishment.simulation.Trial.Player;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
    private static final Calendar DAYS = new Calendar(Frequency.DAILY, LocalDate.of(2025, 1, 6));
    private static final Policy FILL = new Policy.TimePhased(new Target.FillRate(0.9));
    private static final int YEAR = 365;
    private static final int NEVER = 10_000;
    private static final Policy NOTHING = new Policy.None();

    @Test
    void shouldDecideTheVeryOrderThatAPlanWouldDecide() {
        DemandSeries demand = random("tea", 121);
        LineTerms terms = LineTerms.free().withPack(4).withOrder(0, 40);
        Supply start = Supply.of(5, 0, 3);
        SimulatedItem item = new SimulatedItem(demand, Timing.of(2, 3), Unmet.LOST, terms, "all", Optional.of(start));

        Tally played = Simulation.run(item, FILL, new SimulationOptions(120, 0, 7));

        RecentSales recent = RecentSales.of(demand.upTo(120), 365, 1);
        Situation situation =
                new Situation(DemandGrid.of(recent, 5, Fineness.QUICK), Timing.of(2, 3), Unmet.LOST, start, 4);
        Proof.Versions versions = new Proof.Versions("", "", "", "");
        assertThat(played.ordered()).isPositive();
        assertThat(played.ordered())
                .isEqualTo(Proof.of("tea", versions, situation, FILL, "", terms).units());
    }

    @Test
    void shouldStartFromWhatThereIsAndReceiveWhatComes() {
        SimulatedItem item = new SimulatedItem(
                series("tea", 9, 3, 3, 3, 3),
                Timing.of(1, 1),
                Unmet.LOST,
                LineTerms.free().withUnitCost(2),
                "all",
                Optional.of(Supply.of(4, 0, 0, 2)));

        Tally tally = Simulation.run(item, NOTHING, new SimulationOptions(1, 0, 7));

        assertThat(tally.asked()).isEqualTo(12);
        assertThat(tally.served()).isEqualTo(3 + 1 + 2);
        assertThat(tally.periodsShort()).isEqualTo(3);
        assertThat(tally.stockValue()).isEqualTo(2 * 1.0);
    }

    @Test
    void shouldServeThoseWhoWaitFirst() {
        SimulatedItem item = new SimulatedItem(
                series("tea", 9, 5, 0, 4),
                Timing.of(1, 1),
                Unmet.BACKORDERED,
                LineTerms.free(),
                "all",
                Optional.of(Supply.of(2, 0, 0, 6)));

        Tally tally = Simulation.run(item, NOTHING, new SimulationOptions(1, 0, 7));

        assertThat(tally.served()).isEqualTo(2 + 3);
        assertThat(tally.stockUnits()).isZero();
    }

    @Test
    void shouldThrowAwayWhatIsTooOldAndSellTheOldestFirst() {
        SimulatedItem item = new SimulatedItem(
                series("milk", 1, 1, 1, 1, 1),
                Timing.of(1, 1),
                Unmet.LOST,
                LineTerms.free().withShelf(Double.POSITIVE_INFINITY, 0, 2).withUnitCost(3),
                "all",
                Optional.of(Supply.of(5, 0, 2)));

        Tally tally = Simulation.run(item, NOTHING, new SimulationOptions(1, 0, 7));

        // Five can be sold on two days: two are. Of the two of the second day, one is sold on the third, one expires.
        assertThat(tally.served()).isEqualTo(3);
        assertThat(tally.writtenOff()).isEqualTo(3 + 1);
        assertThat(tally.writtenOffValue()).isEqualTo(12);
    }

    @Test
    void shouldOrderLessWasteWhenItKnowsThatGoodsExpire() {
        SimulatedItem keeps = new SimulatedItem(
                random("milk", 400),
                Timing.of(1, 1),
                Unmet.LOST,
                LineTerms.free().withUnitCost(1),
                "all");
        LineTerms fresh = keeps.terms().withShelf(Double.POSITIVE_INFINITY, 0, 3);
        SimulatedItem expires = new SimulatedItem(keeps.demand(), keeps.timing(), keeps.unmet(), fresh, "all");

        Tally old = Simulation.run(keeps, FILL, new SimulationOptions(120, 3, 7));
        Tally young = Simulation.run(expires, FILL, new SimulationOptions(120, 3, 7));

        assertThat(old.writtenOff()).isZero();
        assertThat(young.writtenOff()).isPositive().isLessThan(0.3 * young.asked());
        assertThat(young.fillRate()).isGreaterThan(0.8);
    }

    @Test
    void shouldNotCountOnStockThatExpiresBeforeItIsSold() {
        SplittableRandom random = new SplittableRandom(9);
        double[] units = new double[103];
        Arrays.setAll(units, _ -> 8 + random.nextInt(5));
        LineTerms fresh = LineTerms.free().withShelf(Double.POSITIVE_INFINITY, 0, 2);
        SimulatedItem item = new SimulatedItem(
                series("milk", units), Timing.of(1, 1), Unmet.LOST, fresh, "all", Optional.of(Supply.of(80)));

        Tally tally = Simulation.run(item, FILL, new SimulationOptions(100, 0, 7));

        assertThat(tally.writtenOff()).isGreaterThan(50);
        assertThat(tally.fillRate()).isGreaterThan(0.85);
    }

    /// A till that saw nothing of the demand it could not serve would learn of less and less, and order less and less.
    @Test
    void shouldLearnOnlyFromWhatTheTillSoldAndKnowWhenTheShelfWasEmpty() {
        SplittableRandom random = new SplittableRandom(3);
        double[] units = new double[500];
        // Fractions of units: whole ones, of which the smallest that suffice are ordered, give two points more.
        Arrays.setAll(units, _ -> 8 + 5 * random.nextDouble());
        SimulatedItem item = new SimulatedItem(
                series("tea", units),
                Timing.of(1, 2),
                Unmet.LOST,
                LineTerms.free().withPack(0.01),
                "all",
                Optional.of(Supply.of(0)));

        Tally tally = Simulation.run(item, FILL, new SimulationOptions(20, 40, 7));

        assertThat(tally.periodsShort()).isGreaterThan(100);
        assertThat(tally.fillRate()).isCloseTo(0.9, within(0.01));
    }

    /// Steady demand, and demand of which the larger part lies above anything the shelf ever held.
    @ParameterizedTest
    @CsvSource({
        "steady,fill,0.9",
        "steady,fill,0.8",
        "steady,cycle,0.9",
        "lumpy,fill,0.9",
        "lumpy,fill,0.8",
        "lumpy,cycle,0.9",
        "lumpy,cycle,0.8"
    })
    void shouldAchieveTheServiceAskedForWhenTheTillSeesOnlyWhatWasThere(String shape, String kind, double level) {
        Target target = kind.equals("cycle") ? new Target.CycleService(level) : new Target.FillRate(level);
        Tally sum = Tally.none();
        for (int seed = 0; seed < 80; seed++) {
            SimulatedItem item = new SimulatedItem(
                    likeItsYear(shape.equals("lumpy"), seed),
                    Timing.of(1, 2),
                    Unmet.LOST,
                    LineTerms.free().withPack(0.01),
                    "all");
            sum = sum.plus(Simulation.run(item, new Policy.TimePhased(target), new SimulationOptions(YEAR, 20, 7)));
        }

        double achieved = kind.equals("cycle") ? sum.cycleService() : sum.fillRate();
        assertThat(achieved).isCloseTo(level, within(0.01));
    }

    @Test
    void shouldNotTakeDaysOutOfStockForDaysWithoutDemand() {
        double[] units = new double[140];
        double[] inStock = new double[140];
        for (int day = 0; day < units.length; day++) {
            inStock[day] = day % 4 == 0 ? 0 : 1;
            units[day] = inStock[day] * (5 + day % 3);
        }
        DemandSeries censored = series("tea", units).with(Signal.IN_STOCK, inStock);

        PlayedDemand played = PlayedDemand.history(censored, 70, 1);

        double[] seen = played.units().units();
        assertThat(Arrays.copyOfRange(seen, 70, 140)).containsOnly(5, 6, 7);
        assertThat(Arrays.copyOf(seen, 70)).isEqualTo(Arrays.copyOf(units, 70));
        assertThat(played.restoredPeriods()).isEqualTo(18 - 1);
        assertThat(PlayedDemand.known(censored).units(0)).isNaN();
        SimulatedItem item = new SimulatedItem(
                played.units(), Timing.of(0, 1), Unmet.LOST, LineTerms.free(), "all", Optional.of(Supply.of(0)));
        Tally tally = Simulation.run(item, FILL, new SimulationOptions(70, 0, 7));
        assertThat(tally.asked()).isCloseTo(70 * 6, within(15.0));
        assertThat(tally.fillRate()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void shouldRestoreWhatAPartOfTheDayHidAndDrawTheSameWithTheSameSeed() {
        SplittableRandom random = new SplittableRandom(5);
        double[] units = new double[300];
        double[] inStock = new double[300];
        for (int day = 0; day < units.length; day++) {
            inStock[day] = day % 3 == 0 ? 0.5 : 1;
            units[day] = Math.floor(random.nextInt(9) * inStock[day]);
        }
        DemandSeries censored = series("tea", units).with(Signal.IN_STOCK, inStock);

        double[] restored = PlayedDemand.history(censored, 150, 3).units().units();

        double hidden = Arrays.stream(restored).sum() - Arrays.stream(units).sum();
        assertThat(hidden / 50).isCloseTo(2, within(0.4));
        assertThat(restored)
                .containsExactly(PlayedDemand.history(censored, 150, 3).units().units());
        assertThat(restored)
                .isNotEqualTo(PlayedDemand.history(censored, 150, 4).units().units());
        assertThat(Arrays.stream(restored).filter(value -> value != Math.rint(value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cycle,0.90", "cycle,0.95", "cycle,0.98", "fill,0.85", "fill,0.93", "fill,0.98"})
    void shouldAchieveTheServiceAskedForWithinAPointWhenDemandFollowsTheForecast(String kind, double level) {
        Target target = kind.equals("cycle") ? new Target.CycleService(level) : new Target.FillRate(level);
        List<Player> players = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            SimulatedItem item = new SimulatedItem(
                    asExpected(number),
                    Timing.of(2, 1),
                    Unmet.LOST,
                    LineTerms.free().withPack(0.01),
                    "all");
            players.add(new Player(
                    item,
                    new PolicyRules(Map.of(), List.of(), new Policy.TimePhased(target)),
                    new SimulationOptions(YEAR, 20, NEVER)));
        }

        Tally tally =
                Trial.run(players, List.of(), 1).byClass().get(Trial.TOTAL).tally();

        double achieved = kind.equals("cycle") ? tally.cycleService() : tally.fillRate();
        assertThat(achieved).isCloseTo(level, within(0.01));
    }

    @Test
    void shouldAddUpItemsByClassAndOverTime() {
        PolicyRules rules = new PolicyRules(Map.of(), List.of(), NOTHING);
        List<Player> players = List.of(
                new Player(
                        new SimulatedItem(
                                series("tea", 1, 2, 4),
                                Timing.of(1, 1),
                                Unmet.LOST,
                                LineTerms.free().withUnitCost(3),
                                "smooth",
                                Optional.of(Supply.of(5))),
                        rules,
                        new SimulationOptions(1, 0, 7)),
                new Player(
                        new SimulatedItem(
                                series("pot", 1, 1),
                                Timing.of(1, 1),
                                Unmet.LOST,
                                LineTerms.free().withUnitCost(10),
                                "lumpy",
                                Optional.of(Supply.of(0))),
                        rules,
                        new SimulationOptions(1, 0, 7)));

        Trial.Outcome outcome = Trial.run(players, List.of("smooth", "erratic", "lumpy"), 2);

        assertThat(outcome.byClass().keySet()).containsExactly("smooth", "lumpy", "total");
        assertThat(outcome.byClass().get("total").unitsLost()).isEqualTo(1 + 1);
        assertThat(outcome.items())
                .extracting(item -> item.result().unitsLost())
                .containsExactly(1.0, 1.0);
        assertThat(outcome.overTime().asked(0)).isEqualTo(2);
        assertThat(outcome.overTime().asked(1)).isEqualTo(5);
        assertThat(outcome.overTime().served(1)).isEqualTo(3);
        assertThat(outcome.overTime().stockValue(0)).isEqualTo(9);
    }

    private static DemandSeries random(String id, int days) {
        SplittableRandom random = new SplittableRandom(11);
        double[] units = new double[days];
        Arrays.setAll(units, _ -> random.nextInt(6));
        return series(id, units);
    }

    /// A year of demand in fractions of units, so that no rounding comes between asked and achieved; then days that are
    /// each like some day of that year, which is what the policy expects.
    private static DemandSeries asExpected(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] units = new double[YEAR + 1_000];
        Arrays.setAll(units, day -> day < YEAR ? -5 * Math.log(1 - random.nextDouble()) + 2 * random.nextDouble() : 0);
        for (int day = YEAR; day < units.length; day++) {
            units[day] = units[random.nextInt(YEAR)];
        }
        return series("item-" + seed, units);
    }

    private static DemandSeries likeItsYear(boolean lumpy, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] units = new double[YEAR + 600];
        for (int day = 0; day < YEAR; day++) {
            double share = random.nextDouble();
            units[day] = lumpy ? Math.max(0, -10 * Math.log(2 * share)) : 8 + 5 * share;
        }
        for (int day = YEAR; day < units.length; day++) {
            units[day] = units[random.nextInt(YEAR)];
        }
        return series("item-" + seed, units);
    }

    private static DemandSeries series(String id, double... units) {
        return DemandSeries.of(new SeriesId(id), DAYS, units);
    }
}
