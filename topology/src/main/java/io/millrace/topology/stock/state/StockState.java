package io.millrace.topology.stock.state;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.events.stock.Proof;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.FieldKind;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.Kinds.Only;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything the ledger remembers in one partition.
public final class StockState implements SegmentedStore.Content {
    /// The name of the store that holds it.
    public static final String STORE = "stock-state";

    private final Map<String, LaneState> lanes = new HashMap<>();
    private final Map<Sku, Sku> skus = new HashMap<>();
    private final Map<String, Slot<Only, Tally>> tallies = new HashMap<>();
    private Slot<Only, Long> journalSequence = noJournal();
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
    private final Heard heard = new Heard();
    private Consumer<Slot<?, ?>> touched = _ -> {};
    private long changes;
    private long flushedChanges;
    private long flushedSequence;
    private volatile long committedChanges;
    private volatile long committedSequence;

    /// Sets who hears of every slot that changes.
    public void onTouch(Consumer<Slot<?, ?>> listener) {
        touched = listener;
    }

    public Collection<LaneState> lanes() {
        return lanes.values();
    }

    /// The lane of a key, if anything is known of it.
    public @Nullable LaneState laneIfKnown(String key) {
        return lanes.get(key);
    }

    /// The lane of a key, made if need be.
    public LaneState lane(LaneKey key) {
        return lanes.computeIfAbsent(key.text(), _ -> new LaneState(key, this::touch, this::shared));
    }

    /// The same name is held once, however many lanes have the item.
    private Sku shared(Sku item) {
        Sku known = skus.putIfAbsent(item, item);
        return known == null ? item : known;
    }

    private static Slot<Only, Long> noJournal() {
        return new Cell<>(Kinds.JOURNAL_SEQUENCE, "", Only.ONE, 0L);
    }

    private void touch(Slot<?, ?> slot) {
        touched.accept(slot);
    }

    /// The totals of a tenant, to be changed through [#tallied].
    public Tally tally(String tenant) {
        return tallySlot(tenant).value();
    }

    /// Must be called after a tenant's totals changed.
    public void tallied(String tenant) {
        touch(tallySlot(tenant));
    }

    public Collection<String> tenants() {
        return tallies.keySet();
    }

    private Slot<Only, Tally> tallySlot(String tenant) {
        return tallies.computeIfAbsent(tenant, missing -> new Cell<>(Kinds.TALLY, missing, Only.ONE, new Tally()));
    }

    /// The number of the last journal entry; 0 before the first.
    public long journalSequence() {
        return journalSequence.value();
    }

    /// Counts a journal entry.
    public long nextJournalSequence() {
        journalSequence.value(journalSequence.value() + 1);
        touch(journalSequence);
        return journalSequence.value();
    }

    /// Counts the changes since this process holds the state; each lane remembers its last.
    public long nextChange() {
        return ++changes;
    }

    /// The last change that is surely committed.
    public long committedChanges() {
        return committedChanges;
    }

    /// The last journal entry of this process that is surely committed.
    public long committedSequence() {
        return committedSequence;
    }

    /// What was read of each topic.
    public Heard heard() {
        return heard;
    }

    /// The last check of each tenant. Many threads may read.
    public Map<String, Proof> proofs() {
        return proofs;
    }

    @Override
    public void flushed() {
        flushedChanges = changes;
        flushedSequence = journalSequence.value();
    }

    @Override
    public void committed() {
        committedChanges = flushedChanges;
        committedSequence = flushedSequence;
    }

    @Override
    public Slot<?, ?> restore(int tag, String scope, AvroReader in) {
        if (tag == Kinds.TALLY.tag()) {
            Slot<Only, Tally> slot = tallySlot(scope);
            slot.value(Kinds.TALLY.readValue(in));
            return slot;
        }
        if (tag == Kinds.JOURNAL_SEQUENCE.tag()) {
            journalSequence.value(Kinds.JOURNAL_SEQUENCE.readValue(in));
            return journalSequence;
        }
        LaneState known = lanes.get(scope);
        return restore(tag, known == null ? lane(LaneKey.parse(scope)) : known, in);
    }

    private static Slot<?, ?> restore(int tag, LaneState lane, AvroReader in) {
        return switch (tag) {
            case 1 -> lane.restore(Kinds.POSITION.readKey(in), Kinds.POSITION.readValue(in));
            case 2 -> lane.restore(Kinds.MOVES.readKey(in), Kinds.MOVES.readValue(in));
            case 3 -> restore(lane, lane.tillDays, Kinds.TILL_DAY, in);
            case 4 -> restore(lane, lane.digests, Kinds.DIGESTS, in);
            case 5 -> restore(lane, lane.seen, Kinds.SEEN, in);
            case 6 -> restore(lane, lane.reservations, Kinds.RESERVATION, in);
            case 7 -> restore(lane, lane.orders, Kinds.ORDER, in);
            case 8 -> restore(lane, lane.orderSequence, Kinds.ORDER_SEQUENCE, in);
            case 9 -> restore(lane, lane.counts, Kinds.COUNT, in);
            case 10 -> restore(lane, lane.commands, Kinds.COMMAND, in);
            case 11 -> restore(lane, lane.parked, Kinds.PARKED, in);
            case 12 -> restore(lane, lane.alerts, Kinds.ALERT, in);
            case 15 -> restore(lane, lane.meanings, Kinds.MEANINGS, in);
            case 16 -> restore(lane, lane.meaningsById, Kinds.MEANING, in);
            default ->
                throw new IllegalStateException(
                        "the state holds something of kind " + tag + ", which a newer Millrace wrote: start that one");
        };
    }

    private static <K, V> Slot<K, V> restore(
            LaneState lane, Map<K, Slot<K, V>> slots, FieldKind<K, V> kind, AvroReader in) {
        return lane.restore(slots, kind, kind.readKey(in), kind.readValue(in));
    }

    @Override
    public void clear() {
        lanes.clear();
        skus.clear();
        tallies.clear();
        proofs.clear();
        heard.clear();
        journalSequence = noJournal();
        changes = 0;
        flushed();
        committed();
    }
}
