package io.millrace.forecasting.kernel;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// Finds the smallest value of a function of a few numbers, each inside its bounds, without derivatives: the simplex of
/// Nelder and Mead (1965), its corners pushed back to the bounds. Allocates once, not per step.
public final class NelderMead {
    private static final double TOLERANCE = 1e-8;

    private final double[] low;
    private final double[] high;
    private final int maximumEvaluations;
    private final double[][] corners;
    private final double[] values;
    private final double[] centre;
    private final double[] trial;
    private final double[] second;
    private int evaluations;

    public NelderMead(double[] low, double[] high, int maximumEvaluations) {
        this.low = low.clone();
        this.high = high.clone();
        this.maximumEvaluations = maximumEvaluations;
        this.corners = new double[low.length + 1][low.length];
        this.values = new double[low.length + 1];
        this.centre = new double[low.length];
        this.trial = new double[low.length];
        this.second = new double[low.length];
    }

    /// Moves `point` to the best place found from there, and answers with the value at it.
    public double minimise(ToDoubleFunction<double[]> function, double[] point) {
        evaluations = 0;
        spread(function, point);
        while (evaluations < maximumEvaluations) {
            sort();
            int worst = values.length - 1;
            if (values[worst] - values[0] <= TOLERANCE * (Math.abs(values[0]) + TOLERANCE)) {
                break;
            }
            step(function, worst);
        }
        sort();
        System.arraycopy(corners[0], 0, point, 0, point.length);
        return values[0];
    }

    private void spread(ToDoubleFunction<double[]> function, double[] point) {
        for (int corner = 0; corner < corners.length; corner++) {
            System.arraycopy(point, 0, corners[corner], 0, point.length);
            if (corner > 0) {
                int axis = corner - 1;
                double stride = (high[axis] - low[axis]) / 10;
                corners[corner][axis] += point[axis] + stride <= high[axis] ? stride : -stride;
            }
            values[corner] = value(function, corners[corner]);
        }
    }

    private void step(ToDoubleFunction<double[]> function, int worst) {
        findCentre(worst);
        double reflected = probe(function, worst, 1, trial);
        if (reflected < values[0]) {
            double expanded = probe(function, worst, 2, second);
            if (expanded < reflected) {
                replace(worst, second, expanded);
            } else {
                replace(worst, trial, reflected);
            }
        } else if (reflected < values[worst - 1]) {
            replace(worst, trial, reflected);
        } else {
            contract(function, worst, reflected);
        }
    }

    private void contract(ToDoubleFunction<double[]> function, int worst, double reflected) {
        double contracted = probe(function, worst, reflected < values[worst] ? 0.5 : -0.5, second);
        if (contracted < Math.min(reflected, values[worst])) {
            replace(worst, second, contracted);
            return;
        }
        for (int corner = 1; corner < corners.length; corner++) {
            for (int axis = 0; axis < centre.length; axis++) {
                corners[corner][axis] = (corners[corner][axis] + corners[0][axis]) / 2;
            }
            values[corner] = value(function, corners[corner]);
        }
    }

    private void findCentre(int worst) {
        Arrays.fill(centre, 0);
        for (int corner = 0; corner < worst; corner++) {
            for (int axis = 0; axis < centre.length; axis++) {
                centre[axis] += corners[corner][axis] / worst;
            }
        }
    }

    private double probe(ToDoubleFunction<double[]> function, int worst, double factor, double[] into) {
        for (int axis = 0; axis < centre.length; axis++) {
            double moved = centre[axis] + factor * (centre[axis] - corners[worst][axis]);
            into[axis] = Math.clamp(moved, low[axis], high[axis]);
        }
        return value(function, into);
    }

    private double value(ToDoubleFunction<double[]> function, double[] at) {
        evaluations++;
        double value = function.applyAsDouble(at);
        return Double.isNaN(value) ? Double.MAX_VALUE : value;
    }

    private void replace(int corner, double[] by, double value) {
        System.arraycopy(by, 0, corners[corner], 0, by.length);
        values[corner] = value;
    }

    private void sort() {
        for (int i = 1; i < values.length; i++) {
            double value = values[i];
            double[] corner = corners[i];
            int j = i - 1;
            for (; j >= 0 && values[j] > value; j--) {
                values[j + 1] = values[j];
                corners[j + 1] = corners[j];
            }
            values[j + 1] = value;
            corners[j + 1] = corner;
        }
    }
}
