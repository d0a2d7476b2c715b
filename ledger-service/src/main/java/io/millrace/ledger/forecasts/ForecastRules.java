package io.millrace.ledger.forecasts;

import io.millrace.domain.Sku;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.ExternalStep;
import io.millrace.events.demand.ForecastPeriod;
import io.millrace.events.demand.Quantile;
import io.millrace.ledger.http.InvalidField;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to hold for a forecast that somebody else made.
final class ForecastRules {
    static final int STEPS_MAX = 1_000;
    private static final int QUANTILES_MAX = 100;
    private static final Duration CLOCKS_DIFFER_AT_MOST = Duration.ofHours(1);

    private final List<InvalidField> errors = new ArrayList<>();

    private ForecastRules() {}

    /// Everything that is wrong with a forecast, as far as it can be told from itself.
    static List<InvalidField> errors(ExternalForecast forecast, Instant now) {
        ForecastRules rules = new ForecastRules();
        rules.identifier(forecast.source(), "source");
        rules.identifier(forecast.runId(), "runId");
        rules.require(forecast.version() >= 1, "version", "it is " + forecast.version() + "; the first is 1");
        rules.require(
                forecast.madeAt().isBefore(now.plus(CLOCKS_DIFFER_AT_MOST)),
                "madeAt",
                "it is " + forecast.madeAt() + ", which is yet to come; set the clock, or send UTC");
        rules.steps(forecast);
        rules.past(forecast);
        return rules.errors;
    }

    private void require(boolean right, String field, String detail) {
        if (!right) {
            errors.add(new InvalidField(field, detail));
        }
    }

    private void identifier(String value, String field) {
        try {
            Sku.of(value);
        } catch (IllegalArgumentException malformed) {
            errors.add(new InvalidField(
                    field, "'" + value + "' is no identifier: 1 to 64 letters A-Z and a-z, digits, '.', '_' and '-'"));
        }
    }

    private void past(ExternalForecast forecast) {
        LocalDate seen = forecast.dataUpTo();
        if (seen == null) {
            return;
        }
        LocalDate made =
                forecast.madeAt().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        require(!seen.isAfter(made), "dataUpTo", "it is " + seen + ", after the forecast was made");
        if (!forecast.steps().isEmpty()) {
            LocalDate first = forecast.steps().getFirst().date();
            require(
                    first.isAfter(seen),
                    "steps[0].date",
                    "it is " + first + ", which the data up to " + seen + " tells already");
        }
    }

    private void steps(ExternalForecast forecast) {
        List<ExternalStep> steps = forecast.steps();
        require(
                !steps.isEmpty() && steps.size() <= STEPS_MAX,
                "steps",
                "there are " + steps.size() + "; 1 to " + STEPS_MAX + " are taken");
        for (int i = 0; i < steps.size() && errors.size() < QUANTILES_MAX; i++) {
            String at = "steps[" + i + "].";
            step(steps.get(i), at);
            if (i > 0) {
                LocalDate wanted = next(steps.get(i - 1).date(), forecast.period());
                LocalDate given = steps.get(i).date();
                require(
                        given.equals(wanted),
                        at + "date",
                        "it is " + given + ", but the period before it ends where " + wanted
                                + " begins; give every period once and in order, with 0 where nothing is expected");
            }
        }
    }

    private static LocalDate next(LocalDate date, ForecastPeriod period) {
        return switch (period) {
            case DAY, UNKNOWN -> date.plusDays(1);
            case WEEK -> date.plusWeeks(1);
            case MONTH -> date.plusMonths(1);
        };
    }

    private void step(ExternalStep step, String at) {
        require(
                step.mean() != null || !step.quantiles().isEmpty(),
                at + "mean",
                "neither the mean nor quantiles are given; give at least one");
        amount(step.mean(), at + "mean");
        amount(step.standardDeviation(), at + "standardDeviation");
        require(
                step.standardDeviation() == null || step.mean() != null,
                at + "standardDeviation",
                "it says nothing without the mean");
        quantiles(step.quantiles(), at + "quantiles");
    }

    private void amount(@Nullable Double value, String field) {
        if (value != null) {
            require(Double.isFinite(value) && value >= 0, field, "it is " + value + " and must be 0 or more");
        }
    }

    private void quantiles(List<Quantile> quantiles, String field) {
        require(quantiles.size() <= QUANTILES_MAX, field, "there are " + quantiles.size() + "; at most 100 are taken");
        for (int i = 0; i < Math.min(quantiles.size(), QUANTILES_MAX); i++) {
            Quantile quantile = quantiles.get(i);
            String at = field + "[" + i + "].";
            require(
                    quantile.level() > 0 && quantile.level() < 1,
                    at + "level",
                    "it is " + quantile.level() + " and must be above 0 and below 1");
            amount(quantile.value(), at + "value");
            if (i > 0) {
                Quantile before = quantiles.get(i - 1);
                require(
                        quantile.level() > before.level(),
                        at + "level",
                        "it is " + quantile.level() + " after " + before.level() + "; levels rise, each given once");
                require(
                        quantile.value() >= before.value(),
                        at + "value",
                        "it is " + quantile.value() + ", below the " + before.value()
                                + " of the level before; values never fall");
            }
        }
    }
}
