package io.millrace.domain.stock;

import io.millrace.domain.stock.StockEvent.Body;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/// An event in the making.
///
/// @param name what its id is made of
record Sketch(
        String name, Identity identity, long occurredAtMicros, long recordedAtMicros, TillDay.Sums sums, Body body) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    /// 12:00 UTC of today.
    static final long NOON = TODAY.toEpochDay() * Times.DAY_MICROS + 12 * Times.HOUR_MICROS;

    static final long MINUTE_MICROS = Times.HOUR_MICROS / 60;

    /// An event with an identity of its own that is recorded at noon, when it happens.
    static Sketch event(String name, Body body) {
        return new Sketch(name, new ById(id(name)), NOON, NOON, TillDay.Sums.ZERO, body);
    }

    /// What a till sends under a number, at noon.
    static Sketch number(long sequence, Body body) {
        TillNumber number = new TillNumber("till-1", TODAY, sequence);
        return new Sketch("number-" + sequence, number, NOON, NOON, TillDay.Sums.ZERO, body);
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// So many minutes after noon.
    static long minute(long minutes) {
        return NOON + minutes * MINUTE_MICROS;
    }

    /// It happens so many minutes after noon, and is recorded at once.
    Sketch at(long minutes) {
        return occurred(minute(minutes)).recorded(minute(minutes));
    }

    /// It is recorded so many minutes after noon.
    Sketch arriving(long minutes) {
        return recorded(minute(minutes));
    }

    Sketch occurred(long micros) {
        return new Sketch(name, identity, micros, recordedAtMicros, sums, body);
    }

    Sketch recorded(long micros) {
        return new Sketch(name, identity, occurredAtMicros, micros, sums, body);
    }

    Sketch on(LocalDate businessDate) {
        TillNumber number = (TillNumber) identity;
        TillNumber other = new TillNumber(number.till(), businessDate, number.sequence());
        return new Sketch(name, other, occurredAtMicros, recordedAtMicros, sums, body);
    }

    Sketch totalling(TillDay.Sums totals) {
        return new Sketch(name, identity, occurredAtMicros, recordedAtMicros, totals, body);
    }

    StockEvent done() {
        int digest = 31 * body.hashCode() + Long.hashCode(occurredAtMicros);
        return new StockEvent(id(name), identity, occurredAtMicros, recordedAtMicros, digest, sums, body);
    }
}
