package io.millrace.benchmarks.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.replenishment.reference.Instance;
import io.millrace.replenishment.reference.InstanceResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The inventory problems with known optima: how many are matched, and how long all of them take.
public final class Instances {
    private static final int WARM_UP_ROUNDS = 30;
    private static final int ROUNDS = 9;
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Instance> instances;

    private Instances(List<Instance> instances) {
        this.instances = List.copyOf(instances);
    }

    /// The figures.
    ///
    /// @param exact how many known optima were matched
    /// @param total how many instances there are
    /// @param largestCostGap the largest difference to a known cost, as a share of it
    /// @param seconds for all instances together, round by round, after warm-up
    /// @param missed the ids of those that were not matched
    public record Figures(int exact, int total, double largestCostGap, Samples seconds, List<String> missed) {}

    /// Reads `replenishment-instances.json` or a file of its form.
    ///
    /// @throws IOException if there is no such file
    public static Instances read(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Instance> instances = new ArrayList<>();
        for (JsonNode node : mapper.readTree(Files.readString(file)).path("instances")) {
            instances.add(Instance.of(mapper.convertValue(
                    node, mapper.getTypeFactory().constructMapType(Map.class, String.class, Object.class))));
        }
        return new Instances(instances);
    }

    /// Solves all of them again and again.
    public Figures measure() {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            solve();
        }
        Samples seconds = new Samples();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            solve();
            seconds.add((System.nanoTime() - start) / NANOS_PER_SECOND);
        }
        List<InstanceResult> results = solve();
        List<String> missed = results.stream()
                .filter(result -> !Boolean.TRUE.equals(result.matched()))
                .map(InstanceResult::id)
                .toList();
        double largestCostGap = results.stream()
                .map(InstanceResult::costDifference)
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        return new Figures(instances.size() - missed.size(), instances.size(), largestCostGap, seconds, missed);
    }

    private List<InstanceResult> solve() {
        return instances.stream().map(Instance::solve).toList();
    }
}
