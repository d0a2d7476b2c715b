package io.millrace.topology.stock.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.LaneKey;
import io.millrace.domain.LocationId;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Change;
import io.millrace.domain.stock.CountSession;
import io.millrace.domain.stock.IntervalSet;
import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.KeptCommand;
import io.millrace.domain.stock.Movement;
import io.millrace.domain.stock.OpenOrder;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reason;
import io.millrace.domain.stock.Reservation;
import io.millrace.domain.stock.Seen;
import io.millrace.domain.stock.StockEvent.CountScope;
import io.millrace.domain.stock.StockEvent.Draws.OfOrder;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Transfer;
import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.TillDay.Close;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.segments.FieldKind;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.Kinds.NumberBlock;
import io.millrace.topology.stock.state.Kinds.Only;
import io.millrace.topology.stock.state.Kinds.OrderLine;
import io.millrace.topology.stock.state.Kinds.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What was once written must be readable for ever: the bytes of version 1 are kept beside the test. With
/// `-Dstate.update=true` the file of a new version is written; one that exists is never changed.
class StateCodecTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "state", "v1.txt");
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final long NOON = 1_795_176_000_000_000L;

    private record Example<K, V>(String name, FieldKind<K, V> kind, K key, V value) {
        String hex() {
            AvroWriter written = new AvroWriter(256);
            kind.writeKey(key, written);
            kind.writeValue(value, written);
            return name + " " + kind.tag() + " " + HexFormat.of().formatHex(written.toByteArray());
        }

        void assertReadableFrom(byte[] bytes) {
            AvroReader source = new AvroReader(bytes, 0, bytes.length);
            assertThat(kind.readKey(source)).isEqualTo(key);
            V read = kind.readValue(source);
            if (!(value instanceof Moves) && !(value instanceof Digests) && !(value instanceof Tally)) {
                assertThat(read).isEqualTo(value);
            }
            assertThat(new Example<>(name, kind, key, read).hex()).isEqualTo(hex());
        }
    }

    @Test
    void shouldWriteAndReadWhatVersionOneWrote() throws IOException {
        List<Example<?, ?>> examples = examples();
        if (Boolean.getBoolean("state.update") && !Files.exists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(
                    GOLDEN,
                    String.join("\n", examples.stream().map(Example::hex).toList()) + "\n");
        }

        List<String> golden = Files.readAllLines(GOLDEN);

        assertThat(examples.stream().map(Example::hex)).containsExactlyElementsOf(golden);
        for (int i = 0; i < golden.size(); i++) {
            String line = golden.get(i);
            examples.get(i).assertReadableFrom(HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1)));
        }
    }

    @Test
    void shouldLeaveWhatANewerVersionAdded() {
        for (Example<?, ?> example : examples()) {
            String hex = example.hex();
            byte[] newer = HexFormat.of().parseHex(hex.substring(hex.lastIndexOf(' ') + 1) + "deadbeef");

            example.assertReadableFrom(newer);
        }
    }

    @Test
    void shouldSayWhatToDoWhenANewerVersionWroteSomethingUnknown() {
        StockState state = new StockState();

        assertThatThrownBy(() -> state.restore(99, "acme|store-1", new AvroReader(new byte[0], 0, 0)))
                .hasMessageContaining("newer Millrace");
    }

    @Test
    void shouldKnowHowMuchWasThereWhenItsMovesWereRestoredInAnyOrder() {
        List<Slot<?, ?>> touched = new ArrayList<>();
        LaneState lane = new LaneState(LaneKey.of("acme", "store-1"), touched::add, UnaryOperator.identity());
        lane.posting(1, NOON);
        for (int i = 0; i < 200; i++) {
            lane.apply(new Change.OfCounted(Sku.of("item-" + i % 7), NOON + i, i));
        }
        for (int i = 0; i < 7; i++) {
            lane.apply(new Change.OfPosition(Sku.of("item-" + i), Position.EMPTY));
        }
        StockState restored = new StockState();
        Set.copyOf(touched).forEach(slot -> restore(restored, slot));

        LaneState copy = restored.lane(LaneKey.of("acme", "store-1"));

        for (int i = 0; i < 7; i++) {
            Sku item = Sku.of("item-" + i);
            assertThat(copy.countedChangeAfter(item, NOON + 100))
                    .isEqualTo(lane.countedChangeAfter(item, NOON + 100))
                    .isPositive();
        }
    }

    private static <K, V> void restore(StockState state, Slot<K, V> slot) {
        AvroWriter written = new AvroWriter(256);
        slot.kind().writeKey(slot.key(), written);
        slot.kind().writeValue(slot.value(), written);
        byte[] bytes = written.toByteArray();
        state.restore(slot.kind().tag(), slot.scope(), new AvroReader(bytes, 0, bytes.length));
    }

    private static List<Example<?, ?>> examples() {
        Position position =
                new Position(-5, 1, 2, 3, 4, 500, 77, NOON, Long.MIN_VALUE, NOON - 1, NOON - 2, NOON + 1, 12_500);
        Moves moves = new Moves();
        moves.add(3, NOON - 10, -1_000, NOON);
        moves.add(4, NOON - 20, 2_000, NOON);
        Digests digests = new Digests();
        digests.put(0, 42, NOON);
        digests.put(63, -1, NOON);
        TillDay day = new TillDay(
                IntervalSet.of(List.of(new Interval(1, 9), new Interval(11, 12))),
                IntervalSet.of(List.of(new Interval(3, 3))),
                new Sums(10, 1_090, 1, 100),
                Optional.of(new Close(Optional.of(new Interval(1, 12)), 12, Optional.of(Sums.ZERO))),
                NOON - 5,
                NOON,
                NOON + 5);
        Goods goods = new Goods(
                GoodsKind.RECEIPT,
                List.of(new GoodsLine(
                        1,
                        Sku.of("milk"),
                        Bucket.SUPPLIER,
                        Bucket.FREE,
                        Quantity.of(12),
                        Reason.NONE,
                        new OfOrder("PO-1", 2),
                        10_000)),
                Optional.of(new Transfer("T1", LocationId.of("store-2"))));
        Tally tally = new Tally();
        tally.consume();
        tally.count(Tally.Ending.POSTED, 1);
        tally.add(new Movement(Bucket.SUPPLIER, Bucket.FREE, Quantity.of(3), Reason.NONE));
        CountScope scope = new CountScope(false, List.of("Food/Dairy"), List.of(Sku.of("milk")));
        Parked parked = new Parked(
                new Parked.Wait.ForEvent("event x"),
                ID,
                "pos.sales.v1",
                3,
                99,
                NOON,
                Bytes.of("record".getBytes(StandardCharsets.UTF_8)));
        return List.of(
                new Example<>("position", Kinds.POSITION, new Place(Sku.of("milk"), 7), position),
                new Example<>("moves", Kinds.MOVES, 5L, moves),
                new Example<>("till-day", Kinds.TILL_DAY, new TillDate("t1", DAY), day),
                new Example<>("digests", Kinds.DIGESTS, new NumberBlock(new TillDate("t1", DAY), 1), digests),
                new Example<>("seen", Kinds.SEEN, ID, new Seen(-7, NOON)),
                new Example<>(
                        "reservation",
                        Kinds.RESERVATION,
                        "R1",
                        new Reservation(Map.of(Sku.of("milk"), 2_000L), NOON, NOON)),
                new Example<>("order", Kinds.ORDER, new OrderLine("PO-1", 2), new OpenOrder(true, 10, 4, NOON)),
                new Example<>("order-sequence", Kinds.ORDER_SEQUENCE, Only.ONE, 12L),
                new Example<>(
                        "count", Kinds.COUNT, "C1", new CountSession(scope, true, Set.of(Sku.of("milk")), false, NOON)),
                new Example<>("command", Kinds.COMMAND, ID, new KeptCommand(NOON, Optional.of(goods), false, NOON + 1)),
                new Example<>("parked", Kinds.PARKED, ID, parked),
                new Example<>("parked-over", Kinds.PARKED, ID, parked.over()),
                new Example<>("alert", Kinds.ALERT, "LOW_STOCK|milk", new OpenAlert(NOON, Long.MIN_VALUE)),
                new Example<>("tally", Kinds.TALLY, Only.ONE, tally),
                new Example<>("journal-sequence", Kinds.JOURNAL_SEQUENCE, Only.ONE, 4_711L),
                new Example<>("meanings", Kinds.MEANINGS, new NumberBlock(new TillDate("t1", DAY), 1), digests),
                new Example<>("meaning", Kinds.MEANING, ID, new Seen(-7, NOON)));
    }
}
