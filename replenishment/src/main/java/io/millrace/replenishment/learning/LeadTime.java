package io.millrace.replenishment.learning;

import java.util.Arrays;

/// A lead time in days as a distribution, by the chance to arrive on each day if it has not arrived before.
///
/// After the last day with a chance of its own, the last chance goes on for ever.
public final class LeadTime {
    private static final int MOST_DAYS = 10_000;

    private final double[] chances;

    private LeadTime(double[] chances) {
        this.chances = chances;
    }

    /// @param chances of day 0, 1, 2, …; the last one above 0
    static LeadTime of(double... chances) {
        if (chances.length == 0 || !(chances[chances.length - 1] > 0)) {
            throw new IllegalArgumentException("A lead time without an end; give a last chance above 0");
        }
        return new LeadTime(chances.clone());
    }

    /// What is assumed of a supplier before anything was seen: on average the days that were agreed.
    public static LeadTime agreed(int days) {
        return of(1.0 / (Math.max(0, days) + 1));
    }

    /// To arrive on that day, if not before.
    public double chance(int day) {
        return chances[Math.min(day, chances.length - 1)];
    }

    /// P(later than that day).
    public double later(int day) {
        double later = 1;
        for (int before = 0; before <= day; before++) {
            later *= 1 - chance(before);
        }
        return later;
    }

    /// P(not later than `horizonDays` from now), for an order that has been open for that many full days. This is what
    /// overdue supply still counts for.
    public double arrivesWithin(int openDays, int horizonDays) {
        double later = 1;
        for (int day = openDays + 1; day <= openDays + horizonDays; day++) {
            later *= 1 - chance(day);
        }
        return 1 - later;
    }

    /// The first day by which it has arrived with at least this probability.
    public int quantile(double level) {
        if (!(level >= 0 && level < 1)) {
            throw new IllegalArgumentException("A level lies from 0 to below 1, not at " + level);
        }
        double later = 1;
        for (int day = 0; day < MOST_DAYS; day++) {
            later *= 1 - chance(day);
            if (later <= 1 - level) {
                return day;
            }
        }
        return MOST_DAYS;
    }

    public double mean() {
        double mean = 0;
        double later = 1;
        for (int day = 0; day < chances.length - 1; day++) {
            later *= 1 - chances[day];
            mean += later;
        }
        double last = chances[chances.length - 1];
        return mean + later * (1 - last) / last;
    }

    /// The distribution for fewer observations, drawn towards this one: Kaplan and Meier's estimate day by day, as if
    /// `weight` more orders had behaved as this distribution says.
    ///
    /// @param arrivals how many arrived on day 0, 1, 2, …
    /// @param atRisk how many had not arrived before that day and were still watched on it
    LeadTime updated(double[] arrivals, double[] atRisk, double weight) {
        double[] updated = new double[Math.max(chances.length, arrivals.length + 1)];
        for (int day = 0; day < updated.length; day++) {
            double arrived = day < arrivals.length ? arrivals[day] : 0;
            double watched = day < atRisk.length ? atRisk[day] : 0;
            updated[day] = (arrived + weight * chance(day)) / (watched + weight);
        }
        return new LeadTime(updated);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeadTime leadTime && Arrays.equals(chances, leadTime.chances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chances);
    }
}
