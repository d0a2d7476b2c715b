package io.millrace.forecasting.methods;

/// A way to continue a path: the arithmetic of a local method, over arrays and without allocation.
@FunctionalInterface
interface PathKernel {
    /// Continues a series.
    ///
    /// `units` has a known first value, and `NaN` where a later one is missing. The kernel fills `path` with the steps
    /// after the last, and `errors` with what it missed each step of the history by when it had seen those before it
    /// (`NaN` where it had nothing to say). It answers with its persistence: the part of an error that it carries on
    /// into all later steps, 0 for none and 1 for a random walk.
    double run(double[] units, int season, double[] path, double[] errors);
}
