package io.millrace.forecasting.methods;

import java.util.Arrays;
import java.util.List;

/// Kernels together: the mean, or the median, of what they say at each step. Their errors are combined alike.
record Averaged(List<PathKernel> kernels, boolean median) implements PathKernel {
    @Override
    public double run(double[] units, int season, double[] path, double[] errors) {
        double[][] paths = new double[kernels.size()][path.length];
        double[][] missed = new double[kernels.size()][errors.length];
        double persistence = 0;
        for (int i = 0; i < paths.length; i++) {
            Arrays.fill(missed[i], Double.NaN);
            persistence += kernels.get(i).run(units, season, paths[i], missed[i]) / paths.length;
        }
        Arrays.setAll(path, step -> Math.max(0, middle(paths, step)));
        Arrays.setAll(errors, step -> middle(missed, step));
        return persistence;
    }

    private double middle(double[][] values, int step) {
        double[] column = new double[values.length];
        Arrays.setAll(column, i -> values[i][step]);
        Arrays.sort(column);
        int half = column.length / 2;
        if (!median) {
            return Arrays.stream(column).average().orElse(Double.NaN);
        }
        return column.length % 2 == 1 ? column[half] : (column[half - 1] + column[half]) / 2;
    }
}
