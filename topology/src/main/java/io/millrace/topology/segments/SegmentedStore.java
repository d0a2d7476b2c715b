package io.millrace.topology.segments;

import io.millrace.schemas.avro.AvroReader;
import io.millrace.topology.segments.SegmentCodec.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
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
    private final String name;
    private final C content;
    private final SegmentLog log = new SegmentLog();
    private final List<Slot<?, ?>> dirty = new ArrayList<>();
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> listening;
    private @Nullable CommitListener listener;
    private boolean open;

    /// What the store holds.
    public interface Content {
        /// Takes in a slot that was read back, or its newer value.
        Slot<?, ?> restore(int tag, String scope, AvroReader source);

        /// Forgets everything.
        void clear();
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
        dirty.clear();
        log.clear();
        content.clear();
        open = true;
        stateStoreContext.register(root, new Restore());
    }

    private final class Restore implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            for (KeyValue<byte[], byte[]> record : records) {
                long number = SegmentCodec.number(record.key);
                if (record.value == null) {
                    log.forget(number);
                } else {
                    List<Slot<?, ?>> slots = new ArrayList<>();
                    SegmentCodec.read(record.value, entry -> slots.add(takeIn(entry)));
                    log.restored(number, slots);
                }
            }
        }
    }

    private Slot<?, ?> takeIn(Entry entry) {
        return content.restore(entry.tag(), entry.scope(), entry.content());
    }

    /// Called by Kafka Streams before it commits: whatever is sent on now is part of the transaction.
    @Override
    public void flushCache() {
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
        long now = current.currentSystemTimeMs();
        log.append(
                dirty,
                (key, value) -> current.logChange(
                        name, Bytes.wrap(key), value, now, new RecordHeaders(), Position.emptyPosition()));
        dirty.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> flushListener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {
        dirty.clear();
    }

    @Override
    public void close() {
        open = false;
        listener = null;
        listening = null;
        context = null;
        dirty.clear();
        log.clear();
        content.clear();
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
