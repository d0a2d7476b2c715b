package io.millrace.replenishment.order;

import io.millrace.replenishment.order.Step.Stage;

/// The most that may be ordered, and what says so.
record Bound(double units, Stage stage, String reason) {
    Bound tighter(Bound other) {
        return other.units < units ? other : this;
    }
}
