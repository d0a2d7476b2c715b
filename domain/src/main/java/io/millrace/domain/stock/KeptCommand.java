package io.millrace.domain.stock;

import io.millrace.domain.stock.StockEvent.Goods;
import java.util.Optional;

/// What is kept of an event so that it can be taken back, once.
///
/// @param goods what it moved; absent for a till's event, which whoever corrects it has to bring along
/// @param reversed whether it was taken back
public record KeptCommand(long effectiveAtMicros, Optional<Goods> goods, boolean reversed, long recordedAtMicros) {
    KeptCommand asReversed() {
        return new KeptCommand(effectiveAtMicros, goods, true, recordedAtMicros);
    }
}
