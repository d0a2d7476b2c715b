package io.millrace.forecasting.auto;

import io.millrace.forecasting.DemandSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A way to put series into groups: those that have the same values of some attributes; without attributes, all.
record Partition(List<String> attributes) {
    private static final int SERIES_EACH = 5;
    private static final int MOST = 8;

    String name() {
        return attributes.isEmpty() ? "all series" : "all of the same " + String.join(" and ", attributes);
    }

    /// The values that tell the group of a series, which is none where it lacks an attribute.
    List<String> group(Map<String, String> values) {
        return attributes.stream()
                .map(attribute -> values.getOrDefault(attribute, ""))
                .toList();
    }

    /// The groups of a panel.
    Map<List<String>, List<DemandSeries>> split(List<DemandSeries> panel) {
        Map<List<String>, List<DemandSeries>> groups = new LinkedHashMap<>();
        panel.forEach(series -> groups.computeIfAbsent(group(series.attributes()), _ -> new ArrayList<>())
                .add(series));
        return groups;
    }

    /// All series together, and then by each attribute and each two of them, where that makes groups of several series
    /// and not the same ones again.
    static List<Partition> of(List<DemandSeries> panel) {
        TreeSet<String> names = new TreeSet<>();
        panel.forEach(series -> names.addAll(series.attributes().keySet()));
        List<Partition> pairs = new ArrayList<>();
        for (String name : names) {
            names.tailSet(name, false).forEach(other -> pairs.add(new Partition(List.of(name, other))));
        }
        pairs.sort(
                Comparator.comparingInt((Partition pair) -> -pair.split(panel).size()));
        List<Partition> candidates = new ArrayList<>(List.of(new Partition(List.of())));
        names.forEach(name -> candidates.add(new Partition(List.of(name))));
        candidates.addAll(pairs);
        Set<List<Integer>> seen = new HashSet<>();
        return candidates.stream()
                .filter(partition -> partition.isTelling(panel) && seen.add(partition.pattern(panel)))
                .limit(MOST)
                .toList();
    }

    private boolean isTelling(List<DemandSeries> panel) {
        int groups = split(panel).size();
        return panel.size() >= groups * SERIES_EACH && (groups > 1 || attributes.isEmpty());
    }

    /// For each series the first of its group, which is the same for partitions that are alike.
    private List<Integer> pattern(List<DemandSeries> panel) {
        Map<List<String>, Integer> first = new LinkedHashMap<>();
        Integer[] pattern = new Integer[panel.size()];
        for (int i = 0; i < pattern.length; i++) {
            int index = i;
            pattern[i] = first.computeIfAbsent(group(panel.get(i).attributes()), _ -> index);
        }
        return Arrays.asList(pattern);
    }
}
