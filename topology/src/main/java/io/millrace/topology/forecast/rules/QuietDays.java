package io.millrace.topology.forecast.rules;

import java.time.LocalDate;

/// Whether a location had any business on a day on which nothing of it was sold.
///
/// A small shop may have a day without a sale, and a warehouse days without an order. Where at least seven items sell
/// on a day with business, and there was business on nearly all of such days of the week, one without is no chance: it
/// was closed, whatever the catalogue says. Where there never was any on such days of the week, it always is.
public enum QuietDays {
    /// There was business, or there could have been.
    OPEN,
    /// There is business on such days otherwise, but there was none on this.
    CLOSED_FOR_ONCE,
    /// There never is any on such days of the week.
    ALWAYS_CLOSED;

    /// How many days on each side say how a location does.
    public static final int DAYS = 56;

    private static final int WEEK = 7;
    private static final int WEEKS_MIN = 4;
    private static final double ITEMS_MIN = 7;
    private static final double NEARLY_ALL = 0.85;

    /// What is known of the days around one.
    @FunctionalInterface
    public interface Sold {
        /// How many items were sold on a day; negative if it is not known yet, or not any more.
        int items(LocalDate date);
    }

    /// What a day was.
    public static QuietDays of(LocalDate date, Sold sold) {
        if (sold.items(date) != 0 || itemsOnBusyDays(date, sold) < ITEMS_MIN) {
            return OPEN;
        }
        int known = 0;
        int busy = 0;
        for (int day = -DAYS; day <= DAYS; day += WEEK) {
            int items = day == 0 ? -1 : sold.items(date.plusDays(day));
            known += items >= 0 ? 1 : 0;
            busy += items > 0 ? 1 : 0;
        }
        if (known < WEEKS_MIN) {
            return OPEN;
        }
        return busy == 0 ? ALWAYS_CLOSED : busy >= NEARLY_ALL * known ? CLOSED_FOR_ONCE : OPEN;
    }

    private static double itemsOnBusyDays(LocalDate date, Sold sold) {
        long items = 0;
        int days = 0;
        for (int day = -DAYS; day <= DAYS; day++) {
            int count = sold.items(date.plusDays(day));
            items += Math.max(0, count);
            days += count > 0 ? 1 : 0;
        }
        return days == 0 ? 0 : (double) items / days;
    }
}
