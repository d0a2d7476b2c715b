package io.millrace.ledger.forecasting;

import io.millrace.domain.ItemKey;
import java.util.Optional;

/// Why nothing is forecast of a series. Safe for many threads.
@FunctionalInterface
public interface Absence {
    /// What a node says that does not know.
    Absence UNKNOWN = _ -> Optional.empty();

    /// In words; empty if it can be forecast, or nobody knows.
    Optional<String> whyNot(ItemKey item);
}
