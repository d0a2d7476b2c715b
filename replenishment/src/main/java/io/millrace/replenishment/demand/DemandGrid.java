package io.millrace.replenishment.demand;

import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Span;
import java.util.Arrays;

/// Demand period by period, as probabilities on an even grid of units, in one or three scenarios of its level.
///
/// Periods are independent within a scenario. The scenarios make sums as wide as the forecast says they are: what one
/// does not know about the level is the same mistake in every period. Immutable.
public final class DemandGrid {
    private static final double ENOUGH_SPREAD = 1.05;
    private static final double WIDEST = 0.5;
    private static final double LEVEL_MAX = 3;
    /// A probability that is as good as none.
    private static final double BARELY = 1e-6;
    private static final double SQRT_3 = Math.sqrt(3);

    private final double unit;
    private final double[] weights;
    private final double[][][] mass;
    private final double[] means;
    private final double beyondCell;

    private DemandGrid(double unit, double[] weights, double[][][] mass, double beyondCell) {
        this.unit = unit;
        this.beyondCell = beyondCell;
        this.weights = weights;
        this.mass = mass;
        this.means = means(unit, weights, mass);
    }

    /// How fine the grid is: at most so many cells for all the demand until the end of the protection interval.
    public enum Fineness {
        /// For orders of which there are millions.
        QUICK(96),
        /// For orders that are worth a millisecond.
        FINE(600);

        private final int cells;

        Fineness(int cells) {
            this.cells = cells;
        }

        public int cells() {
            return cells;
        }
    }

    /// Demand whose periods are all alike and independent.
    ///
    /// @param mass the probabilities of 0, 1, 2, … cells
    /// @param unit the units of a cell
    public static DemandGrid stationary(double[] mass, int periods, double unit) {
        double[][] each = new double[periods][];
        Arrays.fill(each, mass.clone());
        return new DemandGrid(unit, new double[] {1}, new double[][][] {each}, 0);
    }

    /// Periods that are all like the recent ones.
    public static DemandGrid of(RecentSales recent, int periods, Fineness fineness) {
        double mean = recent.mean();
        double finest = 1.6 * (mean * periods + recent.largest()) / fineness.cells();
        double unit = recent.whole() ? Math.max(1, Math.ceil(finest)) : finest > 0 ? finest : 1;
        DemandGrid exact = stationary(recent.mass(1, unit), periods, unit);
        return new DemandGrid(unit, exact.weights, exact.mass, beyondCell(recent.whole(), unit));
    }

    /// The first periods of a forecast.
    public static DemandGrid of(Forecast forecast, int periods, Fineness fineness) {
        return of(forecast, RecentSales.none(), periods, fineness);
    }

    /// The first periods of a forecast, mixed with what was sold of late.
    public static DemandGrid of(Forecast forecast, RecentSales recent, int periods, Fineness fineness) {
        double[] levels = {1};
        double[] weights = {1};
        double spread = periods > 1 ? levelSpread(forecast, recent, periods) : 0;
        if (spread > 0) {
            levels = new double[] {1 - SQRT_3 * spread, 1, 1 + SQRT_3 * spread};
            weights = new double[] {1 / 6.0, 2 / 3.0, 1 / 6.0};
        }
        double unit = unit(forecast, recent, periods, fineness);
        double[][][] mass = new double[levels.length][periods][];
        for (int s = 0; s < levels.length; s++) {
            for (int period = 0; period < periods; period++) {
                double level = levels[s] * recentLevel(forecast, recent, period, periods);
                mass[s][period] = same(forecast, period)
                        ? mass[s][period - 1]
                        : recent.mixed(CurveMass.of(forecast.marginal(period + 1), levels[s], unit), level, unit);
            }
        }
        return new DemandGrid(unit, weights, mass, beyondCell(recent.whole() && isWhole(forecast, periods), unit));
    }

    /// Whole units that round to the same cell lie evenly around it; others lie anywhere around it.
    private static double beyondCell(boolean whole, double unit) {
        return whole ? (unit - 1) / (2 * unit) : 0.5;
    }

    /// Recent sales that are shaped follow the forecast's course altogether, and its level half of the way.
    private static double recentLevel(Forecast forecast, RecentSales recent, int period, int periods) {
        double all = forecast.mean(new Span(1, periods)) / periods;
        double before = recent.shaped() ? recent.mean() : 0;
        return before > 0 && all > 0
                ? Math.clamp(Math.sqrt(all / before) * forecast.mean(period + 1) / all, 1 / LEVEL_MAX, LEVEL_MAX)
                : 1;
    }

    private static boolean same(Forecast forecast, int period) {
        return period > 0 && forecast.marginal(period + 1).equals(forecast.marginal(period));
    }

    /// The deviation of the level that independent periods lack to be as wide as the forecast's own sum.
    private static double levelSpread(Forecast forecast, RecentSales recent, int periods) {
        double variance = 0;
        double mean = 0;
        double ofPeriod = 0;
        for (int period = 0; period < periods; period++) {
            QuantileCurve curve = forecast.marginal(period + 1);
            ofPeriod = same(forecast, period) ? ofPeriod : curve.variance();
            variance += ofPeriod;
            mean += forecast.mean(period + 1);
        }
        double asked = forecast.sum(new Span(1, periods)).variance();
        if (asked <= variance * ENOUGH_SPREAD || mean <= 0) {
            return 0;
        }
        double share = recent.shaped() ? 1 : 1 - recent.share();
        return Math.min(WIDEST, share * Math.sqrt((asked - variance) / (mean * mean + variance)));
    }

    private static double unit(Forecast forecast, RecentSales recent, int periods, Fineness fineness) {
        double high = forecast.marginal(1).gridValue(QuantileCurve.gridSize() - 1);
        double top = Math.max(high, recent.largest());
        for (int period = 1; period <= periods; period++) {
            top += forecast.mean(period);
        }
        double finest = 1.6 * top / fineness.cells();
        if (recent.whole() && isWhole(forecast, periods)) {
            return Math.max(1, Math.ceil(finest));
        }
        return finest > 0 ? finest : 1;
    }

    private static boolean isWhole(Forecast forecast, int periods) {
        boolean whole = true;
        for (int period = 1; period <= periods; period++) {
            QuantileCurve curve = forecast.marginal(period);
            whole &= isWhole(curve.gridValue(QuantileCurve.gridSize() - 1)) && isWhole(curve.quantile(0.9));
        }
        return whole;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private static double[] means(double unit, double[] weights, double[][][] mass) {
        double[] means = new double[mass[0].length];
        for (int s = 0; s < weights.length; s++) {
            for (int period = 0; period < means.length; period++) {
                double sum = mean(mass[s][period]);
                means[period] += weights[s] * sum * unit;
            }
        }
        return means;
    }

    private static double mean(double[] mass) {
        double sum = 0;
        for (int cell = 1; cell < mass.length; cell++) {
            sum += cell * mass[cell];
        }
        return sum;
    }

    /// The units of one cell of the grid.
    public double unit() {
        return unit;
    }

    /// How much of the demand that rounds to a cell is more than the cell: nothing where each cell is a unit.
    public double beyondCell() {
        return beyondCell;
    }

    public int periods() {
        return means.length;
    }

    public int scenarios() {
        return weights.length;
    }

    public double weight(int scenario) {
        return weights[scenario];
    }

    /// The probabilities of 0, 1, 2, … cells in a period, counted from one. The array is not to be written to.
    public double[] mass(int scenario, int period) {
        return mass[scenario][period - 1];
    }

    /// The mean demand of a period in units.
    public double mean(int period) {
        return means[period - 1];
    }

    /// The mean demand of some periods in units.
    public double mean(Span span) {
        double sum = 0;
        for (int period = span.first(); period <= span.last(); period++) {
            sum += means[period - 1];
        }
        return sum;
    }

    /// The mean demand of a period in units, given that it is more than some; `NaN` if so much is never asked for.
    public double meanAbove(int period, double units) {
        int first = (int) Math.floor(units / unit) + 1;
        double weight = 0;
        double sum = 0;
        for (int s = 0; s < weights.length; s++) {
            double[] cells = mass[s][period - 1];
            for (int cell = Math.max(0, first); cell < cells.length; cell++) {
                weight += weights[s] * cells[cell];
                sum += weights[s] * cells[cell] * cell * unit;
            }
        }
        return weight > BARELY ? sum / weight : Double.NaN;
    }

    /// How long a lot lasts at least: no order follows another before there is demand again.
    public double periodsBetweenOrders(double lotUnits) {
        double demand = Arrays.stream(means).average().orElse(0);
        double none = 0;
        for (int s = 0; s < weights.length; s++) {
            for (double[] cells : mass[s]) {
                none += weights[s] * cells[0] / means.length;
            }
        }
        return demand > 0
                ? Math.max(lotUnits / demand, 1 / Math.sqrt(Math.max(1 - none, 1e-9)))
                : Double.POSITIVE_INFINITY;
    }

    /// A level that demand from now to a period's end exceeds about once in a million times, in cells.
    public int almostAll(int untilPeriod) {
        int highest = 0;
        for (int s = 0; s < weights.length; s++) {
            highest = Math.max(highest, almostAll(mass[s], untilPeriod));
        }
        return highest;
    }

    private static int almostAll(double[][] mass, int untilPeriod) {
        double mean = 0;
        double variance = 0;
        int longest = 0;
        int total = 0;
        for (int period = 0; period < untilPeriod; period++) {
            double[] cells = mass[period];
            double first = 0;
            double second = 0;
            for (int cell = 1; cell < cells.length; cell++) {
                first += cell * cells[cell];
                second += (double) cell * cell * cells[cell];
            }
            mean += first;
            variance += second - first * first;
            longest = Math.max(longest, cells.length - 1);
            total += cells.length - 1;
        }
        return (int) Math.min(total, Math.ceil(mean + 5 * Math.sqrt(Math.max(0, variance)) + longest / 2.0)) + 1;
    }
}
