package io.millrace.domain.demand;

import java.util.List;

/// A day on which the usual hours do not hold.
///
/// @param closed whether nothing opens on that day
/// @param openings the hours that begin on that day; none on a day that is not closed means the usual ones
public record SpecialDay(boolean closed, List<Opening> openings) {
    static final SpecialDay USUAL = new SpecialDay(false, List.of());

    public SpecialDay {
        openings = List.copyOf(openings);
    }

    boolean isUsual() {
        return !closed && openings.isEmpty();
    }
}
