package io.millrace.domain.demand;

import io.millrace.domain.stock.Bucket;

/// What the movements of one journal line mean for demand and for the shelf. Made for one line after the other, so that
/// none makes an object. Belongs to one thread.
///
/// Only goods that go to a customer or come back are demand; a line that takes back an earlier one takes from what that
/// one added. What a count has already seen (ABSORBED_BY_COUNT) is no demand: only the books change.
public final class LineEffect {
    private boolean reversed;
    private long units;
    private long returns;
    private long free;
    private long absorbed;
    private int shelfSales;

    /// Forgets the line before.
    ///
    /// @param takesBack whether the line takes back a line of an earlier event
    public void begin(boolean takesBack) {
        reversed = takesBack;
        units = 0;
        returns = 0;
        free = 0;
        absorbed = 0;
        shelfSales = 0;
    }

    public void movement(Bucket from, Bucket to, long thousandths, boolean absorbedByCount) {
        long intoFree = (to == Bucket.FREE ? thousandths : 0) - (from == Bucket.FREE ? thousandths : 0);
        if (absorbedByCount) {
            absorbed += intoFree;
            return;
        }
        free += intoFree;
        if (to == Bucket.CUSTOMER) {
            units += reversed ? 0 : thousandths;
            returns -= reversed ? thousandths : 0;
            shelfSales += !reversed && from == Bucket.FREE ? 1 : 0;
        } else if (from == Bucket.CUSTOMER) {
            returns += reversed ? 0 : thousandths;
            units -= reversed ? thousandths : 0;
            shelfSales -= reversed && to == Bucket.FREE ? 1 : 0;
        }
    }

    /// Units sold; below zero if a sale was taken back.
    public long units() {
        return units;
    }

    /// Units that came back; below zero if a return was taken back.
    public long returns() {
        return returns;
    }

    /// What the free stock gained, leaving aside what a count had seen.
    public long free() {
        return free;
    }

    /// What the free stock gained because a count had already seen the rest.
    public long absorbed() {
        return absorbed;
    }

    public boolean isDemand() {
        return units != 0 || returns != 0;
    }

    /// How often goods left the shelf with a customer, which proves that there were some; below zero if that was taken
    /// back.
    public int shelfSales() {
        return shelfSales;
    }

    /// Whether goods came in other than from customers, so that the books say what there is.
    public boolean broughtStock() {
        return free > 0 && units == 0 && returns == 0;
    }
}
