package io.millrace.schemas.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant to write.
public final class Suggestion {
    private Suggestion() {}

    /// The candidate nearest to a mistyped word: a few letters off, or the word is its last part
    /// (`registry.url` for `schema.registry.url`). Empty when nothing is near.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String typed = word.toLowerCase(Locale.ROOT);
        int distanceMax = Math.max(1, Math.min(3, typed.length() / 3));
        return candidates.stream()
                .filter(candidate -> distance(typed, candidate, distanceMax) <= distanceMax)
                .min(Comparator.comparingInt((String candidate) -> distance(typed, candidate, distanceMax))
                        .thenComparing(Comparator.naturalOrder()))
                .or(() -> endingWith(typed, candidates));
    }

    private static Optional<String> endingWith(String typed, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).endsWith("." + typed))
                .min(Comparator.naturalOrder());
    }

    private static int distance(String typed, String candidate, int distanceMax) {
        if (Math.abs(typed.length() - candidate.length()) > distanceMax) {
            return Integer.MAX_VALUE;
        }
        return distance(typed, candidate.toLowerCase(Locale.ROOT));
    }

    /// Letters to insert, delete, replace or swap with their neighbour to turn one word into the other.
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
