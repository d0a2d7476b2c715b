package io.millrace.topology.forecast.rules;

import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.forecasting.metrics.Pinball;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a forecast of a day turned out.
public final class Scoring {
    /// The quantiles that are scored.
    public static final List<Double> LEVELS = List.of(0.5, 0.9, 0.95, 0.99);

    private static final double NEAR = 1e-9;

    private Scoring() {}

    /// A day that is over.
    ///
    /// @param version of the demand day; 0 for one that was never written, on which nothing was sold
    public record Came(LocalDate date, double units, long version) {}

    /// The forecast that counts for a day: of those made before it, the one that knew most.
    public static Optional<Forecast> counting(Collection<Forecast> made, LocalDate date) {
        return made.stream()
                .filter(forecast -> forecast.dataUpTo().isBefore(date))
                .filter(forecast -> step(forecast, date).isPresent())
                .max(Comparator.comparing(Forecast::dataUpTo).thenComparing(Forecast::madeAt));
    }

    private static Optional<ForecastStep> step(Forecast forecast, LocalDate date) {
        return forecast.steps().stream()
                .filter(step -> step.date().equals(date))
                .findFirst();
    }

    /// Scores a forecast of a day; empty if it says nothing of that day.
    ///
    /// @param isServed whether it was the one that was served
    /// @param scale what errors of the series are divided by
    public static Optional<ForecastAccuracy> score(
            Forecast forecast, boolean isServed, Came came, DemandScale scale, Instant now) {
        return step(forecast, came.date())
                .map(step -> ForecastAccuracy.builder()
                        .tenantId(forecast.tenantId())
                        .locationId(forecast.locationId())
                        .itemId(forecast.itemId())
                        .date(came.date())
                        .method(forecast.method())
                        .served(isServed)
                        .runId(forecast.runId())
                        .dataUpTo(forecast.dataUpTo())
                        .daysAhead(Math.toIntExact(ChronoUnit.DAYS.between(forecast.dataUpTo(), came.date())))
                        .actual(came.units())
                        .mean(step.mean())
                        .losses(losses(step.quantiles(), came.units()))
                        .scale(scale)
                        .demandVersion(came.version())
                        .at(now)
                        .build());
    }

    private static List<QuantileLoss> losses(List<Quantile> quantiles, double actual) {
        List<QuantileLoss> losses = new ArrayList<>();
        for (Quantile quantile : quantiles) {
            if (isScored(quantile.level())) {
                losses.add(
                        new QuantileLoss(quantile.level(), Pinball.loss(actual, quantile.value(), quantile.level())));
            }
        }
        return losses;
    }

    /// A forecast with no more in it than is scored.
    public static Forecast trimmed(Forecast forecast) {
        return forecast.toBuilder()
                .steps(forecast.steps().stream()
                        .map(step -> step.toBuilder()
                                .quantiles(step.quantiles().stream()
                                        .filter(quantile -> isScored(quantile.level()))
                                        .toList())
                                .build())
                        .toList())
                .sums(List.of())
                .sumErrors(List.of())
                .explanation(Map.of())
                .build();
    }

    private static boolean isScored(double level) {
        return LEVELS.stream().anyMatch(scored -> Math.abs(scored - level) < NEAR);
    }
}
