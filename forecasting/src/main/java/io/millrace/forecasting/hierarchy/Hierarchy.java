package io.millrace.forecasting.hierarchy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which series make up which sums. The nodes are the sums, in their order, and after them the series themselves.
public final class Hierarchy {
    private final List<String> names;
    private final List<List<Integer>> members;
    private final int series;

    private Hierarchy(List<String> names, List<List<Integer>> members, int series) {
        this.names = names;
        this.members = members;
        this.series = series;
    }

    /// A hierarchy over series with attributes: one sum for each value of the attributes of each level. A level without
    /// attributes is the total.
    public static Hierarchy of(List<Map<String, String>> attributes, List<List<String>> levels) {
        List<String> names = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        for (List<String> level : levels) {
            Map<String, List<Integer>> sums = new LinkedHashMap<>();
            for (int i = 0; i < attributes.size(); i++) {
                sums.computeIfAbsent(name(attributes.get(i), level), _ -> new ArrayList<>())
                        .add(i);
            }
            names.addAll(sums.keySet());
            members.addAll(sums.values());
        }
        for (int i = 0; i < attributes.size(); i++) {
            names.add("series " + i);
            members.add(List.of(i));
        }
        return new Hierarchy(List.copyOf(names), List.copyOf(members), attributes.size());
    }

    private static String name(Map<String, String> attributes, List<String> level) {
        List<String> parts = new ArrayList<>();
        for (String attribute : level) {
            String value = attributes.get(attribute);
            if (value == null) {
                throw new IllegalArgumentException("A series has no attribute '" + attribute
                        + "', which a level of the hierarchy needs; it has " + attributes.keySet());
            }
            parts.add(attribute + " " + value);
        }
        return parts.isEmpty() ? "total" : String.join(", ", parts);
    }

    /// How many sums and series there are together.
    public int nodes() {
        return names.size();
    }

    public int series() {
        return series;
    }

    public String name(int node) {
        return names.get(node);
    }

    /// The series that make up a node.
    public List<Integer> members(int node) {
        return members.get(node);
    }

    /// The value of every node, given those of the series: what adds up from the bottom.
    public double[] sums(double[] ofSeries) {
        double[] values = new double[nodes()];
        for (int node = 0; node < values.length; node++) {
            for (int member : members.get(node)) {
                values[node] += ofSeries[member];
            }
        }
        return values;
    }
}
