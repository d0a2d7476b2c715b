package io.millrace.forecasting;

import java.util.List;

/// How the distribution of a sum follows from those of its steps.
@FunctionalInterface
public interface SumModel {
    /// The distribution of the sum over the steps given, of which there are two or more.
    ///
    /// @param mean the sum of the mean path over these steps
    /// @param first how many steps ahead the first of them is, counted from one
    QuantileCurve sum(double mean, List<QuantileCurve> steps, int first);
}
