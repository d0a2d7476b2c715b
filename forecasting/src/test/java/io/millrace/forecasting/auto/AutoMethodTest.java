package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.backtest.Backtest;
import io.millrace.forecasting.backtest.Origin;
import io.millrace.forecasting.contract.MethodContract;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.metrics.SumScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutoMethodTest {
    private static final Horizon FORTNIGHT = new Horizon(14);
    private static final AutoMethod AUTO = new AutoMethod(Effort.FAST);

    @Test
    void shouldKeepTheContractWhenSeriesAreNasty() {
        assertThat(MethodContract.violations(AUTO)).isEmpty();
    }

    @Test
    void shouldNotChangeWhenTheFutureIsPoisoned() {
        List<DemandSeries> panel = shop(60, 160);
        List<DemandSeries> poisoned =
                panel.stream().map(AutoMethodTest::poisoned).toList();
        Origin origin = new Origin(14, FORTNIGHT);

        List<Forecast> honest = Backtest.at(origin, AUTO, panel, 1).forecasts();
        List<Forecast> tempted = Backtest.at(origin, AUTO, poisoned, 1).forecasts();

        for (int i = 0; i < honest.size(); i++) {
            assertThat(tempted.get(i).marginal(3)).isEqualTo(honest.get(i).marginal(3));
            assertThat(tempted.get(i).sum(new Span(1, 14)))
                    .isEqualTo(honest.get(i).sum(new Span(1, 14)));
        }
    }

    @Test
    void shouldNotDependOnTheOrderOfItsSeriesBeyondChance() {
        List<DemandSeries> panel = shop(60, 160);

        List<Forecast> forward = Forecasters.forecast(AUTO, panel, FORTNIGHT, 1);
        List<Forecast> backward =
                Forecasters.forecast(AUTO, panel.reversed(), FORTNIGHT, 1).reversed();

        double difference = 0;
        double level = 0;
        for (int i = 0; i < panel.size(); i++) {
            difference += Math.abs(forward.get(i).mean(1) - backward.get(i).mean(1));
            level += forward.get(i).mean(1);
        }
        assertThat(difference / level).isLessThan(0.05);
    }

    @Test
    void shouldBeatItsMembersAndCoverWhatComesWhenAPanelHasMuchInCommon() {
        List<DemandSeries> panel = shop(200, 220);
        Origin origin = new Origin(14, FORTNIGHT);

        var auto = Backtest.at(origin, AUTO, panel, 1);
        var theta = Backtest.at(origin, Methods.theta(), panel, 1);

        assertThat(auto.score().pooledRmsse()).isLessThan(theta.score().pooledRmsse());
        assertThat(auto.score().scaledPinball(0.95)).isLessThan(theta.score().scaledPinball(0.95));
        assertThat(auto.score().shareAtMost(0.9)).isGreaterThan(0.88);
        assertThat(auto.score().shareBelow(0.9)).isLessThan(0.92);
    }

    @Test
    void shouldCoverSumsWhenDaysAreNotIndependent() {
        List<DemandSeries> panel = shop(200, 220);

        var outcome = Backtest.at(new Origin(14, FORTNIGHT), AUTO, panel, 1);
        SumScore score = new SumScore(new Span(1, 14), 0.9);
        for (int i = 0; i < panel.size(); i++) {
            score.add(
                    outcome.histories().get(i),
                    outcome.actuals().get(i),
                    outcome.forecasts().get(i));
        }

        assertThat(score.shareAtMost()).isCloseTo(0.9, within(0.04));
    }

    /// Items with a week of their shop's shape, levels that wander, and counts as they fall.
    private static List<DemandSeries> shop(int items, int days) {
        SplittableRandom random = new SplittableRandom(11);
        double[] week = {0.7, 0.8, 0.9, 1, 1.3, 1.6, 0.7};
        List<DemandSeries> panel = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            double level = Math.exp(random.nextDouble(-1, 3));
            double[] units = new double[days];
            for (int day = 0; day < days; day++) {
                level *= Math.exp(0.03 * random.nextGaussian());
                units[day] = poisson(level * week[day % 7], random);
            }
            units[0] = 1 + units[0];
            panel.add(DemandSeries.of(
                    new SeriesId("item-" + item), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units));
        }
        return panel;
    }

    private static double poisson(double mean, SplittableRandom random) {
        double product = random.nextDouble();
        int count = 0;
        for (double limit = Math.exp(-mean); product > limit; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    private static DemandSeries poisoned(DemandSeries series) {
        double[] units = series.units();
        for (int day = units.length - 14; day < units.length; day++) {
            units[day] = 1e6;
        }
        return DemandSeries.of(series.id(), series.calendar(), units);
    }
}
