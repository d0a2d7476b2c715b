package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.OTHER_SHOP;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.stock.AlertKind;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Proof;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.StockLine;
import io.millrace.events.stock.TillCompleteness;
import io.millrace.events.stock.TransferDispatched;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.GoldenTopology;
import io.millrace.testkit.SaleBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockTopologyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldBeTheTopologyThatWasAgreed() {
        var topology = StockTopology.build(StockSettings.of("", 12, _ -> true), new InMemorySchemaRegistry());

        GoldenTopology.check("stock", topology, Path.of("..", "docs", "topologies"));
    }

    @Test
    void shouldTellJournalPositionAndOutcomeWhenASaleIsPosted() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(600)).counted("milk", "10", CountKind.OPENING));
        ledger.journal();

        Outcome outcome = ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                        .line("milk", "3", "1.09")
                        .build());

        JournalEntry entry = ledger.journal().getLast();
        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
        assertThat(outcome.journalSequence()).isEqualTo(entry.sequence()).isEqualTo(2);
        assertThat(entry.lines().getFirst().positionAfter().free()).isEqualTo(Quantity.of(7));
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(7));
        assertThat(ledger.position(SHOP, "milk").journalSequence()).isEqualTo(2);
    }

    @Test
    void shouldPostOnceWhenATillSendsItsSaleAgain() {
        var sale = SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                .till("t1", TODAY, 7)
                .line("milk", "3");

        Outcome first = ledger.sale(SHOP, sale.build());
        Outcome again = ledger.sale(SHOP, sale.id(UUID.randomUUID()).build());
        Outcome other = ledger.sale(SHOP, sale.line("eggs", "1").build());

        assertThat(List.of(first.status(), again.status(), other.status()))
                .containsExactly(OutcomeStatus.POSTED, OutcomeStatus.REPEATED, OutcomeStatus.REJECTED);
        assertThat(other.reason()).isEqualTo("CONFLICT");
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(-3));
    }

    @Test
    void shouldTellWhichNumbersAreMissingWhenATillHasAGap() {
        ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON)
                        .till("t1", TODAY, 1)
                        .line("milk", "1")
                        .build());
        ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON)
                        .till("t1", TODAY, 4)
                        .line("milk", "1")
                        .build());

        TillCompleteness completeness =
                ledger.harness().receivedValues(Topics.COMPLETENESS).getLast();

        assertThat(completeness.missing()).hasSize(1);
        assertThat(completeness.missing().getFirst().first()).isEqualTo(2);
        assertThat(completeness.missing().getFirst().last()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheRecordWholeWhenNobodyCanReadIt() {
        byte[] garbage = "no event".getBytes(StandardCharsets.UTF_8);

        ledger.harness().sendRaw(Topics.SALES, SHOP.text().getBytes(StandardCharsets.UTF_8), garbage);

        Rejected rejected = ledger.harness().receivedValues(Topics.REJECTED).getLast();
        assertThat(rejected.reason()).isEqualTo("UNREADABLE");
        assertThat(rejected.originalValue().toArray()).isEqualTo(garbage);
        assertThat(ledger.harness().receivedValues(Topics.OUTCOMES)).isEmpty();
    }

    @Test
    void shouldRejectTheRecordWhenItsKeyIsOfAnotherLane() {
        var sale = SaleBuilder.saleAt(SHOP, NOON).line("milk", "1").build();

        ledger.harness().send(Topics.SALES, OTHER_SHOP, sale, NOON);

        Rejected rejected = ledger.harness().receivedValues(Topics.REJECTED).getLast();
        assertThat(rejected.reason()).isEqualTo("WRONG_KEY");
        assertThat(rejected.detail()).contains("acme|store-1");
    }

    @Test
    void shouldPostByItselfWhenTheLocationBecomesKnown() {
        LaneKey fresh = LaneKey.of("acme", "store-9");
        Outcome before = ledger.sale(
                fresh,
                SaleBuilder.saleAt(fresh, NOON.minusSeconds(5))
                        .line("milk", "2")
                        .build());

        ledger.location(fresh);
        ledger.pass(Duration.ofSeconds(2));

        assertThat(before.reason()).isEqualTo("UNKNOWN_LOCATION");
        assertThat(ledger.lastOutcome().status()).isEqualTo(OutcomeStatus.POSTED);
        assertThat(ledger.position(fresh, "milk").available()).isEqualTo(Quantity.of(-2));
        ledger.pass(Duration.ofSeconds(2));
        assertThat(ledger.harness().receivedValues(Topics.OUTCOMES)).isEmpty();
    }

    @Test
    void shouldVoidTheSaleWhenItComesAfterItsVoid() {
        var sale = SaleBuilder.saleAt(SHOP, NOON.minusSeconds(60))
                .till("t1", TODAY, 1)
                .line("milk", "3");

        Outcome early = ledger.sale(SHOP, sale.voided(UUID.randomUUID(), NOON, "MISTAKE"));
        ledger.harness().send(Topics.SALES, SHOP, sale.build(), NOON);

        assertThat(early.status()).isEqualTo(OutcomeStatus.PENDING);
        assertThat(ledger.harness().receivedValues(Topics.OUTCOMES))
                .extracting(Outcome::status)
                .containsExactly(OutcomeStatus.POSTED, OutcomeStatus.POSTED);
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldTellTheOtherLaneWhenGoodsAreDispatched() {
        ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(TransferDispatched.builder()
                                .transferId("T1")
                                .fromLocationId("store-1")
                                .toLocationId("store-2")
                                .lines(List.of(new StockLine(1, "milk", Quantity.of(5), null)))
                                .build()));

        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(-5));
        assertThat(ledger.position(OTHER_SHOP, "milk").balances().inTransit()).isEqualTo(Quantity.of(5));
    }

    @Test
    void shouldLetAReservationLapseOnlyWhenNothingWaits() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(9)).received("milk", "5"));
        ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(io.millrace.events.stock.StockReserved.builder()
                                .reservationId("R1")
                                .channel(io.millrace.events.Channel.ONLINE)
                                .expiresAt(NOON.plusSeconds(10))
                                .lines(List.of(new StockLine(1, "milk", Quantity.of(2), null)))
                                .build()));
        ledger.caughtUp.set(false);
        ledger.pass(Duration.ofSeconds(20));
        Quantity whileBehind = ledger.position(SHOP, "milk").available();

        ledger.caughtUp.set(true);
        ledger.pass(Duration.ofSeconds(2));

        assertThat(whileBehind).isEqualTo(Quantity.of(3));
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(5));
    }

    @Test
    void shouldProveThatNothingIsLostAndAlertWhenStockIsBelowZero() {
        ledger.sale(SHOP, SaleBuilder.saleAt(SHOP, NOON).line("milk", "3").build());
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(1)).received("milk", "5"));

        ledger.pass(Duration.ofSeconds(31));

        Proof proof = ledger.harness().receivedValues(Topics.PROOFS).getLast();
        assertThat(proof.drift()).isEqualTo(Quantity.ZERO);
        assertThat(proof.counts().consumed()).isEqualTo(2);
        assertThat(proof.totals().free()).isEqualTo(Quantity.of(2));
        assertThat(ledger.harness().receivedValues(Topics.ALERTS))
                .filteredOn(alert -> alert.kind() == AlertKind.BELOW_ZERO)
                .extracting(alert -> alert.clearedAt() != null)
                .containsExactly(false, true);
    }
}
