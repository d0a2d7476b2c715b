package io.millrace.topology.forecast.rules;

import java.util.Collection;

/// Whether a challenger deserves to be served: it must have cost less than the champion, by more than chance explains
/// and by enough to be worth a change, over the same items and days.
///
/// Items of one day are alike (weather, a holiday), so a day counts once: the mean difference of its items. Chance is
/// what these means of days spread by.
///
/// @param days how many days both have been scored on
/// @param champion the champion's mean scaled pinball loss on them
/// @param challenger the challenger's
/// @param deviations by how many standard errors the challenger is better; negative if it is worse
/// @param promoted whether it deserves to be served
public record Challenge(int days, double champion, double challenger, double deviations, boolean promoted) {
    /// On how many days both must have been scored.
    public static final int DAYS_MIN = 28;

    private static final double DEVIATIONS_MIN = 2.5;
    private static final double SHARE_MIN = 0.01;

    /// A day on which both were scored.
    ///
    /// @param items on how many items
    /// @param champion the sum of the champion's scaled losses on them
    /// @param challenger the sum of the challenger's
    public record Day(long items, double champion, double challenger) {
        double gain() {
            return (champion - challenger) / items;
        }
    }

    /// What speaks for and against a challenger.
    public static Challenge of(Collection<Day> scored) {
        int count = scored.size();
        double champion = 0;
        double challenger = 0;
        for (Day day : scored) {
            champion += day.champion() / day.items() / count;
            challenger += day.challenger() / day.items() / count;
        }
        double gain = champion - challenger;
        double squares = 0;
        for (Day day : scored) {
            squares += (day.gain() - gain) * (day.gain() - gain);
        }
        double error = count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0;
        double deviations = error > 0 ? gain / error : 0;
        boolean promoted = count >= DAYS_MIN && deviations >= DEVIATIONS_MIN && gain >= SHARE_MIN * champion;
        return new Challenge(count, champion, challenger, deviations, promoted);
    }
}
