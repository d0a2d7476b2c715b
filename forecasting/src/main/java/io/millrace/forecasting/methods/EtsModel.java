package io.millrace.forecasting.methods;

import java.util.ArrayList;
import java.util.List;

/// One of the exponential smoothing models of Hyndman et al. (2008): how errors, trend and season enter.
record EtsModel(boolean multiplicativeError, Trend trend, Season season) {
    enum Trend {
        NONE,
        ADDITIVE,
        DAMPED
    }

    enum Season {
        NONE,
        ADDITIVE,
        MULTIPLICATIVE
    }

    /// The models worth trying. Multiplicative ones need demand at every step; an additive error with a multiplicative
    /// season is left out for its numerical trouble, as R's forecast package does.
    static List<EtsModel> candidates(boolean positive, boolean seasonal) {
        List<EtsModel> models = new ArrayList<>();
        for (Trend trend : Trend.values()) {
            models.add(new EtsModel(false, trend, Season.NONE));
            if (seasonal) {
                models.add(new EtsModel(false, trend, Season.ADDITIVE));
            }
            if (positive) {
                models.add(new EtsModel(true, trend, Season.NONE));
            }
            if (positive && seasonal) {
                models.add(new EtsModel(true, trend, Season.ADDITIVE));
                models.add(new EtsModel(true, trend, Season.MULTIPLICATIVE));
            }
        }
        return models;
    }

    /// The numbers estimated: smoothing constants and starting states, and the variance.
    int parameters(int season) {
        int trendParameters = switch (trend) {
            case NONE -> 0;
            case ADDITIVE -> 2;
            case DAMPED -> 3;
        };
        return 3 + trendParameters + (this.season == Season.NONE ? 0 : season);
    }
}
