package io.millrace.forecasting.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.contract.MethodContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {
    private static final long SEED = 1;

    static List<LocalMethod> methods() {
        return Methods.local();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void shouldKeepTheContractWhenSeriesAreNasty(LocalMethod method) {
        assertThat(MethodContract.violations(method)).isEmpty();
    }

    @Test
    void shouldSmoothAsTheTextbookWhenOilIsForecast() {
        Forecast forecast = forecast(Methods.simpleSmoothing(), 3, Examples.oil());

        // The book, with the first level estimated as well: alpha 0.83, forecast 542.68 at every step.
        assertThat(forecast.mean(1)).isCloseTo(542.68, within(0.3));
        assertThat(forecast.mean(3)).isEqualTo(forecast.mean(1));
        assertThat(Smoothing.best(Examples.oil())).isCloseTo(0.8339, within(0.02));
    }

    @Test
    void shouldFollowTheTrendAsTheTextbookWhenPassengersAreForecast() {
        double[] units = Examples.australianAir();
        double[] path = new double[5];
        double[] errors = new double[units.length];
        double[] parameters = new double[EtsFilter.PARAMETERS];
        EtsModel holt = new EtsModel(false, EtsModel.Trend.ADDITIVE, EtsModel.Season.NONE);

        AutoEts.fit(holt, units, 1, errors, parameters);
        EtsFilter filter = new EtsFilter(holt, units, 1, new double[1], errors);
        filter.run(parameters);
        Arrays.setAll(path, step -> filter.ahead(step + 1));

        // The book's Holt forecasts, estimated by maximum likelihood.
        double[] book = {74.60, 76.70, 78.81, 80.91, 83.01};
        for (int step = 0; step < path.length; step++) {
            assertThat(path[step]).isCloseTo(book[step], within(0.25));
        }
    }

    @Test
    void shouldSeparateSizeAndIntervalAsTheTextbookWhenDemandIsIntermittent() {
        // Hyndman and Athanasopoulos, 3rd edition, section 13.2: sizes and intervals of the series j06.
        double[] sizes = {2, 1, 11, 2, 6, 3, 7, 3, 1, 1, 1};
        int[] intervals = {2, 2, 2, 5, 2, 1, 6, 8, 1, 3, 2};
        double[] units = new double[IntStream.of(intervals).sum()];
        int at = -1;
        for (int i = 0; i < sizes.length; i++) {
            at += intervals[i];
            units[at] = sizes[i];
        }

        double[] path = new double[1];
        Intermittent.croston(units, path, new double[units.length], 1);

        assertThat(path[0]).isCloseTo(2.750 / 2.793, within(0.0005));
    }

    @Test
    void shouldTakeHalfTheBiasOffWhenSyntetosAndBoylanCorrectCroston() {
        double[] units = {3, 0, 0, 2, 0, 5, 0, 0, 0, 1, 4, 0};

        Forecast croston = forecast(Methods.croston(), 1, units);
        Forecast corrected = forecast(Methods.syntetosBoylan(), 1, units);

        assertThat(corrected.mean(1)).isCloseTo(croston.mean(1) * 0.95, within(1e-9));
    }

    @Test
    void shouldForgetDeadDemandWhenSalesHaveEnded() {
        double[] units = new double[200];
        for (int step = 0; step < 100; step += 4) {
            units[step] = 3;
        }

        assertThat(forecast(Methods.teunter(), 1, units).mean(1)).isLessThan(0.1);
        assertThat(forecast(Methods.croston(), 1, units).mean(1)).isGreaterThan(0.7);
    }

    @Test
    void shouldContinueHalfTheTrendWhenThetaMeetsAStraightLine() {
        double[] units =
                IntStream.range(0, 60).mapToDouble(step -> 10 + 2 * step).toArray();

        Forecast forecast = forecast(Methods.theta(), 2, units);

        // Hyndman and Billah (2003): smoothing whose drift is half the slope.
        assertThat(forecast.mean(2) - forecast.mean(1)).isCloseTo(1, within(1e-6));
    }

    @Test
    void shouldRepeatTheSeasonWhenThereIsOne() {
        double[] week = {1, 2, 3, 4, 5, 20, 30};
        double[] units =
                IntStream.range(0, 140).mapToDouble(step -> week[step % 7]).toArray();

        for (LocalMethod method : List.of(Methods.seasonalNaive(), Methods.theta(), Methods.ets())) {
            Forecast forecast = forecast(method, 14, units);
            for (int step = 1; step <= 14; step++) {
                assertThat(forecast.mean(step))
                        .as(method.name() + " at " + step)
                        .isCloseTo(week[(step - 1) % 7], within(0.05));
            }
        }
    }

    @Test
    void shouldSkipWhatIsMissingWhenTheMeanIsTaken() {
        assertThat(forecast(Methods.windowMean(), 1, 4, Double.NaN, 8).mean(1)).isEqualTo(6);
        assertThat(forecast(Methods.naive(), 1, 4, 9, Double.NaN).mean(1)).isEqualTo(9);
    }

    @Test
    void shouldAgreeWithSmoothingWhenEveryStepHasASale() {
        double[] units = Examples.oil();

        double smoothed = forecast(Methods.simpleSmoothing(), 1, units).mean(1);

        assertThat(forecast(Methods.adida(), 1, units).mean(1)).isCloseTo(smoothed, within(1e-9));
        assertThat(forecast(Methods.imapa(), 1, units).mean(1)).isCloseTo(smoothed, within(1e-9));
    }

    @Test
    void shouldBeTheSampleItselfWhenTheDistributionIsEmpirical() {
        double[] units =
                IntStream.range(0, 91).mapToDouble(step -> 1 + step % 10).toArray();

        Forecast forecast = forecast(Methods.empirical(), 1, units);

        assertThat(forecast.quantile(1, 0.5)).isEqualTo(5);
        assertThat(forecast.quantile(1, 0.9)).isEqualTo(9);
    }

    private static Forecast forecast(LocalMethod method, int steps, double... units) {
        return method.fit(Examples.daily(units), SEED).predict(new Horizon(steps));
    }
}
