package io.millrace.replenishment.fresh;

/// Stock by age on its way along one path of demand after the other, without anything new for each day.
final class AgePlay {
    private final double[] layers;
    private final double newestFirst;
    private double total;
    private double missing;
    private double wasted;

    AgePlay(int shelfLifeDays, double newestFirst) {
        this.layers = new double[shelfLifeDays];
        this.newestFirst = newestFirst;
    }

    void begin(AgedStock stock) {
        stock.copyTo(layers);
        total = 0;
        for (double units : layers) {
            total += units;
        }
    }

    double total() {
        return total;
    }

    /// Units that have their whole shelf life before them.
    void receive(double units) {
        layers[layers.length - 1] += units;
        total += units;
    }

    /// A day passes: what exceeds the stock is missing, what is not sold on its last day is wasted.
    void day(double demand) {
        double served = Math.min(demand, total);
        missing = demand - served;
        double fromNewest = served * newestFirst;
        for (int layer = layers.length - 1; layer >= 0 && fromNewest > 0; layer--) {
            double taken = Math.min(layers[layer], fromNewest);
            layers[layer] -= taken;
            fromNewest -= taken;
        }
        double fromOldest = served * (1 - newestFirst);
        for (int layer = 0; layer < layers.length && fromOldest > 0; layer++) {
            double taken = Math.min(layers[layer], fromOldest);
            layers[layer] -= taken;
            fromOldest -= taken;
        }
        wasted = layers[0];
        total = Math.max(0, total - served - wasted);
        System.arraycopy(layers, 1, layers, 0, layers.length - 1);
        layers[layers.length - 1] = 0;
    }

    /// On the day that passed last.
    double missing() {
        return missing;
    }

    /// On the day that passed last.
    double wasted() {
        return wasted;
    }
}
