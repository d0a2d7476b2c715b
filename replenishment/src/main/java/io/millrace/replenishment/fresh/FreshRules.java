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

    /// What is expected of days to come.
    public record Outcome(double sold, double missing, double wasted) {}

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
    /// @param arrivesOnDay 0 for this morning
    /// @param nextArrivesOnDay when what is ordered at the next occasion arrives
    /// @param onTheWay units that arrive each day from earlier orders, fresh; may be shorter than the horizon
    /// @param laterLevel to what stock later orders are assumed to fill up, on the next arrival's day and every day
    /// after
    /// it as far apart; they compete with what is ordered now
    public record Occasion(int arrivesOnDay, int nextArrivesOnDay, List<Double> onTheWay, double laterLevel) {
        public Occasion {
            if (arrivesOnDay < 0 || nextArrivesOnDay <= arrivesOnDay) {
                throw new IllegalArgumentException("An order arrives on day " + arrivesOnDay + " and the next on day "
                        + nextArrivesOnDay + "; the next must come later");
            }
            if (!(laterLevel >= 0)) {
                throw new IllegalArgumentException("Later orders fill up to " + laterLevel + "; give 0 or more units");
            }
            onTheWay = List.copyOf(onTheWay);
        }

        private boolean isLater(int day) {
            return day >= nextArrivesOnDay && (day - nextArrivesOnDay) % (nextArrivesOnDay - arrivesOnDay) == 0;
        }
    }

    /// The packs that cost least: margin lost and waste until the ordered units have expired.
    ///
    /// @param demandPaths by path and day, at least until the ordered units have expired
    public static int packs(
            AgedStock stock, Occasion occasion, double[][] demandPaths, Terms terms, double packSize, int mostPacks) {
        int horizon = Math.max(occasion.nextArrivesOnDay(), occasion.arrivesOnDay() + terms.shelfLifeDays());
        for (double[] path : demandPaths) {
            if (path.length < horizon) {
                throw new IllegalArgumentException("A path of demand has " + path.length + " days; give " + horizon);
            }
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int packs = 0; packs <= mostPacks && worse < 3; packs++) {
            double cost = cost(stock, occasion, demandPaths, terms, packs * packSize);
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
    /// @param first when what is ordered now and at the next occasion arrives, and what is on the way; its level is
    /// where to begin
    public static int steadyPacks(
            AgedStock stock, Occasion first, double[][] demandPaths, Terms terms, double packSize, int mostPacks) {
        double[] asked = Arrays.stream(demandPaths)
                .mapToDouble(path -> Arrays.stream(path, first.arrivesOnDay(), first.nextArrivesOnDay())
                        .sum())
                .sorted()
                .toArray();
        Occasion occasion = first;
        int packs = 0;
        double lasting = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            packs = packs(stock, occasion, demandPaths, terms, packSize, mostPacks);
            double now = lasting(stock, occasion, demandPaths, terms, packs * packSize);
            lasting = Double.isNaN(lasting) ? now : (lasting + now) / 2;
            double level = asked[(int) Math.clamp(Math.ceil(lasting * asked.length) - 1, 0, asked.length - 1)];
            occasion = new Occasion(first.arrivesOnDay(), first.nextArrivesOnDay(), first.onTheWay(), level);
        }
        return packs;
    }

    /// The share of paths on which nothing is missing from the arrival of an order to that of the next.
    private static double lasting(
            AgedStock stock, Occasion occasion, double[][] demandPaths, Terms terms, double ordered) {
        int lasting = 0;
        for (double[] path : demandPaths) {
            AgedStock now = stock;
            double missing = 0;
            for (int day = 0; day < occasion.nextArrivesOnDay(); day++) {
                now = now.with(arriving(occasion, now, day, ordered), terms.shelfLifeDays());
                AgedStock.Day passed = now.day(path[day], terms.newestFirst());
                missing += day >= occasion.arrivesOnDay() ? path[day] - passed.sold() : 0;
                now = passed.rest();
            }
            lasting += missing <= 0 ? 1 : 0;
        }
        return (double) lasting / demandPaths.length;
    }

    private static double cost(
            AgedStock stock, Occasion occasion, double[][] demandPaths, Terms terms, double ordered) {
        double cost = 0;
        for (double[] path : demandPaths) {
            Outcome outcome = outcome(stock, occasion, path, terms, ordered);
            cost += terms.margin() * outcome.missing() + terms.wasteCost() * outcome.wasted();
        }
        return cost / demandPaths.length;
    }

    static Outcome outcome(AgedStock stock, Occasion occasion, double[] path, Terms terms, double ordered) {
        int horizon = Math.max(occasion.nextArrivesOnDay(), occasion.arrivesOnDay() + terms.shelfLifeDays());
        AgedStock now = stock;
        double sold = 0;
        double missing = 0;
        double wasted = 0;
        for (int day = 0; day < horizon; day++) {
            now = now.with(arriving(occasion, now, day, ordered), terms.shelfLifeDays());
            AgedStock.Day passed = now.day(path[day], terms.newestFirst());
            sold += passed.sold();
            missing += path[day] - passed.sold();
            wasted += passed.wasted();
            now = passed.rest();
        }
        return new Outcome(sold, missing, wasted);
    }

    private static double arriving(Occasion occasion, AgedStock now, int day, double ordered) {
        double arrives = day < occasion.onTheWay().size() ? occasion.onTheWay().get(day) : 0;
        arrives += day == occasion.arrivesOnDay() ? ordered : 0;
        return arrives + (occasion.isLater(day) ? Math.max(0, occasion.laterLevel() - now.total()) : 0);
    }
}
