package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SumModel;
import io.millrace.forecasting.auto.Explanation.Effect;
import io.millrace.forecasting.kernel.Grain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What was learned from a panel, for one series at a time.
record Fitted(Outlook outlook, Combination combination, Features features, Trees trees, SumModel sums)
        implements FittedPanel {
    @Override
    public Forecast predict(DemandSeries series) {
        return predict(List.of(series)).getFirst();
    }

    /// Several series at once, which takes less time than one after the other.
    List<Forecast> predict(List<DemandSeries> several) {
        List<Moment> moments = several.stream()
                .map(History::of)
                .filter(history -> history.length() > 0)
                .map(history -> Moment.of(history, history.length(), outlook))
                .toList();
        Trees.Predicted predicted = trees.predict(table(moments));
        List<Forecast> forecasts = new ArrayList<>(several.size());
        int known = 0;
        for (DemandSeries series : several) {
            if (History.of(series).length() == 0) {
                forecasts.add(nothing());
            } else {
                double scale = moments.get(known).scale();
                forecasts.add(unscaled(predicted, known * steps(), scale, Grain.of(series.units())));
                known++;
            }
        }
        return forecasts;
    }

    private Forecast nothing() {
        return Forecast.of(
                new double[steps()], Collections.nCopies(steps(), QuantileCurve.zero()), new IndependentSums());
    }

    private int steps() {
        return outlook.steps();
    }

    private Table table(List<Moment> moments) {
        List<Integer> ahead = IntStream.rangeClosed(1, steps()).boxed().toList();
        List<Double> unknown = Collections.nCopies(steps(), Double.NaN);
        List<Table.Sampled> samples = moments.stream()
                .map(moment -> new Table.Sampled(0, 0, 0, moment, features, ahead, unknown))
                .toList();
        return Table.of(samples, features, combination);
    }

    /// What was thought of a series that has sold something.
    Explanation explain(DemandSeries series, Forecast forecast) {
        History history = History.of(series);
        Moment moment = Moment.of(history, history.length(), outlook);
        Table table = table(List.of(moment));
        Trees.Predicted predicted = trees.predict(table);
        List<String> names = outlook.names();
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Double> said = new LinkedHashMap<>();
        for (int member = 0; member < names.size(); member++) {
            int index = member;
            weights.put(names.get(member), combination.weights()[member]);
            said.put(names.get(member), mean(step -> moment.said().path(index, step)) * moment.scale());
        }
        return new Explanation(
                weights,
                said,
                mean(step -> table.start()[step - 1]) * moment.scale(),
                mean(step -> predicted.mean(step - 1)) * moment.scale(),
                effects(table, moment.scale()),
                forecast);
    }

    private double mean(IntToDoubleFunction ofStep) {
        return IntStream.rangeClosed(1, steps()).mapToDouble(ofStep).average().orElse(0);
    }

    private List<Effect> effects(Table table, double scale) {
        double[] all = trees.effects(table);
        List<String> names = features.names(outlook.names());
        return IntStream.range(0, all.length)
                .mapToObj(i -> new Effect(names.get(i), all[i] * scale))
                .sorted(Comparator.comparingDouble((Effect effect) -> -Math.abs(effect.units())))
                .toList();
    }

    private Forecast unscaled(Trees.Predicted predicted, int first, double scale, double grain) {
        double[] mean = new double[steps()];
        List<QuantileCurve> curves = new ArrayList<>(steps());
        for (int step = 0; step < steps(); step++) {
            mean[step] = predicted.mean(first + step) * scale;
            QuantileCurve curve = predicted.curve(first + step);
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Grain.rounded(curve.gridValue(i) * scale, grain);
            }
            curves.add(QuantileCurve.of(values));
        }
        return Forecast.of(mean, curves, sums);
    }
}
