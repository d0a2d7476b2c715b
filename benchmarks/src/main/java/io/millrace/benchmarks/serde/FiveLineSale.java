package io.millrace.benchmarks.serde;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.Tender;
import io.millrace.events.pos.TenderKind;
import io.millrace.events.pos.TillEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// The basket that is timed: what a till of a food shop sends.
final class FiveLineSale {
    private FiveLineSale() {}

    static TillEvent create() {
        return TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(UUID.fromString("3f1e8f3a-5d0c-4b6e-9d55-0a3c1f2b7e10"))
                        .tenantId("acme")
                        .locationId("store-0042")
                        .occurredAt(Instant.parse("2026-01-31T10:15:30.123456Z"))
                        .businessDate(LocalDate.of(2026, 1, 31))
                        .origin(Origin.builder()
                                .system("acme-pos")
                                .till("till-07")
                                .sequence(123_456L)
                                .build())
                        .build())
                .body(SaleCompleted.builder()
                        .receiptNumber("0042-07-123456")
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(IntStream.rangeClosed(1, 5)
                                .mapToObj(FiveLineSale::line)
                                .toList())
                        .tenders(List.of(Tender.builder()
                                .kind(TenderKind.CARD)
                                .amount(Money.parse("42.15"))
                                .build()))
                        .total(Money.parse("42.15"))
                        .build())
                .build();
    }

    private static SaleLine line(int number) {
        return SaleLine.builder()
                .number(number)
                .kind(LineKind.SALE)
                .itemId("item-10" + number)
                .scannedCode("400638133393" + number)
                .quantity(Quantity.of(number))
                .unitPrice(Money.parse("2.8" + number))
                .lineTotal(new Money(28_100L * number))
                .build();
    }
}
