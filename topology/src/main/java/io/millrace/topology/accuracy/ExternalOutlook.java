package io.millrace.topology.accuracy;

import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.ExternalStep;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastPeriod;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.topology.forecast.rules.Scoring;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What others forecast, as one of ours.
final class ExternalOutlook {
    private static final double SAME = 1e-9;

    private ExternalOutlook() {}

    /// Days only: weeks and months cannot be held against a day.
    static Optional<Forecast> of(ExternalForecast told) {
        if (told.period() != ForecastPeriod.DAY) {
            return Optional.empty();
        }
        LocalDate seen = told.dataUpTo() != null
                ? told.dataUpTo()
                : told.madeAt().atOffset(ZoneOffset.UTC).toLocalDate();
        return Optional.of(Forecast.builder()
                .tenantId(told.tenantId())
                .locationId(told.locationId())
                .itemId(told.itemId())
                .madeAt(told.madeAt())
                .dataUpTo(seen)
                .runId(told.runId())
                .method(told.source())
                .methodVersion("")
                .version(told.version())
                .steps(told.steps().stream().map(ExternalOutlook::step).toList())
                .build());
    }

    private static ForecastStep step(ExternalStep told) {
        List<Quantile> quantiles = new ArrayList<>();
        for (double level : Scoring.LEVELS) {
            told.quantiles().stream()
                    .filter(quantile -> Math.abs(quantile.level() - level) < SAME)
                    .findFirst()
                    .ifPresent(quantiles::add);
        }
        Double mean = told.mean();
        double middle = mean != null ? mean : median(told.quantiles());
        return new ForecastStep(told.date(), middle, quantiles);
    }

    /// Who tells quantiles alone is taken at the one nearest to the middle.
    private static double median(List<Quantile> quantiles) {
        return quantiles.stream()
                .min((one, other) -> Double.compare(Math.abs(one.level() - 0.5), Math.abs(other.level() - 0.5)))
                .map(Quantile::value)
                .orElse(0.0);
    }
}
