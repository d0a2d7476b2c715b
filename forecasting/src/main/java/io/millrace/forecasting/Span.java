package io.millrace.forecasting;

/// Steps of a horizon that belong together, counted from one, both ends included: what is sold until the next order
/// arrives.
public record Span(int first, int last) {
    public Span {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "A span runs from step 1 or later to the same step or a later one, not from " + first + " to "
                            + last);
        }
    }

    public int length() {
        return last - first + 1;
    }
}
