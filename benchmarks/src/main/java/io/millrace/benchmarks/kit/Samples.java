package io.millrace.benchmarks.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One figure measured in several rounds.
public final class Samples {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// The distance between the largest and the smallest value, as a share of the median.
    public double spread() {
        return (Collections.max(values) - Collections.min(values)) / median();
    }

    /// This figure over another, round by round.
    public Samples over(Samples other) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException("both figures must come from the same rounds");
        }
        Samples ratios = new Samples();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / other.values.get(round));
        }
        return ratios;
    }
}
