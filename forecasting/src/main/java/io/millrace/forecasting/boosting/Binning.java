package io.millrace.forecasting.boosting;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the values of each feature are cut into bins, so that about as many rows fall into each. Bin 0 is for `NaN`.
public final class Binning {
    static final int BINS = 64;
    private static final int SAMPLE = 20_000;

    private final float[][] cuts;

    private Binning(float[][] cuts) {
        this.cuts = cuts;
    }

    /// Cuts for a table of columns, all of the same length.
    public static Binning of(float[][] columns) {
        float[][] cuts = new float[columns.length][];
        IntStream.range(0, columns.length).parallel().forEach(column -> cuts[column] = cuts(columns[column]));
        return new Binning(cuts);
    }

    /// The table as bin numbers.
    public byte[][] encode(float[][] columns) {
        byte[][] codes = new byte[columns.length][];
        IntStream.range(0, columns.length).parallel().forEach(column -> {
            float[] values = columns[column];
            byte[] bins = new byte[values.length];
            for (int row = 0; row < bins.length; row++) {
                bins[row] = code(cuts[column], values[row]);
            }
            codes[column] = bins;
        });
        return codes;
    }

    private static byte code(float[] cuts, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int at = Arrays.binarySearch(cuts, value);
        return (byte) (1 + (at >= 0 ? at : -at - 1));
    }

    private static float[] cuts(float[] column) {
        int stride = Math.max(1, column.length / SAMPLE);
        float[] sample = new float[column.length / stride];
        int known = 0;
        for (int i = 0; i < sample.length; i++) {
            float value = column[i * stride];
            if (!Float.isNaN(value)) {
                sample[known++] = value;
            }
        }
        Arrays.sort(sample, 0, known);
        float[] cuts = new float[BINS - 2];
        int count = 0;
        for (int i = 1; i <= cuts.length && known > 0; i++) {
            float cut = sample[Math.min(known - 1, (int) ((long) i * known / (cuts.length + 1)))];
            if (count == 0 || cut > cuts[count - 1]) {
                cuts[count++] = cut;
            }
        }
        return Arrays.copyOf(cuts, count);
    }
}
