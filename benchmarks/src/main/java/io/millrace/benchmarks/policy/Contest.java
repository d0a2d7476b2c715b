package io.millrace.benchmarks.policy;

import io.millrace.benchmarks.kit.Report;
import io.millrace.forecasting.Frequency;
import io.millrace.replenishment.plan.DemandOutlook;
import io.millrace.replenishment.plan.PlanOptions;
import io.millrace.replenishment.simulation.Beliefs;
import io.millrace.replenishment.simulation.Learner;
import io.millrace.replenishment.simulation.Learning;
import io.millrace.replenishment.simulation.Rehearsal;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.Simulation;
import io.millrace.replenishment.simulation.SteeredLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/// A case played under all policies.
record Contest(Curve ours, List<Curve> peers) {
    private static final double[] ASKED = {0.75, 0.82, 0.85, 0.90, 0.93, 0.95, 0.97, 0.98, 0.99, 0.996};
    private static final double[] LEVELS = {
        0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.9999, 0.999_999
    };
    private static final double[] WEEKS = {0, 0.15, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16};

    private static final int REHEARSAL_REFIT = 7;

    static Contest played(PolicyCase played) {
        Learning learning = DemandOutlook.learning(played.timing().horizonPeriods(), PlanOptions.of(Frequency.DAILY));
        Rehearsal rehearsal = Rehearsal.of(played.past(), learning, REHEARSAL_REFIT);
        Beliefs beliefs =
                learning.of(played.past().stream().map(SimulatedItem::demand).toList());
        List<Curve.Point> ours = new ArrayList<>();
        for (double asked : ASKED) {
            SteeredLearner learner = new SteeredLearner(beliefs, rehearsal.steered(played.name(), asked));
            ours.add(point(played, asked, learner, learner::steer));
        }
        return new Contest(
                new Curve("ours", ours),
                List.of(
                        curve(played, "bootstrap", LEVELS, Peers::bootstrap),
                        curve(played, "normal", LEVELS, Peers::normal),
                        curve(played, "cover", WEEKS, Peers::cover)));
    }

    private static Curve curve(PolicyCase played, String name, double[] settings, DoubleFunction<Learner> learner) {
        List<Curve.Point> points = new ArrayList<>();
        for (double setting : settings) {
            points.add(point(played, setting, learner.apply(setting), () -> {}));
        }
        return new Curve(name, points);
    }

    private static Curve.Point point(PolicyCase played, double setting, Learner learner, Runnable look) {
        return Curve.Point.of(
                setting, played.items(), Simulation.together(played.items(), learner, played.options(), look));
    }

    Stream<Curve> curves() {
        return Stream.concat(Stream.of(ours), peers.stream());
    }

    List<Curve> all() {
        return curves().toList();
    }

    void figures(Report report, PolicyCase played, int leastPercent, int mostPercent) {
        int compared = 0;
        int below = 0;
        double worst = 0;
        for (int percent = leastPercent; percent <= mostPercent; percent++) {
            double fill = percent / 100.0;
            OptionalDouble own = ours.amountAt(fill);
            OptionalDouble best = peers.stream()
                    .map(peer -> peer.amountAt(fill))
                    .flatMapToDouble(OptionalDouble::stream)
                    .min();
            if (own.isPresent() && best.isPresent()) {
                compared++;
                below += own.getAsDouble() < best.getAsDouble() ? 1 : 0;
                worst = Math.max(worst, own.getAsDouble() / best.getAsDouble());
            }
        }
        String prefix = played.name() + "_";
        report.figure(prefix + "points_below", below, "of " + compared)
                .figure(prefix + "points", compared, "")
                .figure(prefix + "ratio_worst", worst, "of the best peer")
                .figure(prefix + "asked_off_max", askedOff(leastPercent, mostPercent), "points of fill rate");
        for (Curve peer : peers) {
            ratio(report, prefix + "stock_vs_" + peer.name() + "_95", peer.amountAt(0.95));
        }
        ratio(report, prefix + "stock_vs_clairvoyant_95", OptionalDouble.of(Clairvoyant.stockDays(played, 0.95)));
    }

    private void ratio(Report report, String key, OptionalDouble other) {
        OptionalDouble own = ours.amountAt(0.95);
        if (own.isPresent() && other.isPresent()) {
            report.figure(key, own.getAsDouble() / other.getAsDouble(), "times");
        }
    }

    /// The largest difference between asked and achieved, in points.
    private double askedOff(int leastPercent, int mostPercent) {
        return ours.points().stream()
                .filter(point -> point.setting() >= leastPercent / 100.0 && point.setting() <= mostPercent / 100.0)
                .mapToDouble(point -> Math.abs(point.fill() - point.setting()) * 100)
                .max()
                .orElse(0);
    }
}
