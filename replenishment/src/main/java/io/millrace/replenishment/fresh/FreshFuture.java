package io.millrace.replenishment.fresh;

/// What becomes of an order over paths of demand, while later orders are placed as an occasion says.
final class FreshFuture {
    private final AgedStock stock;
    private final FreshRules.Occasion occasion;
    private final double[][] demandPaths;
    private final FreshRules.Terms terms;
    private final AgePlay play;
    private final double[] arriving;

    FreshFuture(AgedStock stock, FreshRules.Occasion occasion, double[][] demandPaths, FreshRules.Terms terms) {
        int horizon = Math.max(occasion.nextArrivesOnDay(), occasion.arrivesOnDay() + terms.shelfLifeDays());
        for (double[] path : demandPaths) {
            if (path.length < horizon) {
                throw new IllegalArgumentException("A path of demand has " + path.length + " days; give " + horizon);
            }
        }
        this.stock = stock;
        this.occasion = occasion;
        this.demandPaths = demandPaths;
        this.terms = terms;
        this.play = new AgePlay(terms.shelfLifeDays(), terms.newestFirst());
        this.arriving = new double[horizon + occasion.arrivesOnDay()];
    }

    /// The margin lost and the waste until the ordered units have expired, on average.
    double cost(double ordered) {
        double cost = 0;
        for (double[] path : demandPaths) {
            begin(ordered);
            for (int day = 0; day < arriving.length - occasion.arrivesOnDay(); day++) {
                pass(day, path[day]);
                cost += terms.margin() * play.missing() + terms.wasteCost() * play.wasted();
            }
        }
        return cost / demandPaths.length;
    }

    /// The share of paths on which nothing is missing from the arrival of the order to that of the next.
    double lasting(double ordered) {
        int lasting = 0;
        for (double[] path : demandPaths) {
            begin(ordered);
            double missing = 0;
            for (int day = 0; day < occasion.nextArrivesOnDay(); day++) {
                pass(day, path[day]);
                missing += day >= occasion.arrivesOnDay() ? play.missing() : 0;
            }
            lasting += missing <= 0 ? 1 : 0;
        }
        return (double) lasting / demandPaths.length;
    }

    private void begin(double ordered) {
        play.begin(stock);
        for (int day = 0; day < arriving.length; day++) {
            arriving[day] = occasion.onTheWay(day);
        }
        arriving[occasion.arrivesOnDay()] += ordered;
    }

    /// Receipts arrive, a later order is placed if it is time for one, then customers come.
    private void pass(int day, double demand) {
        play.receive(arriving[day]);
        if (occasion.isLater(day)) {
            order(day);
        }
        play.day(demand);
    }

    private void order(int day) {
        int arrives = day + occasion.arrivesOnDay();
        double position = play.total();
        for (int ahead = day + 1; ahead <= arrives; ahead++) {
            position += arriving[ahead];
        }
        double units = Math.max(0, occasion.laterLevel(day) - position);
        if (arrives == day) {
            play.receive(units);
        } else {
            arriving[arrives] += units;
        }
    }
}
