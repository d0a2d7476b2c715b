package io.millrace.benchmarks.ledger;

/// The lines of an event: items, each at most once, with units; below zero they came back.
final class Lines {
    private final int[] items;
    private final int[] units;

    /// Takes the arrays over.
    Lines(int[] items, int[] units) {
        this.items = items;
        this.units = units;
    }

    int size() {
        return items.length;
    }

    int item(int line) {
        return items[line];
    }

    int units(int line) {
        return units[line];
    }
}
