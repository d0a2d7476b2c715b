package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.SaleBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whatever comes, each record has its documented end, and the lane goes on.
class PoisonTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final byte[] KEY = SHOP.text().getBytes(StandardCharsets.UTF_8);

    private final StockFixture ledger = new StockFixture();

    @AfterEach
    void laneGoesOn() {
        Outcome outcome = ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON.minusSeconds(1))
                        .id(UUID.randomUUID())
                        .line("bread", "1")
                        .build());
        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
        ledger.close();
    }

    @Test
    void shouldRejectAsUnreadableWhenTheSchemaIdIsUnknown() {
        ledger.harness().sendRaw(Topics.SALES, KEY, new byte[] {0, 0, 1, 2, 3, 4, 5});

        assertThat(rejected().reason()).isEqualTo("UNREADABLE");
        assertThat(rejectedDetail).contains("UNKNOWN_SCHEMA");
    }

    @Test
    void shouldRejectAsUnreadableWhenTheRecordIsOfAnotherSubject() {
        byte[] command = Topics.STOCK_COMMANDS
                .valueSerde(ledger.harness().registry())
                .serializer()
                .serialize(
                        Topics.STOCK_COMMANDS.name(),
                        CommandBuilder.at(SHOP, NOON).received("milk", "1"));

        ledger.harness().sendRaw(Topics.SALES, KEY, command);

        assertThat(rejected().reason()).isEqualTo("UNREADABLE");
        assertThat(rejectedDetail).contains("WRONG_SCHEMA");
    }

    @Test
    void shouldRejectTheKeyWhenThereIsNone() {
        byte[] sale = Topics.SALES
                .valueSerde(ledger.harness().registry())
                .serializer()
                .serialize(Topics.SALES.name(), sale(NOON).build());

        ledger.harness().sendRaw(Topics.SALES, null, sale);

        assertThat(rejected().reason()).isEqualTo("WRONG_KEY");
        assertThat(rejectedDetail).contains("has no key").contains("acme|store-1");
    }

    @Test
    void shouldNameTheFieldWhenAQuantityIsZero() {
        Outcome outcome = ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON)
                        .line("milk", "1")
                        .line("eggs", "0")
                        .build());

        assertThat(outcome.reason()).isEqualTo("INVALID");
        assertThat(outcome.field()).isEqualTo("body.lines[1].quantity");
    }

    @Test
    void shouldRejectTheEventWhenTheStockWouldBeMoreThanTheContractCarries() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).received("milk", "900000000000000"));

        Outcome outcome = ledger.command(
                SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(1)).received("milk", "900000000000000"));

        assertThat(outcome.reason()).isEqualTo("OVERFLOW");
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.parse("900000000000000"));
    }

    @Test
    void shouldPostUnderItsNameWhenTheItemIsUnknown() {
        Outcome outcome = ledger.sale(
                SHOP, SaleBuilder.saleAt(SHOP, NOON).line("mystery", "1").build());

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
        assertThat(ledger.journal().getLast().flags()).contains(io.millrace.events.stock.JournalFlag.UNLISTED_ITEM);
    }

    @Test
    void shouldRejectAsTooOldWhenAnEventWithoutNumberIsOf1970AndTakeOneOf2037() {
        Outcome old = ledger.sale(SHOP, sale(Instant.EPOCH).build());
        TillEvent future = sale(Instant.parse("2037-01-01T00:00:00Z")).build();

        Outcome early = ledger.sale(SHOP, future);
        Outcome again = ledger.sale(SHOP, future);

        assertThat(old.reason()).isEqualTo("TOO_OLD");
        assertThat(List.of(early.status(), again.status()))
                .containsExactly(OutcomeStatus.POSTED, OutcomeStatus.REPEATED);
    }

    @Test
    void shouldRejectAsConflictsWhenATillsCounterStartsAgain() {
        ledger.sale(SHOP, sale(NOON.minusSeconds(100)).till("t1", TODAY, 1).build());

        Outcome outcome = ledger.sale(
                SHOP, sale(NOON.minusSeconds(50)).till("t1", TODAY, 1).build());

        assertThat(outcome.reason()).isEqualTo("CONFLICT");
        assertThat(outcome.detail()).contains("counter");
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(-1));
    }

    @Test
    void shouldAskForARecountWhenACountIsOlderThanTheLast() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(10)).counted("milk", "5", CountKind.SPOT));

        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(20)).counted("milk", "9", CountKind.SPOT));

        assertThat(ledger.journal().getLast().flags()).contains(io.millrace.events.stock.JournalFlag.RECOUNT);
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.of(5));
    }

    @Test
    void shouldRejectTheSecondCorrectionOfACommand() {
        UUID received = UUID.randomUUID();
        ledger.command(
                SHOP, CommandBuilder.at(SHOP, NOON.minusSeconds(9)).id(received).received("milk", "5"));
        UUID correction = UUID.randomUUID();
        ledger.command(SHOP, correction(correction, received));

        Outcome twice = ledger.command(SHOP, correction(UUID.randomUUID(), received));
        Outcome ofCorrection = ledger.command(SHOP, correction(UUID.randomUUID(), correction));

        assertThat(twice.reason()).isEqualTo("ALREADY_CORRECTED");
        assertThat(ofCorrection.reason()).isEqualTo("NOT_CORRECTABLE");
        assertThat(ledger.position(SHOP, "milk").available()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldSayWhereItBelongsWhenARecordIsInTheWrongPartition() {
        StockSettings settings = StockSettings.of("", 1_000, _ -> true);
        LaneKey elsewhere = LaneKey.of("acme", "store-1");
        try (var harness = new io.millrace.testkit.TopologyHarness(
                NOON, (_, registry) -> StockTopology.build(settings, registry))) {
            harness.send(Topics.SALES, elsewhere, sale(NOON).build(), NOON);

            Rejected rejected = harness.receivedValues(Topics.REJECTED).getLast();

            assertThat(rejected.reason()).isEqualTo("WRONG_PARTITION");
            assertThat(rejected.detail()).contains("murmur2");
        }
    }

    private String rejectedDetail = "";

    private Rejected rejected() {
        Rejected last = ledger.harness().receivedValues(Topics.REJECTED).getLast();
        rejectedDetail = last.detail();
        return last;
    }

    private static SaleBuilder sale(Instant at) {
        return SaleBuilder.saleAt(SHOP, at).line("milk", "1");
    }

    private static StockCommand correction(UUID id, UUID corrects) {
        return CommandBuilder.at(SHOP, NOON)
                .id(id)
                .command(io.millrace.events.stock.EventCorrected.builder()
                        .reason(io.millrace.events.stock.CorrectionReason.DID_NOT_OCCUR)
                        .correction(io.millrace.events.stock.CommandCorrection.builder()
                                .correctsEventId(corrects)
                                .build())
                        .build());
    }
}
