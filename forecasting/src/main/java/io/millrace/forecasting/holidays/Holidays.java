package io.millrace.forecasting.holidays;

import java.time.LocalDate;
import java.util.Optional;

/// Which days are special, and what they are called. The same holiday of another year has the same name.
@FunctionalInterface
public interface Holidays {
    Optional<String> on(LocalDate date);
}
