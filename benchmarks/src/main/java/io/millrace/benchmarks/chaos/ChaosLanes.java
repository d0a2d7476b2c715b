package io.millrace.benchmarks.chaos;

import io.millrace.schemas.topics.Topics;
import io.millrace.topology.stock.StockTopology;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Which node works on how many partitions, as the group's coordinator sees it.
final class ChaosLanes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int SENDS_PER_LOOK = 10;

    private final Admin admin;

    ChaosLanes(Admin admin) {
        this.admin = admin;
    }

    /// Returns when so many nodes have partitions; the load goes on meanwhile.
    void awaitShared(int nodes, Runnable send) {
        await("the work is shared by " + nodes + " nodes", byNode -> byNode.size() == nodes, send);
    }

    /// Returns when a node has no partitions any more, and others have them.
    void awaitTakenFrom(String node, Runnable send) {
        await(node + " is relieved", byNode -> !byNode.containsKey(node) && !byNode.isEmpty(), send);
    }

    String busiest(List<String> nodes) {
        Map<String, Integer> byNode = partitionsByNode();
        return nodes.stream()
                .max(Comparator.comparingInt(node -> byNode.getOrDefault(node, 0)))
                .orElseThrow();
    }

    private void await(String what, Predicate<Map<String, Integer>> condition, Runnable send) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(partitionsByNode())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after " + PATIENCE.toSeconds() + " s it is still not so that " + what
                        + ": " + partitionsByNode());
            }
            for (int i = 0; i < SENDS_PER_LOOK; i++) {
                send.run();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private Map<String, Integer> partitionsByNode() {
        Map<String, Integer> byNode = new HashMap<>();
        for (MemberDescription member : members()) {
            int partitions = (int) member.assignment().topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(Topics.SALES.name()))
                    .count();
            // Each thread adds its number to the name of its node.
            String instance = member.groupInstanceId().orElse("");
            String node = instance.substring(0, Math.max(0, instance.lastIndexOf('-')));
            if (partitions > 0) {
                byNode.merge(node, partitions, Integer::sum);
            }
        }
        return byNode;
    }

    private List<MemberDescription> members() {
        try {
            return List.copyOf(admin.describeConsumerGroups(List.of(StockTopology.APPLICATION))
                    .describedGroups()
                    .get(StockTopology.APPLICATION)
                    .get()
                    .members());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return List.of(); // Nobody has joined yet.
            }
            throw new IllegalStateException("the group of the ledger can't be looked at", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the group of the ledger", interrupted);
        }
    }
}
