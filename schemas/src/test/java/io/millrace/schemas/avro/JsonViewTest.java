package io.millrace.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonViewTest {
    @Test
    void shouldShowARecordAsAPersonWouldWriteIt() {
        TillEvent sale = TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(1, 2))
                        .tenantId("acme")
                        .locationId("store-1")
                        .occurredAt(Instant.parse("2026-01-31T10:15:30.000001Z"))
                        .businessDate(LocalDate.of(2026, 1, 31))
                        .attributes(Map.of("weather", "rain"))
                        .build())
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(List.of(SaleLine.builder()
                                .number(1)
                                .kind(LineKind.SALE)
                                .itemId("milk")
                                .quantity(Quantity.of(20))
                                .unitPrice(Money.parse("-0.5"))
                                .build()))
                        .build())
                .build();

        assertThat(JsonView.of(sale).toString())
                .isEqualTo("{\"header\":{\"eventId\":\"00000000-0000-0001-0000-000000000002\",\"tenantId\":\"acme\","
                        + "\"locationId\":\"store-1\",\"occurredAt\":\"2026-01-31T10:15:30.000001Z\","
                        + "\"businessDate\":\"2026-01-31\",\"attributes\":{\"weather\":\"rain\"}},"
                        + "\"body\":{\"type\":\"SaleCompleted\",\"channel\":\"STORE\",\"currency\":\"EUR\",\"lines\":["
                        + "{\"number\":1,\"kind\":\"SALE\",\"itemId\":\"milk\",\"quantity\":20,\"unitPrice\":-0.5}]}}");
    }
}
