package io.millrace.cli;

import io.millrace.forecasting.Horizon;

/// The horizon of a command, or a refusal that says what would be right.
final class Horizons {
    private Horizons() {}

    static Horizon checked(int steps) {
        if (steps < 1 || steps > Horizon.MAX_STEPS) {
            throw new CommandFailure(
                    "--horizon is " + steps + ".", "Ask for 1 to " + Horizon.MAX_STEPS + " steps ahead.");
        }
        return new Horizon(steps);
    }
}
