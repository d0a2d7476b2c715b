package io.millrace.schemas.wire;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A sale to try the wire format with.
final class Sales {
    private Sales() {}

    static TillEvent ofMilk() {
        return TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(1, 2))
                        .tenantId("acme")
                        .locationId("store-1")
                        .occurredAt(Instant.parse("2026-01-31T10:15:30Z"))
                        .build())
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(List.of(SaleLine.builder()
                                .number(1)
                                .kind(LineKind.SALE)
                                .itemId("milk")
                                .quantity(Quantity.of(2))
                                .unitPrice(Money.parse("0.99"))
                                .build()))
                        .build())
                .build();
    }
}
