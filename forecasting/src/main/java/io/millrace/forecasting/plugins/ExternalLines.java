package io.millrace.forecasting.plugins;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.kernel.Normal;
import io.millrace.forecasting.methods.Methods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lines of JSON that an external method reads and writes.
final class ExternalLines {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int MOST_SHOWN = 80;

    private final String command;
    private final Horizon horizon;
    private final Map<String, Map<?, ?>> answers = new HashMap<>();

    ExternalLines(String command, Horizon horizon) {
        this.command = command;
        this.horizon = horizon;
    }

    static String question(DemandSeries series, Horizon horizon, long seed) {
        StringBuilder line = new StringBuilder("{\"series_id\":");
        quoted(line, series.id().value());
        line.append(",\"frequency\":\"")
                .append(series.calendar().frequency().name().charAt(0))
                .append("\",\"season\":")
                .append(series.calendar().season())
                .append(",\"first\":\"")
                .append(series.calendar().first())
                .append("\",\"horizon\":")
                .append(horizon.steps())
                .append(",\"seed\":")
                .append(seed);
        values(line, "units", series.units());
        series.signal(Signal.PRICE).ifPresent(known -> values(line, "price", known));
        series.signal(Signal.PROMOTION).ifPresent(known -> values(line, "promo", known));
        series.signal(Signal.IN_STOCK).ifPresent(known -> values(line, "in_stock", known));
        series.plan(Signal.PRICE).ifPresent(known -> values(line, "planned_price", known));
        series.plan(Signal.PROMOTION).ifPresent(known -> values(line, "planned_promo", known));
        line.append(",\"attributes\":{");
        String comma = "";
        for (Map.Entry<String, String> attribute : new TreeMap<>(series.attributes()).entrySet()) {
            line.append(comma);
            quoted(line, attribute.getKey());
            line.append(':');
            quoted(line, attribute.getValue());
            comma = ",";
        }
        return line.append("}}").toString();
    }

    private static void values(StringBuilder line, String name, double[] values) {
        line.append(",\"").append(name).append("\":[");
        for (int step = 0; step < values.length; step++) {
            line.append(step == 0 ? "" : ",");
            if (Double.isNaN(values[step])) {
                line.append("null");
            } else if (values[step] == Math.rint(values[step]) && Math.abs(values[step]) < Integer.MAX_VALUE) {
                line.append((long) values[step]);
            } else {
                line.append(values[step]);
            }
        }
        line.append(']');
    }

    private static void quoted(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                line.append('\\').append(letter);
            } else if (letter < FIRST_PRINTABLE) {
                line.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) letter));
            } else {
                line.append(letter);
            }
        }
        line.append('"');
    }

    /// Takes a line the command wrote; empty ones say nothing.
    void add(String line) {
        if (line.isBlank()) {
            return;
        }
        Object read;
        try {
            read = JsonReader.read(line);
        } catch (IllegalArgumentException unreadable) {
            throw new PluginException(
                    "'" + command + "' wrote a line that is no JSON, " + unreadable.getMessage() + ": " + shown(line)
                            + "; it may write nothing else to its standard output",
                    unreadable);
        }
        if (!(read instanceof Map<?, ?> answer) || !(answer.get("series_id") instanceof String id)) {
            throw new PluginException(
                    "'" + command + "' wrote a line without a series_id, to say whose answer it is: " + shown(line));
        }
        if (answers.put(id, answer) != null) {
            throw new PluginException("'" + command + "' answered twice for series " + id);
        }
    }

    private static String shown(String line) {
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
    }

    /// The forecast that was answered for a series.
    Forecast forecast(DemandSeries series) {
        String id = series.id().value();
        Map<?, ?> answer = answers.get(id);
        if (answer == null) {
            throw new PluginException(
                    "'" + command + "' did not answer for series " + id + "; it writes one line for each it reads");
        }
        double[] mean = path(answer.get("mean"), "mean", id);
        return answer.get("quantiles") instanceof Map<?, ?> quantiles
                ? Forecast.of(mean, curves(quantiles, id), new IndependentSums())
                : around(series, mean);
    }

    private double[] path(@Nullable Object values, String what, String id) {
        if (!(values instanceof List<?> list) || list.size() != horizon.steps()) {
            String count = values instanceof List<?> list ? list.size() + " values" : "no list";
            throw new PluginException("'" + command + "' answered for series " + id + " with " + count + " for " + what
                    + "; there must be one for each of " + horizon.steps() + " steps");
        }
        double[] path = new double[horizon.steps()];
        for (int step = 0; step < path.length; step++) {
            if (!(list.get(step) instanceof Double value) || !Double.isFinite(value)) {
                throw new PluginException("'" + command + "' answered for series " + id + " with '" + list.get(step)
                        + "' for " + what + " of step " + (step + 1) + "; there must be a number");
            }
            path[step] = Math.max(0, value);
        }
        return path;
    }

    private List<QuantileCurve> curves(Map<?, ?> quantiles, String id) {
        TreeMap<Double, double[]> paths = new TreeMap<>();
        for (Map.Entry<?, ?> entry : quantiles.entrySet()) {
            paths.put(
                    level(String.valueOf(entry.getKey()), id),
                    path(entry.getValue(), "quantile " + entry.getKey(), id));
        }
        if (paths.size() < 2) {
            throw new PluginException("'" + command + "' answered for series " + id + " with " + paths.size()
                    + " quantile; give two or more, or none");
        }
        double[] levels = paths.keySet().stream().mapToDouble(Normal::quantile).toArray();
        List<double[]> values = List.copyOf(paths.values());
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 0; step < horizon.steps(); step++) {
            double[] known = new double[levels.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = values.get(i)[step];
            }
            curves.add(curve(levels, known));
        }
        return curves;
    }

    private double level(String text, String id) {
        try {
            double level = Double.parseDouble(text);
            if (level > 0 && level < 1) {
                return level;
            }
        } catch (NumberFormatException unreadable) {
            throw new PluginException(wrongLevel(text, id), unreadable);
        }
        throw new PluginException(wrongLevel(text, id));
    }

    private String wrongLevel(String text, String id) {
        return "'" + command + "' answered for series " + id + " with the quantile '" + text
                + "'; a level lies between 0 and 1, such as 0.9";
    }

    /// Straight between the quantiles on normal paper, and beyond them as at their ends.
    private static QuantileCurve curve(double[] levels, double[] known) {
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            double at = Normal.quantile(QuantileCurve.gridLevel(i));
            int above = 1;
            while (above < levels.length - 1 && at > levels[above]) {
                above++;
            }
            double share = (at - levels[above - 1]) / (levels[above] - levels[above - 1]);
            values[i] = known[above - 1] + share * (known[above] - known[above - 1]);
        }
        return QuantileCurve.of(values);
    }

    private Forecast around(DemandSeries series, double[] mean) {
        Forecast smoothed = Methods.simpleSmoothing().fit(series, 0).predict(horizon);
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = smoothed.marginal(step).gridValue(i) + mean[step - 1] - smoothed.mean(step);
            }
            curves.add(QuantileCurve.of(values));
        }
        return Forecast.of(mean, curves, new IndependentSums());
    }
}
