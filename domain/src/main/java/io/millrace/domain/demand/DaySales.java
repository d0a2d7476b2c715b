package io.millrace.domain.demand;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was sold of an item on a trading day. Sums, so the order in which events came does not matter. Belongs to one
/// thread.
public final class DaySales {
    /// An amount that nobody told.
    public static final long NO_AMOUNT = Long.MIN_VALUE;

    private static final Map<String, Long> NO_PROMOTIONS = Map.of();

    private long units;
    private long returns;
    private long soldAmount;
    private long returnedAmount;
    private long pricedUnits;
    private long transactions;
    private String currency = "";
    private Map<String, Long> unitsByPromotion = NO_PROMOTIONS;

    public DaySales() {}

    /// As it was written.
    public DaySales(
            long units,
            long returns,
            long soldAmount,
            long returnedAmount,
            long pricedUnits,
            long transactions,
            String currency,
            Map<String, Long> unitsByPromotion) {
        this.units = units;
        this.returns = returns;
        this.soldAmount = soldAmount;
        this.returnedAmount = returnedAmount;
        this.pricedUnits = pricedUnits;
        this.transactions = transactions;
        this.currency = currency;
        this.unitsByPromotion = unitsByPromotion.isEmpty() ? NO_PROMOTIONS : new TreeMap<>(unitsByPromotion);
    }

    /// Adds a line's units, or takes them back.
    ///
    /// @param sold units sold; below zero to take them back
    /// @param returned units that came back; below zero to take them back
    /// @param amount what was paid for them, without sign, or [#NO_AMOUNT]
    /// @param money the currency of the amount; amounts in another than the day's first do not count
    public void add(long sold, long returned, long amount, String money, String promotion) {
        units += sold;
        returns += returned;
        if (amount != NO_AMOUNT && isCurrency(money)) {
            soldAmount += Long.signum(sold) * amount;
            returnedAmount += Long.signum(returned) * amount;
            pricedUnits += sold;
        }
        if (!promotion.isEmpty() && sold != 0) {
            promoted(promotion, sold);
        }
    }

    /// Counts a receipt, or takes it back.
    public void receipts(int more) {
        transactions += more;
    }

    private boolean isCurrency(String money) {
        if (currency.isEmpty()) {
            currency = money;
        }
        return money.isEmpty() || money.equals(currency);
    }

    private void promoted(String promotion, long sold) {
        if (unitsByPromotion.isEmpty()) {
            unitsByPromotion = new TreeMap<>();
        }
        unitsByPromotion.merge(promotion, sold, Long::sum);
    }

    public long units() {
        return units;
    }

    public long returns() {
        return returns;
    }

    public long soldAmount() {
        return soldAmount;
    }

    public long returnedAmount() {
        return returnedAmount;
    }

    public long pricedUnits() {
        return pricedUnits;
    }

    public long transactions() {
        return transactions;
    }

    /// The currency of the amounts; empty if nobody said.
    public String currency() {
        return currency;
    }

    public Map<String, Long> unitsByPromotion() {
        return unitsByPromotion;
    }

    /// What customers paid, less what they were given back.
    public long revenue() {
        return soldAmount - returnedAmount;
    }

    /// What one unit sold for, rounded to the nearest ten-thousandth; empty if nothing with a price was sold.
    public Optional<Long> averagePrice() {
        return pricedUnits <= 0 || soldAmount < 0
                ? Optional.empty()
                : Optional.of(Prices.each(soldAmount, pricedUnits));
    }

    /// The promotion most units were sold under, of several the first by name; empty if there was none.
    public String promotion() {
        String most = "";
        long units = 0;
        for (Map.Entry<String, Long> promoted : unitsByPromotion.entrySet()) {
            if (promoted.getValue() > units) {
                most = promoted.getKey();
                units = promoted.getValue();
            }
        }
        return most;
    }
}
