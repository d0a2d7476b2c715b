package io.millrace.topology.segments;

/// A slot that holds its value as an object.
///
/// @param <K> the key within its scope
/// @param <V> the value
public final class Cell<K, V> extends Slot<K, V> {
    private final SlotKind<K, V> kind;
    private final String scope;
    private final K key;
    private V value;

    public Cell(SlotKind<K, V> kind, String scope, K key, V value) {
        this.kind = kind;
        this.scope = scope;
        this.key = key;
        this.value = value;
    }

    @Override
    public SlotKind<K, V> kind() {
        return kind;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public K key() {
        return key;
    }

    @Override
    public V value() {
        return value;
    }

    @Override
    public void value(V changed) {
        value = changed;
    }
}
