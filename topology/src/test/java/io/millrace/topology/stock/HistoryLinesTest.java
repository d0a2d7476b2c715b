package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.testkit.CommandBuilder;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryLinesTest {
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 19);
    private static final HistoryLine GOOD = HistoryLine.builder()
            .itemId("milk")
            .date(YESTERDAY)
            .units(Quantity.of(3))
            .build();

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void close() {
        ledger.close();
    }

    private Outcome load(HistoryLine... lines) {
        return ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(DemandHistoryLoaded.builder()
                                .lines(List.of(lines))
                                .build()));
    }

    private void assertRefused(String field, HistoryLine line) {
        Outcome outcome = load(GOOD, line);

        assertThat(outcome.reason()).isEqualTo("INVALID");
        assertThat(outcome.field()).isEqualTo("body.lines[1]." + field);
    }

    @Test
    void shouldRefuseTheCommandWhenALineIsWrong() {
        assertRefused("itemId", GOOD.toBuilder().itemId("a|b").build());
        assertRefused("units", GOOD.toBuilder().units(Quantity.of(-1)).build());
        assertRefused("price", GOOD.toBuilder().price(Money.of(-1)).build());
        assertRefused("inStockFraction", GOOD.toBuilder().inStockFraction(1.01).build());
        assertRefused(
                "inStockFraction", GOOD.toBuilder().inStockFraction(Double.NaN).build());
        assertRefused("date", GOOD.toBuilder().date(LocalDate.of(2026, 11, 22)).build());
    }

    @Test
    void shouldRefuseTheCommandWhenItHasNoLines() {
        assertThat(load().field()).isEqualTo("body.lines");
    }

    @Test
    void shouldPostWhatIsWithinBounds() {
        Outcome outcome = load(
                GOOD.toBuilder().inStockFraction(0.0).price(Money.ZERO).build(),
                GOOD.toBuilder().inStockFraction(1.0).units(Quantity.ZERO).build());

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
    }
}
