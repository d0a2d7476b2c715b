package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final int DAYS = 140;
    private static final int WEEK = 7;
    private static final double[] OTHERWISE = {9, 9, 9, 9, 9, 9, 9};

    @Test
    void shouldTellASeriesTheSeasonOfItsGroupWhenItCannotSeeIt() {
        List<DemandSeries> panel = panel(0);
        Groups groups = Groups.of(panel, WEEK, 0, WEEK);
        double[] flat = new double[DAYS];
        Arrays.fill(flat, 3);

        double[] busy = groups.say(history(flat, "busy"), flat, OTHERWISE)[1];
        double[] quiet = groups.say(history(flat, "quiet"), flat, OTHERWISE)[1];

        // In a busy store each seventh day sells three times as much as the others, in a quiet one all are alike.
        assertThat(busy[6]).isCloseTo(3 * 3 * 7 / 9.0, within(0.8));
        assertThat(busy[2]).isCloseTo(3 * 7 / 9.0, within(0.3));
        assertThat(quiet[6]).isCloseTo(3, within(0.3));
    }

    @Test
    void shouldSayTheSameOfThePastWhenWhatCameAfterIsPoisoned() {
        List<DemandSeries> panel = panel(0);
        List<DemandSeries> poisoned = panel.stream()
                .map(series -> {
                    double[] units = series.units();
                    Arrays.fill(units, DAYS - WEEK, DAYS, 1e6);
                    return series.withUnits(units);
                })
                .toList();
        double[] units = Arrays.copyOf(panel.getFirst().units(), DAYS - WEEK);

        double[][] honest = Groups.of(panel, WEEK, 0, WEEK).say(History.of(panel.getFirst()), units, OTHERWISE);
        double[][] tempted = Groups.of(poisoned, WEEK, 0, WEEK).say(History.of(panel.getFirst()), units, OTHERWISE);

        assertThat(tempted).isDeepEqualTo(honest);
        assertThat(honest[0]).doesNotContain(9);
    }

    @Test
    void shouldNotTakeNewcomersForGrowth() {
        List<DemandSeries> panel = new ArrayList<>(panel(0));
        for (int i = 0; i < 4; i++) {
            double[] late = new double[DAYS];
            Arrays.fill(late, DAYS - 40, DAYS, 5);
            panel.add(series("late-" + i, "quiet", late));
        }
        double[] flat = new double[DAYS];
        Arrays.fill(flat, 3);

        double[] quiet = Groups.of(panel, WEEK, 0).say(history(flat, "quiet"), flat, OTHERWISE)[1];

        assertThat(Arrays.stream(quiet).average().orElse(0)).isCloseTo(3, within(0.15));
    }

    @Test
    void shouldNotTakeStepsNobodyKnowsForADip() {
        List<DemandSeries> panel = panel(0).stream()
                .map(series -> {
                    double[] units = series.units();
                    Arrays.fill(units, DAYS - 14, DAYS, Double.NaN);
                    return series.attributes().get("store").equals("quiet")
                                    && !series.id().value().endsWith("1")
                            ? series.withUnits(units)
                            : series;
                })
                .toList();
        double[] flat = new double[DAYS];
        Arrays.fill(flat, 3);

        double[] quiet = Groups.of(panel, WEEK, 0).say(history(flat, "quiet"), flat, OTHERWISE)[1];

        assertThat(Arrays.stream(quiet).average().orElse(0)).isCloseTo(3, within(0.4));
    }

    @Test
    void shouldLeaveTheWordToOthersWhenSeriesEndApartOrAreOfNoGroup() {
        double[] flat = new double[DAYS];
        Arrays.fill(flat, 3);

        assertThat(Groups.of(panel(3), WEEK, 0).count()).isZero();
        assertThat(Groups.of(panel(0), WEEK, 0).say(history(flat, "elsewhere"), flat, OTHERWISE)[1])
                .isEqualTo(OTHERWISE);
    }

    private static History history(double[] units, String store) {
        return History.of(series("asked", store, units));
    }

    /// Twenty items of a busy store and as many of a quiet one, each ending so many days before the one before it.
    private static List<DemandSeries> panel(int apart) {
        List<DemandSeries> panel = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int item = 0; item < 40; item++) {
            int peak = item % 2 == 0 ? 3 : 1;
            double[] units = new double[DAYS - apart * item];
            Arrays.setAll(units, day -> random.nextInt(1, 9) * (day % 7 == 6 ? peak : 1));
            panel.add(series("item-" + item, item % 2 == 0 ? "busy" : "quiet", units));
        }
        return panel;
    }

    private static DemandSeries series(String id, String store, double... units) {
        return DemandSeries.of(new SeriesId(id), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units)
                .withAttributes(Map.of("store", store));
    }
}
