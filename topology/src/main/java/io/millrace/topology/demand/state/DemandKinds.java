package io.millrace.topology.demand.state;

import io.millrace.domain.demand.SpecialDay;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.demand.state.DemandLane.Only;
import io.millrace.topology.segments.FieldKind;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// How everything the demand application remembers is written. A tag is never used again for another kind; fields are
/// only ever added at the end.
final class DemandKinds {
    static final FieldKind<String, Shelf> SHELF = new FieldKind<>(
            1, (item, out) -> out.writeString(item), AvroReader::readString, DemandKinds::shelf, DemandKinds::shelf);
    static final FieldKind<ItemDate, DayBook> ITEM_DAY = new FieldKind<>(
            2,
            (date, out) -> {
                out.writeString(date.item());
                out.writeInt(date.epochDay());
            },
            in -> new ItemDate(in.readString(), in.readInt()),
            BookCodec::write,
            BookCodec::read);
    static final FieldKind<Integer, LaneDay> LANE_DAY = new FieldKind<>(
            3,
            (epochDay, out) -> out.writeInt(epochDay),
            AvroReader::readInt,
            DemandKinds::laneDay,
            DemandKinds::laneDay);
    static final FieldKind<String, TillSpan> TILL = new FieldKind<>(
            4,
            (till, out) -> out.writeString(till),
            AvroReader::readString,
            (span, out) -> {
                out.writeInt(span.fromDay());
                out.writeInt(span.toDay());
            },
            in -> new TillSpan(in.readInt(), in.readInt()));
    static final FieldKind<Long, Bytes> PARKED = new FieldKind<>(
            5,
            (sequence, out) -> out.writeLong(sequence),
            AvroReader::readLong,
            (entry, out) -> out.writeBytes(entry),
            AvroReader::readBytes);
    static final FieldKind<Only, LaneFacts> FACTS =
            new FieldKind<>(6, (_, _) -> {}, _ -> Only.ONE, HoursCodec::facts, HoursCodec::facts);
    static final FieldKind<String, Map<LocalDate, SpecialDay>> CALENDAR = new FieldKind<>(
            7,
            (id, out) -> out.writeString(id),
            AvroReader::readString,
            HoursCodec::specialDays,
            HoursCodec::specialDays);

    private DemandKinds() {}

    private static void shelf(Shelf shelf, AvroWriter out) {
        out.writeLong(shelf.free());
        out.writeInt(shelf.knownFromDay());
        out.writeInt(shelf.countSeconds().length);
        for (long second : shelf.countSeconds()) {
            out.writeLong(second);
        }
    }

    private static Shelf shelf(AvroReader in) {
        long free = in.readLong();
        int knownFromDay = in.readInt();
        long[] counts = new long[in.readInt()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        return new Shelf(free, knownFromDay, counts);
    }

    private static void laneDay(LaneDay day, AvroWriter out) {
        out.writeInt(day.tills().size());
        day.tills().forEach((till, complete) -> {
            out.writeString(till);
            out.writeBoolean(complete);
        });
        out.writeBoolean(day.timedOut());
    }

    private static LaneDay laneDay(AvroReader in) {
        Map<String, Boolean> tills = new TreeMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            tills.put(in.readString(), in.readBoolean());
        }
        return new LaneDay(tills, in.readBoolean());
    }
}
