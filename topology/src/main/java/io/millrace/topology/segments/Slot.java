package io.millrace.topology.segments;

/// One thing the store knows: a key with its present value. Belongs to the thread of its task.
///
/// @param <K> the key within its scope
/// @param <V> the value, immutable or changed by its owner alone
public class Slot<K, V> {
    private static final long NOT_LOGGED = -1;

    private final SlotKind<K, V> kind;
    private final String scope;
    private final K key;
    private V value;
    private long segment = NOT_LOGGED;
    private boolean dirty;
    private boolean dropped;

    public Slot(SlotKind<K, V> kind, String scope, K key, V value) {
        this.kind = kind;
        this.scope = scope;
        this.key = key;
        this.value = value;
    }

    public final SlotKind<K, V> kind() {
        return kind;
    }

    /// What the key is unique in: a lane, a tenant.
    public final String scope() {
        return scope;
    }

    public final K key() {
        return key;
    }

    public final V value() {
        return value;
    }

    /// Changes the value; the store must be told by [SegmentedStore#touch].
    public final void value(V changed) {
        value = changed;
    }

    final boolean isLogged() {
        return segment != NOT_LOGGED;
    }

    final boolean isIn(long number) {
        return segment == number && !dropped;
    }

    final void loggedIn(long number) {
        segment = number;
        dirty = false;
    }

    final boolean isDropped() {
        return dropped;
    }

    final void drop() {
        dropped = true;
    }

    /// True the first time since the last commit.
    final boolean markDirty() {
        boolean first = !dirty;
        dirty = true;
        return first;
    }
}
