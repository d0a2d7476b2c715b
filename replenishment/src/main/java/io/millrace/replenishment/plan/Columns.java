package io.millrace.replenishment.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The columns of a file: those it must have, and those it may have. Others may stand beside them and mean nothing,
/// unless they are likely meant to be one of these: what is misspelled would not be followed, and nobody would see it.
record Columns(List<String> required, List<String> optional) {
    private static final int LONG = 8;

    void check(Path file, List<String> names) {
        for (String name : required) {
            if (!names.contains(name)) {
                throw new PlanException(
                        file + " line 1 has no column '" + name + "'; it has " + String.join(",", names) + ".",
                        "Name the columns " + String.join(",", required) + " in the first line.");
            }
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.isEmpty() && names.indexOf(name) != i) {
                throw new PlanException(file + " line 1 names '" + name + "' twice.", "Keep one of the two columns.");
            }
            meant(name).ifPresent(known -> {
                throw new PlanException(
                        file + " line 1 has a column '" + name + "', which means nothing here.",
                        "Write " + known + " if that is meant, or give the column another name.");
            });
        }
    }

    /// The column that a name is likely meant to be; empty if it is one or is not like any.
    private Optional<String> meant(String name) {
        List<String> known = Stream.concat(required.stream(), optional.stream()).toList();
        return known.contains(name)
                ? Optional.empty()
                : known.stream()
                        .filter(one -> edits(letters(name), letters(one)) <= (one.length() < LONG ? 1 : 2))
                        .findFirst();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /// How many letters have to be put in, taken out or changed to get from one to the other.
    private static int edits(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
