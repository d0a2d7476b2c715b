package io.millrace.topology.demand;

import static io.millrace.topology.demand.DemandFixture.SHOP;
import static io.millrace.topology.demand.DemandFixture.everyDay;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.StockOut;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.HistoryLine;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.testkit.GoldenTopology;
import io.millrace.topology.demand.JournalScript.Line;
import io.millrace.topology.demand.JournalScript.When;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemandTopologyTest {
    private static final When MORNING = When.at("2026-03-02T06:00:00Z");
    private static final When NOON = When.at("2026-03-02T11:00:00Z");
    private static final String DAY = "2026-03-02";

    private final DemandFixture demand = DemandFixture.located();
    private final JournalScript ledger = new JournalScript(SHOP);

    @AfterEach
    void close() {
        demand.close();
    }

    private void stocked(String item, long units) {
        demand.journal(ledger.entry(EventKind.STOCK_RECEIVED, MORNING, Line.received(item, units)));
    }

    private void sold(When when, Line... lines) {
        demand.journal(ledger.entry(EventKind.SALE_COMPLETED, when, lines));
    }

    @Test
    void shouldBeTheTopologyThatWasAgreed() {
        var topology = DemandTopology.build(DemandSettings.of("", 12, _ -> true), new InMemorySchemaRegistry());

        GoldenTopology.check("demand", topology, Path.of("..", "docs", "topologies"));
    }

    @Test
    void shouldTellUnitsRevenueAndPriceWhenSomethingIsSold() {
        stocked("milk", 10);

        sold(NOON, Line.sold("milk", 2, "2.20"), Line.sold("milk", 1, "0.80").promoted("P1"));
        sold(NOON, Line.returned("milk", 1, "1.10"));

        DemandDay day = demand.day("milk", DAY);
        assertThat(day.units()).isEqualTo(Quantity.of(3));
        assertThat(day.returns()).isEqualTo(Quantity.of(1));
        assertThat(day.revenue()).isEqualTo(Money.parse("1.90"));
        assertThat(day.averagePrice()).isEqualTo(Money.of(1));
        assertThat(day.promotionId()).isEqualTo("P1");
        assertThat(day.transactions()).isEqualTo(1);
        assertThat(day.currency()).isEqualTo("EUR");
        assertThat(day.complete() || day.sealed()).isFalse();
    }

    @Test
    void shouldTellWhenThereWasNoStockWithinOpeningHours() {
        stocked("milk", 3);

        sold(NOON, Line.sold("milk", 3, "3.30"));
        demand.journal(
                ledger.entry(EventKind.STOCK_RECEIVED, When.at("2026-03-02T13:30:00Z"), Line.received("milk", 5)));

        DemandDay day = demand.day("milk", DAY);
        assertThat(day.openMinutes()).isEqualTo(480);
        assertThat(day.inStockMinutes()).isEqualTo(330);
        // The books hold nothing before the first receipt, at seven in Berlin.
        assertThat(day.stockOuts())
                .containsExactly(
                        new StockOut(Instant.parse("2026-03-01T23:00:00Z"), MORNING.occurredAt()),
                        new StockOut(NOON.occurredAt(), Instant.parse("2026-03-02T13:30:00Z")));
    }

    @Test
    void shouldSayUnknownWhenTheBooksNeverHeardOfStock() {
        sold(NOON, Line.sold("milk", 3, "3.30"));

        DemandDay day = demand.day("milk", DAY);
        assertThat(day.inStockMinutes()).isNull();
        assertThat(day.openMinutes()).isEqualTo(480);
    }

    @Test
    void shouldSayUnknownWhenNobodyToldTheOpeningHours() {
        demand.location("Europe/Berlin", "00:00", List.of(), null);
        demand.passTo("2026-03-02T05:00:00Z");
        stocked("milk", 3);

        assertThat(demand.day("milk", DAY).openMinutes()).isNull();
        assertThat(demand.day("milk", DAY).inStockMinutes()).isNull();
    }

    @Test
    void shouldBelieveASaleMoreThanTheBooksWhenTheySayThereIsNone() {
        stocked("milk", 1);

        sold(NOON, Line.sold("milk", 1, null));
        sold(When.at("2026-03-02T13:00:00Z"), Line.sold("milk", 1, null));

        assertThat(demand.day("milk", DAY).stockOuts().getLast().from())
                .isEqualTo(Instant.parse("2026-03-02T13:00:00Z"));
        assertThat(demand.day("milk", DAY).inStockMinutes()).isEqualTo(5 * 60);
    }

    @Test
    void shouldSubtractFromTheOriginalsDayWhenASaleIsVoided() {
        stocked("milk", 10);
        Line line = Line.sold("milk", 2, "2.20").promoted("P1");
        sold(NOON, line);

        demand.journal(ledger.entry(EventKind.SALE_VOIDED, When.at("2026-03-03T09:00:00Z"), NOON, line.back()));

        DemandDay day = demand.day("milk", DAY);
        assertThat(List.of(day.units(), day.returns())).containsOnly(Quantity.ZERO);
        assertThat(day.revenue()).isEqualTo(Money.ZERO);
        assertThat(day.transactions()).isZero();
        assertThat(day.promotionId()).isNull();
        assertThat(demand.days()).hasSize(1);
    }

    @Test
    void shouldCountTheReplacementOnTheOriginalsDayWhenASaleIsCorrected() {
        stocked("milk", 10);
        When booked = NOON.on("2026-03-01");
        Line line = Line.sold("milk", 2, "2.20");
        sold(booked, line);

        demand.journal(ledger.entry(
                EventKind.EVENT_CORRECTED,
                When.at("2026-03-03T09:00:00Z"),
                booked,
                line.back(),
                Line.sold("milk", 3, "3.30")));

        assertThat(demand.day("milk", "2026-03-01").units()).isEqualTo(Quantity.of(3));
        assertThat(demand.day("milk", "2026-03-01").transactions()).isEqualTo(1);
        assertThat(demand.day("milk", DAY).units()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldBookOnTheEventsTimeWhenItsDayCannotBe() {
        sold(NOON.on("2037-01-01"), Line.sold("milk", 1, null));

        assertThat(demand.day("milk", DAY).units()).isEqualTo(Quantity.of(1));
    }

    @Test
    void shouldLeaveDemandAloneWhenACountHadSeenTheSale() {
        stocked("milk", 10);
        Instant counted = Instant.parse("2026-03-02T12:00:00Z");
        demand.journal(ledger.entry(
                EventKind.STOCK_COUNTED, new When(counted, counted, null), Line.counted("milk", -10, counted)));

        sold(NOON.recorded("2026-03-02T12:30:00Z"), Line.sold("milk", 10, null).seenByCount());

        DemandDay day = demand.day("milk", DAY);
        assertThat(day.units()).isEqualTo(Quantity.of(10));
        assertThat(day.stockOuts().getLast())
                .as("sold out by the late sale at eleven, not by the count at twelve")
                .isEqualTo(new StockOut(NOON.occurredAt(), null));
    }

    @Test
    void shouldReviseLaterDaysWhenALateSaleTookTheLastUnit() {
        stocked("milk", 2);
        sold(When.at("2026-03-04T11:00:00Z"), Line.sold("milk", 1, null));
        int before = demand.day("milk", "2026-03-04").inStockMinutes();

        sold(NOON.recorded("2026-03-04T12:00:00Z"), Line.sold("milk", 2, null));

        assertThat(before).isEqualTo(480);
        assertThat(demand.day("milk", DAY).stockOuts().getLast().to()).isNull();
        assertThat(demand.day("milk", "2026-03-04").inStockMinutes())
                .as("until the sale at eleven proves that there was some")
                .isEqualTo(180);
    }

    @Test
    void shouldFreezeADayWhenItIsSealed() {
        stocked("milk", 9);
        sold(NOON, Line.sold("milk", 1, null));
        demand.passTo("2026-03-06T00:00:00Z");

        sold(NOON.recorded("2026-03-06T00:00:00Z"), Line.sold("milk", 1, null));

        DemandDay day = demand.day("milk", DAY);
        assertThat(day.units()).isEqualTo(Quantity.of(1));
        assertThat(List.of(day.complete(), day.sealed())).containsOnly(true);
    }

    @Test
    void shouldCloseTheDayWhenAllItsTillsAreHeardToTheEnd() {
        demand.till("t1", "2026-01-01");
        demand.till("t2", "2026-01-01");
        demand.till("t3", "2026-03-05");
        sold(NOON, Line.sold("milk", 1, null));

        demand.completeness("t1", DAY, true);
        boolean afterOne = demand.day("milk", DAY).complete();
        demand.completeness("t2", DAY, true);

        assertThat(afterOne).isFalse();
        assertThat(demand.day("milk", DAY).complete()).isTrue();
        assertThat(demand.day("milk", DAY).sealed()).isFalse();
    }

    @Test
    void shouldCloseTheDayWhenTheWaitIsOver() {
        demand.till("t1", "2026-01-01");
        sold(NOON, Line.sold("milk", 1, null));
        demand.caughtUp.set(false);
        demand.passTo("2026-03-04T12:00:00Z");
        boolean whileBehind = demand.day("milk", DAY).complete();

        demand.caughtUp.set(true);
        demand.passTo("2026-03-04T12:00:02Z");

        assertThat(whileBehind).isFalse();
        assertThat(demand.day("milk", DAY).complete()).isTrue();
    }

    @Test
    void shouldRecountTheMinutesWhenAClosureBecomesKnown() {
        demand.location("Europe/Berlin", "00:00", everyDay("09:00", "17:00"), "holidays");
        stocked("milk", 2);

        demand.calendar("holidays", new SpecialDay(LocalDate.parse(DAY), "Storm", true, List.of()));

        assertThat(demand.day("milk", DAY).openMinutes()).isZero();
        assertThat(demand.day("milk", DAY).inStockMinutes()).isZero();
    }

    @Test
    void shouldKeepDaysThatBeganWhenTheTimeZoneChanges() {
        sold(NOON, Line.sold("milk", 1, null));

        demand.location("America/New_York", "00:00", everyDay("09:00", "17:00"), null);
        sold(When.at("2026-03-03T04:30:00Z"), Line.sold("milk", 1, null));
        sold(When.at("2026-03-03T05:30:00Z"), Line.sold("milk", 1, null));

        assertThat(demand.day("milk", DAY).units()).isEqualTo(Quantity.of(2));
        assertThat(demand.day("milk", "2026-03-03").units()).isEqualTo(Quantity.of(1));
    }

    @Test
    void shouldWaitForTheLocationWhenTheJournalIsFaster() {
        try (DemandFixture fresh = new DemandFixture()) {
            fresh.journal(ledger.entry(EventKind.STOCK_RECEIVED, MORNING, Line.received("milk", 5)));
            fresh.journal(ledger.entry(EventKind.SALE_COMPLETED, NOON, Line.sold("milk", 1, "1.10")));
            int before = fresh.news().size();

            fresh.location("Europe/Berlin", "00:00", everyDay("09:00", "17:00"), null);

            assertThat(before).isZero();
            assertThat(fresh.day("milk", DAY).units()).isEqualTo(Quantity.of(1));
            assertThat(fresh.day("milk", DAY).inStockMinutes()).isEqualTo(480);
        }
    }

    @Test
    void shouldWriteLoadedDaysSealedAndLeaveOutThoseTheLedgerKnows() {
        demand.journal(ledger.history(
                MORNING,
                loaded("2026-02-27", "3", 0.5),
                loaded("2026-02-28", "2", null),
                loaded("2026-02-28", "4", 1.0)));
        sold(NOON, Line.sold("milk", 1, null));

        demand.journal(ledger.history(NOON, loaded("2026-02-27", "5", null), loaded(DAY, "9", null)));

        DemandDay replaced = demand.day("milk", "2026-02-27");
        assertThat(replaced.units()).isEqualTo(Quantity.of(5));
        assertThat(replaced.inStockMinutes()).isNull();
        assertThat(replaced.openMinutes()).isEqualTo(480);
        DemandDay whole = demand.day("milk", "2026-02-28");
        assertThat(whole.inStockMinutes()).isEqualTo(480);
        assertThat(whole.revenue()).isEqualTo(Money.parse("4.40"));
        assertThat(whole.averagePrice()).isEqualTo(Money.parse("1.10"));
        assertThat(List.of(whole.sealed(), whole.complete())).containsOnly(true);
        assertThat(demand.day("milk", DAY).units())
                .as("what the ledger saw itself")
                .isEqualTo(Quantity.of(1));
    }

    private static HistoryLine loaded(String date, String units, @Nullable Double inStock) {
        return new HistoryLine(
                "milk", LocalDate.parse(date), Quantity.parse(units), Money.parse("1.10"), null, inStock);
    }
}
