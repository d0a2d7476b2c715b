package io.millrace.replenishment.fresh;

import io.millrace.replenishment.demand.HiddenDemand;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Demand of days to come, drawn from the last days like them of which something is known.
public final class DemandPaths {
    private static final int LIKE = 8;

    private DemandPaths() {}

    /// Paths from the day after the last one that was sold on. What stock-outs hid is restored; days that tell nothing
    /// are passed over for earlier ones, so that an empty shelf is not taken for a lack of demand.
    ///
    /// @param inStock the share of each day's demand that was met, as far as the till knows
    /// @param season after how many days days are alike: 7 for weekdays
    /// @return by path and day
    public static double[][] drawn(
            double[] sold, double[] inStock, int season, int paths, int days, SplittableRandom random) {
        double[] seen = HiddenDemand.restored(sold, inStock);
        double mean = Arrays.stream(seen)
                .filter(units -> !Double.isNaN(units))
                .average()
                .orElse(0);
        double[][] drawn = new double[paths][days];
        for (int day = 0; day < days; day++) {
            double[] like = like(seen, day % season, season);
            for (double[] path : drawn) {
                path[day] = like.length == 0 ? mean : like[random.nextInt(like.length)];
            }
        }
        return drawn;
    }

    private static double[] like(double[] seen, int ahead, int season) {
        double[] like = new double[LIKE];
        int count = 0;
        for (int day = seen.length + ahead - season; day >= 0 && count < LIKE; day -= season) {
            if (!Double.isNaN(seen[day])) {
                like[count++] = seen[day];
            }
        }
        return Arrays.copyOf(like, count);
    }
}
