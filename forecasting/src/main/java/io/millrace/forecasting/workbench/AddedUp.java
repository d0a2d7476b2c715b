package io.millrace.forecasting.workbench;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.hierarchy.Hierarchy;
import io.millrace.forecasting.hierarchy.Reconciliation;
import io.millrace.forecasting.methods.Methods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Forecasts of a panel's series and of their sums (by category, by location, in total) that add up, step by step.
///
/// Sums are forecast as series of their own, for their distributions and, with [Way#SHRINKAGE], for their means: then
/// the series' forecasts are changed too, most where they are least sure. A distribution moves with its mean.
public final class AddedUp {
    private static final int MOST_NODES = 1_500;
    private static final int MOST_ERRORS = 400;

    private final List<DemandSeries> sums;
    private final List<Forecast> ofSums;
    private final List<Forecast> ofSeries;

    private AddedUp(List<DemandSeries> sums, List<Forecast> ofSums, List<Forecast> ofSeries) {
        this.sums = sums;
        this.ofSums = ofSums;
        this.ofSeries = ofSeries;
    }

    /// How forecasts are made to add up.
    public enum Way {
        /// A sum is forecast as the sum of its series.
        BOTTOM_UP,
        /// All forecasts have a say, by the covariance of what they were off by, shrunk (minimum trace).
        SHRINKAGE
    }

    /// Makes the forecasts of a panel and of its sums add up. A level is a list of attributes; one without is the
    /// total.
    ///
    /// Throws an [IllegalArgumentException], with what to do, where that is not possible.
    public static AddedUp of(
            ForecastMethod method,
            List<DemandSeries> panel,
            List<Forecast> forecasts,
            List<List<String>> levels,
            Way way,
            long seed) {
        Hierarchy hierarchy =
                Hierarchy.of(panel.stream().map(DemandSeries::attributes).toList(), levels);
        if (way == Way.SHRINKAGE && hierarchy.nodes() > MOST_NODES) {
            throw new IllegalArgumentException("Shrinkage takes up to " + MOST_NODES
                    + " series and sums, and there are " + hierarchy.nodes() + "; ask for bottom-up");
        }
        List<DemandSeries> sums = sums(panel, hierarchy);
        Horizon horizon = new Horizon(forecasts.getFirst().steps());
        List<Forecast> base = new ArrayList<>(Forecasters.forecast(method, sums, horizon, seed));
        base.addAll(forecasts);
        double[][] means = switch (way) {
            case BOTTOM_UP -> bottomUp(hierarchy, base);
            case SHRINKAGE -> shrunk(hierarchy, sums, panel, base);
        };
        List<Forecast> agreed = new ArrayList<>();
        for (int node = 0; node < base.size(); node++) {
            agreed.add(moved(base.get(node), means[node]));
        }
        return new AddedUp(
                sums,
                List.copyOf(agreed.subList(0, sums.size())),
                List.copyOf(agreed.subList(sums.size(), agreed.size())));
    }

    /// The sums as series, named by their attributes.
    public List<DemandSeries> sums() {
        return sums;
    }

    public List<Forecast> ofSums() {
        return ofSums;
    }

    /// The forecasts of the panel's series, in their order.
    public List<Forecast> ofSeries() {
        return ofSeries;
    }

    private static List<DemandSeries> sums(List<DemandSeries> panel, Hierarchy hierarchy) {
        Calendar calendar = panel.stream()
                .map(DemandSeries::calendar)
                .min(Comparator.comparing(Calendar::first))
                .orElseThrow(() -> new IllegalArgumentException("There are no series to add up"));
        LocalDate end = panel.getFirst().calendar().date(panel.getFirst().length());
        Optional<DemandSeries> other = panel.stream()
                .filter(series -> !series.calendar().date(series.length()).equals(end))
                .findFirst();
        if (other.isPresent()) {
            throw new IllegalArgumentException(
                    "Sums need series that end together; " + panel.getFirst().id()
                            + " ends before " + end + " and " + other.get().id() + " before "
                            + other.get().calendar().date(other.get().length()) + "; --gaps zero may be what is meant");
        }
        List<DemandSeries> sums = new ArrayList<>();
        for (int node = 0; node < hierarchy.nodes() - hierarchy.series(); node++) {
            double[] units = new double[calendar.step(end)];
            for (int member : hierarchy.members(node)) {
                DemandSeries series = panel.get(member);
                int shift = units.length - series.length();
                for (int step = 0; step < series.length(); step++) {
                    units[shift + step] += Double.isNaN(series.units(step)) ? 0 : series.units(step);
                }
            }
            sums.add(DemandSeries.of(new SeriesId(hierarchy.name(node)), calendar, units));
        }
        return sums;
    }

    private static double[][] bottomUp(Hierarchy hierarchy, List<Forecast> base) {
        double[][] means = new double[base.size()][base.getFirst().steps()];
        int first = hierarchy.nodes() - hierarchy.series();
        for (int step = 0; step < means[0].length; step++) {
            double[] ofSeries = new double[hierarchy.series()];
            for (int i = 0; i < ofSeries.length; i++) {
                ofSeries[i] = base.get(first + i).mean(step + 1);
            }
            put(means, step, hierarchy.sums(ofSeries));
        }
        return means;
    }

    private static double[][] shrunk(
            Hierarchy hierarchy, List<DemandSeries> sums, List<DemandSeries> panel, List<Forecast> base) {
        List<DemandSeries> nodes = new ArrayList<>(sums);
        nodes.addAll(panel);
        Reconciliation reconciliation = Reconciliation.minimumTrace(hierarchy, errors(nodes));
        double[][] means = new double[base.size()][base.getFirst().steps()];
        for (int step = 0; step < means[0].length; step++) {
            double[] ofNodes = new double[base.size()];
            for (int node = 0; node < ofNodes.length; node++) {
                ofNodes[node] = base.get(node).mean(step + 1);
            }
            put(means, step, hierarchy.sums(reconciliation.ofSeries(ofNodes)));
        }
        return means;
    }

    private static void put(double[][] means, int step, double[] values) {
        for (int node = 0; node < values.length; node++) {
            means[node][step] = values[node];
        }
    }

    /// What the theta method missed the last steps by, one step ahead: a row for each step, a column for each node.
    private static double[][] errors(List<DemandSeries> nodes) {
        int longest = nodes.stream().mapToInt(DemandSeries::length).max().orElse(0);
        double[][] errors = new double[Math.max(2, Math.min(MOST_ERRORS, longest))][nodes.size()];
        for (int node = 0; node < nodes.size(); node++) {
            double[] own = Methods.thetaErrors(nodes.get(node));
            for (int back = 1; back <= Math.min(own.length, errors.length); back++) {
                double error = own[own.length - back];
                errors[errors.length - back][node] = Double.isNaN(error) ? 0 : error;
            }
        }
        return errors;
    }

    private static Forecast moved(Forecast forecast, double[] mean) {
        List<QuantileCurve> curves = new ArrayList<>();
        for (int step = 1; step <= mean.length; step++) {
            double before = forecast.mean(step);
            double factor = before > 0 ? mean[step - 1] / before : 1;
            double shift = before > 0 ? 0 : mean[step - 1];
            double[] values = new double[QuantileCurve.gridSize()];
            QuantileCurve curve = forecast.marginal(step);
            Arrays.setAll(values, i -> curve.gridValue(i) * factor + shift);
            curves.add(QuantileCurve.of(values));
        }
        return forecast.with(mean, curves);
    }
}
