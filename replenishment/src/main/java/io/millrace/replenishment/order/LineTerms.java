package io.millrace.replenishment.order;

/// What a supplier and a shelf ask of a line. What is not limited is `Double.POSITIVE_INFINITY`; what there is none of
/// is zero.
///
/// @param unitCost money for one unit
public record LineTerms(Packing packing, Limits limits, Shelf shelf, double unitCost) {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /// How units are packed.
    ///
    /// @param packUnits orders are multiples of it
    /// @param layerUnits a layer of a pallet; zero if layers are of no interest
    /// @param roundUpFrom the share of a pack (or layer) from which on the next one is taken, where a target decides;
    ///     above zero for any remainder
    public record Packing(double packUnits, double layerUnits, double roundUpFrom) {
        public Packing {
            if (!(packUnits > 0 && Double.isFinite(packUnits))) {
                throw new IllegalArgumentException("A pack has more than 0 units, not " + packUnits);
            }
            check(layerUnits, "layer");
            if (!(roundUpFrom >= 0 && roundUpFrom <= 1)) {
                throw new IllegalArgumentException("Rounding up begins at a share from 0 to 1, not at " + roundUpFrom);
            }
        }
    }

    /// What is delivered.
    ///
    /// @param minOrderUnits at least
    /// @param maxOrderUnits at most
    public record Limits(double minOrderUnits, double maxOrderUnits) {
        public Limits {
            check(minOrderUnits, "smallest order");
            check(maxOrderUnits, "largest order");
        }
    }

    /// Where it lies, and how long.
    ///
    /// @param capacityUnits what the shelf and the back room hold
    /// @param presentationUnits what must lie on the shelf for it to look well
    /// @param lifePeriods periods in which a unit can be sold after it arrived; zero if it keeps
    public record Shelf(double capacityUnits, double presentationUnits, int lifePeriods) {
        public Shelf {
            check(capacityUnits, "capacity");
            check(presentationUnits, "presentation stock");
            check(lifePeriods, "shelf life");
        }
    }

    public LineTerms {
        check(unitCost, "unit cost");
    }

    private static void check(double value, String name) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("A " + name + " is 0 or more, not " + value);
        }
    }

    /// Single units without limits.
    public static LineTerms free() {
        return new LineTerms(new Packing(1, 0, 0), new Limits(0, UNLIMITED), new Shelf(UNLIMITED, 0, 0), 0);
    }

    public double packUnits() {
        return packing.packUnits();
    }

    public double layerUnits() {
        return packing.layerUnits();
    }

    public double roundUpFrom() {
        return packing.roundUpFrom();
    }

    public double minOrderUnits() {
        return limits.minOrderUnits();
    }

    public double maxOrderUnits() {
        return limits.maxOrderUnits();
    }

    public double capacityUnits() {
        return shelf.capacityUnits();
    }

    public double presentationUnits() {
        return shelf.presentationUnits();
    }

    public int shelfLifePeriods() {
        return shelf.lifePeriods();
    }

    /// The smallest quantity that can be ordered.
    public double smallestOrderUnits() {
        return new Legal(this, maxOrderUnits()).smallest();
    }

    public LineTerms withPack(double units) {
        return with(new Packing(units, layerUnits(), roundUpFrom()));
    }

    public LineTerms withLayer(double units) {
        return with(new Packing(packUnits(), units, roundUpFrom()));
    }

    public LineTerms withRoundUpFrom(double share) {
        return with(new Packing(packUnits(), layerUnits(), share));
    }

    public LineTerms withOrder(double minUnits, double maxUnits) {
        return new LineTerms(packing, new Limits(minUnits, maxUnits), shelf, unitCost);
    }

    public LineTerms withShelf(double capacity, double presentation, int lifePeriods) {
        return new LineTerms(packing, limits, new Shelf(capacity, presentation, lifePeriods), unitCost);
    }

    public LineTerms withUnitCost(double money) {
        return new LineTerms(packing, limits, shelf, money);
    }

    private LineTerms with(Packing other) {
        return new LineTerms(other, limits, shelf, unitCost);
    }
}
