package io.millrace.replenishment.learning;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Which shelves to count today: those where a count is worth most for the minutes it takes.
public final class CountTasks {
    private CountTasks() {}

    /// A shelf that might be counted.
    ///
    /// @param phantomProbability that the book is wrong
    /// @param lostPerDay the margin that a wrong book costs a day
    /// @param days for which it would go on unseen
    /// @param minutes a count takes
    public record Shelf(
            LocationId location, Sku item, double phantomProbability, double lostPerDay, double days, double minutes) {
        public Shelf {
            if (!(phantomProbability >= 0 && phantomProbability <= 1)
                    || !(lostPerDay >= 0)
                    || !(days >= 0)
                    || !(minutes > 0)) {
                throw new IllegalArgumentException("Shelf " + location + " " + item + " has " + phantomProbability
                        + " for a probability, " + lostPerDay + " a day for " + days + " days and " + minutes
                        + " minutes; none may be negative and minutes must be above 0");
            }
        }

        /// What a count is worth on average.
        public double value() {
            return phantomProbability * lostPerDay * days;
        }
    }

    /// The tasks of a day, the most valuable for a minute first; whatever no longer fits is left out.
    public static List<Shelf> choose(List<Shelf> shelves, double budgetMinutes) {
        List<Shelf> ranked = shelves.stream()
                .filter(shelf -> shelf.value() > 0)
                .sorted(Comparator.comparingDouble((Shelf shelf) -> -shelf.value() / shelf.minutes())
                        .thenComparing(shelf -> shelf.location().value())
                        .thenComparing(shelf -> shelf.item().value()))
                .toList();
        List<Shelf> chosen = new ArrayList<>();
        double left = budgetMinutes;
        for (Shelf shelf : ranked) {
            if (shelf.minutes() <= left) {
                chosen.add(shelf);
                left -= shelf.minutes();
            }
        }
        return List.copyOf(chosen);
    }

    /// Which share of the counted shelves had a wrong book, where that is known; 1 if none was counted.
    public static double precision(List<Shelf> counted, Set<Shelf> wrong) {
        return counted.isEmpty()
                ? 1
                : (double) counted.stream().filter(wrong::contains).count() / counted.size();
    }
}
