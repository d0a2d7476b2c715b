package io.millrace.forecasting.auto;

import io.millrace.forecasting.Progress;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.boosting.Binning;
import io.millrace.forecasting.boosting.Boosted;
import io.millrace.forecasting.boosting.BoostingOptions;
import io.millrace.forecasting.boosting.Loss;
import io.millrace.forecasting.kernel.Normal;
import io.millrace.forecasting.kernel.Sample;
import io.millrace.forecasting.metrics.Pinball;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What the panel has in common: trees that correct the combination's mean, and the quantiles around it.
///
/// Two sets of trees learn from one half of the series each. What is forecast is the mean of both; what is calibrated
/// uses the half that has not seen the series.
final class Trees {
    private static final double[] LEVELS = {0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99};
    private static final int HALVES = 2;
    private static final int FEWEST_ROWS = 1_000;
    private static final int EVERY = 4;
    private static final int SHARES = 10;
    private static final double DISTRUST = 0.03;
    private static final int NEITHER = -1;
    private static final double[] COMBINATION_ALONE = {1, 0, 0};

    private final Binning binning;
    private final double[] offsets;
    private final Boosted[][] halves;
    private final double[] trust;
    private final double[] meanWeights;

    private Trees(Binning binning, double[] offsets, Boosted[][] halves, double[] trust, double[] meanWeights) {
        this.binning = binning;
        this.offsets = offsets;
        this.halves = halves;
        this.trust = trust;
        this.meanWeights = meanWeights;
    }

    static Trees learned(Table table, BoostingOptions options, long seed, Progress progress) {
        Binning binning = Binning.of(table.columns());
        double[] offsets = offsets(table);
        if (table.rows() < FEWEST_ROWS) {
            return new Trees(binning, offsets, new Boosted[0][], new double[0], COMBINATION_ALONE);
        }
        byte[][] codes = binning.encode(table.columns());
        Boosted[][] halves = new Boosted[HALVES][1 + LEVELS.length];
        for (int half = 0; half < HALVES; half++) {
            int parity = half;
            int[] rows = IntStream.range(0, table.rows())
                    .filter(row -> table.half(row) == parity)
                    .toArray();
            for (int model = 0; model <= LEVELS.length; model++) {
                Loss loss = model == 0 ? new Loss.Squared() : new Loss.Quantile(LEVELS[model - 1]);
                double[] start = start(table, model, offsets);
                double[] target = model == 0 ? evened(table.target(), table) : table.target();
                halves[half][model] = Boosted.fit(codes, rows, start, target, loss, options, seed + model * 31L + half);
                progress.at("Growing trees", half * (1L + LEVELS.length) + model + 1, HALVES * (1L + LEVELS.length));
            }
        }
        double[] trust = IntStream.rangeClosed(0, LEVELS.length)
                .mapToDouble(model -> trust(table, codes, halves, model, offsets))
                .toArray();
        Trees equal = new Trees(binning, offsets, halves, trust, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
        return new Trees(binning, offsets, halves, trust, equal.learnedMeanWeights(table, codes));
    }

    /// Squares are scaled by the mean square movement, so for the mean the trees see values in its root.
    private static double[] evened(double[] values, Table table) {
        double[] evened = values.clone();
        Arrays.setAll(evened, row -> evened[row] * table.evenness()[row]);
        return evened;
    }

    /// The share of the trees' correction that would have been best for series they had not seen.
    private static double trust(Table table, byte[][] codes, Boosted[][] halves, int model, double[] offsets) {
        double[] start = start(table, model, offsets);
        double[] target = model == 0 ? evened(table.target(), table) : table.target();
        int rows = table.rows() / EVERY;
        double[] corrections = new double[rows];
        IntStream.range(0, rows).parallel().forEach(i -> {
            int other = 1 - table.half(i * EVERY);
            corrections[i] = halves[other][model].correction(codes, i * EVERY);
        });
        double best = 0;
        double least = Double.MAX_VALUE;
        for (int share = 0; share <= SHARES; share++) {
            double loss = 0;
            for (int i = 0; i < rows; i++) {
                double residual = target[i * EVERY] - start[i * EVERY] - corrections[i] * share / SHARES;
                loss += model == 0 ? residual * residual : Pinball.loss(residual, 0, LEVELS[model - 1]);
            }
            if (loss < least) {
                least = loss;
                best = (double) share / SHARES;
            }
        }
        return best;
    }

    /// How many errors away from the combination each quantile tends to lie.
    private static double[] offsets(Table table) {
        double[] ratios = IntStream.range(0, table.rows())
                .filter(row -> table.error()[row] > 0)
                .mapToDouble(row -> (table.target()[row] - table.start()[row]) / table.error()[row])
                .sorted()
                .toArray();
        return Arrays.stream(LEVELS)
                .map(level -> ratios.length < FEWEST_ROWS ? Normal.quantile(level) : Sample.quantile(ratios, level))
                .toArray();
    }

    private static double[] start(Table table, int model, double[] offsets) {
        double[] start =
                model == 0 ? evened(table.start(), table) : table.start().clone();
        if (model > 0) {
            Arrays.setAll(start, row -> start[row] + offsets[model - 1] * table.error()[row]);
        }
        return start;
    }

    /// The mean and the curve of every row of a table, in the scale of its series.
    Predicted predict(Table table, boolean withOtherHalf) {
        byte[][] codes = binning.encode(table.columns());
        double[] mean = new double[table.rows()];
        QuantileCurve[] curves = new QuantileCurve[table.rows()];
        IntStream.range(0, table.rows()).parallel().forEach(row -> {
            double[] models = models(table, codes, row, withOtherHalf ? table.half(row) : NEITHER);
            double[] means = means(table, row, models);
            for (int i = 0; i < means.length; i++) {
                mean[row] += meanWeights[i] * means[i];
            }
            double[] values = Arrays.copyOfRange(models, 1, models.length);
            curves[row] = curve(values);
        });
        return new Predicted(mean, curves);
    }

    /// What each column adds to the corrected mean of each row: how much lower it would be were the column missing.
    double[] effects(Table table) {
        byte[][] codes = binning.encode(table.columns());
        double[] effects = new double[codes.length];
        for (int column = 0; column < codes.length; column++) {
            byte[] known = codes[column];
            double[] with = means(table, codes);
            codes[column] = new byte[known.length];
            double[] without = means(table, codes);
            codes[column] = known;
            for (int row = 0; row < known.length; row++) {
                effects[column] += (with[row] - without[row]) / known.length;
            }
        }
        return effects;
    }

    private double[] means(Table table, byte[][] codes) {
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> models(table, codes, row, NEITHER)[0])
                .toArray();
    }

    /// The mean is itself a mean: of what the combination said, of that corrected by trees, and of the curve between
    /// the quantiles, weighted by how they did for series the trees had not seen.
    private double[] learnedMeanWeights(Table table, byte[][] codes) {
        int rows = table.rows() / EVERY;
        double[][] errors = IntStream.range(0, rows)
                .parallel()
                .mapToObj(i -> {
                    int row = i * EVERY;
                    double[] means = means(table, row, models(table, codes, row, table.half(row)));
                    Arrays.setAll(means, k -> (means[k] - table.target()[row]) * table.evenness()[row]);
                    return means;
                })
                .toArray(double[][]::new);
        double[][] products = new double[meanWeights.length][meanWeights.length];
        for (double[] error : errors) {
            for (int i = 0; i < error.length; i++) {
                for (int j = 0; j < error.length; j++) {
                    products[i][j] += error[i] * error[j];
                }
            }
        }
        double[] weights = meanWeights.clone();
        double square = 0;
        for (int i = 0; i < products.length; i++) {
            square += products[i][i] / products.length;
        }
        MeanWeights.improveNear(weights, products, square * DISTRUST);
        return weights;
    }

    private static double[] means(Table table, int row, double[] models) {
        double[] quantiles = Arrays.copyOfRange(models, 1, models.length);
        return new double[] {table.start()[row], models[0], curve(quantiles).mean()};
    }

    /// The corrected mean and the quantiles of a row, by the half that has not seen the series, or by both for none.
    private double[] models(Table table, byte[][] codes, int row, int seenBy) {
        double[] values = new double[1 + LEVELS.length];
        byte[] own = Boosted.row(codes, row);
        for (int model = 0; model < values.length; model++) {
            double base = table.start()[row] + (model == 0 ? 0 : offsets[model - 1] * table.error()[row]);
            double correction = correction(own, model, seenBy);
            values[model] = Math.max(0, base + (model == 0 ? correction / table.evenness()[row] : correction));
        }
        return values;
    }

    /// What a table's rows are forecast to be; the arrays run in parallel.
    static final class Predicted {
        private final double[] mean;
        private final QuantileCurve[] curves;

        private Predicted(double[] mean, QuantileCurve[] curves) {
            this.mean = mean;
            this.curves = curves;
        }

        double mean(int row) {
            return mean[row];
        }

        QuantileCurve curve(int row) {
            return curves[row];
        }
    }

    private double correction(byte[] row, int model, int seenBy) {
        if (halves.length == 0) {
            return 0;
        }
        if (seenBy != NEITHER) {
            return trust[model] * halves[1 - seenBy][model].correction(row);
        }
        return trust[model] * (halves[0][model].correction(row) + halves[1][model].correction(row)) / HALVES;
    }

    /// A curve through the quantiles learned, straight between them on normal paper, and beyond them as at their ends.
    private static QuantileCurve curve(double[] learned) {
        Arrays.sort(learned);
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            double z = Normal.quantile(QuantileCurve.gridLevel(i));
            int above = 1;
            while (above < LEVELS.length - 1 && QuantileCurve.gridLevel(i) > LEVELS[above]) {
                above++;
            }
            double from = Normal.quantile(LEVELS[above - 1]);
            double share = (z - from) / (Normal.quantile(LEVELS[above]) - from);
            values[i] = learned[above - 1] + share * (learned[above] - learned[above - 1]);
        }
        return QuantileCurve.of(values);
    }
}
