package io.millrace.benchmarks.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a bench found: a table for a person and one line of JSON for a machine.
public final class Report {
    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;
    private static final MathContext SHOWN = new MathContext(4);

    private final String bench;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    public Report(String bench) {
        this.bench = bench;
    }

    public Report line(String text) {
        lines.add(text);
        return this;
    }

    /// A figure, with its spread over the rounds.
    public Report figure(String key, Samples samples, String unit) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-24s %14s %-12s spread %4.1f %%",
                key,
                shown(samples.median()).toPlainString(),
                unit,
                samples.spread() * 100));
        figures.put(key, samples.median());
        return this;
    }

    /// A figure that was measured once, or that has a distribution of its own.
    public Report figure(String key, double value, String unit) {
        lines.add(String.format(
                        Locale.ROOT, "  %-24s %14s %-12s", key, shown(value).toPlainString(), unit)
                .stripTrailing());
        figures.put(key, value);
        return this;
    }

    public Map<String, Double> figures() {
        return Map.copyOf(figures);
    }

    public String table() {
        return String.join(System.lineSeparator(), lines);
    }

    public String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("bench", bench);
        root.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("memory_gib", Math.round(memoryBytes() / BYTES_PER_GIB))
                .put("jdk", Runtime.version().toString());
        ObjectNode node = root.putObject("figures");
        figures.forEach((key, value) -> node.put(key, shown(value)));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static BigDecimal shown(double value) {
        BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
