package io.millrace.topology.demand.state;

import io.millrace.domain.demand.LocationHours;
import io.millrace.domain.demand.Opening;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.Timetable;
import io.millrace.domain.demand.Timetable.Version;
import io.millrace.domain.demand.WeeklyOpening;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How trading days and opening hours are written: local times as seconds of the day.
final class HoursCodec {
    private HoursCodec() {}

    static void facts(LaneFacts facts, AvroWriter out) {
        List<Version> versions = facts.timetable().map(Timetable::versions).orElse(List.of());
        out.writeInt(versions.size());
        for (Version version : versions) {
            out.writeDate(version.from());
            hours(version.hours(), out);
        }
        out.writeString(facts.calendarId());
        out.writeInt(facts.sealedBeforeDay());
        out.writeInt(facts.liveFromDay());
        out.writeLong(facts.tooLate());
        out.writeLong(facts.keptOut());
    }

    static LaneFacts facts(AvroReader in) {
        List<Version> versions = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            versions.add(new Version(in.readDate(), hours(in)));
        }
        return new LaneFacts(
                versions.isEmpty() ? Optional.empty() : Optional.of(new Timetable(versions)),
                in.readString(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    private static void hours(LocationHours hours, AvroWriter out) {
        out.writeString(hours.zone().getId());
        out.writeInt(hours.cutOver().toSecondOfDay());
        out.writeInt(hours.weekly().size());
        for (WeeklyOpening weekly : hours.weekly()) {
            out.writeInt(weekly.day().getValue());
            opening(weekly.opening(), out);
        }
    }

    private static LocationHours hours(AvroReader in) {
        ZoneId zone = ZoneId.of(in.readString());
        LocalTime cutOver = LocalTime.ofSecondOfDay(in.readInt());
        List<WeeklyOpening> weekly = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            weekly.add(new WeeklyOpening(DayOfWeek.of(in.readInt()), opening(in)));
        }
        return new LocationHours(zone, cutOver, weekly);
    }

    private static void opening(Opening opening, AvroWriter out) {
        out.writeInt(opening.from().toSecondOfDay());
        out.writeInt(opening.to().toSecondOfDay());
    }

    private static Opening opening(AvroReader in) {
        return new Opening(LocalTime.ofSecondOfDay(in.readInt()), LocalTime.ofSecondOfDay(in.readInt()));
    }

    static void specialDays(Map<LocalDate, SpecialDay> days, AvroWriter out) {
        out.writeInt(days.size());
        new TreeMap<>(days).forEach((date, day) -> {
            out.writeDate(date);
            out.writeBoolean(day.closed());
            out.writeInt(day.openings().size());
            day.openings().forEach(opening -> opening(opening, out));
        });
    }

    static Map<LocalDate, SpecialDay> specialDays(AvroReader in) {
        Map<LocalDate, SpecialDay> days = new HashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            LocalDate date = in.readDate();
            boolean closed = in.readBoolean();
            List<Opening> openings = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                openings.add(opening(in));
            }
            days.put(date, new SpecialDay(closed, openings));
        }
        return Map.copyOf(days);
    }
}
