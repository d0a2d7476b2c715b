package io.millrace.forecasting.auto;

import io.millrace.forecasting.Forecast;
import java.util.List;
import java.util.Map;

/// Why a series is forecast as it is. Means are those of a step, over the horizon, in units.
///
/// @param weights the part each member has in the combination of this panel
/// @param members what each member says of this series
/// @param combined what they say together
/// @param corrected the same, corrected by trees
/// @param effects how much of the correction goes with each feature, the largest first
/// @param forecast what comes of it all, drawn to the forecast of the panel's total
public record Explanation(
        Map<String, Double> weights,
        Map<String, Double> members,
        double combined,
        double corrected,
        List<Effect> effects,
        Forecast forecast) {
    /// What the mean would lose without a feature.
    public record Effect(String feature, double units) {}
}
