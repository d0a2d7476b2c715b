package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LaneKey;
import io.millrace.topology.stock.query.KnownReservation;
import io.millrace.topology.stock.query.KnownTillDay;
import io.millrace.topology.stock.query.PositionPage;
import java.util.List;

/// Pages of what there is much of.
final class Pages {
    private Pages() {}

    static ObjectNode positions(LaneKey lane, PositionPage page) {
        ObjectNode json = Json.object();
        ArrayNode positions = json.putArray("positions");
        page.positions().forEach(position -> positions.add(Json.position(lane, position)));
        page.next().ifPresent(next -> json.put("next", String.valueOf(next)));
        return json;
    }

    static ObjectNode reservations(LaneKey lane, List<KnownReservation> found, int limit) {
        ObjectNode json = Json.object();
        ArrayNode reservations = json.putArray("reservations");
        found.stream().limit(limit).forEach(reservation -> reservations.add(Json.reservation(lane, reservation)));
        if (found.size() > limit) {
            json.put("next", found.get(limit - 1).reservationId());
        }
        return json;
    }

    static ObjectNode tillDays(LaneKey lane, List<KnownTillDay> found) {
        ObjectNode json = Json.object();
        ArrayNode tills = json.putArray("tills");
        found.forEach(till -> tills.add(Json.tillDay(lane, till)));
        return json;
    }
}
