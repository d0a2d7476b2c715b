package io.millrace.replenishment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.ClassFill;
import io.millrace.replenishment.policy.Need;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.policy.PolicyRules;
import io.millrace.replenishment.policy.Situation;
import io.millrace.replenishment.simulation.Trial.Player;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Service classes in a simulation: steered side by side, by the rule that plans order with.
class SteeredTrialTest {
    private static final Calendar DAYS = new Calendar(Frequency.DAILY, LocalDate.of(2025, 1, 6));
    private static final int KNOWN = 180;
    private static final int PLAYED = 270;
    private static final double ASKED = 0.93;

    @Test
    void shouldReachTheFillRateOfTheClassWhereItsItemsDiffer() {
        List<Player> players = players(Policy.Steered.of("A", ASKED));

        Trial.Outcome outcome = Trial.run(players, List.of("all"), PLAYED);

        Trial.Result ofClass = outcome.byClass().get("service class A");
        assertThat(ofClass.items()).isEqualTo(players.size());
        assertThat(ofClass.askedFillRate()).isCloseTo(ASKED, within(1e-9));
        assertThat(ofClass.itemFillRate()).isCloseTo(ASKED, within(0.02));
        double[] fills = outcome.items().stream()
                .mapToDouble(item -> item.result().tally().fillRate())
                .sorted()
                .toArray();
        assertThat(fills[fills.length - 1] - fills[0]).isGreaterThan(0.05);
    }

    @Test
    void shouldPlayTheSameAgainToTheLastDigitAndAsTheLearnerAlone() {
        List<Player> players = players(Policy.Steered.of("A", ASKED));
        List<SimulatedItem> items = players.stream().map(Player::item).toList();
        SimulationOptions options = players.getFirst().options();

        Trial.Outcome first = Trial.run(players, List.of("all"), PLAYED);
        Trial.Outcome again = Trial.run(players, List.of("all"), PLAYED);
        Rehearsal rehearsal =
                Rehearsal.of(items.stream().map(item -> item.upTo(KNOWN)).toList(), Learning.recent(), options.refit());
        SteeredLearner learner = new SteeredLearner(Beliefs.recent(), rehearsal.steered("A", ASKED));
        List<Tally> learned = Simulation.together(items, learner, options, learner::steer);

        assertThat(again.items()).isEqualTo(first.items());
        assertThat(again.byClass()).isEqualTo(first.byClass());
        assertThat(first.items()).extracting(item -> item.result().tally()).containsExactlyElementsOf(learned);
    }

    @Test
    void shouldNeedWhatTheClassesCriticalRatioNeeds() {
        SimulatedItem item = players(new Policy.None()).getFirst().item();
        Situation situation = new Situation(
                Beliefs.recent()
                        .of(item, item.demand().units(), ones(item.demand().length())),
                item.timing(),
                item.unmet(),
                Supply.of(2),
                1);
        ClassFill fill = ClassFill.of(ASKED).with(3.3);

        Need steered = Need.of(new Policy.Steered("A", fill, "told"), situation);

        Need plain = Need.of(new Policy.TimePhased(fill.target(3)), situation);
        assertThat(steered.units()).isPositive().isEqualTo(plain.units());
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Some sell a little every day, some much now and then.
    private static List<Player> players(Policy policy) {
        SplittableRandom random = new SplittableRandom(11);
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double chance = i % 2 == 0 ? 0.9 : 0.12;
            int size = i % 2 == 0 ? 4 : 15;
            double[] units = new double[KNOWN + PLAYED];
            for (int day = 0; day < units.length; day++) {
                units[day] = random.nextDouble() < chance ? 1 + random.nextInt(size) : 0;
            }
            SimulatedItem item = new SimulatedItem(
                    DemandSeries.of(new SeriesId("item-" + i), DAYS, units),
                    Timing.of(2, 3),
                    Unmet.LOST,
                    LineTerms.free(),
                    "all");
            players.add(new Player(
                    item, new PolicyRules(Map.of(), List.of(), policy), new SimulationOptions(KNOWN, 20, 6)));
        }
        return players;
    }
}
