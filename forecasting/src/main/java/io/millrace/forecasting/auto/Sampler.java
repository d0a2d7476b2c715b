package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.forecasting.methods.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Chooses the moments of the past to learn from: for each series, several origins whose whole horizon is known. The
/// latest is taken whole, so that sums can be learned from it.
final class Sampler {
    private static final int SEASONS_BEFORE_FIRST = 1;
    private static final int SHORTEST = 8;
    private static final int MOST_LONG_STEPS = 5;

    private final Members members;
    private final Effort effort;
    private final int steps;
    private final long seed;

    Sampler(Members members, Effort effort, int steps, long seed) {
        this.members = members;
        this.effort = effort;
        this.steps = steps;
        this.seed = seed;
    }

    List<Table.Sampled> sample(List<DemandSeries> panel, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        int perSeries = Math.max(1, effort.rows() / Math.max(1, panel.size()));
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> {
                    List<Table.Sampled> samples = ofSeries(i, panel.get(i), perSeries);
                    progress.at("Looking back", done.incrementAndGet(), panel.size());
                    return samples;
                })
                .flatMap(List::stream)
                .toList();
    }

    private List<Table.Sampled> ofSeries(int index, DemandSeries series, int rows) {
        double[] units = StockOuts.restored(series).units();
        int first = firstSale(units);
        double[] sold = Arrays.copyOfRange(units, first, units.length);
        Frequency frequency = series.calendar().frequency();
        Calendar calendar = series.calendar().from(series.calendar().date(first));
        int stride = stride(frequency);
        int earliest = Math.max(SHORTEST, SEASONS_BEFORE_FIRST * Math.min(calendar.season(), 12));
        int available = Math.max(0, (sold.length - steps - earliest) / stride + 1);
        int origins = sold.length - steps < earliest ? 0 : Math.min(available, mostOrigins(frequency));
        SplittableRandom random = new SplittableRandom(seed + index);
        List<Table.Sampled> samples = new ArrayList<>();
        for (int i = 0; i < origins; i++) {
            int length = sold.length - steps - i * stride;
            List<Integer> chosen = chosen(i == 0 ? steps : Math.max(1, rows / origins), sold, length, random);
            if (!chosen.isEmpty()) {
                Moment moment = Moment.of(calendar, sold, length, members, steps);
                List<Double> targets = chosen.stream()
                        .map(step -> sold[length + step - 1] / moment.scale())
                        .toList();
                samples.add(new Table.Sampled(index, moment, chosen, targets));
            }
        }
        return samples;
    }

    /// Steps ahead, spread over the horizon, at which something is known.
    private List<Integer> chosen(int count, double[] units, int length, SplittableRandom random) {
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

    static int firstSale(double[] units) {
        int first = 0;
        while (first < units.length && !(units[first] > 0)) {
            first++;
        }
        return first;
    }

    private int mostOrigins(Frequency frequency) {
        return frequency == Frequency.DAILY ? effort.origins() : Math.min(MOST_LONG_STEPS, effort.origins());
    }

    private static int stride(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 28;
            case WEEKLY -> 4;
            case MONTHLY -> 3;
        };
    }
}
