package io.millrace.replenishment.outlook;

import java.util.function.DoublePredicate;

/// A measure of the protection interval, as a function of the units ordered now. Immutable.
public final class OrderCurve {
    private static final int HALVINGS_MAX = 60;
    private static final double INDIFFERENT = 1e-12;

    private final double[][] stock;
    private final double[][] values;
    private final double unit;
    private final double slopePerCell;
    private final double factor;
    private final double base;

    /// @param stock the probabilities of the stocks that the order may meet, by scenario
    /// @param values the measure for each stock after the order, by scenario
    /// @param slopePerCell how the measure goes on above the grid
    OrderCurve(double[][] stock, double[][] values, double unit, double slopePerCell) {
        this(stock, values, unit, slopePerCell, 1, 0);
    }

    private OrderCurve(
            double[][] stock, double[][] values, double unit, double slopePerCell, double factor, double base) {
        this.stock = stock;
        this.values = values;
        this.unit = unit;
        this.slopePerCell = slopePerCell;
        this.factor = factor;
        this.base = base;
    }

    OrderCurve scaled(double by, double plus) {
        return new OrderCurve(stock, values, unit, slopePerCell, factor * by, base * by + plus);
    }

    /// The measure if so many units are ordered.
    public double at(double units) {
        double cells = units / unit;
        int whole = (int) Math.floor(cells);
        double part = cells - whole;
        double sum = 0;
        for (int s = 0; s < stock.length; s++) {
            double[] mass = stock[s];
            double[] value = values[s];
            for (int cell = 0; cell < mass.length; cell++) {
                if (mass[cell] > 0) {
                    double low = value(value, cell + whole);
                    sum += mass[cell] * (part == 0 ? low : low + part * (value(value, cell + whole + 1) - low));
                }
            }
        }
        return base + factor * sum;
    }

    private double value(double[] value, int cell) {
        int top = value.length - 1;
        return cell <= top ? value[cell] : value[top] + (cell - top) * slopePerCell;
    }

    /// The smallest of 0, step, 2 step, … with which the measure passes, if it passes from some order on; else the one
    /// above `most`.
    public double smallest(double step, double most, DoublePredicate passes) {
        if (passes.test(at(0))) {
            return 0;
        }
        long fails = 0;
        long enough = (long) Math.ceil(most / step) + 1;
        for (int i = 0; i < HALVINGS_MAX && enough - fails > 1; i++) {
            long middle = (fails + enough) >>> 1;
            if (passes.test(at(middle * step))) {
                enough = middle;
            } else {
                fails = middle;
            }
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
}
