package io.millrace.replenishment.reference;

import java.util.List;

/// The order quantity for steady demand (Harris 1913), with backorders and with price breaks.
///
/// Costs are per unit of time; demand is a rate per the same unit.
public final class EconomicOrderQuantity {
    private EconomicOrderQuantity() {}

    /// How much to order each time.
    ///
    /// @param quantity to order each time
    /// @param cost per unit of time
    public record Lot(double quantity, double cost) {}

    /// How much to order each time, and how much of it is waited for.
    ///
    /// @param stockoutFraction share of the demand that waits
    public record LotWithBackorders(double quantity, double stockoutFraction, double cost) {}

    /// How much to order each time, and at which price.
    ///
    /// @param region index of the price that is paid, from 0
    public record LotAtPrice(double quantity, int region, double cost) {}

    /// A price from a quantity on.
    ///
    /// @param from the least quantity; 0 for the first
    /// @param unitCost the price of a unit
    public record PriceBreak(double from, double unitCost) {
        public PriceBreak {
            Check.notNegative("A price's breakpoint", from);
            Check.notNegative("A price", unitCost);
        }
    }

    public static Lot plain(double fixedCost, double holdingCost, double demandRate) {
        check(fixedCost, holdingCost, demandRate);
        return new Lot(
                Math.sqrt(2 * fixedCost * demandRate / holdingCost),
                Math.sqrt(2 * fixedCost * demandRate * holdingCost));
    }

    public static LotWithBackorders withBackorders(
            double fixedCost, double holdingCost, double stockoutCost, double demandRate) {
        check(fixedCost, holdingCost, demandRate);
        Check.positive("stockout_cost", stockoutCost);
        double inStock = stockoutCost / (holdingCost + stockoutCost);
        Lot lot = plain(fixedCost, holdingCost * inStock, demandRate);
        return new LotWithBackorders(lot.quantity(), holdingCost / (holdingCost + stockoutCost), lot.cost());
    }

    /// The price of the quantity's break holds for all its units.
    ///
    /// @param holdingRate the cost of holding a unit, as a share of its price
    public static LotAtPrice allUnits(
            double fixedCost, double holdingRate, double demandRate, List<PriceBreak> prices) {
        check(fixedCost, holdingRate, demandRate);
        checkPrices(prices);
        LotAtPrice best = new LotAtPrice(0, 0, Double.POSITIVE_INFINITY);
        for (int region = 0; region < prices.size(); region++) {
            PriceBreak price = prices.get(region);
            double end = region + 1 < prices.size() ? prices.get(region + 1).from() : Double.POSITIVE_INFINITY;
            double holding = holdingRate * price.unitCost();
            double free = holding == 0
                    ? price.from()
                    : plain(fixedCost, holding, demandRate).quantity();
            double quantity = Math.max(free, price.from());
            if (quantity < end || quantity == price.from()) {
                double cost = price.unitCost() * demandRate + lotCost(fixedCost, holding, demandRate, quantity);
                best = cost < best.cost() ? new LotAtPrice(quantity, region, cost) : best;
            }
        }
        return best;
    }

    /// The price of a break holds for the units beyond it alone.
    ///
    /// @param holdingRate the cost of holding a unit, as a share of its average price
    public static LotAtPrice incremental(
            double fixedCost, double holdingRate, double demandRate, List<PriceBreak> prices) {
        check(fixedCost, holdingRate, demandRate);
        checkPrices(prices);
        LotAtPrice best = new LotAtPrice(0, 0, Double.POSITIVE_INFINITY);
        double surcharge = 0;
        for (int region = 0; region < prices.size(); region++) {
            PriceBreak price = prices.get(region);
            if (region > 0) {
                surcharge += (prices.get(region - 1).unitCost() - price.unitCost()) * price.from();
            }
            double end = region + 1 < prices.size() ? prices.get(region + 1).from() : Double.POSITIVE_INFINITY;
            double holding = holdingRate * price.unitCost();
            double setup = fixedCost + surcharge;
            double free = holding == 0
                    ? price.from()
                    : plain(setup, holding, demandRate).quantity();
            double quantity = Math.min(Math.max(free, price.from()), end);
            double cost = price.unitCost() * demandRate
                    + holdingRate * surcharge / 2
                    + lotCost(setup, holding, demandRate, quantity);
            best = cost < best.cost() ? new LotAtPrice(quantity, region, cost) : best;
        }
        return best;
    }

    private static double lotCost(double setup, double holding, double demandRate, double quantity) {
        double setups = setup * demandRate == 0 ? 0 : setup * demandRate / quantity;
        return setups + holding * quantity / 2;
    }

    private static void check(double fixedCost, double holdingCost, double demandRate) {
        Check.notNegative("fixed_cost", fixedCost);
        Check.positive("The cost of holding", holdingCost);
        Check.notNegative("demand_rate", demandRate);
    }

    private static void checkPrices(List<PriceBreak> prices) {
        if (prices.isEmpty() || prices.getFirst().from() != 0) {
            throw new IllegalArgumentException(
                    "The prices do not say what the first unit costs; start breakpoints at 0");
        }
        for (int region = 1; region < prices.size(); region++) {
            PriceBreak before = prices.get(region - 1);
            PriceBreak price = prices.get(region);
            if (price.from() <= before.from() || price.unitCost() > before.unitCost()) {
                throw new IllegalArgumentException("The price from " + price.from() + " on is " + price.unitCost()
                        + ", after " + before.unitCost() + " from " + before.from()
                        + " on; breakpoints must rise and prices must not");
            }
        }
    }
}
