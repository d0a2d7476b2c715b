package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.backtest.Backtest;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.backtest.Origin;
import io.millrace.forecasting.metrics.PanelScore;
import io.millrace.forecasting.metrics.SeriesScore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Several methods against the past of one panel, from the same origins.
public final class Comparison {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PER_SERIES = 1_000;

    private final Horizon horizon;
    private final int origins;
    private final int series;
    private final List<Scored> methods;

    private Comparison(Horizon horizon, int origins, int series, List<Scored> methods) {
        this.horizon = horizon;
        this.origins = origins;
        this.series = series;
        this.methods = List.copyOf(methods);
    }

    /// One method's scores.
    ///
    /// @param all over all series and origins
    /// @param byClass the same by the class of demand, as far as there are series of it
    /// @param byOrigin the earliest first
    /// @param bySeries how each series did at all origins, by its name
    /// @param last what was forecast at the last origin
    public record Scored(
            String method,
            PanelScore all,
            Map<DemandClass, PanelScore> byClass,
            List<PanelScore> byOrigin,
            Map<String, PanelScore> bySeries,
            StepErrors steps,
            Outcome last,
            double secondsPerThousand) {}

    public static Comparison of(
            List<DemandSeries> panel,
            List<ForecastMethod> methods,
            Horizon horizon,
            int origins,
            long seed,
            Progress progress) {
        List<Origin> rolling = Origin.rolling(origins, horizon);
        List<Scored> scored = new ArrayList<>();
        for (ForecastMethod method : methods) {
            scored.add(scored(panel, method, rolling, seed));
            progress.at("Backtesting", scored.size(), methods.size());
        }
        return new Comparison(horizon, origins, panel.size(), scored);
    }

    private static Scored scored(List<DemandSeries> panel, ForecastMethod method, List<Origin> rolling, long seed) {
        long started = System.nanoTime();
        List<SeriesScore> all = new ArrayList<>();
        List<PanelScore> byOrigin = new ArrayList<>();
        Map<DemandClass, List<SeriesScore>> byClass = new EnumMap<>(DemandClass.class);
        Map<String, List<SeriesScore>> bySeries = new LinkedHashMap<>();
        StepErrors steps = new StepErrors(rolling.getFirst().horizon().steps());
        @Nullable Outcome last = null;
        int forecasts = 0;
        for (Origin origin : rolling) {
            Outcome outcome = Backtest.at(origin, method, panel, seed);
            List<SeriesScore> scores = outcome.scores();
            for (int i = 0; i < scores.size(); i++) {
                DemandSeries history = outcome.histories().get(i);
                byClass.computeIfAbsent(DemandClass.of(history), _ -> new ArrayList<>())
                        .add(scores.get(i));
                bySeries.computeIfAbsent(history.id().value(), _ -> new ArrayList<>())
                        .add(scores.get(i));
                steps.add(history, outcome.actuals().get(i), outcome.forecasts().get(i));
            }
            all.addAll(scores);
            byOrigin.add(PanelScore.of(scores));
            forecasts += scores.size();
            last = outcome;
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        Map<DemandClass, PanelScore> classes = new EnumMap<>(DemandClass.class);
        byClass.forEach((kind, scores) -> classes.put(kind, PanelScore.of(scores)));
        Map<String, PanelScore> series = new LinkedHashMap<>();
        bySeries.forEach((id, scores) -> series.put(id, PanelScore.of(scores)));
        double perThousand = seconds * PER_SERIES / Math.max(1, forecasts);
        return new Scored(
                method.name(),
                PanelScore.of(all),
                classes,
                byOrigin,
                series,
                steps,
                Objects.requireNonNull(last),
                perThousand);
    }

    public Horizon horizon() {
        return horizon;
    }

    public int origins() {
        return origins;
    }

    public int series() {
        return series;
    }

    public List<Scored> methods() {
        return methods;
    }

    /// The forecast a method made of a series at the last origin, and what came; the series may not be there.
    static int place(Outcome outcome, String series) {
        for (int i = 0; i < outcome.histories().size(); i++) {
            if (outcome.histories().get(i).id().value().equals(series)) {
                return i;
            }
        }
        return -1;
    }
}
