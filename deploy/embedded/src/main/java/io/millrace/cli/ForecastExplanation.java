package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Explanation;
import io.millrace.forecasting.workbench.DemandClass;
import java.util.List;
import java.util.Locale;

/// Says why `auto` forecasts a series as it does.
final class ForecastExplanation {
    private static final int MOST_EFFECTS = 10;

    private final Program program;

    ForecastExplanation(Program program) {
        this.program = program;
    }

    /// Learns from the whole panel, as a forecast does, then tells what was thought of the one series.
    void tell(List<DemandSeries> panel, String name, Horizon horizon, AutoMethod method, long seed) {
        DemandSeries series = panel.stream()
                .filter(candidate -> candidate.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "There is no series '" + name + "' in the data.", "Give one of its series_id with --explain."));
        program.console().heading(name);
        if (hasSold(series)) {
            print(series, method.explain(panel, series, horizon, seed));
        } else {
            program.console().line("Nothing was ever sold of it, so nothing is expected.");
        }
    }

    private static boolean hasSold(DemandSeries series) {
        for (int step = 0; step < series.length(); step++) {
            if (series.units(step) > 0) {
                return true;
            }
        }
        return false;
    }

    private void print(DemandSeries series, Explanation why) {
        line(String.format(
                Locale.ROOT,
                "Demand is %s, known for %d steps from %s.",
                DemandClass.of(series).word(),
                series.length(),
                series.calendar().first()));
        line("");
        line(String.format(Locale.ROOT, "  %-24s %10s %14s", "Member", "weight", "says, a step"));
        why.members()
                .forEach((member, said) -> line(String.format(
                        Locale.ROOT,
                        "  %-24s %8.1f %% %14.3f",
                        member,
                        100 * why.weights().get(member),
                        said)));
        line("");
        Forecast forecast = why.forecast();
        double mean = 0;
        for (int step = 1; step <= forecast.steps(); step++) {
            mean += forecast.mean(step) / forecast.steps();
        }
        line(String.format(
                Locale.ROOT,
                "Together they say %.3f a step. Trees, which know the whole panel, make %.3f of it; drawn to the",
                why.combined(),
                why.corrected()));
        line(String.format(Locale.ROOT, "forecast of the panel's total it is %.3f.", mean));
        line("");
        line(
                why.effects().stream().allMatch(effect -> effect.units() == 0)
                        ? "There is too little data for trees."
                        : "What the trees' mean would lose without a feature, in units a step:");
        why.effects().stream()
                .filter(effect -> effect.units() != 0)
                .limit(MOST_EFFECTS)
                .forEach(effect ->
                        line(String.format(Locale.ROOT, "  %-36s %+10.4f", effect.feature(), effect.units())));
        line("");
        line(String.format(Locale.ROOT, "  %4s %10s %10s %10s %10s", "step", "mean", "q0.5", "q0.9", "q0.99"));
        for (int step = 1; step <= forecast.steps(); step++) {
            line(String.format(
                    Locale.ROOT,
                    "  %4d %10.3f %10.3f %10.3f %10.3f",
                    step,
                    forecast.mean(step),
                    forecast.quantile(step, 0.5),
                    forecast.quantile(step, 0.9),
                    forecast.quantile(step, 0.99)));
        }
    }

    private void line(String text) {
        program.console().line(text);
    }
}
