package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Chooses the moments of the past to learn from: for each series, several origins whose whole horizon is known. The
/// latest is taken whole, so that sums can be learned from it; of a large panel, that of some of the series.
final class Sampler {
    private static final int SEASONS_BEFORE_FIRST = 1;
    private static final int SHORTEST = 8;
    private static final int MOST_LONG_STEPS = 5;
    private static final int ROWS_PER_ORIGIN = 4;
    private static final int MOST_WHOLE = 10_000;
    private static final int WHOLE_MOMENTS = 3;
    private static final int NONE = -1;

    private final Outlook outlook;
    private final Features features;
    private final Effort effort;
    private final long seed;

    Sampler(Outlook outlook, Features features, Effort effort, long seed) {
        this.outlook = outlook;
        this.features = features;
        this.effort = effort;
        this.seed = seed;
    }

    List<Table.Sampled> sample(List<DemandSeries> panel, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        int wholeEvery = 1 + panel.size() / MOST_WHOLE;
        int perSeries = Math.max(1, effort.rows() / Math.max(1, panel.size()));
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> {
                    List<Table.Sampled> samples = ofSeries(
                            i, panel.get(i), perSeries, i % wholeEvery == 0 ? i / wholeEvery % WHOLE_MOMENTS : NONE);
                    progress.at("Looking back", done.incrementAndGet(), panel.size());
                    return samples;
                })
                .flatMap(List::stream)
                .toList();
    }

    private List<Table.Sampled> ofSeries(int index, DemandSeries series, int rows, int whole) {
        History history = History.of(series);
        double[] sold = history.units();
        Frequency frequency = series.calendar().frequency();
        int steps = outlook.steps();
        int stride = stride(frequency);
        int earliest = Math.max(
                SHORTEST, SEASONS_BEFORE_FIRST * Math.min(series.calendar().season(), 12));
        int available = Math.max(0, (sold.length - steps - earliest) / stride + 1);
        int origins = sold.length - steps < earliest ? 0 : Math.min(available, mostOrigins(frequency, rows));
        int wholeMoment = whole == NONE || origins == 0 ? NONE : whole % origins;
        SplittableRandom random = new SplittableRandom(seed + index);
        List<Table.Sampled> samples = new ArrayList<>();
        for (int i = 0; i < origins; i++) {
            int length = sold.length - steps - i * stride;
            List<Integer> chosen = chosen(i == wholeMoment ? steps : Math.max(1, rows / origins), sold, length, random);
            if (!chosen.isEmpty()) {
                Moment moment = Moment.of(history, length, outlook);
                List<Double> targets = chosen.stream()
                        .map(step -> sold[length + step - 1] / moment.scale())
                        .toList();
                int back = sold.length - length;
                samples.add(new Table.Sampled(index, i, back, moment, features, chosen, targets));
            }
        }
        return samples;
    }

    /// How many steps back from the end of a series the moments lie, and its end itself.
    static int[] backs(Frequency frequency, int steps, Effort effort) {
        int[] backs = new int[1 + effort.origins()];
        for (int i = 1; i < backs.length; i++) {
            backs[i] = steps + (i - 1) * stride(frequency);
        }
        return backs;
    }

    /// Steps ahead, spread over the horizon, at which something is known.
    private List<Integer> chosen(int count, double[] units, int length, SplittableRandom random) {
        int steps = outlook.steps();
        List<Integer> chosen = new ArrayList<>();
        double every = Math.max(1, (double) steps / count);
        for (double at = every > 1 ? random.nextDouble(every) : 0; at < steps; at += every) {
            int step = 1 + (int) at;
            if (!Double.isNaN(units[length + step - 1])) {
                chosen.add(step);
            }
        }
        return chosen;
    }

    /// Fewer where a large panel leaves few rows to each series.
    private int mostOrigins(Frequency frequency, int rows) {
        int most = frequency == Frequency.DAILY ? effort.origins() : Math.min(MOST_LONG_STEPS, effort.origins());
        return Math.clamp(rows / ROWS_PER_ORIGIN, 1, most);
    }

    private static int stride(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 28;
            case WEEKLY -> 4;
            case MONTHLY -> 3;
        };
    }
}
