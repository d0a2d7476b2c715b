package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.SegmentCodec.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/// A state store whose content lives in the heap, as typed objects, and whose changes are logged at each commit, within
/// its transaction.
///
/// Exactly-once holds as for every store: what a commit's transaction holds is what a restore brings back.
///
/// @param <C> the content
public final class SegmentedStore<C extends SegmentedStore.Content>
        implements StateStore, CachedStateStore<Object, Object> {
    /// What [#loadedAtMillis] says before anything was read back.
    public static final long NOTHING_LOADED = -1;

    /// Marks each record of a commit but the last: whoever has read so far has read half of it.
    private static final String CONTINUES = "continues";

    private static final byte[] YES = {1};

    private final String name;
    private final C content;
    private final Gate gate = new Gate();
    private final SegmentLog log = new SegmentLog();
    private final List<Slot<?, ?>> dirty = new ArrayList<>();
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> listening;
    private @Nullable CommitListener listener;
    private boolean unconfirmed;
    private volatile boolean open;
    private volatile boolean owned;
    private volatile boolean torn;
    private volatile long seenAliveNanos;
    private volatile long loadedAtMillis = NOTHING_LOADED;

    /// What the store holds.
    public interface Content {
        /// Takes in a slot that was read back, or its newer value.
        Slot<?, ?> restore(int tag, String scope, AvroReader source);

        /// Forgets everything.
        void clear();

        /// All that changed until now is part of the commit that begins.
        default void flushed() {
            // Of interest to those who tell what is committed.
        }

        /// The commit that began last has been made.
        default void committed() {
            // Likewise.
        }
    }

    /// Who has something to send on before a commit.
    public interface CommitListener {
        /// Hears what changed since the last commit; may forward, and may change more.
        void beforeCommit(List<Slot<?, ?>> changed);
    }

    public SegmentedStore(String name, C content) {
        this.name = name;
        this.content = content;
    }

    public C content() {
        return content;
    }

    /// Where other threads read the content, and its owner must not change what they read without closing it.
    public Gate gate() {
        return gate;
    }

    /// Whether a task that processes records owns it now. Else what it holds is a copy, or the beginning of one.
    public boolean isOwned() {
        return owned;
    }

    /// Whether half of a commit has been read back, and the rest has not.
    public boolean isTorn() {
        return torn;
    }

    /// When the commit was made that was read back last, or [#NOTHING_LOADED].
    public long loadedAtMillis() {
        return loadedAtMillis;
    }

    /// Whether its owner did something within such a time.
    public boolean wasAliveWithin(long nanos) {
        return System.nanoTime() - seenAliveNanos <= nanos;
    }

    /// Must be called by the owner when it begins to do something. A commit that fails ends its task, so an owner that
    /// goes on has committed all that was flushed.
    public void begin() {
        if (unconfirmed) {
            unconfirmed = false;
            content.committed();
        }
    }

    /// Says once in a while, beside [#begin], that the owner is alive.
    public void alive() {
        begin();
        seenAliveNanos = System.nanoTime();
    }

    /// The owner has ended.
    public void disown() {
        owned = false;
    }

    /// Must be called for each slot that changed.
    public void touch(Slot<?, ?> slot) {
        if (slot.markDirty()) {
            dirty.add(slot);
        }
    }

    /// Must be called for each slot that the content has forgotten because its time is over. Its older values may come
    /// back in a restore, so whether its time is over must be plain from each of them, or from what replaced it.
    public void drop(Slot<?, ?> slot) {
        log.dropped(slot);
    }

    /// Sets who forwards before commits; to be called by the processor that owns the store, while it is being set up.
    public void onCommit(CommitListener forwards) {
        listener = forwards;
        listening = context == null ? null : context.currentNode();
        torn = false;
        alive();
        owned = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        if (!(stateStoreContext instanceof InternalProcessorContext<?, ?> internal)) {
            throw new IllegalStateException("this store needs Kafka Streams' own context, not " + stateStoreContext);
        }
        context = internal;
        forgetAll();
        open = true;
        stateStoreContext.register(root, new Restore());
    }

    private void forgetAll() {
        owned = false;
        torn = false;
        unconfirmed = false;
        loadedAtMillis = NOTHING_LOADED;
        dirty.clear();
        gate.close();
        try {
            log.clear();
            content.clear();
        } finally {
            gate.open();
        }
    }

    private final class Restore implements RecordBatchingStateRestoreCallback {
        @Override
        public void restoreBatch(Collection<ConsumerRecord<byte[], byte[]>> records) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                gate.close();
                try {
                    takeIn(SegmentCodec.number(record.key()), record.value());
                    torn = record.headers().lastHeader(CONTINUES) != null;
                } finally {
                    gate.open();
                }
                loadedAtMillis = record.timestamp();
            }
        }
    }

    private void takeIn(long number, byte @Nullable [] segment) {
        if (segment == null) {
            log.forget(number);
            return;
        }
        List<Slot<?, ?>> slots = new ArrayList<>();
        SegmentCodec.read(segment, entry -> slots.add(takeIn(entry)));
        log.restored(number, slots);
    }

    private Slot<?, ?> takeIn(Entry entry) {
        return content.restore(entry.tag(), entry.scope(), entry.content());
    }

    /// Called by Kafka Streams before it commits: whatever is sent on now is part of the transaction.
    @Override
    public void flushCache() {
        begin();
        InternalProcessorContext<?, ?> current = context;
        if (dirty.isEmpty() || current == null) {
            return;
        }
        CommitListener forwards = listener;
        if (forwards != null) {
            ProcessorNode<?, ?, ?, ?> before = current.currentNode();
            current.setCurrentNode(listening);
            try {
                forwards.beforeCommit(List.copyOf(dirty));
            } finally {
                current.setCurrentNode(before);
            }
        }
        List<KeyValue<byte[], byte[]>> records = new ArrayList<>();
        log.append(dirty, (key, value) -> records.add(KeyValue.pair(key, value)));
        send(records, current);
        dirty.clear();
        content.flushed();
        unconfirmed = true;
    }

    private void send(List<KeyValue<byte[], byte[]>> records, InternalProcessorContext<?, ?> current) {
        long now = current.currentSystemTimeMs();
        for (int i = 0; i < records.size(); i++) {
            RecordHeaders headers = new RecordHeaders();
            if (i < records.size() - 1) {
                headers.add(CONTINUES, YES);
            }
            KeyValue<byte[], byte[]> record = records.get(i);
            current.logChange(name, Bytes.wrap(record.key), record.value, now, headers, Position.emptyPosition());
        }
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> flushListener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {
        owned = false;
        begin();
        dirty.clear();
    }

    @Override
    public void close() {
        open = false;
        listener = null;
        listening = null;
        context = null;
        forgetAll();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
