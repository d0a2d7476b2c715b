package io.millrace.replenishment.order;

/// What a supplier and a shelf ask of a line. What is not limited is `Double.POSITIVE_INFINITY`; what there is none of
/// is zero.
///
/// @param packUnits orders are multiples of it
/// @param layerUnits a layer of a pallet; zero if layers are of no interest
/// @param minOrderUnits the least that is delivered
/// @param maxOrderUnits the most that is delivered
/// @param capacityUnits what the shelf and the back room hold
/// @param presentationUnits what must lie on the shelf for it to look well
/// @param shelfLifePeriods periods in which a unit can be sold after it arrived; zero if it keeps
/// @param unitCost money for one unit
/// @param roundUpFrom the share of a pack (or layer) from which on the next one is taken, where a target decides; above
///     zero for any remainder
public record LineTerms(
        double packUnits,
        double layerUnits,
        double minOrderUnits,
        double maxOrderUnits,
        double capacityUnits,
        double presentationUnits,
        int shelfLifePeriods,
        double unitCost,
        double roundUpFrom) {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    public LineTerms {
        if (!(packUnits > 0 && Double.isFinite(packUnits))) {
            throw new IllegalArgumentException("A pack has more than 0 units, not " + packUnits);
        }
        if (!(layerUnits >= 0 && minOrderUnits >= 0 && maxOrderUnits >= 0 && capacityUnits >= 0)
                || !(presentationUnits >= 0 && shelfLifePeriods >= 0 && unitCost >= 0)
                || !(roundUpFrom >= 0 && roundUpFrom <= 1)) {
            throw new IllegalArgumentException("No limit of a line is below zero, and rounding up begins at a share "
                    + "from 0 to 1: layer " + layerUnits + ", minimum " + minOrderUnits + ", maximum " + maxOrderUnits
                    + ", capacity " + capacityUnits + ", presentation " + presentationUnits + ", shelf life "
                    + shelfLifePeriods + ", cost " + unitCost + ", rounding " + roundUpFrom);
        }
    }

    /// Single units without limits.
    public static LineTerms free() {
        return new LineTerms(1, 0, 0, UNLIMITED, UNLIMITED, 0, 0, 0, 0);
    }

    /// The smallest quantity that can be ordered.
    public double smallestOrderUnits() {
        return new Legal(this, maxOrderUnits).smallest();
    }

    public LineTerms withPack(double units) {
        return new LineTerms(
                units,
                layerUnits,
                minOrderUnits,
                maxOrderUnits,
                capacityUnits,
                presentationUnits,
                shelfLifePeriods,
                unitCost,
                roundUpFrom);
    }

    public LineTerms withLayer(double units) {
        return new LineTerms(
                packUnits,
                units,
                minOrderUnits,
                maxOrderUnits,
                capacityUnits,
                presentationUnits,
                shelfLifePeriods,
                unitCost,
                roundUpFrom);
    }

    public LineTerms withOrder(double minUnits, double maxUnits) {
        return new LineTerms(
                packUnits,
                layerUnits,
                minUnits,
                maxUnits,
                capacityUnits,
                presentationUnits,
                shelfLifePeriods,
                unitCost,
                roundUpFrom);
    }

    public LineTerms withShelf(double capacity, double presentation, int lifePeriods) {
        return new LineTerms(
                packUnits,
                layerUnits,
                minOrderUnits,
                maxOrderUnits,
                capacity,
                presentation,
                lifePeriods,
                unitCost,
                roundUpFrom);
    }

    public LineTerms withUnitCost(double money) {
        return new LineTerms(
                packUnits,
                layerUnits,
                minOrderUnits,
                maxOrderUnits,
                capacityUnits,
                presentationUnits,
                shelfLifePeriods,
                money,
                roundUpFrom);
    }

    public LineTerms withRoundUpFrom(double share) {
        return new LineTerms(
                packUnits,
                layerUnits,
                minOrderUnits,
                maxOrderUnits,
                capacityUnits,
                presentationUnits,
                shelfLifePeriods,
                unitCost,
                share);
    }
}
