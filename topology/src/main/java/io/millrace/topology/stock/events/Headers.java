package io.millrace.topology.stock.events;

import io.millrace.domain.stock.Digest;
import io.millrace.domain.stock.StockEvent;
import io.millrace.domain.stock.StockEvent.Body;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;

/// What all events have in common.
final class Headers {
    private static final long SEQUENCE_MAX = 1_000_000_000_000_000L;

    private Headers() {}

    static StockEvent event(EventHeader header, long recordedAtMicros, Digest digest, Sums sums, Body body) {
        long occurredAt = Fields.micros(header.occurredAt());
        return new StockEvent(
                header.eventId(),
                identity(header),
                occurredAt,
                recordedAtMicros,
                digest.add(occurredAt).value(),
                sums,
                body);
    }

    /// The till's own number, if it sent one with its day; else the event's id.
    static Identity identity(EventHeader header) {
        Origin origin = header.origin();
        if (origin == null || origin.till() == null || origin.sequence() == null || header.businessDate() == null) {
            return new ById(header.eventId());
        }
        if (origin.sequence() < 0 || origin.sequence() > SEQUENCE_MAX) {
            throw new InvalidField(
                    "header.origin.sequence", origin.sequence() + " is not between 0 and " + SEQUENCE_MAX);
        }
        return new TillNumber(
                Fields.till(origin.till(), "header.origin.till"), header.businessDate(), origin.sequence());
    }
}
