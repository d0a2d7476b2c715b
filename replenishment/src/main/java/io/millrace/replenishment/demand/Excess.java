package io.millrace.replenishment.demand;

/// How far demand goes on above what any shelf ever held: the mean excess of an exponential tail.
///
/// Where nothing was seen whole above a level, the periods that were cut off there tell only that more was asked for.
/// Taking what they sold for all of it would forget what is beyond for good: orders would hold no stock for it, so that
/// it would never be seen. Units above a high level over how often demand was seen to end above it is what likelihood
/// says of an exponential tail, of which a part was cut off.
final class Excess {
    private static final int FEWEST_SEEN = 5;
    private static final int PARTS = 5;
    private static final int POINTS = 8;

    private Excess() {}

    /// The mean excess; zero where too little was seen to tell.
    ///
    /// @param seen demand that was seen whole, in rising order
    /// @param cut what was sold where more was asked for
    static double of(double[] seen, double[] cut) {
        int positive = 0;
        for (double units : seen) {
            positive += units > 0 ? 1 : 0;
        }
        if (positive < FEWEST_SEEN) {
            return 0;
        }
        int count = Math.max(FEWEST_SEEN, (positive + PARTS - 1) / PARTS);
        int below = seen.length - count - 1;
        double level = below >= 0 ? seen[below] : 0;
        double above = 0;
        int ended = 0;
        for (double units : seen) {
            above += Math.max(0, units - level);
            ended += units > level ? 1 : 0;
        }
        for (double units : cut) {
            above += Math.max(0, units - level);
        }
        return ended == 0 ? 0 : above / ended;
    }

    /// Adds what is so likely and asks for more than `at` cells, by so many in the mean.
    static void put(double[] cells, double at, double mean, double likely) {
        for (int point = 0; point < POINTS; point++) {
            SizeShape.put(cells, at + mean * point(point), likely / POINTS);
        }
    }

    /// Above which no cell is added to.
    static double largest(double at, double mean) {
        return at + mean * point(POINTS - 1);
    }

    /// The mean of an exponential variable in one of so many parts that are as likely as each other.
    private static double point(int part) {
        double low = (double) part / POINTS;
        double high = (double) (part + 1) / POINTS;
        return POINTS * (integral(1 - low) - integral(1 - high));
    }

    /// Of −log u from 0 on.
    private static double integral(double share) {
        return share <= 0 ? 0 : share - share * Math.log(share);
    }
}
