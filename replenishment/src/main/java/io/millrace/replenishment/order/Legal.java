package io.millrace.replenishment.order;

/// The quantities that can be ordered at all: nothing, or packs from the minimum to the bound.
record Legal(double packUnits, double smallest, double largest) {
    private static final double CLOSE = 1e-9;

    Legal(LineTerms terms, double boundUnits) {
        this(
                terms.packUnits(),
                Math.max(1, Math.ceil(terms.minOrderUnits() / terms.packUnits() - CLOSE)) * terms.packUnits(),
                Double.isInfinite(boundUnits)
                        ? Double.POSITIVE_INFINITY
                        : Math.floor(boundUnits / terms.packUnits() + CLOSE) * terms.packUnits());
    }

    /// The largest one that is not above.
    double below(double units) {
        double packs = Math.floor(units / packUnits + CLOSE) * packUnits;
        return packs < smallest ? 0 : Math.min(packs, largest);
    }

    /// The smallest one that is not below; the largest there is if all are.
    double above(double units) {
        double packs = Math.ceil(units / packUnits - CLOSE) * packUnits;
        return Math.min(Math.max(packs, smallest), largest);
    }
}
