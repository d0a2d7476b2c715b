package io.millrace.embedded;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.TenantId;
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
import java.util.List;
import java.util.UUID;

/// The sale that the demo sends: two litres of milk and a loaf of bread.
public final class SampleSale {
    public static final TenantId TENANT = TenantId.of("demo");
    public static final LaneKey LANE = LaneKey.of(TENANT.value(), "store-1");

    private SampleSale() {}

    public static TillEvent of(UUID eventId, Instant occurredAt, long sequence) {
        return TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(eventId)
                        .tenantId(TENANT.value())
                        .locationId(LANE.location().value())
                        .occurredAt(occurredAt)
                        .origin(Origin.builder()
                                .system("demo-pos")
                                .till("till-1")
                                .sequence(sequence)
                                .build())
                        .build())
                .body(SaleCompleted.builder()
                        .receiptNumber("R-" + sequence)
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(List.of(line(1, "milk", "2", "1.09", "2.18"), line(2, "bread", "1", "2.49", "2.49")))
                        .tenders(List.of(Tender.builder()
                                .kind(TenderKind.CARD)
                                .amount(Money.parse("4.67"))
                                .build()))
                        .total(Money.parse("4.67"))
                        .build())
                .build();
    }

    private static SaleLine line(int number, String item, String quantity, String unitPrice, String lineTotal) {
        return SaleLine.builder()
                .number(number)
                .kind(LineKind.SALE)
                .itemId(item)
                .quantity(Quantity.parse(quantity))
                .unitPrice(Money.parse(unitPrice))
                .lineTotal(Money.parse(lineTotal))
                .build();
    }
}
