package io.millrace.replenishment.simulation;

/// How a simulation runs, in periods.
///
/// @param warmUp what is known before the first order
/// @param settle after the warm-up, not counted in the results
/// @param refit how often the demand is learned anew
public record SimulationOptions(int warmUp, int settle, int refit) {
    public SimulationOptions {
        if (warmUp < 1 || settle < 0 || refit < 1) {
            throw new IllegalArgumentException(
                    "A simulation warms up and refits in 1 or more periods, not " + warmUp + " and " + refit);
        }
    }
}
