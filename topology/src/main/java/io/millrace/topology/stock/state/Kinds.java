package io.millrace.topology.stock.state;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.CountSession;
import io.millrace.domain.stock.KeptCommand;
import io.millrace.domain.stock.OpenOrder;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reservation;
import io.millrace.domain.stock.Seen;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.TillDay;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.topology.segments.FieldKind;
import io.millrace.topology.stock.state.Parked.Wait;
import io.millrace.topology.stock.state.Tally.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How everything the ledger remembers is written. A tag is never used again for another kind; fields are only ever
/// added at the end.
final class Kinds {
    static final FieldKind<Place, Position> POSITION = new FieldKind<>(
            1,
            (place, out) -> {
                out.writeString(place.item.value());
                out.writeInt(place.index);
            },
            in -> new Place(Sku.of(in.readString()), in.readInt()),
            Kinds::position,
            Kinds::position);
    static final FieldKind<Long, Moves> MOVES = new FieldKind<>(
            2, (number, out) -> out.writeLong(number), AvroReader::readLong, Kinds::moves, Kinds::moves);
    static final FieldKind<TillDate, TillDay> TILL_DAY =
            new FieldKind<>(3, TillCodec::tillDate, TillCodec::tillDate, TillCodec::tillDay, TillCodec::tillDay);
    static final FieldKind<NumberBlock, Digests> DIGESTS =
            new FieldKind<>(4, TillCodec::numberBlock, TillCodec::numberBlock, TillCodec::digests, TillCodec::digests);
    static final FieldKind<UUID, Seen> SEEN = new FieldKind<>(5, Kinds::uuid, Kinds::uuid, Kinds::seen, Kinds::seen);
    static final FieldKind<String, Reservation> RESERVATION = new FieldKind<>(
            6, (id, out) -> out.writeString(id), AvroReader::readString, Kinds::reservation, Kinds::reservation);
    static final FieldKind<OrderLine, OpenOrder> ORDER = new FieldKind<>(
            7,
            (line, out) -> {
                out.writeString(line.orderId);
                out.writeInt(line.line);
            },
            in -> new OrderLine(in.readString(), in.readInt()),
            Kinds::order,
            in -> new OpenOrder(in.readBoolean(), in.readLong(), in.readLong(), in.readLong()));
    static final FieldKind<Only, Long> ORDER_SEQUENCE = new FieldKind<>(
            8, (_, _) -> {}, _ -> Only.ONE, (sequence, out) -> out.writeLong(sequence), AvroReader::readLong);
    static final FieldKind<String, CountSession> COUNT =
            new FieldKind<>(9, (id, out) -> out.writeString(id), AvroReader::readString, Kinds::count, Kinds::count);
    static final FieldKind<UUID, KeptCommand> COMMAND =
            new FieldKind<>(10, Kinds::uuid, Kinds::uuid, GoodsCodec::write, GoodsCodec::read);
    static final FieldKind<UUID, Parked> PARKED =
            new FieldKind<>(11, Kinds::uuid, Kinds::uuid, Kinds::parked, Kinds::parked);
    static final FieldKind<String, OpenAlert> ALERT = new FieldKind<>(
            12,
            (subject, out) -> out.writeString(subject),
            AvroReader::readString,
            (alert, out) -> {
                out.writeLong(alert.sinceMicros());
                out.writeLong(alert.overAtMicros());
            },
            in -> new OpenAlert(in.readLong(), in.readLong()));
    static final FieldKind<Only, Tally> TALLY =
            new FieldKind<>(13, (_, _) -> {}, _ -> Only.ONE, Kinds::tally, Kinds::tally);
    static final FieldKind<Only, Long> JOURNAL_SEQUENCE = new FieldKind<>(
            14, (_, _) -> {}, _ -> Only.ONE, (sequence, out) -> out.writeLong(sequence), AvroReader::readLong);

    /// What sales with a number were taken to mean: only those that did not mean just what they said are in a block.
    static final FieldKind<NumberBlock, Digests> MEANINGS =
            new FieldKind<>(15, TillCodec::numberBlock, TillCodec::numberBlock, TillCodec::digests, TillCodec::digests);
    /// The same of sales without a number.
    static final FieldKind<UUID, Seen> MEANING =
            new FieldKind<>(16, Kinds::uuid, Kinds::uuid, Kinds::seen, Kinds::seen);

    private static final int FOR_LOCATION = 0;
    private static final int FOR_EVENT = 1;
    private static final int OVER = 2;

    private Kinds() {}

    /// The key of what its scope has one of.
    enum Only {
        ONE
    }

    /// An item, and the number it has in its lane: for short references.
    record Place(Sku item, int index) {}

    /// A block of numbers of a till's trading day.
    record NumberBlock(TillDate day, long block) {}

    /// A line of an order.
    record OrderLine(String orderId, int line) {}

    private static void position(Position position, AvroWriter out) {
        out.writeLong(position.free());
        out.writeLong(position.reserved());
        out.writeLong(position.damaged());
        out.writeLong(position.quarantined());
        out.writeLong(position.inTransit());
        out.writeLong(position.onOrder());
        out.writeLong(position.version());
        time(position.countedAtMicros(), out);
        time(position.openedAtMicros(), out);
        time(position.soldAtMicros(), out);
        time(position.receivedAtMicros(), out);
        time(position.outOfStockSinceMicros(), out);
        time(position.unitCostTenThousandths(), out);
    }

    private static Position position(AvroReader in) {
        return new Position(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                time(in),
                time(in),
                time(in),
                time(in),
                time(in),
                time(in));
    }

    /// A number that may be absent: one byte then.
    static void time(long value, AvroWriter out) {
        out.writeBoolean(value != Long.MIN_VALUE);
        if (value != Long.MIN_VALUE) {
            out.writeLong(value);
        }
    }

    static long time(AvroReader in) {
        return in.readBoolean() ? in.readLong() : Long.MIN_VALUE;
    }

    private static void moves(Moves moves, AvroWriter out) {
        out.writeInt(moves.size());
        out.writeLong(moves.recordedAtMicros());
        for (int i = 0; i < moves.size(); i++) {
            out.writeInt(moves.item(i));
            out.writeLong(moves.recordedAtMicros() - moves.effectiveAtMicros(i));
            out.writeLong(moves.delta(i));
        }
    }

    private static Moves moves(AvroReader in) {
        Moves moves = new Moves();
        int size = in.readInt();
        long recordedAt = in.readLong();
        for (int i = 0; i < size; i++) {
            moves.add(in.readInt(), recordedAt - in.readLong(), in.readLong(), recordedAt);
        }
        return moves;
    }

    private static void seen(Seen seen, AvroWriter out) {
        out.writeInt(seen.digest());
        out.writeLong(seen.latestMicros());
    }

    private static Seen seen(AvroReader in) {
        return new Seen(in.readInt(), in.readLong());
    }

    static void uuid(UUID id, AvroWriter out) {
        out.writeRawInt((int) (id.getMostSignificantBits() >>> Integer.SIZE));
        out.writeRawInt((int) id.getMostSignificantBits());
        out.writeRawInt((int) (id.getLeastSignificantBits() >>> Integer.SIZE));
        out.writeRawInt((int) id.getLeastSignificantBits());
    }

    static UUID uuid(AvroReader in) {
        return new UUID(bits(in), bits(in));
    }

    private static long bits(AvroReader in) {
        return ((long) in.readRawInt() << Integer.SIZE) | (in.readRawInt() & 0xFFFF_FFFFL);
    }

    private static void reservation(Reservation reservation, AvroWriter out) {
        out.writeInt(reservation.open().size());
        reservation.open().forEach((item, thousandths) -> {
            out.writeString(item.value());
            out.writeLong(thousandths);
        });
        time(reservation.expiresAtMicros(), out);
        out.writeLong(reservation.changedAtMicros());
    }

    private static Reservation reservation(AvroReader in) {
        Map<Sku, Long> open = new HashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            open.put(Sku.of(in.readString()), in.readLong());
        }
        return new Reservation(open, time(in), in.readLong());
    }

    private static void order(OpenOrder order, AvroWriter out) {
        out.writeBoolean(order.isKnown());
        out.writeLong(order.ordered());
        out.writeLong(order.received());
        out.writeLong(order.changedAtMicros());
    }

    private static void count(CountSession session, AvroWriter out) {
        out.writeBoolean(session.scope().wholeLocation());
        list(session.scope().categories(), out, (category, target) -> target.writeString(category));
        list(session.scope().items(), out, (item, target) -> target.writeString(item.value()));
        out.writeBoolean(session.opening());
        list(List.copyOf(session.counted()), out, (item, target) -> target.writeString(item.value()));
        out.writeBoolean(session.closed());
        out.writeLong(session.changedAtMicros());
    }

    private static CountSession count(AvroReader in) {
        CountScope scope = new CountScope(
                in.readBoolean(), list(in, AvroReader::readString), list(in, source -> Sku.of(source.readString())));
        return new CountSession(
                scope,
                in.readBoolean(),
                new HashSet<>(list(in, source -> Sku.of(source.readString()))),
                in.readBoolean(),
                in.readLong());
    }

    private static void parked(Parked parked, AvroWriter out) {
        switch (parked.awaits()) {
            case Wait.ForLocation _ -> out.writeInt(FOR_LOCATION);
            case Wait.Over _ -> out.writeInt(OVER);
            case Wait.ForEvent(String identity) -> {
                out.writeInt(FOR_EVENT);
                out.writeString(identity);
            }
        }
        uuid(parked.eventId(), out);
        out.writeString(parked.topic());
        out.writeInt(parked.partition());
        out.writeLong(parked.offset());
        out.writeLong(parked.recordedAtMicros());
        out.writeBytes(parked.value());
    }

    private static Parked parked(AvroReader in) {
        int tag = in.readInt();
        Wait wait = switch (tag) {
            case FOR_LOCATION -> Wait.ForLocation.LOCATION;
            case FOR_EVENT -> new Wait.ForEvent(in.readString());
            case OVER -> Wait.Over.OVER;
            default -> throw new IllegalStateException("a record waits for something unknown: " + tag);
        };
        return new Parked(wait, uuid(in), in.readString(), in.readInt(), in.readLong(), in.readLong(), in.readBytes());
    }

    private static void tally(Tally tally, AvroWriter out) {
        for (Ending ending : Ending.values()) {
            out.writeLong(tally.count(ending));
        }
        out.writeLong(tally.consumed());
        out.writeLong(tally.in());
        out.writeLong(tally.out());
        out.writeInt(Bucket.COUNT);
        for (int code = 0; code < Bucket.COUNT; code++) {
            out.writeLong(tally.account(Bucket.ofCode(code)));
        }
    }

    private static Tally tally(AvroReader in) {
        Tally tally = new Tally();
        for (Ending ending : Ending.values()) {
            tally.count(ending, in.readLong());
        }
        tally.restore(in.readLong(), in.readLong(), in.readLong());
        int accounts = in.readInt();
        for (int i = 0; i < accounts; i++) {
            tally.restore(Bucket.ofCode(i), in.readLong());
        }
        return tally;
    }

    static <T> void list(List<T> elements, AvroWriter out, BiConsumer<T, AvroWriter> each) {
        out.writeInt(elements.size());
        elements.forEach(element -> each.accept(element, out));
    }

    static <T> List<T> list(AvroReader in, Function<AvroReader, T> each) {
        List<T> elements = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            elements.add(each.apply(in));
        }
        return elements;
    }
}
