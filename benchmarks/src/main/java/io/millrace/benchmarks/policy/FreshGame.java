package io.millrace.benchmarks.policy;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.fresh.AgedStock;
import io.millrace.replenishment.fresh.DemandPaths;
import io.millrace.replenishment.fresh.FreshRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Goods with a shelf life of four days, ordered every morning for the next one: by age and against waste, or up to a
/// level whatever the age. Customers take the newest two times in five. What is wasted is told as a share of demand.
final class FreshGame {
    private static final int SHELF_LIFE_DAYS = 4;
    private static final double NEWEST_FIRST = 0.4;
    private static final int WARM_UP_DAYS = 56;
    private static final int WEEK = 7;
    private static final int PATHS = 150;
    private static final double BEGIN = 0.8;
    /// Ordered whenever the shelf is empty: what nobody can see nobody will ask for again.
    private static final double FACING = 1;
    private static final double PACKS_MOST = 60;
    private static final int PATH_DAYS = 1 + SHELF_LIFE_DAYS;

    private final double[] sold;
    private final double[] inStock;
    private final SplittableRandom random;
    private AgedStock stock = AgedStock.of();
    private double asked;
    private double served;
    private double wasted;

    private FreshGame(DemandSeries series) {
        sold = series.units();
        inStock = new double[sold.length];
        Arrays.fill(inStock, 1);
        random = new SplittableRandom(series.id().hashCode());
    }

    /// How an order is decided from the stock and from paths of demand, the first day of which is today.
    @FunctionalInterface
    interface Rule {
        double order(AgedStock stock, double[][] paths);
    }

    /// The packs that balance waste against lost margin.
    static Rule byAge(double marginPerWaste) {
        return (stock, paths) -> {
            FreshRules.Terms terms = new FreshRules.Terms(NEWEST_FIRST, SHELF_LIFE_DAYS, marginPerWaste, 1);
            FreshRules.Occasion occasion =
                    new FreshRules.Occasion(1, 2, List.of(), List.of(quantile(paths, 0, 2, BEGIN)));
            double most = quantile(paths, 0, 2, 1);
            double pack = Math.max(1, Math.rint(most / PACKS_MOST));
            return pack * FreshRules.steadyPacks(stock, occasion, paths, terms, pack, (int) Math.ceil(most / pack));
        };
    }

    /// Up to a quantile of demand until the next order arrives.
    static Rule ageBlind(double level) {
        return (stock, paths) -> Math.max(0, Math.ceil(quantile(paths, 0, 2, level) - stock.total()));
    }

    private static double quantile(double[][] paths, int from, int to, double level) {
        double[] sums = Arrays.stream(paths)
                .mapToDouble(path -> Arrays.stream(path, from, to).sum())
                .sorted()
                .toArray();
        return sums[(int) Math.ceil(level * sums.length) - 1];
    }

    /// Waste against fill rate, each item counting the same.
    static Curve curve(String name, List<DemandSeries> items, double[] settings, SettingRule rule) {
        List<Curve.Point> points = new ArrayList<>();
        for (double setting : settings) {
            List<FreshGame> games = IntStream.range(0, items.size())
                    .parallel()
                    .mapToObj(i -> new FreshGame(items.get(i)).played(rule.of(setting)))
                    .toList();
            double fill = 0;
            double waste = 0;
            for (FreshGame game : games) {
                fill += game.served / game.asked / games.size();
                waste += game.wasted / game.asked / games.size();
            }
            points.add(new Curve.Point(setting, fill, waste));
        }
        return new Curve(name, points);
    }

    /// A rule for each setting.
    @FunctionalInterface
    interface SettingRule {
        Rule of(double setting);
    }

    private FreshGame played(Rule rule) {
        double arriving = 0;
        for (int day = WARM_UP_DAYS; day < sold.length; day++) {
            stock = stock.with(arriving, SHELF_LIFE_DAYS);
            arriving = Math.max(rule.order(stock, paths(day)), stock.total() > 0 ? 0 : FACING);
            double demand = sold[day];
            AgedStock.Day passed = stock.day(demand, NEWEST_FIRST);
            boolean counts = day >= WARM_UP_DAYS + WEEK;
            asked += counts ? demand : 0;
            served += counts ? passed.sold() : 0;
            wasted += counts ? passed.wasted() : 0;
            if (stock.total() <= 0) {
                inStock[day] = 0;
            } else if (passed.sold() < demand) {
                inStock[day] = passed.sold() / demand;
            }
            sold[day] = passed.sold();
            stock = passed.rest();
        }
        return this;
    }

    private double[][] paths(int today) {
        return DemandPaths.drawn(
                Arrays.copyOf(sold, today), Arrays.copyOf(inStock, today), WEEK, PATHS, PATH_DAYS, random);
    }
}
