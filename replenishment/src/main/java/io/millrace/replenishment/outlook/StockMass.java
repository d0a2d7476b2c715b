package io.millrace.replenishment.outlook;

import java.util.Arrays;

/// How likely each stock is, projected from period to period on a grid of cells. Only the cells between the lowest and
/// the highest stock that can be are ever looked at.
final class StockMass {
    /// Up to so many stocks, demand is gone through for each of them.
    private static final int FEW = 4;

    private double[] mass;
    /// Another array, of zeros whenever nothing is being projected.
    private double[] spare;
    private int first;
    private int end;

    /// A stock that is known; between two cells, such that the mean is kept.
    StockMass(int cells, double probability, double at) {
        mass = new double[cells];
        spare = new double[cells];
        double inside = Math.clamp(at, 0.0, cells - 1.0);
        first = (int) inside;
        end = first + 1;
        double part = inside - first;
        mass[first] = probability * (1 - part);
        if (part > 0) {
            mass[end++] = probability * part;
        }
    }

    /// The lowest stock there can be.
    int first() {
        return first;
    }

    /// The one above the highest stock there can be.
    int end() {
        return end;
    }

    double at(int cell) {
        return mass[cell];
    }

    double total() {
        double total = 0;
        for (int cell = first; cell < end; cell++) {
            total += mass[cell];
        }
        return total;
    }

    /// The mean cell, weighted with what all of it is likely.
    double mean(int zero) {
        double mean = 0;
        for (int cell = first; cell < end; cell++) {
            mean += mass[cell] * (cell - zero);
        }
        return mean;
    }

    /// The mean of a measure of each stock, so many cells and a part of the next one above.
    double mean(double[] values, int above, double part) {
        double low = dot(values, above);
        return part == 0 ? low : low + part * (dot(values, above + 1) - low);
    }

    /// In four sums, which a processor adds up side by side.
    private double dot(double[] values, int above) {
        double first4 = 0;
        double second4 = 0;
        double third4 = 0;
        double rest = 0;
        int cell = first;
        for (; cell + 3 < end; cell += 4) {
            first4 += mass[cell] * values[cell + above];
            second4 += mass[cell + 1] * values[cell + above + 1];
            third4 += mass[cell + 2] * values[cell + above + 2];
            rest += mass[cell + 3] * values[cell + above + 3];
        }
        for (; cell < end; cell++) {
            rest += mass[cell] * values[cell + above];
        }
        return first4 + second4 + (third4 + rest);
    }

    /// So many cells arrive; above the grid counts as its top.
    void arrive(double cells) {
        if (cells == 0) {
            return;
        }
        int whole = (int) Math.min(cells, mass.length);
        double part = Math.min(cells, mass.length) - whole;
        int top = mass.length - 1;
        int lowest = Math.min(first + whole, top);
        int highest = Math.min(end + whole + (part > 0 ? 1 : 0), mass.length);
        for (int cell = first; cell < end; cell++) {
            int below = cell + whole;
            if (below >= top) {
                spare[top] += mass[cell];
            } else {
                spare[below] += mass[cell] * (1 - part);
                if (part > 0) {
                    spare[below + 1] += mass[cell] * part;
                }
            }
        }
        swap(lowest, highest);
    }

    /// A period's demand is served, or what cannot be served ends in the lowest cell.
    void sell(double[] demand) {
        int lowest = Math.max(0, first - demand.length + 1);
        if (end - first <= FEW) {
            byStock(demand);
        } else {
            byDemand(demand);
        }
        swap(lowest, end);
    }

    private void byStock(double[] demand) {
        for (int cell = first; cell < end; cell++) {
            double here = mass[cell];
            int most = Math.min(demand.length - 1, cell);
            double served = 0;
            for (int asked = 0; asked <= most; asked++) {
                spare[cell - asked] += here * demand[asked];
                served += demand[asked];
            }
            spare[0] += cell < demand.length - 1 ? here * Math.max(0, 1 - served) : 0;
        }
    }

    private void byDemand(double[] demand) {
        double more = 1;
        for (int asked = 0; asked < Math.min(demand.length, end); asked++) {
            double chance = demand[asked];
            more -= chance;
            if (chance != 0) {
                add(chance, asked);
            }
            if (asked >= first && asked < demand.length - 1) {
                spare[0] += mass[asked] * Math.max(0, more);
            }
        }
    }

    private void add(double chance, int asked) {
        for (int cell = Math.max(first, asked); cell < end; cell++) {
            spare[cell - asked] += mass[cell] * chance;
        }
    }

    private void swap(int lowest, int highest) {
        double[] before = mass;
        mass = spare;
        Arrays.fill(before, first, end, 0);
        spare = before;
        first = lowest;
        end = highest;
        while (first < end - 1 && mass[first] == 0) {
            first++;
        }
        while (end > first + 1 && mass[end - 1] == 0) {
            end--;
        }
    }
}
