package io.millrace.forecasting.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The weighted RMSSE of the M5 competition: the error of every sum at every level of a hierarchy, each divided by its
/// own scale and weighted by what it recently sold for; levels count alike.
public final class HierarchicalError {
    private HierarchicalError() {}

    /// One series at the bottom of the hierarchy. Histories end together; shorter ones started later.
    public static final class Member {
        private final Map<String, String> attributes;
        private final double[] history;
        private final double[] actual;
        private final double[] mean;
        private final double value;

        /// One series with what was forecast of it; `value` is what it sold for in the last steps of its history.
        public Member(Map<String, String> attributes, double[] history, double[] actual, double[] mean, double value) {
            this.attributes = Map.copyOf(attributes);
            this.history = history.clone();
            this.actual = actual.clone();
            this.mean = mean.clone();
            this.value = value;
        }
    }

    /// The error over all levels; each level is told by the attributes that tell its sums apart.
    public static double weightedRmsse(List<Member> members, List<List<String>> levels) {
        return levels.stream()
                .mapToDouble(level -> levelError(members, level))
                .average()
                .orElseThrow(() -> new IllegalArgumentException("A hierarchy needs at least one level"));
    }

    private static double levelError(List<Member> members, List<String> level) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        Function<Member, String> key = member ->
                String.join("|", level.stream().map(member.attributes::get).toList());
        members.forEach(member ->
                sums.computeIfAbsent(key.apply(member), _ -> new Sum()).add(member));
        double total = members.stream().mapToDouble(member -> member.value).sum();
        return sums.values().stream()
                .mapToDouble(sum -> sum.value / total * sum.rmsse())
                .sum();
    }

    private static final class Sum {
        private double[] history = new double[0];
        private double[] difference = new double[0];
        private double value;

        void add(Member member) {
            history = aligned(history, member.history);
            difference = Arrays.copyOf(difference, member.actual.length);
            for (int step = 0; step < difference.length; step++) {
                difference[step] += member.mean[step] - member.actual[step];
            }
            value += member.value;
        }

        double rmsse() {
            double scale = Scale.of(history).meanSquare();
            double square = Arrays.stream(difference)
                    .map(error -> error * error)
                    .average()
                    .orElse(0);
            return scale > 0 ? Math.sqrt(square / scale) : 0;
        }

        /// The sum of two histories that end together.
        private static double[] aligned(double[] left, double[] right) {
            double[] longer = left.length >= right.length ? left.clone() : right.clone();
            double[] shorter = left.length >= right.length ? right : left;
            for (int i = 1; i <= shorter.length; i++) {
                longer[longer.length - i] += shorter[shorter.length - i];
            }
            return longer;
        }
    }
}
