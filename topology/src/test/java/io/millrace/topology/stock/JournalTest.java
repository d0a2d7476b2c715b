package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.stock.CorrectionReason;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.SaleCorrection;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.SaleBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the journal says, so that nobody who reads it needs anything else.
class JournalTest {
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 19);
    private static final Instant THEN = NOON.minusSeconds(86_400);

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldSayWhenAndAtWhatPriceTheVoidedSaleWas() {
        var sale = SaleBuilder.saleAt(SHOP, THEN).till("t1", YESTERDAY, 1).line("milk", "3", "1.20");
        ledger.sale(SHOP, sale.build());
        ledger.sale(SHOP, sale.voided(UUID.randomUUID(), NOON, "MISTAKE"));

        JournalEntry entry = ledger.journal().getLast();

        assertThat(entry.kind()).isEqualTo(EventKind.SALE_VOIDED);
        assertThat(entry.originalOccurredAt()).isEqualTo(THEN);
        assertThat(entry.originalBusinessDate()).isEqualTo(YESTERDAY);
        assertThat(entry.lines())
                .singleElement()
                .returns(true, JournalLine::reversed)
                .returns(Money.parse("1.20"), JournalLine::unitPrice);
    }

    @Test
    void shouldTellTheOriginalFromItsReplacement() {
        var sale = SaleBuilder.saleAt(SHOP, THEN).till("t1", YESTERDAY, 1).line("milk", "3", "1.20");
        var instead = SaleBuilder.saleAt(SHOP, THEN).line("bread", "2", "2.50");
        ledger.sale(SHOP, sale.build());
        ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(EventCorrected.builder()
                                .reason(CorrectionReason.INCORRECT_DATA)
                                .correction(SaleCorrection.builder()
                                        .original(OriginalSale.builder()
                                                .header(sale.build().header())
                                                .sale((SaleCompleted)
                                                        sale.build().body())
                                                .build())
                                        .replacement(
                                                (SaleCompleted) instead.build().body())
                                        .build())
                                .build()));

        JournalEntry entry = ledger.journal().getLast();

        assertThat(entry.originalOccurredAt()).isEqualTo(THEN);
        assertThat(entry.lines())
                .extracting(JournalLine::itemId, JournalLine::reversed, JournalLine::unitPrice)
                .containsExactly(tuple("milk", true, Money.parse("1.20")), tuple("bread", false, Money.parse("2.50")));
    }

    @Test
    void shouldCarryTheDemandOfPastDays() {
        HistoryLine line = HistoryLine.builder()
                .itemId("milk")
                .date(YESTERDAY)
                .units(Quantity.parse("12"))
                .inStockFraction(0.5)
                .build();

        ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(DemandHistoryLoaded.builder()
                                .lines(List.of(line))
                                .build()));

        assertThat(ledger.journal().getLast().history()).containsExactly(line);
    }
}
