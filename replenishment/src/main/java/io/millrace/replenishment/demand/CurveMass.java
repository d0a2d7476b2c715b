package io.millrace.replenishment.demand;

import io.millrace.forecasting.QuantileCurve;
import java.util.Arrays;

/// The probabilities of 0, 1, 2, … cells of demand, from a curve of quantiles.
final class CurveMass {
    private static final int LAST = QuantileCurve.gridSize() - 1;
    private static final double BEYOND = 1 - QuantileCurve.gridLevel(LAST);
    /// How far the tail beyond the last level is followed: until 1 in 20,000.
    private static final double TAIL_LEVEL = 1 - 5e-5;

    private CurveMass() {}

    /// @param level what demand is multiplied with
    /// @param unit the units of a cell
    static double[] of(QuantileCurve curve, double level, double unit) {
        double scale = level / unit;
        double last = curve.gridValue(LAST) * scale;
        double end = curve.quantile(TAIL_LEVEL) * scale;
        double[] cells = new double[(int) Math.ceil(end - 0.5) + 1];
        double decay = (end - last) / Math.log(BEYOND / (1 - TAIL_LEVEL));
        double before = 0;
        int knot = 0;
        for (int cell = 0; cell < cells.length - 1; cell++) {
            double edge = cell + 0.5;
            while (knot <= LAST && curve.gridValue(knot) * scale <= edge) {
                knot++;
            }
            double until = until(curve, scale, edge, knot, decay);
            cells[cell] = until - before;
            before = until;
        }
        cells[cells.length - 1] = 1 - before;
        return cells.length == 0 ? new double[] {1} : cells;
    }

    /// The probability of at most so much.
    private static double until(QuantileCurve curve, double scale, double edge, int knot, double decay) {
        if (knot == 0) {
            return 0;
        }
        double below = curve.gridValue(knot - 1) * scale;
        double level = QuantileCurve.gridLevel(knot - 1);
        if (knot > LAST) {
            return decay > 0 ? 1 - BEYOND * Math.exp(-(edge - below) / decay) : 1;
        }
        double above = curve.gridValue(knot) * scale;
        return level + (QuantileCurve.gridLevel(knot) - level) * (edge - below) / (above - below);
    }

    /// The same probabilities with other ones mixed in.
    static double[] mixed(double[] ours, double[] others, double shareOfOthers) {
        double[] mixed = Arrays.copyOf(ours, Math.max(ours.length, others.length));
        for (int cell = 0; cell < mixed.length; cell++) {
            mixed[cell] = (1 - shareOfOthers) * mixed[cell] + (cell < others.length ? shareOfOthers * others[cell] : 0);
        }
        return mixed;
    }
}
