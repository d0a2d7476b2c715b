package io.millrace.topology.forecast.rules;

import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.LeftOut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A series that cannot be forecast.
public record Absent(String location, String item, Why why) {
    private static final int EXAMPLES_MAX = 10;
    private static final String ANY = "*";

    /// Why nothing is forecast of a series.
    public enum Why {
        /// Nobody sold it lately.
        ASLEEP("nothing was sold for 366 days or more"),
        /// Days closed, but no unit was sold on any of them.
        NEVER_SOLD("nothing was sold yet on any day that has closed"),
        /// No day of it has closed.
        UNKNOWN("no day with a movement of it has closed yet, or it is not spelt as in the catalogue"),
        /// What was known has gone between planning and forecasting.
        GONE("no day of it is known up to the day that its location has closed");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /// Why, in words.
        public String words() {
            return words;
        }
    }

    /// What a wish is not met of: series that cannot be forecast, and what it names and nobody knows.
    public static List<LeftOut> of(ForecastCommand wish, Collection<Candidate> known, Collection<Absent> absent) {
        List<Absent> found = new ArrayList<>(absent.stream()
                .filter(one -> wish.locations().isEmpty() || wish.locations().contains(one.location()))
                .filter(one -> wish.items().isEmpty() || wish.items().contains(one.item()))
                .toList());
        wish.items().stream()
                .filter(item -> known.stream().noneMatch(one -> one.item().equals(item)))
                .filter(item -> found.stream().noneMatch(one -> one.item().equals(item)))
                .forEach(item -> found.add(new Absent(ANY, item, Why.UNKNOWN)));
        wish.locations().stream()
                .filter(location ->
                        known.stream().noneMatch(one -> one.location().equals(location)))
                .filter(location ->
                        found.stream().noneMatch(one -> one.location().equals(location)))
                .forEach(location -> found.add(new Absent(location, ANY, Why.UNKNOWN)));
        return counted(found);
    }

    /// How many there are for each reason.
    public static List<LeftOut> counted(Collection<Absent> absent) {
        Map<Why, List<Absent>> byReason = new EnumMap<>(Why.class);
        absent.forEach(
                one -> byReason.computeIfAbsent(one.why, _ -> new ArrayList<>()).add(one));
        List<LeftOut> counted = new ArrayList<>();
        byReason.forEach((why, all) -> counted.add(new LeftOut(
                why.words,
                all.size(),
                all.stream()
                        .map(one -> one.location + '|' + one.item)
                        .sorted()
                        .limit(EXAMPLES_MAX)
                        .toList())));
        return counted;
    }

    /// Two counts as one; of examples as many as there is room for.
    public static List<LeftOut> together(List<LeftOut> one, List<LeftOut> other) {
        List<LeftOut> all = new ArrayList<>(one);
        for (LeftOut more : other) {
            int at = all.stream().map(LeftOut::reason).toList().indexOf(more.reason());
            if (at < 0) {
                all.add(more);
            } else {
                List<String> examples = new ArrayList<>(all.get(at).examples());
                examples.addAll(more.examples());
                all.set(
                        at,
                        new LeftOut(
                                more.reason(),
                                all.get(at).series() + more.series(),
                                examples.stream().limit(EXAMPLES_MAX).toList()));
            }
        }
        return all;
    }
}
