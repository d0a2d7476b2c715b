package io.millrace.forecasting.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The simple methods that a combination is made of, run together on one history.
public final class Members {
    private static final List<Member> QUICK = List.of(
            new Member("theta", Theta::run),
            new Member("ses", Smoothing::run),
            new Member("tsb", Intermittent::teunter),
            new Member("window-mean", Methods::windowMean));
    private static final int SHORT = 200;
    private static final int SEASONS_OF_ERRORS = 8;

    private final List<Member> members;

    private record Member(String name, PathKernel kernel) {}

    private Members(List<Member> members) {
        this.members = members;
    }

    /// The members for histories of up to `longest` steps: where histories are short, those that search for their
    /// parameters join, and with time to spend, exponential smoothing: the mean of its likely models.
    public static Members forHistories(int longest, boolean thorough) {
        List<Member> members = new ArrayList<>(QUICK);
        if (longest <= SHORT) {
            members.add(new Member("dot", OptimisedTheta::run));
            members.add(new Member("theta of logarithms", Logged.of(Theta::run)));
        }
        if (longest <= SHORT && thorough) {
            members.add(new Member("ets", AutoEts::weighted));
            members.add(new Member("ets of logarithms", Logged.of(AutoEts::weightedAdditive)));
        }
        return new Members(members);
    }

    /// What the theta method says of one history.
    public static double[] theta(double[] units, int season, int steps) {
        double[] path = new double[steps];
        Theta.run(units, season, path, new double[units.length]);
        return path;
    }

    /// What the members are called, in their order.
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    public int count() {
        return members.size();
    }

    /// What the members say of one history, in units of the scale given.
    public static final class Said {
        private final double[][] paths;
        private final double error;
        private final double persistence;

        private Said(double[][] paths, double error, double persistence) {
            this.paths = paths;
            this.error = error;
            this.persistence = persistence;
        }

        /// The same of demand that is so many times as much at each step.
        public Said times(double... factors) {
            double[][] changed = new double[paths.length][];
            for (int member = 0; member < paths.length; member++) {
                double[] path = paths[member].clone();
                Arrays.setAll(path, step -> path[step] * factors[step]);
                changed[member] = path;
            }
            return new Said(changed, error, persistence);
        }

        /// The same, and what others say too.
        public Said and(double[]... more) {
            double[][] all = Arrays.copyOf(paths, paths.length + more.length);
            System.arraycopy(more, 0, all, paths.length, more.length);
            return new Said(all, error, persistence);
        }

        /// A copy of all that one member says.
        public double[] path(int member) {
            return paths[member].clone();
        }

        public double path(int member, int step) {
            return paths[member][step - 1];
        }

        /// How far the first member was off by, one step ahead, in the last seasons; more for steps further ahead.
        public double error(int step) {
            return error * Math.sqrt(1 + (step - 1) * persistence * persistence);
        }
    }

    /// Runs all members on a history whose first step has a sale.
    public Said run(double[] units, int season, int steps) {
        double[][] paths = new double[members.size()][steps];
        double[] errors = new double[units.length];
        double error = 0;
        double persistence = 0;
        for (int member = 0; member < paths.length; member++) {
            Arrays.fill(errors, Double.NaN);
            double carried = members.get(member).kernel().run(units, season, paths[member], errors);
            if (member == 0) {
                persistence = carried;
                error = recentError(errors, season * SEASONS_OF_ERRORS);
            }
            for (int step = 0; step < steps; step++) {
                double value = paths[member][step];
                paths[member][step] = Double.isFinite(value) ? Math.max(0, value) : 0;
            }
        }
        return new Said(paths, error, persistence);
    }

    private static double recentError(double[] errors, int window) {
        double squares = 0;
        int known = 0;
        for (int step = Math.max(0, errors.length - window); step < errors.length; step++) {
            if (!Double.isNaN(errors[step])) {
                squares += errors[step] * errors[step];
                known++;
            }
        }
        return known == 0 ? 0 : Math.sqrt(squares / known);
    }
}
