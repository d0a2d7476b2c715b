package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.ReturnDisposition;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CommandCorrection;
import io.millrace.events.stock.CorrectionReason;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Proof;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.SaleBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What waits for something that never comes, and what must not pass for a repeat.
class WaitingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Duration LONGER_THAN_ANYTHING_IS_KNOWN = Duration.ofDays(36);

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldRejectACorrectionInTheEndWhenItNamesASaleThatHasATillsNumber() {
        TillEvent sale = SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                .till("t1", TODAY, 1)
                .line("milk", "3")
                .build();
        ledger.sale(SHOP, sale);
        Outcome before = ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(EventCorrected.builder()
                                .reason(CorrectionReason.DID_NOT_OCCUR)
                                .correction(CommandCorrection.builder()
                                        .correctsEventId(sale.header().eventId())
                                        .build())
                                .build()));

        ledger.pass(LONGER_THAN_ANYTHING_IS_KNOWN);

        Outcome after = ledger.lastOutcome();
        assertThat(before.status()).isEqualTo(OutcomeStatus.PENDING);
        assertThat(after.eventId()).isEqualTo(before.eventId());
        assertThat(after.reason()).isEqualTo("NOT_CORRECTABLE");
        assertThat(after.detail()).contains("sending the original sale along");
        Proof proof = proof();
        assertThat(proof.counts().pending()).isZero();
        assertThat(proof.counts().rejected()).isEqualTo(1);
        assertThat(proof.drift()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldSayThatItWaitsNoLongerWhenALocationNeverBecomesKnown() {
        LaneKey nowhere = LaneKey.of("acme", "nowhere");
        ledger.sale(nowhere, SaleBuilder.saleAt(nowhere, NOON).line("milk", "3").build());

        ledger.pass(LONGER_THAN_ANYTHING_IS_KNOWN);

        assertThat(ledger.lastOutcome().detail()).contains("send the event again");
        ledger.location(nowhere);
        ledger.pass(Duration.ofSeconds(2));
        assertThat(ledger.harness().receivedValues(Topics.OUTCOMES)).isEmpty();
        assertThat(proof().counts().rejected()).isEqualTo(1);
    }

    @Test
    void shouldSeeAConflictWhenOnlyTheDispositionOfAReturnDiffers() {
        TillEvent first = returned(ReturnDisposition.TO_STOCK);
        TillEvent other = returned(ReturnDisposition.DAMAGED);

        List<Outcome> outcomes = List.of(ledger.sale(SHOP, first), ledger.sale(SHOP, first), ledger.sale(SHOP, other));

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactly(OutcomeStatus.POSTED, OutcomeStatus.REPEATED, OutcomeStatus.REJECTED);
        assertThat(outcomes.getLast().reason()).isEqualTo("CONFLICT");
    }

    private static TillEvent returned(ReturnDisposition disposition) {
        TillEvent event = SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                .till("t1", TODAY, 1)
                .returned("milk", "1")
                .build();
        SaleCompleted sale = (SaleCompleted) event.body();
        return event.toBuilder()
                .body(sale.toBuilder()
                        .lines(sale.lines().stream()
                                .map(line -> line.toBuilder()
                                        .kind(LineKind.RETURN)
                                        .returnDisposition(disposition)
                                        .build())
                                .toList())
                        .build())
                .build();
    }

    private Proof proof() {
        ledger.pass(Duration.ofSeconds(31));
        return ledger.harness().receivedValues(Topics.PROOFS).getLast();
    }
}
