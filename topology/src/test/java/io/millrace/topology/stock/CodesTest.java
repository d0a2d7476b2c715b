package io.millrace.topology.stock;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.events.catalog.KitComponent;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Status;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.CorrectionReason;
import io.millrace.events.stock.EventCorrected;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.ReceiptLine;
import io.millrace.events.stock.SaleCorrection;
import io.millrace.events.stock.StockReceived;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.SaleBuilder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Codes, units and kits become items and their own units when they are posted.
class CodesTest {
    private static final String MILK_CODE = "4006381333931";
    private static final String CASE_CODE = "14006381333938";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final StockFixture ledger = new StockFixture();
    private long sequence;

    @BeforeEach
    void list() {
        item(item("milk", "EA")
                .codes(List.of(MILK_CODE))
                .packs(List.of(ItemPack.builder()
                        .unitOfMeasure("CASE")
                        .quantity(Quantity.of(12))
                        .codes(List.of(CASE_CODE))
                        .build()))
                .build());
        item(item("ham", "KG").codes(List.of("777")).weighed(true).build());
        item(item("breakfast", "EA")
                .codes(List.of("888"))
                .components(List.of(component("milk", "1"), component("ham", "0.3")))
                .build());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldPostTheItemACodeStandsFor() {
        JournalEntry entry = sell(line(1).scannedCode("04006381333931").quantity(Quantity.of(2)));

        assertThat(entry.flags()).containsExactly(JournalFlag.BELOW_ZERO);
        assertThat(entry.lines())
                .extracting(JournalLine::itemId, JournalLine::scannedCode)
                .containsExactly(tuple("milk", "04006381333931"));
        assertThat(free("milk")).isEqualTo("-2");
    }

    @Test
    void shouldCountAPackAndTellThePriceOfOne() {
        JournalEntry entry = sell(line(1).itemId("milk")
                .unitOfMeasure("CASE")
                .quantity(Quantity.of(1))
                .unitPrice(Money.of(12)));

        assertThat(free("milk")).isEqualTo("-12");
        assertThat(entry.lines()).singleElement().returns(Money.of(1), JournalLine::unitPrice);
    }

    @Test
    void shouldWeighWhatTheLabelSays() {
        label("price", "21IIIIIPPPPPC", "2");

        sell(line(1).scannedCode("2100777007504").quantity(Quantity.of(1)).unitPrice(Money.of(10)));

        assertThat(free("ham")).isEqualTo("-0.75");
    }

    @Test
    void shouldPostAndMarkAQuantityInAUnitNobodyCanTurn() {
        JournalEntry entry = sell(line(1).itemId("ham").unitOfMeasure("EA").quantity(Quantity.of(2)));

        assertThat(entry.flags()).containsExactly(JournalFlag.BELOW_ZERO, JournalFlag.UNIT_UNKNOWN);
        assertThat(free("ham")).isEqualTo("-2");
    }

    @Test
    void shouldPostThePartsOfAKitWithTheirShareOfWhatWasPaid() {
        JournalEntry entry =
                sell(line(1).scannedCode("888").quantity(Quantity.of(2)).lineTotal(Money.parse("13.00")));

        assertThat(entry.lines())
                .extracting(JournalLine::itemId, JournalLine::kitId, JournalLine::lineTotal)
                .containsExactly(
                        tuple("milk", "breakfast", Money.parse("10.00")),
                        tuple("ham", "breakfast", Money.parse("3.00")));
        assertThat(free("milk")).isEqualTo("-2");
        assertThat(free("ham")).isEqualTo("-0.6");
    }

    @Test
    void shouldReserveThePartsOfAKit() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).id(UUID.randomUUID()).received("milk", "5"));
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).id(UUID.randomUUID()).received("ham", "5"));

        Outcome outcome = ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).reserved("R1", "breakfast", "2"));

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
        assertThat(free("milk")).isEqualTo("3");
        assertThat(free("ham")).isEqualTo("4.4");
    }

    @Test
    void shouldReceiveCasesAtTheCostOfOne() {
        ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .command(StockReceived.builder()
                                .currency("EUR")
                                .lines(List.of(ReceiptLine.builder()
                                        .number(1)
                                        .scannedCode(CASE_CODE)
                                        .quantity(Quantity.of(3))
                                        .unitCost(Money.of(6))
                                        .build()))
                                .build()));

        assertThat(ledger.journal().getLast().lines())
                .singleElement()
                .returns(Money.parse("0.5"), JournalLine::unitCost);
        assertThat(free("milk")).isEqualTo("36");
    }

    @Test
    void shouldVoidASaleOfAKitWhosePartsWereOthersThenOnlyIfItCanTellThem() {
        TillEvent sale = sale(line(1).itemId("breakfast").quantity(Quantity.of(1)));
        ledger.sale(SHOP, sale);
        item(item("breakfast", "EA")
                .components(List.of(component("milk", "2")))
                .version(2L)
                .build());

        Outcome outcome = correct(sale, null);

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.REJECTED);
        assertThat(outcome.reason()).isEqualTo("NOT_CORRECTABLE");
        assertThat(outcome.detail()).contains("catalogue has changed");
        assertThat(free("milk")).isEqualTo("-1");
    }

    @Test
    void shouldMapAnUnlistedSaleToItsItemByACorrectionOnceItIsListed() {
        TillEvent sale = sale(
                line(1).scannedCode(MILK_CODE).quantity(Quantity.of(1)),
                line(2).scannedCode("9638507").quantity(Quantity.of(4)),
                line(3).itemId("breakfast").quantity(Quantity.of(1)));
        ledger.sale(SHOP, sale);
        assertThat(ledger.journal().getLast().flags()).contains(JournalFlag.UNLISTED_ITEM);
        assertThat(free("9638507")).isEqualTo("-4");
        item(item("gum", "EA").codes(List.of("9638507")).build());

        Outcome outcome = correct(sale, (SaleCompleted) sale.body());

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.POSTED);
        assertThat(free("9638507")).isEqualTo("0");
        assertThat(free("gum")).isEqualTo("-4");
        assertThat(free("milk")).isEqualTo("-2");
    }

    @Test
    void shouldRejectACodeThatCantBeAnItemWithAdvice() {
        Outcome outcome =
                ledger.sale(SHOP, sale(line(1).scannedCode("two words").quantity(Quantity.of(1))));

        assertThat(outcome.status()).isEqualTo(OutcomeStatus.REJECTED);
        assertThat(outcome.field()).isEqualTo("body.lines[0].scannedCode");
        assertThat(outcome.detail()).contains("list it, or send the item's id");
    }

    @Test
    void shouldFollowTheCatalogueWhenACodeMoves() {
        sell(line(1).scannedCode(MILK_CODE).quantity(Quantity.of(1)));
        item(item("milk", "EA").version(2L).build());
        item(item("cream", "EA").codes(List.of(MILK_CODE)).build());

        sell(line(1).scannedCode(MILK_CODE).quantity(Quantity.of(1)));

        assertThat(free("milk")).isEqualTo("-1");
        assertThat(free("cream")).isEqualTo("-1");
    }

    private JournalEntry sell(SaleLine.Builder... lines) {
        ledger.sale(SHOP, sale(lines));
        return ledger.journal().getLast();
    }

    private TillEvent sale(SaleLine.Builder... lines) {
        sequence++;
        TillEvent frame = SaleBuilder.saleAt(SHOP, NOON)
                .id(UUID.randomUUID())
                .till("t1", TODAY, sequence)
                .line("milk", "1")
                .build();
        SaleCompleted sale = ((SaleCompleted) frame.body())
                .toBuilder()
                        .lines(Arrays.stream(lines).map(SaleLine.Builder::build).toList())
                        .build();
        return frame.toBuilder().body(sale).build();
    }

    private Outcome correct(TillEvent sale, SaleCompleted replacement) {
        return ledger.command(
                SHOP,
                CommandBuilder.at(SHOP, NOON)
                        .id(UUID.randomUUID())
                        .command(EventCorrected.builder()
                                .reason(CorrectionReason.INCORRECT_DATA)
                                .correction(SaleCorrection.builder()
                                        .original(OriginalSale.builder()
                                                .header(sale.header())
                                                .sale((SaleCompleted) sale.body())
                                                .build())
                                        .replacement(replacement)
                                        .build())
                                .build()));
    }

    private String free(String item) {
        return ledger.position(SHOP, item).available().toString();
    }

    private void label(String id, String pattern, String decimals) {
        ledger.harness()
                .send(
                        Topics.POLICIES,
                        CatalogKey.of("acme", id),
                        Policy.builder()
                                .tenantId("acme")
                                .policyId(id)
                                .name(id)
                                .kind("EMBEDDED_CODE")
                                .parameters(Map.of("pattern", pattern, "decimals", decimals))
                                .priority(1)
                                .version(1L)
                                .build());
    }

    private void item(Item item) {
        ledger.harness().send(Topics.ITEMS, CatalogKey.of("acme", item.itemId()), item);
    }

    private static Item.Builder item(String id, String unit) {
        return Item.builder()
                .tenantId("acme")
                .itemId(id)
                .name(id)
                .unitOfMeasure(unit)
                .status(Status.ACTIVE)
                .version(1L);
    }

    private static KitComponent component(String item, String quantity) {
        return KitComponent.builder()
                .itemId(item)
                .quantity(Quantity.parse(quantity))
                .build();
    }

    private static SaleLine.Builder line(int number) {
        return SaleLine.builder().number(number).kind(LineKind.SALE);
    }
}
