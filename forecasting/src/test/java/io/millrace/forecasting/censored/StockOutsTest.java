package io.millrace.forecasting.censored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.methods.Methods;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StockOutsTest {
    private static final int DAYS = 2_000;
    private static final double[] WEEK = {6, 7, 8, 8, 11, 16, 0};
    private static final double TRUE_MEAN = Arrays.stream(WEEK).sum() / WEEK.length;

    private final double[] demand = new double[DAYS];
    private final double[] units = new double[DAYS];
    private final double[] inStock = new double[DAYS];

    /// Customers come evenly over the day, one piece each; each morning the shelf holds 4 to 17 pieces.
    StockOutsTest() {
        SplittableRandom random = new SplittableRandom(23);
        for (int day = 0; day < DAYS; day++) {
            int stock = random.nextInt(4, 18);
            inStock[day] = 1;
            double time = arrival(random, WEEK[day % 7]);
            for (; time < 1; time += arrival(random, WEEK[day % 7])) {
                demand[day]++;
                if (units[day] < stock) {
                    units[day]++;
                    inStock[day] = units[day] == stock ? time : 1;
                }
            }
        }
    }

    @Test
    void shouldRecoverTheTrueMeanWhenStockRanOut() {
        double[] restored = StockOuts.restored(series(units, inStock)).units();

        double error = Math.abs(mean(restored) / mean(demand) - 1);
        assertThat(error).isLessThan(0.03);
        assertThat(error).isLessThan(Math.abs(mean(units) / mean(demand) - 1) / 4);
        assertThat(error).isLessThan(Math.abs(meanOfFullDays() / mean(demand) - 1) / 4);
        assertThat(mean(demand)).isCloseTo(TRUE_MEAN, within(0.2));
    }

    @Test
    void shouldRestoreTheBusiestDayMostWhenStockRanOut() {
        double[] restored = StockOuts.restored(series(units, inStock)).units();

        double saturdays = 0;
        int weeks = DAYS / 7;
        for (int week = 0; week < weeks; week++) {
            saturdays += restored[7 * week + 5] / weeks;
        }
        assertThat(saturdays).isCloseTo(16, within(0.8));
    }

    @Test
    void shouldCallADayMissingWhenItWasNeverInStock() {
        DemandSeries restored = StockOuts.restored(series(new double[] {4, 0, 4}, new double[] {1, 0, 1}));

        assertThat(restored.units()).containsExactly(4, Double.NaN, 4);
    }

    @Test
    void shouldLeaveUnitsAloneWhenTheyWereInStockAllDay() {
        double[] all = new double[DAYS];
        Arrays.fill(all, 1);

        assertThat(StockOuts.restored(series(demand, all)).units()).containsExactly(demand);
    }

    @Test
    void shouldForecastDemandAndNotSalesWhenStockRanOut() {
        double forecast = Methods.windowMean()
                .fit(series(units, inStock), 1)
                .predict(new Horizon(7))
                .mean(1);

        double recentDemand = mean(Arrays.copyOfRange(demand, DAYS - 28, DAYS));
        assertThat(forecast).isCloseTo(recentDemand, within(0.12 * recentDemand));
        assertThat(forecast).isGreaterThan(mean(Arrays.copyOfRange(units, DAYS - 28, DAYS)));
    }

    private static DemandSeries series(double[] units, double[] inStock) {
        return Examples.daily(units).with(Signal.IN_STOCK, inStock);
    }

    private static double arrival(SplittableRandom random, double rate) {
        return rate == 0 ? 2 : -Math.log(1 - random.nextDouble()) / rate;
    }

    private double meanOfFullDays() {
        double sum = 0;
        int count = 0;
        for (int day = 0; day < DAYS; day++) {
            if (inStock[day] == 1) {
                sum += units[day];
                count++;
            }
        }
        return sum / count;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
