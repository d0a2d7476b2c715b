package io.millrace.replenishment.order;

import io.millrace.replenishment.order.Source.Kind;
import io.millrace.replenishment.policy.Numbers;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Stage 1 of an order: where an item is ordered on a day, and why there.
///
/// @param source empty if it can be ordered nowhere
/// @param reason for a planner to read
public record Sourcing(Optional<Source> source, String reason) {
    /// Chooses by validity, then by priority, then by cost.
    public static Sourcing of(List<Source> sources, LocalDate day) {
        Optional<Source> chosen = Source.choose(sources, day);
        return new Sourcing(
                chosen, chosen.map(best -> chosen(best, sources, day)).orElseGet(() -> none(sources, day)));
    }

    private static String chosen(Source best, List<Source> sources, LocalDate day) {
        List<Source> others = sources.stream()
                .filter(other -> !other.equals(best) && other.isValid(day))
                .toList();
        String where = (best.kind() == Kind.SUPPLIER ? "supplier " : "warehouse ") + best.name();
        if (others.isEmpty()) {
            return where + ": the only one on " + day;
        }
        boolean first = others.stream().allMatch(other -> other.priority() > best.priority());
        boolean cheapest = others.stream()
                .filter(other -> other.priority() == best.priority())
                .allMatch(other -> other.unitCost() > best.unitCost());
        String by = first
                ? "by its priority of " + best.priority()
                : cheapest
                        ? "by its cost of " + Numbers.shown(best.unitCost())
                        : "by its name, at equal priority and cost";
        return where + ": before " + others.stream().map(Source::name).sorted().collect(Collectors.joining(", ")) + " "
                + by;
    }

    private static String none(List<Source> sources, LocalDate day) {
        if (sources.isEmpty()) {
            return "no supplier or warehouse is named for it";
        }
        String when = sources.stream()
                .sorted(Comparator.comparing(Source::name))
                .map(source -> day.isBefore(source.validFrom())
                        ? source.name() + " only from " + source.validFrom()
                        : source.name() + " until " + source.validUntil())
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "nobody can be ordered from on %s: %s", day, when);
    }
}
