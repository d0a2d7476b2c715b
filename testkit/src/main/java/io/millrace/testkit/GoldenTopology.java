package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/// Holds a topology against the description that was agreed, and draws it.
///
/// A changed name loses state on upgrade, so a change must be seen and meant: run with `-Dtopologies.update=true` to
/// agree to it.
public final class GoldenTopology {
    private static final String UPDATE = "topologies.update";

    private GoldenTopology() {}

    /// Fails unless `folder/name.md` describes this topology.
    public static void check(String name, Topology topology, Path folder) {
        check(name, topology, folder, Boolean.getBoolean(UPDATE));
    }

    static void check(String name, Topology topology, Path folder, boolean update) {
        Path file = folder.resolve(name + ".md");
        String actual = page(name, topology.describe());
        try {
            if (update) {
                Files.createDirectories(folder);
                Files.writeString(file, actual);
            }
            String agreed = Files.exists(file) ? Files.readString(file) : "";
            if (!agreed.equals(actual)) {
                throw new AssertionError("The topology " + name + " differs from " + file
                        + ". If that is meant, run the test with -D" + UPDATE
                        + "=true and commit the file. It is now:\n"
                        + actual);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String page(String name, TopologyDescription description) {
        StringBuilder page = new StringBuilder(
                "# " + name + "\n\nGenerated from the topology itself.\n\n```mermaid\nflowchart LR\n");
        Set<String> lines = new TreeSet<>();
        description.subtopologies().forEach(part -> part.nodes().forEach(node -> draw(node, lines)));
        lines.forEach(line -> page.append("  ").append(line).append('\n'));
        page.append("```\n\n```text\n");
        description
                .toString()
                .lines()
                .forEach(line -> page.append(line.stripTrailing()).append('\n'));
        return page.append("```\n").toString();
    }

    private static void draw(Node node, Set<String> lines) {
        lines.add(id(node.name()) + "[\"" + node.name() + "\"]");
        node.successors().forEach(next -> lines.add(id(node.name()) + " --> " + id(next.name())));
        switch (node) {
            case Source source ->
                source.topicSet().forEach(topic -> lines.add(topic(topic) + " --> " + id(node.name())));
            case Sink sink ->
                lines.add(id(node.name()) + " --> " + topic(sink.topic() == null ? "by record" : sink.topic()));
            case Processor processor ->
                processor
                        .stores()
                        .forEach(store -> lines.add(id(node.name()) + " --- " + id(store) + "[(\"" + store + "\")]"));
            default -> throw new AssertionError("a node of a new kind: " + node);
        }
    }

    private static String topic(String name) {
        return id(name) + "{{\"" + name + "\"}}";
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }
}
