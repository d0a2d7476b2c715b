package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.Times;
import io.millrace.events.stock.Proof;
import io.millrace.topology.stock.query.Freshness;
import io.millrace.topology.stock.query.ItemPosition;
import io.millrace.topology.stock.query.KnownReservation;
import io.millrace.topology.stock.query.KnownTillDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How what the ledger knows looks in JSON; [Schemas] says the same to the documentation.
final class Json {
    private static final int QUANTITY_DECIMALS = 3;
    private static final int MONEY_DECIMALS = 4;
    private static final long UNIT = 1_000;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode position(LaneKey lane, ItemPosition found) {
        Position position = found.position();
        ObjectNode json = object().put("location", lane.location().value())
                .put("item", found.item().value());
        json.set("available", quantity(position.available()));
        json.set("onHand", quantity(position.onHand()));
        json.set("free", quantity(position.free()));
        json.set("reserved", quantity(position.reserved()));
        json.set("damaged", quantity(position.damaged()));
        json.set("quarantined", quantity(position.quarantined()));
        json.set("inTransit", quantity(position.inTransit()));
        json.set("onOrder", quantity(position.onOrder()));
        json.put("version", position.version());
        time(json, "countedAt", position.countedAtMicros());
        time(json, "soldAt", position.soldAtMicros());
        time(json, "receivedAt", position.receivedAtMicros());
        time(json, "outOfStockSince", position.outOfStockSinceMicros());
        if (position.unitCostTenThousandths() != Position.NO_COST) {
            json.put("unitCost", BigDecimal.valueOf(position.unitCostTenThousandths(), MONEY_DECIMALS));
        }
        return json;
    }

    static ObjectNode reservation(LaneKey lane, KnownReservation found) {
        ObjectNode json = object().put("location", lane.location().value())
                .put("reservation", found.reservationId())
                .put("open", !found.reservation().isOver());
        ArrayNode lines = json.putArray("lines");
        found.reservation().open().entrySet().stream()
                .sorted(Comparator.comparing(line -> line.getKey().value()))
                .forEach(line -> lines.addObject()
                        .put("item", line.getKey().value())
                        .set("quantity", quantity(line.getValue())));
        time(json, "expiresAt", found.reservation().expiresAtMicros());
        time(json, "changedAt", found.reservation().changedAtMicros());
        return json;
    }

    static ObjectNode tillDay(LaneKey lane, KnownTillDay found) {
        TillDay day = found.day();
        ObjectNode json = object().put("location", lane.location().value())
                .put("till", found.till())
                .put("businessDate", found.businessDate().toString())
                .put("closed", day.close().isPresent())
                .put("complete", day.isComplete(found.numbering()));
        intervals(json.putArray("received"), day.numbers().intervals());
        intervals(json.putArray("missing"), day.missing(found.numbering()));
        day.close().ifPresent(close -> json.put("announced", close.count()));
        time(json, "completeUpTo", day.completeUpToMicros());
        time(json, "lastHeardAt", day.lastHeardAtMicros());
        return json;
    }

    private static void intervals(ArrayNode array, List<Interval> intervals) {
        intervals.forEach(
                interval -> array.addObject().put("first", interval.first()).put("last", interval.last()));
    }

    static ObjectNode proof(Proof proof) {
        ObjectNode json = object().put("partition", proof.partition())
                .put("at", proof.at().toString())
                .put("journalSequence", proof.journalSequence());
        json.set("drift", quantity(proof.drift().thousandths()));
        ObjectNode totals = json.putObject("totals");
        totals.set("free", quantity(proof.totals().free().thousandths()));
        totals.set("reserved", quantity(proof.totals().reserved().thousandths()));
        totals.set("damaged", quantity(proof.totals().damaged().thousandths()));
        totals.set("quarantined", quantity(proof.totals().quarantined().thousandths()));
        totals.set("inTransit", quantity(proof.totals().inTransit().thousandths()));
        totals.set("onOrder", quantity(proof.totals().onOrder().thousandths()));
        json.set("totalIn", quantity(proof.totalIn().thousandths()));
        json.set("totalOut", quantity(proof.totalOut().thousandths()));
        json.set("openReservations", quantity(proof.openReservations().thousandths()));
        json.putObject("counts")
                .put("consumed", proof.counts().consumed())
                .put("posted", proof.counts().posted())
                .put("repeated", proof.counts().repeated())
                .put("pending", proof.counts().pending())
                .put("rejected", proof.counts().rejected());
        return json;
    }

    static ObjectNode freshness(Freshness freshness) {
        ObjectNode json = object().put("source", freshness.source().name().toLowerCase(Locale.ROOT))
                .put("partition", freshness.partition())
                .put("sequence", freshness.sequence())
                .put("committed", freshness.committed());
        freshness.eventAt().ifPresent(at -> json.put("eventAt", at.toString()));
        freshness.lagRecords().ifPresent(lag -> json.put("lagRecords", lag));
        ObjectNode offsets = json.putObject("offsets");
        for (Map.Entry<String, Long> offset : new TreeMap<>(freshness.offsets()).entrySet()) {
            offsets.put(offset.getKey(), offset.getValue());
        }
        return json;
    }

    static JsonNode quantity(long thousandths) {
        return thousandths % UNIT == 0
                ? LongNode.valueOf(thousandths / UNIT)
                : DecimalNode.valueOf(
                        BigDecimal.valueOf(thousandths, QUANTITY_DECIMALS).stripTrailingZeros());
    }

    private static void time(ObjectNode json, String name, long micros) {
        if (micros != Times.NEVER) {
            json.put(name, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }
}
