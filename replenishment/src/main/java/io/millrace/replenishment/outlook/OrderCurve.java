package io.millrace.replenishment.outlook;

import java.util.function.DoublePredicate;

/// A measure of the protection interval, as a function of the units ordered now. Immutable.
public final class OrderCurve {
    private static final int HALVINGS_MAX = 60;
    private static final int LOT_STEPS_MAX = 24;
    private static final double INDIFFERENT = 1e-12;

    private final StockMass[] stock;
    private final double[][] values;
    private final int zero;
    private final double unit;
    private final double slopePerCell;
    private final double factor;
    private final double base;

    /// @param stock the probabilities of the stocks that the order may meet, by scenario
    /// @param values the measure for each stock after the order, by scenario
    /// @param zero the cell of an empty shelf
    /// @param slopePerCell how the measure goes on above the grid
    OrderCurve(StockMass[] stock, double[][] values, int zero, double unit, double slopePerCell) {
        this(stock, values, zero, unit, slopePerCell, 1, 0);
    }

    private OrderCurve(
            StockMass[] stock,
            double[][] values,
            int zero,
            double unit,
            double slopePerCell,
            double factor,
            double base) {
        this.stock = stock;
        this.values = values;
        this.zero = zero;
        this.unit = unit;
        this.slopePerCell = slopePerCell;
        this.factor = factor;
        this.base = base;
    }

    OrderCurve scaled(double by, double plus) {
        return new OrderCurve(stock, values, zero, unit, slopePerCell, factor * by, base * by + plus);
    }

    /// The measure if so many units are ordered.
    public double at(double units) {
        double cells = units / unit;
        int whole = (int) Math.floor(cells);
        double part = cells - whole;
        double sum = 0;
        for (int s = 0; s < stock.length; s++) {
            boolean inside = stock[s].end() + whole < values[s].length;
            sum += inside ? stock[s].mean(values[s], whole, part) : mean(stock[s], values[s], whole, part);
        }
        return base + factor * sum;
    }

    /// The same where some of it lies above the grid.
    private double mean(StockMass mass, double[] value, int whole, double part) {
        double sum = 0;
        for (int cell = mass.first(); cell < mass.end(); cell++) {
            double low = value(value, cell + whole);
            sum += mass.at(cell) * (part == 0 ? low : low + part * (value(value, cell + whole + 1) - low));
        }
        return sum;
    }

    /// The measure if so many units are ordered and nothing else will be there.
    public double fromEmpty(double units) {
        double sum = 0;
        for (int s = 0; s < stock.length; s++) {
            sum += stock[s].total() * value(values[s], zero + (int) Math.rint(units / unit));
        }
        return base + factor * sum;
    }

    private double value(double[] value, int cell) {
        int top = value.length - 1;
        return cell <= top ? value[cell] : value[top] + (cell - top) * slopePerCell;
    }

    /// The smallest of 0, step, 2 step, … with which the measure passes, if it passes from some order on; else the one
    /// above `most`.
    ///
    /// @param likely where to look first, in units; the answer does not depend on it
    public double smallest(double step, double most, double likely, DoublePredicate passes) {
        if (passes.test(at(0))) {
            return 0;
        }
        long fails = 0;
        long enough = (long) Math.ceil(most / step) + 1;
        long next = Math.max(1, (long) (likely / step));
        boolean bracketed = false;
        for (int i = 0; i < HALVINGS_MAX && enough - fails > 1; i++) {
            long here = Math.min(next, enough - 1);
            if (passes.test(at(here * step))) {
                enough = here;
                bracketed = true;
            } else {
                fails = here;
            }
            next = bracketed ? (fails + enough) >>> 1 : 2 * here;
        }
        return enough * step;
    }

    /// The smallest of 0, step, 2 step, … with the least measure, for a measure that falls first and rises then.
    public double leastConvex(double step, double most) {
        long rises = (long) Math.ceil(most / step) + 1;
        long falls = -1;
        while (rises - falls > 1) {
            long middle = (falls + rises) >>> 1;
            double here = at(middle * step);
            if (at((middle + 1) * step) >= here - INDIFFERENT * Math.abs(here)) {
                rises = middle;
            } else {
                falls = middle;
            }
        }
        return rises * step;
    }

    /// The mean of the measure over a cycle in which a lot is used up, beginning now or at the better moment later:
    /// what an interval costs in the long run if orders are lots.
    public double cycleMean(double lotUnits) {
        double step = Math.max(unit, lotUnits / LOT_STEPS_MAX);
        int lot = (int) Math.max(1, Math.rint(lotUnits / step));
        double window = 0;
        for (int i = 1; i <= lot; i++) {
            window += at(i * step);
        }
        double best = window;
        for (int i = 1; i <= lot; i++) {
            window += at((lot + i) * step) - at(i * step);
            if (window >= best) {
                break;
            }
            best = window;
        }
        return best / lot;
    }
}
