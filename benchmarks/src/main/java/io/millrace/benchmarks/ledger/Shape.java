package io.millrace.benchmarks.ledger;

/// How large the shops are whose tills are imitated.
///
/// @param locations how many shops
/// @param items how many items each of them keeps
/// @param tills how many tills stand in each
/// @param firstTill the number of the first, so that two workloads on the same shops can use tills of their own
record Shape(int locations, int items, int tills, int firstTill) {
    static final int LINES_PER_BASKET = 5;

    Shape {
        if (locations < 1 || items < 2 * LINES_PER_BASKET || tills < 1 || firstTill < 0) {
            throw new IllegalArgumentException("no shops like these: " + locations + " locations, " + items + " items, "
                    + tills + " tills from " + firstTill);
        }
    }

    static Shape of(int locations, int items) {
        return new Shape(locations, items, 4, 0);
    }

    int positions() {
        return locations * items;
    }

    /// The first shop alone, seen from tills of its own.
    Shape oneLane() {
        return new Shape(1, items, tills, firstTill + tills);
    }

    /// As many positions as asked for, over the same shops.
    Shape withPositions(int positions) {
        return new Shape(locations, Math.max(2 * LINES_PER_BASKET, positions / locations), tills, firstTill);
    }
}
