package io.millrace.forecasting;

/// How many steps ahead are asked for: 1, 2, … `steps`.
public record Horizon(int steps) {
    public static final int MAX_STEPS = 1_000;

    public Horizon {
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "A horizon has 1 to " + MAX_STEPS + " steps, not " + steps + "; ask for one in that range");
        }
    }
}
