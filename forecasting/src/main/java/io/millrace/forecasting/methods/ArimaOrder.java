package io.millrace.forecasting.methods;

import java.util.ArrayList;
import java.util.List;

/// How many of its own past values and past errors a model looks at, and whether it has a mean of its own.
record ArimaOrder(int p, int q, int seasonalP, int seasonalQ, int season, boolean constant) {
    private static final int MOST = 3;
    private static final int MOST_SEASONAL = 1;
    private static final int MOST_TOGETHER = 5;

    int coefficients() {
        return p + q + seasonalP + seasonalQ;
    }

    private boolean isTried() {
        int seasonal = season > 1 ? MOST_SEASONAL : 0;
        return Math.min(Math.min(p, q), Math.min(seasonalP, seasonalQ)) >= 0
                && Math.max(p, q) <= MOST
                && Math.max(seasonalP, seasonalQ) <= seasonal
                && coefficients() <= MOST_TOGETHER;
    }

    /// The four orders that Hyndman and Khandakar (2008) begin with.
    static List<ArimaOrder> first(int season, boolean constant) {
        int seasonal = season > 1 ? 1 : 0;
        return List.of(
                new ArimaOrder(0, 0, 0, 0, season, constant),
                new ArimaOrder(1, 0, seasonal, 0, season, constant),
                new ArimaOrder(0, 1, 0, seasonal, season, constant),
                new ArimaOrder(2, 2, 0, seasonal, season, constant));
    }

    /// The orders one step away.
    List<ArimaOrder> neighbours(boolean mayHaveConstant) {
        List<ArimaOrder> neighbours = new ArrayList<>();
        for (int change : new int[] {-1, 1}) {
            neighbours.add(new ArimaOrder(p + change, q, seasonalP, seasonalQ, season, constant));
            neighbours.add(new ArimaOrder(p, q + change, seasonalP, seasonalQ, season, constant));
            neighbours.add(new ArimaOrder(p + change, q + change, seasonalP, seasonalQ, season, constant));
            neighbours.add(new ArimaOrder(p, q, seasonalP + change, seasonalQ, season, constant));
            neighbours.add(new ArimaOrder(p, q, seasonalP, seasonalQ + change, season, constant));
        }
        if (mayHaveConstant) {
            neighbours.add(new ArimaOrder(p, q, seasonalP, seasonalQ, season, !constant));
        }
        return neighbours.stream().filter(ArimaOrder::isTried).toList();
    }
}
