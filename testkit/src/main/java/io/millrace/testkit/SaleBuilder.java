package io.millrace.testkit;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Sales as a test tells them: `SaleBuilder.saleAt(lane, noon).line("milk", "2").build()`.
public final class SaleBuilder {
    private static final String CURRENCY = "EUR";

    private final EventHeader.Builder header;
    private final List<SaleLine> lines = new ArrayList<>();

    private SaleBuilder(EventHeader.Builder header) {
        this.header = header;
    }

    /// A sale at a location and time, with an identity made from both: two sales of one moment need [#id].
    public static SaleBuilder saleAt(LaneKey lane, Instant occurredAt) {
        return new SaleBuilder(Headers.of(lane, occurredAt));
    }

    public SaleBuilder id(UUID eventId) {
        header.eventId(eventId);
        return this;
    }

    /// The till's own identity of the sale.
    public SaleBuilder till(String till, LocalDate businessDate, long sequence) {
        header.businessDate(businessDate)
                .origin(Origin.builder()
                        .system("test-pos")
                        .till(till)
                        .sequence(sequence)
                        .build());
        return this;
    }

    public SaleBuilder line(String item, String quantity) {
        return line(LineKind.SALE, item, quantity, null);
    }

    public SaleBuilder line(String item, String quantity, String unitPrice) {
        return line(LineKind.SALE, item, quantity, Money.parse(unitPrice));
    }

    public SaleBuilder returned(String item, String quantity) {
        return line(LineKind.RETURN, item, quantity, null);
    }

    private SaleBuilder line(LineKind kind, String item, String quantity, Money unitPrice) {
        lines.add(SaleLine.builder()
                .number(lines.size() + 1)
                .kind(kind)
                .itemId(item)
                .quantity(Quantity.parse(quantity))
                .unitPrice(unitPrice)
                .build());
        return this;
    }

    public TillEvent build() {
        return TillEvent.builder().header(header.build()).body(sale()).build();
    }

    /// The voiding of this sale, as an event of its own.
    public TillEvent voided(UUID eventId, Instant occurredAt, String reason) {
        EventHeader original = header.build();
        return TillEvent.builder()
                .header(original.toBuilder()
                        .eventId(eventId)
                        .occurredAt(occurredAt)
                        .origin(null)
                        .build())
                .body(SaleVoided.builder()
                        .original(OriginalSale.builder()
                                .header(original)
                                .sale(sale())
                                .build())
                        .reason(reason)
                        .build())
                .build();
    }

    private SaleCompleted sale() {
        return SaleCompleted.builder()
                .channel(Channel.STORE)
                .currency(CURRENCY)
                .lines(lines)
                .build();
    }
}
