package io.millrace.topology.segments;

/// One thing the store knows: a key with its present value. Belongs to the thread of its task.
///
/// Most are a [Cell]; what there are a million of may keep its value in fields of its own.
///
/// @param <K> the key within its scope
/// @param <V> the value, immutable or changed by its owner alone
public abstract class Slot<K, V> {
    private static final long NOT_LOGGED = -1;

    private long segment = NOT_LOGGED;
    private boolean dirty;
    private boolean dropped;

    /// How it is written.
    public abstract SlotKind<K, V> kind();

    /// What the key is unique in: a lane, a tenant.
    public abstract String scope();

    public abstract K key();

    public abstract V value();

    /// Changes the value; the store must be told by [SegmentedStore#touch].
    public abstract void value(V changed);

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
