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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
    /// Up to here, quantiles say where demand lies, as the mean does; beyond, how far it spreads.
    private static final double MIDDLE = 0.7;
    private static final int ROWS_TOGETHER = 4096;
    private static final double[] SCORES =
            Arrays.stream(LEVELS).map(Normal::quantile).toArray();
    private static final double[] GRID_SCORES =
            Arrays.stream(QuantileCurve.levels()).map(Normal::quantile).toArray();
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

    /// Trees, and what they say of the rows they were learned from, each by the half that has not seen its series.
    record Learned(Trees trees, Predicted past) {}

    /// Learns from a table; `share` is how far the mean and the middle may follow the trees, by how much of the past
    /// there was to see.
    static Learned learned(Table table, BoostingOptions options, double share, long seed, Progress progress) {
        Binning binning = Binning.of(table.columns());
        double[] offsets = offsets(table);
        if (table.rows() < FEWEST_ROWS) {
            Trees none = new Trees(binning, offsets, new Boosted[0][], new double[0], COMBINATION_ALONE);
            return new Learned(none, none.predict(table));
        }
        byte[][] codes = binning.encode(table.columns());
        Boosted[][] halves = grown(table, codes, options, offsets, seed, progress);
        double[][] unseen = new double[1 + LEVELS.length][table.rows()];
        forBlocks(table, (from, to) -> {
            for (int model = 0; model < unseen.length; model++) {
                halves[1 - table.half(from)][model].correct(codes, from, to, unseen[model]);
            }
        });
        double[] trust = IntStream.rangeClosed(0, LEVELS.length)
                .mapToDouble(model -> trust(table, unseen[model], model, offsets))
                .toArray();
        Trees equal = new Trees(binning, offsets, halves, trust, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
        double[] meanWeights = equal.learnedMeanWeights(equal.new Predicted(table, unseen));
        Arrays.setAll(meanWeights, i -> share * meanWeights[i] + (1 - share) * COMBINATION_ALONE[i]);
        for (int model = 1; model < trust.length; model++) {
            trust[model] *= LEVELS[model - 1] <= MIDDLE ? share : 1;
        }
        Trees trees = new Trees(binning, offsets, halves, trust, meanWeights);
        return new Learned(trees, trees.new Predicted(table, unseen));
    }

    private static Boosted[][] grown(
            Table table, byte[][] codes, BoostingOptions options, double[] offsets, long seed, Progress progress) {
        int models = 1 + LEVELS.length;
        Boosted[][] halves = new Boosted[HALVES][models];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, HALVES * models).parallel().forEach(task -> {
            int half = task / models;
            int model = task % models;
            int[] rows = IntStream.range(0, table.rows())
                    .filter(row -> table.half(row) == half)
                    .toArray();
            Loss loss = model == 0 ? new Loss.Squared() : new Loss.Quantile(LEVELS[model - 1]);
            double[] start = start(table, model, offsets);
            double[] target = model == 0 ? evened(table.target(), table) : table.target();
            halves[half][model] = Boosted.fit(codes, rows, start, target, loss, options, seed + model * 31L + half);
            progress.at("Growing trees", done.incrementAndGet(), (long) HALVES * models);
        });
        return halves;
    }

    /// What is done with rows that lie together and belong to series of the same half.
    private interface Block {
        void accept(int from, int to);
    }

    private static void forBlocks(Table table, Block block) {
        List<int[]> blocks = new ArrayList<>();
        int from = 0;
        for (int row = 1; row <= table.rows(); row++) {
            if (row == table.rows() || row - from == ROWS_TOGETHER || table.half(row) != table.half(from)) {
                blocks.add(new int[] {from, row});
                from = row;
            }
        }
        blocks.parallelStream().forEach(ends -> block.accept(ends[0], ends[1]));
    }

    /// Squares are scaled by the mean square movement, so for the mean the trees see values in its root.
    private static double[] evened(double[] values, Table table) {
        double[] evened = values.clone();
        Arrays.setAll(evened, row -> evened[row] * table.evenness()[row]);
        return evened;
    }

    /// The share of the trees' correction that would have been best for series they had not seen.
    private static double trust(Table table, double[] corrections, int model, double[] offsets) {
        double[] start = start(table, model, offsets);
        double[] target = model == 0 ? evened(table.target(), table) : table.target();
        int rows = table.rows() / EVERY;
        double best = 0;
        double least = Double.MAX_VALUE;
        for (int share = 0; share <= SHARES; share++) {
            double loss = 0;
            for (int i = 0; i < rows; i++) {
                double residual = target[i * EVERY] - start[i * EVERY] - corrections[i * EVERY] * share / SHARES;
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
    Predicted predict(Table table) {
        return new Predicted(table, corrections(table, binning.encode(table.columns())));
    }

    /// What each model corrects each row by: the mean of both halves.
    private double[][] corrections(Table table, byte[][] codes) {
        double[][] corrections = new double[1 + LEVELS.length][table.rows()];
        for (Boosted[] half : halves) {
            for (int model = 0; model < half.length; model++) {
                half[model].correct(codes, 0, table.rows(), corrections[model]);
            }
        }
        for (double[] ofModel : corrections) {
            Arrays.setAll(ofModel, row -> ofModel[row] / HALVES);
        }
        return corrections;
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
        Predicted predicted = new Predicted(table, corrections(table, codes));
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> predicted.models(row)[0])
                .toArray();
    }

    /// The mean is itself a mean: of what the combination said, of that corrected by trees, and of the curve between
    /// the quantiles, weighted by how they did for series the trees had not seen.
    private double[] learnedMeanWeights(Predicted past) {
        Table table = past.table;
        int rows = table.rows() / EVERY;
        double[][] errors = IntStream.range(0, rows)
                .parallel()
                .mapToObj(i -> {
                    int row = i * EVERY;
                    double[] means = past.means(row);
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

    /// What a table's rows are forecast to be.
    final class Predicted {
        private final Table table;
        private final double[][] corrections;

        private Predicted(Table table, double[][] corrections) {
            this.table = table;
            this.corrections = corrections;
        }

        double mean(int row) {
            double[] means = means(row);
            double mean = 0;
            for (int i = 0; i < means.length; i++) {
                mean += meanWeights[i] * means[i];
            }
            return mean;
        }

        QuantileCurve curve(int row) {
            double[] models = models(row);
            return Trees.curve(Arrays.copyOfRange(models, 1, models.length));
        }

        private double[] means(int row) {
            double[] models = models(row);
            double[] quantiles = Arrays.copyOfRange(models, 1, models.length);
            return new double[] {
                table.start()[row], models[0], Trees.curve(quantiles).mean()
            };
        }

        /// The corrected mean and the quantiles of a row.
        private double[] models(int row) {
            double[] values = new double[1 + LEVELS.length];
            for (int model = 0; model < values.length; model++) {
                double base = table.start()[row] + (model == 0 ? 0 : offsets[model - 1] * table.error()[row]);
                double correction = halves.length == 0 ? 0 : trust[model] * corrections[model][row];
                values[model] = Math.max(0, base + (model == 0 ? correction / table.evenness()[row] : correction));
            }
            return values;
        }
    }

    /// A curve through the quantiles learned, straight between them on normal paper, and beyond them as at their ends.
    private static QuantileCurve curve(double[] learned) {
        Arrays.sort(learned);
        double[] values = new double[QuantileCurve.gridSize()];
        for (int i = 0; i < values.length; i++) {
            int above = 1;
            while (above < LEVELS.length - 1 && QuantileCurve.gridLevel(i) > LEVELS[above]) {
                above++;
            }
            double from = SCORES[above - 1];
            double share = (GRID_SCORES[i] - from) / (SCORES[above] - from);
            values[i] = learned[above - 1] + share * (learned[above] - learned[above - 1]);
        }
        return QuantileCurve.of(values);
    }
}
