package io.millrace.forecasting.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.LocalMethod;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Kernels beside numbers that others published. Sources: the Nile at Aswan, 1871 to 1970 (R's data set `Nile`), for
/// which `arima(Nile, c(1, 1, 1))` of R says ar1 = 0.2544 and ma1 = -0.8741; airline passengers, 1949 to 1960 (Box and
/// Jenkins, 1976, series G; R's `AirPassengers`), for whose logarithms R's `arima` with (0,1,1)(0,1,1) says
/// ma1 = -0.4018 and sma1 = -0.5569. R maximises the likelihood where these kernels make conditional squares small, so
/// that a few hundredths lie between.
class TextbookTest {
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    private static final double[] AIRLINE = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
        114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242,
        209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264,
        302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313,
        318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318,
        362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
        417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
    };

    @Test
    void shouldEstimateAsRWhenTheNileIsModelled() {
        ArimaModel model = ArimaModel.fitted(new ArimaOrder(1, 1, 0, 0, 1, false), Arima.differenced(NILE, 1));

        assertThat(model.own()[0]).isCloseTo(0.2544, within(0.05));
        assertThat(model.shocks()[0]).isCloseTo(-0.8741, within(0.03));
    }

    @Test
    void shouldEstimateAsRWhenTheAirlineIsModelled() {
        double[] logarithms = Arrays.stream(AIRLINE).map(Math::log).toArray();
        double[] still = Arima.differenced(Arima.differenced(logarithms, 12), 1);

        ArimaModel model = ArimaModel.fitted(new ArimaOrder(0, 1, 0, 1, 12, false), still);

        assertThat(model.shocks()[0]).isCloseTo(-0.4018, within(0.04));
        assertThat(model.shocks()[11]).isCloseTo(-0.5569, within(0.06));
        assertThat(model.shocks()[12]).isCloseTo(model.shocks()[0] * model.shocks()[11], within(1e-9));
    }

    @Test
    void shouldKeepAModelStationaryWhateverItsPartialAutocorrelations() {
        // A second-order process is stationary if and only if φ₂ > −1 and φ₁ + φ₂ < 1 and φ₂ − φ₁ < 1.
        for (double first = -0.9; first < 1; first += 0.3) {
            for (double second = -0.9; second < 1; second += 0.3) {
                double[] coefficients = ArimaModel.coefficients(new double[] {first, second});

                assertThat(coefficients[1]).isEqualTo(second);
                assertThat(coefficients[0]).isCloseTo(first * (1 - second), within(1e-12));
                assertThat(coefficients[0] + coefficients[1]).isLessThan(1);
            }
        }
    }

    @Test
    void shouldContinueTheSeasonAndTheTrendWhenTheAirlineIsForecast() {
        double[] known = Arrays.copyOf(AIRLINE, 132);

        for (LocalMethod method :
                new LocalMethod[] {Methods.arima(), Methods.holtWinters(), Methods.mean(), Methods.median()}) {
            Forecast forecast = method.fit(Examples.monthly(known), 1).predict(new Horizon(12));
            double error = 0;
            for (int month = 1; month <= 12; month++) {
                error += Math.abs(forecast.mean(month) / AIRLINE[131 + month] - 1) / 12;
            }
            assertThat(error).as(method.name()).isLessThan(0.09);
        }
    }

    @Test
    void shouldBeSimpleSmoothingWhenTheImaginaryPartIsOne() {
        // Svetunkov, Kourentzes and Ord (2022): with α₁ = 1 nothing of the potential enters the level.
        double[] units = {5, 7, 6, 9, 4, 8};
        double[] path = new double[2];

        ComplexSmoothing.filter(units, new double[] {1.3, 1, 5, 2}, new double[units.length], path);

        assertThat(path[0]).isCloseTo(Smoothing.level(units, 0.3, 5), within(1e-12));
        assertThat(path[1]).isEqualTo(path[0]);
    }

    @Test
    void shouldFindBothSeasonsWhenThereAreTwo() {
        double[] units = IntStream.range(0, 1200)
                .mapToDouble(day -> 50 + 10 * Math.sin(2 * Math.PI * day / 7) + 20 * Math.cos(2 * Math.PI * day / 364))
                .toArray();

        Forecast forecast = Methods.doubleSeason()
                .fit(Examples.daily(Arrays.copyOf(units, 1100)), 1)
                .predict(new Horizon(100));

        for (int day = 1; day <= 100; day++) {
            assertThat(forecast.mean(day)).isCloseTo(units[1099 + day], within(1.5));
        }
    }

    @Test
    void shouldHaveTheChancesOfTheTextbookWhenCountsAreNegativeBinomial() {
        // Five pieces on average with size 2: p = 2/7, so none has the chance (2/7)² and one 2·(5/7)·(2/7)².
        CountDistribution counts = new CountDistribution(0, 5, 2);

        assertThat(counts.chance(0)).isCloseTo(4 / 49.0, within(1e-12));
        assertThat(counts.chance(1)).isCloseTo(40 / 343.0, within(1e-12));
        assertThat(counts.quantile(4 / 49.0)).isZero();
        assertThat(counts.quantile(4 / 49.0 + 0.001)).isEqualTo(1);
        // Poisson as the limit: e⁻⁵ · 5³ ÷ 6.
        assertThat(new CountDistribution(0, 5, 1e6).chance(3)).isCloseTo(0.14037, within(1e-4));
    }

    @Test
    void shouldTellInflatedZerosFromFewSalesWhenBothHaveTheSameMean() {
        double[] counts = new double[100];
        for (int step = 0; step < 100; step += 2) {
            counts[step] = 4 + step % 4;
        }

        CountDistribution inflated = CountDistribution.of(counts, true);

        assertThat(inflated.chance(0)).isCloseTo(0.5, within(0.01));
        assertThat(inflated.mean()).isCloseTo(2.5, within(1e-6));
        assertThat(inflated.quantile(0.6)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldGoOnAlongTheLineWhenThereIsDrift() {
        Forecast forecast = Methods.drift().fit(Examples.daily(2, 5, 4, 8), 1).predict(new Horizon(2));

        assertThat(forecast.mean(1)).isCloseTo(10, within(1e-9));
        assertThat(forecast.mean(2)).isCloseTo(12, within(1e-9));
    }
}
