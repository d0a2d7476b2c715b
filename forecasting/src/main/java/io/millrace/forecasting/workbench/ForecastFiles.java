package io.millrace.forecasting.workbench;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import io.millrace.forecasting.frame.CsvFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Forecasts as CSV files, for people and for programs of theirs.
public final class ForecastFiles {
    private static final double[] LEVELS = {0.5, 0.9, 0.95, 0.99};
    private static final double[] SUM_LEVELS = {0.9, 0.95, 0.99};
    private static final MathContext SHOWN = new MathContext(7);

    private ForecastFiles() {}

    /// Writes `series_id,h,mean,q0.5,q0.9,q0.95,q0.99`, a row for each series and step ahead, `h` counted from one.
    public static void write(Path file, List<DemandSeries> panel, List<Forecast> forecasts) throws IOException {
        WholeFile.write(file, writer -> {
            writer.write("series_id,h,mean,q0.5,q0.9,q0.95,q0.99\n");
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < panel.size(); i++) {
                String id = CsvFields.written(panel.get(i).id().value());
                Forecast forecast = forecasts.get(i);
                for (int step = 1; step <= forecast.steps(); step++) {
                    row.setLength(0);
                    row.append(id).append(',').append(step);
                    append(row, forecast.mean(step), forecast.marginal(step), LEVELS);
                    writer.append(row);
                }
            }
        });
    }

    /// Writes `series_id,from,to,mean,q0.9,q0.95,q0.99`, a row for each series and span: how much is asked for in the
    /// steps `from` to `to` together, both included.
    public static void writeSums(Path file, List<DemandSeries> panel, List<Forecast> forecasts, List<Span> spans)
            throws IOException {
        WholeFile.write(file, writer -> {
            writer.write("series_id,from,to,mean,q0.9,q0.95,q0.99\n");
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < panel.size(); i++) {
                String id = CsvFields.written(panel.get(i).id().value());
                for (Span span : spans) {
                    row.setLength(0);
                    row.append(id).append(',').append(span.first()).append(',').append(span.last());
                    append(row, forecasts.get(i).mean(span), forecasts.get(i).sum(span), SUM_LEVELS);
                    writer.append(row);
                }
            }
        });
    }

    /// The spans that are written when nobody asks for others: 1–7, 1–14, 8–21 and 1–28 days, 1–2, 1–4 and 3–6 weeks,
    /// 1–3, 4–6 and 1–6 months, as far as the horizon reaches, and the horizon as a whole.
    public static List<Span> usualSpans(Frequency frequency, Horizon horizon) {
        List<Span> usual = switch (frequency) {
            case DAILY -> List.of(new Span(1, 7), new Span(1, 14), new Span(8, 21), new Span(1, 28));
            case WEEKLY -> List.of(new Span(1, 2), new Span(1, 4), new Span(3, 6));
            case MONTHLY -> List.of(new Span(1, 3), new Span(4, 6), new Span(1, 6));
        };
        List<Span> spans = new ArrayList<>(
                usual.stream().filter(span -> span.last() <= horizon.steps()).toList());
        Span whole = new Span(1, horizon.steps());
        if (!spans.contains(whole)) {
            spans.add(whole);
        }
        return spans;
    }

    private static void append(StringBuilder row, double mean, QuantileCurve curve, double[] levels) {
        row.append(',').append(shown(mean));
        for (double level : levels) {
            row.append(',').append(shown(curve.quantile(level)));
        }
        row.append('\n');
    }

    private static String shown(double value) {
        if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
            return Long.toString((long) value);
        }
        return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
