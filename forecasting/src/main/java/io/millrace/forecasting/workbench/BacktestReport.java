package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.frame.CsvFields;
import io.millrace.forecasting.metrics.PanelScore;
import io.millrace.forecasting.metrics.SeriesScore;
import io.millrace.forecasting.workbench.Comparison.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A comparison for people: one HTML file that needs nothing else, and the same figures as a CSV.
public final class BacktestReport {
    private static final int WORST = 24;
    private static final int SEASONS_SHOWN = 6;
    private static final int MOST_SHOWN = 120;
    private static final double[] SHOWN_LEVELS = {0.1, 0.5, 0.9, 0.99};

    private final Comparison comparison;
    private final Map<String, String> facts;

    /// A report of a comparison; `facts` is what the reader should know of the data and the run, by name.
    public BacktestReport(Comparison comparison, Map<String, String> facts) {
        this.comparison = comparison;
        this.facts = facts;
    }

    public void writeHtml(Path file) throws IOException {
        String page = ReportPage.of(BacktestReport.class, "report", "Backtest", json());
        WholeFile.write(file, writer -> writer.write(page));
    }

    /// Writes a row for each method and class of demand: `method,class,series,prmsse,spl0.5,…,seconds_per_1000`.
    public void writeCsv(Path file) throws IOException {
        WholeFile.write(file, writer -> {
            writer.write("method,class,series,prmsse,spl0.5,spl0.9,spl0.95,spl0.99,bias,"
                    + "below0.5,at_most0.5,below0.9,at_most0.9,below0.95,at_most0.95,below0.99,at_most0.99,"
                    + "seconds_per_1000\n");
            for (Scored scored : comparison.methods()) {
                writer.write(row(scored, "all", scored.all()));
                for (Map.Entry<DemandClass, PanelScore> entry : scored.byClass().entrySet()) {
                    writer.write(row(scored, entry.getKey().word(), entry.getValue()));
                }
            }
        });
    }

    private static String row(Scored scored, String kind, PanelScore score) {
        StringBuilder row = new StringBuilder(CsvFields.written(scored.method()))
                .append(',')
                .append(kind)
                .append(',')
                .append(score.series())
                .append(',')
                .append(score.pooledRmsse());
        for (double level : SeriesScore.levels()) {
            row.append(',').append(score.scaledPinball(level));
        }
        row.append(',').append(score.bias());
        for (double level : SeriesScore.levels()) {
            row.append(',').append(score.shareBelow(level)).append(',').append(score.shareAtMost(level));
        }
        return row.append(',').append(scored.secondsPerThousand()).append('\n').toString();
    }

    private String json() {
        Json json = new Json().open('{');
        json.name("facts").open('[');
        facts.forEach((name, value) -> json.open('[').value(name).value(value).close(']'));
        json.close(']').name("horizon").value(comparison.horizon().steps());
        json.name("methods").open('[');
        comparison.methods().forEach(scored -> method(json, scored));
        return json.close(']').close('}').toString();
    }

    private static void method(Json json, Scored scored) {
        json.open('{').name("name").value(scored.method());
        json.name("seconds").value(scored.secondsPerThousand());
        json.name("all");
        score(json, scored.all());
        json.name("classes").open('{');
        scored.byClass().forEach((kind, score) -> {
            json.name(kind.word());
            score(json, score);
        });
        json.close('}').name("origins").open('[');
        scored.byOrigin().forEach(score -> score(json, score));
        json.close(']').name("steps").values(scored.steps().pooledRmsse());
        json.name("worst").open('[');
        scored.bySeries().entrySet().stream()
                .filter(entry -> entry.getValue().series() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, PanelScore> entry) ->
                                entry.getValue().pooledRmsse())
                        .reversed())
                .limit(WORST)
                .forEach(entry -> series(json, scored.last(), entry.getKey(), entry.getValue()));
        json.close(']').close('}');
    }

    private static void score(Json json, PanelScore score) {
        json.open('{').name("n").value(score.series());
        json.name("prmsse").value(score.pooledRmsse());
        json.name("error").value(score.pooledRmsseError());
        json.name("bias").value(score.bias());
        json.name("spl").open('[');
        for (double level : SeriesScore.levels()) {
            json.value(score.scaledPinball(level));
        }
        json.close(']').name("below").open('[');
        for (double level : SeriesScore.levels()) {
            json.value(score.shareBelow(level));
        }
        json.close(']').name("atMost").open('[');
        for (double level : SeriesScore.levels()) {
            json.value(score.shareAtMost(level));
        }
        json.close(']').close('}');
    }

    private static void series(Json json, Outcome outcome, String id, PanelScore score) {
        int place = Comparison.place(outcome, id);
        if (place < 0) {
            return;
        }
        DemandSeries history = outcome.histories().get(place);
        Forecast forecast = outcome.forecasts().get(place);
        int shown = Math.min(
                Math.min(history.length(), MOST_SHOWN),
                Math.max(
                        2 * forecast.steps(), SEASONS_SHOWN * history.calendar().season()));
        double[] recent = new double[shown];
        for (int step = 0; step < shown; step++) {
            recent[step] = history.units(history.length() - shown + step);
        }
        json.open('{').name("id").value(id);
        json.name("class").value(DemandClass.of(history).word());
        json.name("prmsse").value(score.pooledRmsse());
        json.name("bias").value(score.bias());
        json.name("from")
                .value(history.calendar().date(history.length() - shown).toString());
        json.name("origin").value(history.calendar().date(history.length()).toString());
        json.name("history").values(recent);
        json.name("actual").values(outcome.actuals().get(place));
        json.name("mean").open('[');
        for (int step = 1; step <= forecast.steps(); step++) {
            json.value(forecast.mean(step));
        }
        json.close(']').name("quantiles").open('[');
        for (double level : SHOWN_LEVELS) {
            json.open('[');
            for (int step = 1; step <= forecast.steps(); step++) {
                json.value(forecast.quantile(step, level));
            }
            json.close(']');
        }
        json.close(']').close('}');
    }

    /// The methods, the most accurate first: by the mean of their scaled pinball losses.
    public static List<Scored> ranked(Comparison comparison) {
        return comparison.methods().stream()
                .sorted(Comparator.comparingDouble(scored -> meanLoss(scored.all())))
                .toList();
    }

    private static double meanLoss(PanelScore score) {
        double sum = 0;
        for (double level : SeriesScore.levels()) {
            sum += score.scaledPinball(level);
        }
        return sum;
    }
}
