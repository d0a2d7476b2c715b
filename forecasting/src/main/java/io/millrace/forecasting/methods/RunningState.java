package io.millrace.forecasting.methods;

import java.util.Arrays;

/// What a method needs to remember of a series to go on, of the same size however long the series: when a step closes,
/// the state is advanced by it instead of fitted anew. Immutable, so that the state of a fortnight ago can be kept, and
/// a late step replayed.
///
/// Advancing from a history step by step answers exactly as a replay of everything with the same constants would, which
/// a test shows. Constants are estimated when a state is made, and stay.
public sealed interface RunningState {
    /// The demand of a step expected now.
    double rate();

    /// The state after one more step; a missing one (`NaN`) changes nothing.
    RunningState advanced(double units);

    /// Simple exponential smoothing, its constant the best for a history.
    static RunningState smoothing(double[] history) {
        requireSale(history);
        RunningState state = new Level(Smoothing.best(history), Smoothing.start(history));
        return replayed(state, history);
    }

    /// Teunter, Syntetos and Babai, their constants the best for a history.
    static RunningState teunter(double[] history) {
        requireSale(history);
        double[] constants = Intermittent.bestConstants(history, new double[history.length]);
        RunningState state = new ChanceAndSize(constants[0], constants[1], Simple.chance(history), history[0]);
        return replayed(state, history);
    }

    /// The mean of a window of the latest steps.
    static RunningState windowMean(double[] history, int window) {
        requireSale(history);
        return replayed(new Window(new double[window], 0, 0, 0), history);
    }

    /// A state brought up to date with steps that came since.
    static RunningState replayed(RunningState from, double... steps) {
        RunningState state = from;
        for (double units : steps) {
            state = state.advanced(units);
        }
        return state;
    }

    private static void requireSale(double[] history) {
        if (history.length == 0 || !(history[0] > 0)) {
            throw new IllegalArgumentException("A history begins with its first sale; take off what lies before");
        }
    }

    /// A level that follows what comes.
    record Level(double constant, double rate) implements RunningState {
        @Override
        public RunningState advanced(double units) {
            return Double.isNaN(units) ? this : new Level(constant, rate + constant * (units - rate));
        }
    }

    /// The chance of a sale, and the size of one.
    record ChanceAndSize(double sizeConstant, double chanceConstant, double chance, double size)
            implements RunningState {
        @Override
        public double rate() {
            return chance * size;
        }

        @Override
        public RunningState advanced(double units) {
            if (Double.isNaN(units)) {
                return this;
            }
            boolean sold = units > 0;
            return new ChanceAndSize(
                    sizeConstant,
                    chanceConstant,
                    chance + chanceConstant * ((sold ? 1 : 0) - chance),
                    sold ? size + sizeConstant * (units - size) : size);
        }
    }

    /// The latest steps, in a ring.
    final class Window implements RunningState {
        private final double[] ring;
        private final int next;
        private final int known;
        private final double sum;

        private Window(double[] ring, int next, int known, double sum) {
            this.ring = ring;
            this.next = next;
            this.known = known;
            this.sum = sum;
        }

        @Override
        public double rate() {
            return known == 0 ? 0 : sum / known;
        }

        @Override
        public RunningState advanced(double units) {
            if (Double.isNaN(units)) {
                return this;
            }
            double[] turned = ring.clone();
            double leaving = turned[next];
            turned[next] = units;
            int following = next + 1 == ring.length ? 0 : next + 1;
            int filled = Math.min(ring.length, known + 1);
            // Once a turn the sum is taken anew, so that rounding does not add up.
            double total = following == 0 ? Arrays.stream(turned).sum() : sum - leaving + units;
            return new Window(turned, following, filled, total);
        }
    }
}
