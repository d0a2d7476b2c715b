package io.millrace.replenishment.plan;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.frame.Gaps;

/// How a plan is made.
///
/// @param frequency how long a period is
/// @param gaps what a period without a row means
/// @param effort how much time the forecast may take
/// @param seed of everything that draws
public record PlanOptions(Frequency frequency, Gaps gaps, Effort effort, long seed) {
    public static PlanOptions of(Frequency frequency) {
        return new PlanOptions(frequency, Gaps.ZERO, Effort.FAST, 1);
    }

    /// After how many periods a service class is learned anew and steered.
    public int steeringPeriods() {
        return switch (frequency) {
            case DAILY -> 7;
            case WEEKLY -> 2;
            case MONTHLY -> 1;
        };
    }
}
