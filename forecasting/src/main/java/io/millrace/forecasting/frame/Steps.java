package io.millrace.forecasting.frame;

import io.millrace.forecasting.Frequency;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Dates as whole steps, counted from a step long ago, and back.
final class Steps {
    private static final int MONTHS = 12;
    private static final int DAYS = 7;
    private static final double MOSTLY = 0.98;

    private final Frequency frequency;

    Steps(Frequency frequency) {
        this.frequency = frequency;
    }

    /// The step of a date; `anchor` is any date of the same series, from whose weekday weeks are counted.
    int of(LocalDate date, LocalDate anchor) {
        return switch (frequency) {
            case DAILY -> Math.toIntExact(date.toEpochDay());
            case WEEKLY -> Math.toIntExact(Math.floorDiv(date.toEpochDay() - weekday(anchor), DAYS));
            case MONTHLY -> date.getYear() * MONTHS + date.getMonthValue() - 1;
        };
    }

    LocalDate date(int step, LocalDate anchor) {
        return switch (frequency) {
            case DAILY -> LocalDate.ofEpochDay(step);
            case WEEKLY -> LocalDate.ofEpochDay((long) step * DAYS + weekday(anchor));
            case MONTHLY -> LocalDate.of(Math.floorDiv(step, MONTHS), Math.floorMod(step, MONTHS) + 1, 1);
        };
    }

    private static long weekday(LocalDate anchor) {
        return Math.floorMod(anchor.toEpochDay(), (long) DAYS);
    }

    /// How long a step is, by the distances between neighbouring dates of the same series: months if nearly all are
    /// whole months, weeks if nearly all are whole weeks, else days.
    static Frequency seen(Map<String, LocalDate[]> datesBySeries) {
        Map<Frequency, Integer> votes = new HashMap<>();
        int all = 0;
        for (LocalDate[] dates : datesBySeries.values()) {
            Arrays.sort(dates);
            for (int i = 1; i < dates.length; i++) {
                if (!dates[i].equals(dates[i - 1])) {
                    votes.merge(distance(dates[i - 1], dates[i]), 1, Integer::sum);
                    all++;
                }
            }
        }
        for (Frequency frequency : new Frequency[] {Frequency.MONTHLY, Frequency.WEEKLY}) {
            if (all > 0 && votes.getOrDefault(frequency, 0) >= MOSTLY * all) {
                return frequency;
            }
        }
        return Frequency.DAILY;
    }

    private static Frequency distance(LocalDate from, LocalDate to) {
        boolean lastDays = isLastOfMonth(from) && isLastOfMonth(to);
        if (lastDays || from.getDayOfMonth() == to.getDayOfMonth()) {
            return Frequency.MONTHLY;
        }
        return (to.toEpochDay() - from.toEpochDay()) % DAYS == 0 ? Frequency.WEEKLY : Frequency.DAILY;
    }

    private static boolean isLastOfMonth(LocalDate date) {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }
}
