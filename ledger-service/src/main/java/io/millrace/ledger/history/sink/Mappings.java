package io.millrace.ledger.history.sink;

import static io.millrace.ledger.history.sink.Cells.columns;
import static io.millrace.ledger.history.sink.Cells.day;
import static io.millrace.ledger.history.sink.Cells.indexable;
import static io.millrace.ledger.history.sink.Cells.micros;
import static io.millrace.ledger.history.sink.Cells.money;
import static io.millrace.ledger.history.sink.Cells.number;
import static io.millrace.ledger.history.sink.Cells.pairs;
import static io.millrace.ledger.history.sink.Cells.quantity;

import io.millrace.events.catalog.Item;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.stock.Alert;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.Proof;
import io.millrace.ledger.history.sink.Mapping.Again;
import io.millrace.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every topic that is kept, and how. One more is one value more, and a migration.
public final class Mappings {
    private static final List<Column> SOURCE =
            columns(columns(Form.SMALL_NUMBER, "kafka_partition"), columns(Form.NUMBER, Mapping.SOURCE_OFFSET));
    private static final String[] BUCKETS = {
        "free", "reserved", "damaged", "quarantined", "in_transit", "on_order",
    };

    private Mappings() {}

    public static List<Mapping<?>> all() {
        List<Mapping<?>> all = new ArrayList<>(
                List.of(JournalRows.mapping(), positions(), demandDays(), outcomes(), alerts(), items(), proofs()));
        all.addAll(ForecastMappings.all());
        return List.copyOf(all);
    }

    private static Mapping<Position> positions() {
        return new Mapping<>(
                Topics.POSITIONS,
                "position",
                columns(
                        columns(Form.TEXT, "tenant_id", "location_id", "item_id"),
                        SOURCE,
                        columns(Form.NUMBER, "journal_sequence", "version", "available_thousandths"),
                        columns(Form.QUANTITY, "on_hand"),
                        columns(Form.QUANTITY, BUCKETS),
                        columns(Form.TIME, "counted_at", "sold_at", "received_at", "out_of_stock_since"),
                        columns(Form.MONEY, "unit_cost"),
                        columns(Form.TEXT, "currency")),
                List.of("tenant_id", "location_id", "item_id"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (position, place, sheet) -> sheet.row(
                        position.tenantId(),
                        position.locationId(),
                        position.itemId(),
                        (long) place.partition(),
                        place.offset(),
                        position.journalSequence(),
                        position.version(),
                        quantity(position.available()),
                        quantity(position.onHand()),
                        quantity(position.balances().free()),
                        quantity(position.balances().reserved()),
                        quantity(position.balances().damaged()),
                        quantity(position.balances().quarantined()),
                        quantity(position.balances().inTransit()),
                        quantity(position.balances().onOrder()),
                        micros(position.lastCountAt()),
                        micros(position.lastSaleAt()),
                        micros(position.lastReceiptAt()),
                        micros(position.outOfStockSince()),
                        money(position.averageUnitCost()),
                        position.currency()));
    }

    private static Mapping<DemandDay> demandDays() {
        return new Mapping<>(
                Topics.DEMAND_DAYS,
                "demand_day",
                columns(
                        columns(Form.TEXT, "tenant_id", "location_id", "item_id"),
                        columns(Form.DAY, "business_date"),
                        SOURCE,
                        columns(Form.QUANTITY, "units", "returns"),
                        columns(Form.MONEY, "revenue", "average_price"),
                        columns(Form.TEXT, "currency", "promotion_id"),
                        columns(Form.NUMBER, "transactions"),
                        columns(Form.SMALL_NUMBER, "in_stock_minutes", "open_minutes"),
                        columns(Form.TRUTH, "complete", "sealed", "ended_out"),
                        columns(Form.NUMBER, "version")),
                List.of("tenant_id", "location_id", "item_id", "business_date"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (demand, place, sheet) -> sheet.row(
                        demand.tenantId(),
                        demand.locationId(),
                        demand.itemId(),
                        day(demand.businessDate()),
                        (long) place.partition(),
                        place.offset(),
                        quantity(demand.units()),
                        quantity(demand.returns()),
                        money(demand.revenue()),
                        money(demand.averagePrice()),
                        demand.currency(),
                        demand.promotionId(),
                        demand.transactions(),
                        number(demand.inStockMinutes()),
                        number(demand.openMinutes()),
                        demand.complete(),
                        demand.sealed(),
                        endedOut(demand),
                        demand.version()));
    }

    private static boolean endedOut(DemandDay demand) {
        return !demand.stockOuts().isEmpty() && demand.stockOuts().getLast().to() == null;
    }

    private static Mapping<Outcome> outcomes() {
        return new Mapping<>(
                Topics.OUTCOMES,
                "outcome",
                columns(
                        columns(Form.TEXT, "tenant_id", "location_id"),
                        columns(Form.UUID, "event_id"),
                        SOURCE,
                        columns(Form.TEXT, "status", "reason", "field", "detail"),
                        columns(Form.NUMBER, "journal_sequence"),
                        columns(Form.TIME, "decided_at")),
                List.of("kafka_partition", Mapping.SOURCE_OFFSET),
                Again.SAME,
                Optional.empty(),
                (outcome, place, sheet) -> sheet.row(
                        outcome.tenantId(),
                        outcome.locationId(),
                        outcome.eventId().toString(),
                        (long) place.partition(),
                        place.offset(),
                        outcome.status().name(),
                        outcome.reason(),
                        outcome.field(),
                        outcome.detail(),
                        outcome.journalSequence(),
                        micros(outcome.at())));
    }

    private static Mapping<Alert> alerts() {
        return new Mapping<>(
                Topics.ALERTS,
                "alert",
                columns(
                        columns(Form.TEXT, "tenant_id", "location_id", "kind", "subject"),
                        columns(Form.TIME, "since"),
                        SOURCE,
                        columns(Form.TEXT, "severity", "evidence"),
                        columns(Form.TIME, "cleared_at")),
                List.of("tenant_id", "location_id", "kind", "subject", "since"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (alert, place, sheet) -> sheet.row(
                        alert.tenantId(),
                        alert.locationId(),
                        alert.kind().name(),
                        indexable(alert.subject()),
                        micros(alert.since()),
                        (long) place.partition(),
                        place.offset(),
                        alert.severity().name(),
                        pairs(alert.evidence()),
                        micros(alert.clearedAt())));
    }

    private static Mapping<Item> items() {
        return new Mapping<>(
                Topics.ITEMS,
                "item",
                columns(
                        columns(Form.TEXT, "tenant_id", "item_id"),
                        SOURCE,
                        columns(Form.TEXT, "name", "category", "brand", "unit_of_measure", "status"),
                        columns(Form.NUMBER, "version")),
                List.of("tenant_id", "item_id"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (item, place, sheet) -> sheet.row(
                        item.tenantId(),
                        item.itemId(),
                        (long) place.partition(),
                        place.offset(),
                        item.name(),
                        indexable(String.join("/", item.categoryPath())),
                        item.brand(),
                        item.unitOfMeasure(),
                        item.status().name(),
                        item.version()));
    }

    private static Mapping<Proof> proofs() {
        return new Mapping<>(
                Topics.PROOFS,
                "ledger_proof",
                columns(
                        columns(Form.TEXT, "tenant_id"),
                        SOURCE,
                        columns(Form.NUMBER, "journal_sequence"),
                        columns(Form.QUANTITY, BUCKETS),
                        columns(Form.QUANTITY, "drift"),
                        columns(Form.TIME, "proved_at")),
                List.of("tenant_id", "kafka_partition"),
                Again.NEWEST_STAYS,
                Optional.empty(),
                (proof, place, sheet) -> sheet.row(
                        proof.tenantId(),
                        (long) proof.partition(),
                        place.offset(),
                        proof.journalSequence(),
                        quantity(proof.totals().free()),
                        quantity(proof.totals().reserved()),
                        quantity(proof.totals().damaged()),
                        quantity(proof.totals().quarantined()),
                        quantity(proof.totals().inTransit()),
                        quantity(proof.totals().onOrder()),
                        quantity(proof.drift()),
                        micros(proof.at())));
    }
}
