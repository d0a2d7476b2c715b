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
        History history = History.of(series);
        if (history.length() == 0) {
            return Forecast.of(
                    new double[steps()], Collections.nCopies(steps(), QuantileCurve.zero()), new IndependentSums());
        }
        Moment moment = Moment.of(history, history.length(), outlook);
        return unscaled(trees.predict(table(moment), false), moment.scale(), Grain.of(series.units()));
    }

    private int steps() {
        return outlook.steps();
    }

    private Table table(Moment moment) {
        List<Integer> ahead = IntStream.rangeClosed(1, steps()).boxed().toList();
        List<Double> unknown = Collections.nCopies(steps(), Double.NaN);
        return Table.of(List.of(new Table.Sampled(0, 0, moment, features, ahead, unknown)), features, combination);
    }

    /// What was thought of a series that has sold something.
    Explanation explain(DemandSeries series, Forecast forecast) {
        History history = History.of(series);
        Moment moment = Moment.of(history, history.length(), outlook);
        Table table = table(moment);
        Trees.Predicted predicted = trees.predict(table, false);
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

    private Forecast unscaled(Trees.Predicted predicted, double scale, double grain) {
        double[] mean = new double[steps()];
        List<QuantileCurve> curves = new ArrayList<>(steps());
        for (int step = 0; step < steps(); step++) {
            mean[step] = predicted.mean(step) * scale;
            double[] values = new double[QuantileCurve.gridSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Grain.rounded(predicted.curve(step).gridValue(i) * scale, grain);
            }
            curves.add(QuantileCurve.of(values));
        }
        return Forecast.of(mean, curves, sums);
    }
}
