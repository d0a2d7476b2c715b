package io.millrace.replenishment.fresh;

import java.util.Arrays;
import java.util.List;

/// Waste against lost margin, over paths of demand.
public final class FreshRules {
    /// After so many, what later orders are taken for hardly changes.
    private static final int ROUNDS = 3;

    private FreshRules() {}

    /// What holds for an item.
    ///
    /// @param newestFirst the share of demand that takes the newest units
    /// @param shelfLifeDays on how many days a delivered unit can be sold, that of its arrival included
    /// @param margin lost with a unit that is missing
    /// @param wasteCost lost with a unit that expires
    public record Terms(double newestFirst, int shelfLifeDays, double margin, double wasteCost) {
        public Terms {
            if (!(newestFirst >= 0 && newestFirst <= 1) || shelfLifeDays < 1 || !(margin >= 0) || !(wasteCost >= 0)) {
                throw new IllegalArgumentException("Fresh terms of " + newestFirst + " newest first, " + shelfLifeDays
                        + " days, margin " + margin + " and waste cost " + wasteCost
                        + "; give a share from 0 to 1, a day or more, and no negative money");
            }
        }
    }

    /// The units that will expire unsold before `days` have passed, on average: they are no supply.
    ///
    /// @param demandPaths by path and day, at least that many days
    public static double expectedWaste(AgedStock stock, double[][] demandPaths, int days, double newestFirst) {
        double wasted = 0;
        for (double[] path : demandPaths) {
            AgedStock now = stock;
            for (int day = 0; day < days; day++) {
                AgedStock.Day passed = now.day(path[day], newestFirst);
                wasted += passed.wasted();
                now = passed.rest();
            }
        }
        return wasted / demandPaths.length;
    }

    /// An order to place now.
    ///
    /// @param arrivesOnDay 0 for this morning; later orders take as long
    /// @param nextArrivesOnDay when what is ordered at the next occasion arrives, and every order after it as far apart
    /// @param onTheWay units that arrive each day from earlier orders, fresh; may be shorter than the horizon
    /// @param laterLevels up to what stock, on hand and on the way, later orders are assumed to be placed on each day;
    ///     for days beyond them up to the last; they compete with what is ordered now
    public record Occasion(int arrivesOnDay, int nextArrivesOnDay, List<Double> onTheWay, List<Double> laterLevels) {
        public Occasion {
            if (arrivesOnDay < 0 || nextArrivesOnDay <= arrivesOnDay) {
                throw new IllegalArgumentException("An order arrives on day " + arrivesOnDay + " and the next on day "
                        + nextArrivesOnDay + "; the next must come later");
            }
            if (laterLevels.isEmpty() || laterLevels.stream().anyMatch(level -> !(level >= 0))) {
                throw new IllegalArgumentException(
                        "Later orders fill up to " + laterLevels + "; give a level of 0 or more units");
            }
            onTheWay = List.copyOf(onTheWay);
            laterLevels = List.copyOf(laterLevels);
        }

        int review() {
            return nextArrivesOnDay - arrivesOnDay;
        }

        boolean isLater(int day) {
            return day > 0 && day % review() == 0;
        }

        double laterLevel(int day) {
            return laterLevels.get(Math.min(day, laterLevels.size() - 1));
        }

        double onTheWay(int day) {
            return day < onTheWay.size() ? onTheWay.get(day) : 0;
        }

        private Occasion with(List<Double> levels) {
            return new Occasion(arrivesOnDay, nextArrivesOnDay, onTheWay, levels);
        }
    }

    /// The packs that cost least: margin lost and waste until the ordered units have expired.
    ///
    /// @param demandPaths by path and day, at least until the ordered units have expired
    public static int packs(
            AgedStock stock, Occasion occasion, double[][] demandPaths, Terms terms, double packSize, int mostPacks) {
        FreshFuture future = new FreshFuture(stock, occasion, demandPaths, terms);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int packs = 0; packs <= mostPacks && worse < 3; packs++) {
            double cost = future.cost(packs * packSize);
            worse = cost < least ? 0 : worse + 1;
            if (cost < least) {
                least = cost;
                best = packs;
            }
        }
        return best;
    }

    /// The packs that cost least when later orders are like this one: they fill up to what is as likely to last until
    /// the order after them as this one is. Were later orders taken for smaller, this one would hold stock for days
    /// that they will serve with fresher units, and most of it would expire.
    ///
    /// @param first when what is ordered now and at the next occasion arrives, and what is on the way; its levels are
    /// where to begin
    public static int steadyPacks(
            AgedStock stock, Occasion first, double[][] demandPaths, Terms terms, double packSize, int mostPacks) {
        double[][] sums = sums(demandPaths, first);
        Occasion occasion = first;
        int packs = 0;
        double lasting = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            packs = packs(stock, occasion, demandPaths, terms, packSize, mostPacks);
            double now = new FreshFuture(stock, occasion, demandPaths, terms).lasting(packs * packSize);
            lasting = Double.isNaN(lasting) ? now : (lasting + now) / 2;
            occasion = first.with(levels(sums, lasting));
        }
        return packs;
    }

    /// What is asked for from each day on until the order of the next occasion after it arrives, sorted, by day.
    private static double[][] sums(double[][] demandPaths, Occasion occasion) {
        int length = occasion.nextArrivesOnDay();
        int days = Math.max(1, demandPaths[0].length - length + 1);
        double[][] sums = new double[days][demandPaths.length];
        for (int day = 0; day < days; day++) {
            for (int path = 0; path < demandPaths.length; path++) {
                int until = Math.min(day + length, demandPaths[path].length);
                sums[day][path] = Arrays.stream(demandPaths[path], day, until).sum();
            }
            Arrays.sort(sums[day]);
        }
        return sums;
    }

    private static List<Double> levels(double[][] sums, double lasting) {
        return Arrays.stream(sums)
                .map(sorted -> sorted[(int) Math.clamp(Math.ceil(lasting * sorted.length) - 1, 0, sorted.length - 1)])
                .toList();
    }
}
