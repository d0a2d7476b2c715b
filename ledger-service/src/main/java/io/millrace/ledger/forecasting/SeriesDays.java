package io.millrace.ledger.forecasting;

import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.StockOut;
import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.censored.StockOuts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The closed days of one series, in little space. Not safe for many threads.
final class SeriesDays {
    private static final int DAYS_AT_FIRST = 32;
    private static final int DAYS_MAX = 5 * 366;
    private static final byte PROMOTED = 1;
    private static final byte ENDED_OUT = 2;

    private int count;
    private int[] days = new int[DAYS_AT_FIRST];
    private double[] units = new double[DAYS_AT_FIRST];
    private float[] prices = new float[DAYS_AT_FIRST];
    private float[] shares = new float[DAYS_AT_FIRST];
    private byte[] flags = new byte[DAYS_AT_FIRST];
    private long version = -1;

    /// Takes in a closed day, in place of what was known of it.
    ///
    /// @param offset where the day is in its partition
    /// @return 1 if something was sold on it and it was not known before, -1 if it was and nothing was, 0 otherwise
    int put(DemandDay day, long offset) {
        version = Math.max(version, offset);
        int date = Math.toIntExact(day.businessDate().toEpochDay());
        int at = Arrays.binarySearch(days, 0, count, date);
        boolean wasSold = at >= 0 && units[at] > 0;
        if (at < 0) {
            at = roomAt(-at - 1);
        }
        if (at < 0) {
            return 0;
        }
        days[at] = date;
        units[at] =
                Math.max(0, asDouble(day.units().thousandths() - day.returns().thousandths()));
        prices[at] = day.averagePrice() == null ? Float.NaN : day.averagePrice().tenThousandths() / 10_000f;
        shares[at] = OlderDemand.share(
                day.openMinutes(), day.inStockMinutes(), day.units().thousandths() > 0);
        flags[at] = (byte) ((day.promotionId() == null ? 0 : PROMOTED) | (endsOut(day) ? ENDED_OUT : 0));
        return (units[at] > 0 ? 1 : 0) - (wasSold ? 1 : 0);
    }

    /// Takes in a closed day that is known elsewhere, unless it is known already.
    ///
    /// @return 1 if something was sold on it and it was not known before, 0 otherwise
    int putOlder(OlderDemand.Day day) {
        int date = Math.toIntExact(day.date().toEpochDay());
        int at = Arrays.binarySearch(days, 0, count, date);
        int free = at < 0 ? roomAt(-at - 1) : -1;
        if (free < 0) {
            return 0;
        }
        days[free] = date;
        units[free] = day.units();
        prices[free] = day.price();
        shares[free] = day.share();
        flags[free] = (byte) ((day.isPromoted() ? PROMOTED : 0) | (day.hasEndedOut() ? ENDED_OUT : 0));
        return units[free] > 0 ? 1 : 0;
    }

    private static double asDouble(long thousandths) {
        return thousandths / 1_000.0;
    }

    private static boolean endsOut(DemandDay day) {
        List<StockOut> outs = day.stockOuts();
        return !outs.isEmpty() && outs.getLast().to() == null;
    }

    /// Makes room for a day; where there is none, the oldest is forgotten.
    ///
    /// @return where it is to be; negative if it is itself older than all that can be kept
    private int roomAt(int wanted) {
        int at = wanted;
        if (count == DAYS_MAX) {
            if (wanted == 0) {
                return -1;
            }
            move(1, 0, count - 1);
            count--;
            at--;
        }
        if (count == days.length) {
            int more = Math.min(DAYS_MAX, 2 * count);
            days = Arrays.copyOf(days, more);
            units = Arrays.copyOf(units, more);
            prices = Arrays.copyOf(prices, more);
            shares = Arrays.copyOf(shares, more);
            flags = Arrays.copyOf(flags, more);
        }
        move(at, at + 1, count - at);
        count++;
        return at;
    }

    private void move(int from, int to, int length) {
        System.arraycopy(days, from, days, to, length);
        System.arraycopy(units, from, units, to, length);
        System.arraycopy(prices, from, prices, to, length);
        System.arraycopy(shares, from, shares, to, length);
        System.arraycopy(flags, from, flags, to, length);
    }

    /// The offset of the newest record that is in it.
    long version() {
        return version;
    }

    /// The last day on which something was sold.
    Optional<LocalDate> lastSale() {
        for (int i = count - 1; i >= 0; i--) {
            if (units[i] > 0) {
                return Optional.of(LocalDate.ofEpochDay(days[i]));
            }
        }
        return Optional.empty();
    }

    /// The series from its first day to the last that its location has closed, as demand would have been with stock.
    ///
    /// A day that was never written is one without a sale, with stock or without as the day before it ended, which is
    /// what [io.millrace.domain.demand.WholeDays] says of it too. If the location was closed, it says nothing.
    ///
    /// @param closed on which days that were never written the location was closed
    DemandSeries series(SeriesId id, LocalDate last, Predicate<LocalDate> closed) {
        int to = Math.toIntExact(last.toEpochDay());
        int from = count == 0 ? to + 1 : Math.min(days[0], to + 1);
        int length = to - from + 1;
        double[] sold = new double[length];
        double[] price = new double[length];
        double[] promotion = new double[length];
        double[] inStock = new double[length];
        Arrays.fill(price, Double.NaN);
        Arrays.fill(inStock, Double.NaN);
        boolean isOut = false;
        int next = 0;
        for (int step = 0; step < length; step++) {
            if (next < count && days[next] == from + step) {
                sold[step] = units[next];
                price[step] = prices[next];
                promotion[step] = (flags[next] & PROMOTED) != 0 ? 1 : 0;
                inStock[step] = shares[next];
                isOut = (flags[next] & ENDED_OUT) != 0;
                next++;
            } else if (isOut || closed.test(LocalDate.ofEpochDay((long) from + step))) {
                inStock[step] = 0;
            }
        }
        DemandSeries series = DemandSeries.of(id, new Calendar(Frequency.DAILY, LocalDate.ofEpochDay(from)), sold)
                .with(Signal.IN_STOCK, inStock)
                .with(Signal.PRICE, price)
                .with(Signal.PROMOTION, promotion);
        return StockOuts.restored(series);
    }
}
