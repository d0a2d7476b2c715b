package io.millrace.forecasting.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds of every method, whatever the series.
class MethodProperties {
    private static final Horizon STEPS = new Horizon(9);

    /// Methods that see levels and nothing else: where more is sold every day, so much more is forecast.
    private static final List<LocalMethod> LEVELS = List.of(
            Methods.naive(),
            Methods.seasonalNaive(),
            Methods.windowMean(),
            Methods.empirical(),
            Methods.simpleSmoothing(),
            Methods.drift());

    @Provide
    Arbitrary<LocalMethod> methods() {
        return Arbitraries.of(Methods.local());
    }

    @Provide
    Arbitrary<LocalMethod> levels() {
        return Arbitraries.of(LEVELS);
    }

    @Provide
    Arbitrary<double[]> units() {
        return Arbitraries.integers()
                .between(0, 40)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(list -> list.stream().mapToDouble(Integer::doubleValue).toArray());
    }

    @Property(tries = 150)
    void shouldHaveQuantilesThatRiseWithTheLevel(
            @ForAll("methods") LocalMethod method, @ForAll("units") double[] units) {
        Forecast forecast = forecast(method, units);

        for (int step = 1; step <= STEPS.steps(); step++) {
            rises(forecast.marginal(step));
            rises(forecast.sum(new Span(1, step)));
            assertThat(forecast.mean(step)).isNotNegative().isFinite();
        }
    }

    @Property(tries = 150)
    void shouldHaveSumsThatAgreeWithTheirSteps(@ForAll("methods") LocalMethod method, @ForAll("units") double[] units) {
        Forecast forecast = forecast(method, units);

        assertThat(forecast.sum(new Span(3, 3))).isEqualTo(forecast.marginal(3));
        assertThat(forecast.mean(new Span(1, 4)) + forecast.mean(new Span(5, 9)))
                .isCloseTo(forecast.mean(new Span(1, 9)), within(1e-6 * (1 + forecast.mean(new Span(1, 9)))));
        // What is short of any stock over a span is at most what is short of a part of it in each step.
        QuantileCurve sum = forecast.sum(new Span(1, 4));
        double most = 0;
        for (int step = 1; step <= 4; step++) {
            most += forecast.marginal(step).quantile(0.999);
        }
        assertThat(sum.quantile(0.9)).isLessThanOrEqualTo(most * 1.05 + 1e-6);
    }

    @Property(tries = 100)
    void shouldForecastTwiceAsMuchWhenTwiceAsMuchIsSold(
            @ForAll("methods") LocalMethod method, @ForAll("units") double[] units) {
        Forecast once = forecast(method, units);
        Forecast twice =
                forecast(method, Arrays.stream(units).map(value -> 2 * value).toArray());

        for (int step = 1; step <= STEPS.steps(); step++) {
            double expected = 2 * once.mean(step);
            assertThat(twice.mean(step)).isCloseTo(expected, within(1e-6 * (1 + expected)));
            assertThat(twice.quantile(step, 0.95))
                    .isCloseTo(2 * once.quantile(step, 0.95), within(1e-6 * (1 + expected)));
        }
    }

    @Property(tries = 100)
    void shouldForecastSoMuchMoreWhenSoMuchMoreIsSoldEveryDay(
            @ForAll("levels") LocalMethod method, @ForAll("units") double[] units) {
        double[] begun = units.clone();
        begun[0] = Math.max(1, begun[0]);
        Forecast plain = forecast(method, begun);
        Forecast shifted =
                forecast(method, Arrays.stream(begun).map(value -> value + 50).toArray());

        for (int step = 1; step <= STEPS.steps(); step++) {
            if (plain.mean(step) > 0) {
                assertThat(shifted.mean(step)).isCloseTo(plain.mean(step) + 50, within(0.02 * (1 + plain.mean(step))));
            }
        }
    }

    @Property(tries = 40)
    void shouldNotDependOnTheNeighboursOrTheRun(
            @ForAll("methods") LocalMethod method, @ForAll("units") double[] units) {
        DemandSeries own = Examples.daily(units);
        DemandSeries other = Examples.daily(4, 0, 9, 1);

        Forecast first =
                Forecasters.forecast(method, List.of(own, other), STEPS, 5).getFirst();
        Forecast last =
                Forecasters.forecast(method, List.of(other, own), STEPS, 5).getLast();

        for (int step = 1; step <= STEPS.steps(); step++) {
            assertThat(last.mean(step)).isEqualTo(first.mean(step));
            assertThat(last.marginal(step)).isEqualTo(first.marginal(step));
        }
    }

    private static void rises(QuantileCurve curve) {
        double before = 0;
        for (double level : new double[] {0.01, 0.1, 0.37, 0.5, 0.9, 0.96, 0.99, 0.999, 0.9999}) {
            assertThat(curve.quantile(level)).isGreaterThanOrEqualTo(before);
            before = curve.quantile(level);
        }
    }

    private static Forecast forecast(LocalMethod method, double[] units) {
        return method.fit(Examples.daily(units), 1).predict(STEPS);
    }
}
