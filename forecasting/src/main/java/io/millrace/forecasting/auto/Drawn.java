package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Means drawn to what is forecast of the panel's total, and then to what each of its groups says of itself.
final class Drawn {
    private static final double SHARE = 0.3;
    private static final double MOST = 1.5;

    private final Groups groups;
    private final double[] ofTotal;
    private final List<Map<List<String>, double[]>> ofGroups = new ArrayList<>();

    private Drawn(Groups groups, double[] ofTotal) {
        this.groups = groups;
        this.ofTotal = ofTotal;
    }

    /// Learns from all series of a panel and their forecasts.
    static Drawn of(Groups groups, List<DemandSeries> panel, List<Forecast> forecasts, Horizon horizon, long seed) {
        Drawn drawn = new Drawn(groups, PanelTotal.factors(panel, forecasts, horizon, seed));
        List<double[][]> said = panel.parallelStream().map(groups::sayNow).toList();
        for (int partition = 1; partition < groups.count(); partition++) {
            drawn.ofGroups.add(drawn.learned(partition, panel, forecasts, said));
        }
        drawn.keepTotal(panel, forecasts);
        return drawn;
    }

    private Map<List<String>, double[]> learned(
            int partition, List<DemandSeries> panel, List<Forecast> forecasts, List<double[][]> said) {
        Map<List<String>, double[]> above = new HashMap<>();
        Map<List<String>, double[]> below = new HashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            double[] path = said.get(i)[partition];
            if (path.length > 0) {
                List<String> group = groups.group(partition, panel.get(i));
                double[] factors = factors(panel.get(i));
                double[] sumAbove = above.computeIfAbsent(group, _ -> new double[path.length]);
                double[] sumBelow = below.computeIfAbsent(group, _ -> new double[path.length]);
                for (int step = 0; step < path.length; step++) {
                    sumAbove[step] += path[step];
                    sumBelow[step] += forecasts.get(i).mean(step + 1) * factors[step];
                }
            }
        }
        below.forEach((group, sums) -> {
            double[] target = above.get(group);
            Arrays.setAll(
                    sums,
                    step -> sums[step] > 0
                            ? Math.clamp(1 + SHARE * (target[step] / sums[step] - 1), 1 / MOST, MOST)
                            : 1);
        });
        return below;
    }

    /// Groups say how the total is divided, not how much it is.
    private void keepTotal(List<DemandSeries> panel, List<Forecast> forecasts) {
        double[] drawn = new double[ofTotal.length];
        double[] total = new double[ofTotal.length];
        for (int i = 0; i < panel.size(); i++) {
            double[] factors = factors(panel.get(i));
            for (int step = 0; step < total.length; step++) {
                total[step] += forecasts.get(i).mean(step + 1) * ofTotal[step];
                drawn[step] += forecasts.get(i).mean(step + 1) * factors[step];
            }
        }
        Arrays.setAll(ofTotal, step -> drawn[step] > 0 ? ofTotal[step] * total[step] / drawn[step] : ofTotal[step]);
    }

    /// What to multiply the mean of each step of a series by.
    double[] factors(DemandSeries series) {
        double[] factors = ofTotal.clone();
        for (int partition = 1; partition <= ofGroups.size(); partition++) {
            double[] ofGroup = ofGroups.get(partition - 1).get(groups.group(partition, series));
            if (ofGroup != null) {
                Arrays.setAll(factors, step -> factors[step] * ofGroup[step]);
            }
        }
        return factors;
    }
}
