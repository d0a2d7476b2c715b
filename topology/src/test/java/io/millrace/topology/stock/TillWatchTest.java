package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.pos.TillDayClosed;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Alert;
import io.millrace.events.stock.AlertKind;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.SaleBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TillWatchTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldTellAGapOnceWhenItLastsAndOnceWhenItIsFilled() {
        sale(1, "milk");
        sale(4, "milk");

        ledger.pass(Duration.ofMinutes(4));
        assertThat(alerts(AlertKind.TILL_GAP)).isEmpty();
        ledger.pass(Duration.ofMinutes(2));
        ledger.pass(Duration.ofMinutes(2));

        Alert told = alerts(AlertKind.TILL_GAP).getFirst();
        assertThat(told.subject()).isEqualTo("t1 2026-11-20");
        assertThat(told.evidence()).containsEntry("missing", "2-3").containsEntry("received", "2");
        assertThat(told.clearedAt()).isNull();

        sale(2, "milk");
        sale(3, "milk");
        ledger.pass(Duration.ofMinutes(2));

        assertThat(alerts(AlertKind.TILL_GAP))
                .singleElement()
                .satisfies(over -> assertThat(over.clearedAt()).isNotNull());
    }

    @Test
    void shouldTellAGapWhenAClosedDayDoesNotAddUp() {
        sale(1, "milk");
        ledger.sale(SHOP, closed(2));

        ledger.pass(Duration.ofMinutes(2));

        assertThat(alerts(AlertKind.TILL_GAP))
                .singleElement()
                .satisfies(gap -> assertThat(gap.evidence())
                        .containsEntry("announced", "2")
                        .containsEntry("missing", "2-2"));
    }

    @Test
    void shouldTellNoGapWhenAClosedDayAddsUp() {
        sale(1, "milk");
        ledger.sale(SHOP, closed(1));

        ledger.pass(Duration.ofHours(3));

        assertThat(ledger.harness().receivedValues(Topics.ALERTS))
                .extracting(Alert::kind)
                .doesNotContain(AlertKind.TILL_GAP, AlertKind.TILL_SILENT);
    }

    @Test
    void shouldTellAConflictOnceADayWhenATillCountsAnew() {
        sale(1, "milk");
        sale(2, "milk");

        sale(1, "eggs");
        sale(2, "eggs");

        assertThat(alerts(AlertKind.TILL_CONFLICT))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.evidence()).containsEntry("sequence", "1"));
        ledger.pass(Duration.ofHours(25));
        assertThat(alerts(AlertKind.TILL_CONFLICT))
                .singleElement()
                .satisfies(over -> assertThat(over.clearedAt()).isNotNull());
    }

    private void sale(long sequence, String item) {
        ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                        .id(UUID.randomUUID())
                        .till("t1", TODAY, sequence)
                        .line(item, "1")
                        .build());
    }

    private static TillEvent closed(long last) {
        return SaleBuilder.saleAt(SHOP, NOON).line("milk", "1").build().toBuilder()
                .body(TillDayClosed.builder()
                        .till("t1")
                        .businessDate(TODAY)
                        .first(1L)
                        .last(last)
                        .count(last)
                        .build())
                .build();
    }

    private List<Alert> alerts(AlertKind kind) {
        return ledger.harness().receivedValues(Topics.ALERTS).stream()
                .filter(alert -> alert.kind() == kind)
                .toList();
    }
}
