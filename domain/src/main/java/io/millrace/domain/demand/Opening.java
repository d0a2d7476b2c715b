package io.millrace.domain.demand;

import java.time.LocalTime;

/// A stretch of local time; one that ends at or before its begin ends on the next day.
public record Opening(LocalTime from, LocalTime to) {
    boolean endsNextDay() {
        return !to.isAfter(from);
    }
}
