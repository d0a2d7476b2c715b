package io.millrace.topology.demand.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.demand.DayRules;
import io.millrace.domain.demand.DaySales;
import io.millrace.domain.demand.LocationHours;
import io.millrace.domain.demand.Opening;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.StockChanges;
import io.millrace.domain.demand.Timetable;
import io.millrace.domain.demand.WeeklyOpening;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.demand.state.DemandLane.Only;
import io.millrace.topology.segments.FieldKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was once written must be readable for ever: the bytes of version 1 are kept beside the test. With
/// `-Dstate.update=true` the file of a new version is written; one that exists is never changed.
class DemandCodecTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "state", "demand-v1.txt");
    private static final int DAY = 20_777;
    private static final long NOON = 1_795_176_000L;

    private record Example<K, V>(String name, FieldKind<K, V> kind, K key, V value) {
        String hex() {
            AvroWriter written = new AvroWriter(256);
            kind.writeKey(key, written);
            kind.writeValue(value, written);
            return name + " " + kind.tag() + " " + HexFormat.of().formatHex(written.toByteArray());
        }

        void assertReadableFrom(byte[] bytes) {
            AvroReader source = new AvroReader(bytes, 0, bytes.length);
            K readKey = kind.readKey(source);
            V read = kind.readValue(source);
            assertThat(readKey).isEqualTo(key);
            assertThat(new Example<>(name, kind, key, read).hex()).isEqualTo(hex());
        }
    }

    @Test
    void shouldWriteAndReadWhatVersionOneWrote() throws IOException {
        List<Example<?, ?>> examples = examples();
        if (Boolean.getBoolean("state.update") && !Files.exists(GOLDEN)) {
            Files.writeString(
                    GOLDEN,
                    String.join("\n", examples.stream().map(Example::hex).toList()) + "\n");
        }

        List<String> golden = Files.readAllLines(GOLDEN);

        assertThat(examples.stream().map(Example::hex)).containsExactlyElementsOf(golden);
        for (int i = 0; i < golden.size(); i++) {
            String line = golden.get(i);
            byte[] bytes = HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
            examples.get(i).assertReadableFrom(bytes);
        }
    }

    @Test
    void shouldLeaveWhatANewerVersionAdded() {
        for (Example<?, ?> example : examples()) {
            String hex = example.hex();

            example.assertReadableFrom(HexFormat.of().parseHex(hex.substring(hex.lastIndexOf(' ') + 1) + "deadbeef"));
        }
    }

    @Test
    void shouldSayWhatToDoWhenANewerVersionWroteSomethingUnknown() {
        DemandState state = new DemandState(DayRules.DEFAULT);

        assertThatThrownBy(() -> state.restore(99, "acme|store-1", new AvroReader(new byte[0], 0, 0)))
                .hasMessageContaining("newer Millrace");
    }

    private static List<Example<?, ?>> examples() {
        StockChanges changes = new StockChanges();
        changes.add(NOON, -2_000, 1);
        changes.add(NOON - 60, 5_000, 0);
        DaySales sales = new DaySales(2_000, 1_000, 22_000, 11_000, 2_000, 1, "EUR", Map.of("P1", 2_000L, "P2", -1L));
        Opening opening = new Opening(LocalTime.of(18, 0), LocalTime.of(3, 0));
        LocationHours hours = new LocationHours(
                ZoneId.of("Europe/Berlin"), LocalTime.of(5, 0), List.of(new WeeklyOpening(DayOfWeek.FRIDAY, opening)));
        Timetable timetable = Timetable.of(LocationHours.UNKNOWN).changed(hours, NOON);
        LaneFacts facts = new LaneFacts(Optional.of(timetable), "c", DAY - 14, DAY - 20, 3, 4);
        return List.of(
                new Example<>("shelf", DemandKinds.SHELF, "milk", new Shelf(-2_000, DAY, new long[] {NOON, NOON + 9})),
                new Example<>("shelf-unknown", DemandKinds.SHELF, "milk", new Shelf()),
                new Example<>(
                        "item-day", DemandKinds.ITEM_DAY, new ItemDate("milk", DAY), new DayBook(sales, changes, 7)),
                new Example<>(
                        "lane-day", DemandKinds.LANE_DAY, DAY, new LaneDay(Map.of("t1", true, "t2", false), true)),
                new Example<>("till", DemandKinds.TILL, "t1", new TillSpan(DAY - 1, TillSpan.OPEN_END)),
                new Example<>("parked", DemandKinds.PARKED, 9L, Bytes.of("entry".getBytes(StandardCharsets.UTF_8))),
                new Example<>("facts", DemandKinds.FACTS, Only.ONE, facts),
                new Example<>("facts-none", DemandKinds.FACTS, Only.ONE, LaneFacts.NONE),
                new Example<>(
                        "calendar",
                        DemandKinds.CALENDAR,
                        "c",
                        Map.of(
                                LocalDate.of(2026, 12, 24), new SpecialDay(false, List.of(opening)),
                                LocalDate.of(2026, 12, 25), new SpecialDay(true, List.of()))));
    }
}
