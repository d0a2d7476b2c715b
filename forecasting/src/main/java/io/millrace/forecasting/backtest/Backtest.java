package io.millrace.forecasting.backtest;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.metrics.PanelScore;
import io.millrace.forecasting.metrics.SeriesScore;
import java.util.ArrayList;
import java.util.List;

/// A rolling-origin backtest: the method is fitted anew at each origin, with what was known there.
public final class Backtest {
    private Backtest() {}

    /// What a method said at an origin, and what then came; the lists run in parallel.
    public record Outcome(
            Origin origin, List<DemandSeries> histories, List<double[]> actuals, List<Forecast> forecasts) {
        public List<SeriesScore> scores() {
            List<SeriesScore> scores = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                scores.add(SeriesScore.of(histories.get(i), actuals.get(i), forecasts.get(i)));
            }
            return scores;
        }

        public PanelScore score() {
            return PanelScore.of(scores());
        }
    }

    /// Forecasts a panel from one origin. Series that had not begun by then are left out.
    public static Outcome at(Origin origin, ForecastMethod method, List<DemandSeries> panel, long seed) {
        List<DemandSeries> begun = panel.stream().filter(origin::reaches).toList();
        List<DemandSeries> histories = begun.stream().map(origin::history).toList();
        List<double[]> actuals = begun.stream().map(origin::actuals).toList();
        return new Outcome(origin, histories, actuals, Forecasters.forecast(method, histories, origin.horizon(), seed));
    }

    /// The score over several origins together.
    public static PanelScore pooled(List<Outcome> outcomes) {
        return PanelScore.of(
                outcomes.stream().flatMap(outcome -> outcome.scores().stream()).toList());
    }
}
