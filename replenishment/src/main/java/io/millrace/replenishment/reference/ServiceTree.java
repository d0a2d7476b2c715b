package io.millrace.replenishment.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where to keep safety stock in a tree of stages that promise each other service times (Graves and Willems 2000).
///
/// A stage's cost is holding cost × bound constant × deviation of its demand × the square root of
/// the time it must cover: inbound service time + processing time − its own service time.
public final class ServiceTree {
    private static final int MOST_TIME = 2_000;

    private ServiceTree() {}

    /// A stage.
    ///
    /// @param id unlike all others
    /// @param successors the ids of the stages it supplies
    /// @param inboundServiceTime of an outside supplier; null without one
    /// @param outboundServiceTime the longest that customers outside accept; null for as long as it takes
    /// @param demandDeviation of the demand of customers outside; null without them
    /// @param boundConstant how many deviations the stage is to cover
    public record Stage(
            String id,
            List<String> successors,
            int processingTime,
            double holdingCost,
            @Nullable Integer inboundServiceTime,
            @Nullable Integer outboundServiceTime,
            @Nullable Double demandDeviation,
            double boundConstant) {
        public Stage {
            successors = List.copyOf(successors);
            String of = " of stage " + id;
            Check.between("processing_time" + of, processingTime, 0, MOST_TIME);
            Check.notNegative("local_holding_cost" + of, holdingCost);
            Check.between("external_inbound_cst" + of, inbound(inboundServiceTime), 0, MOST_TIME);
            Check.between("external_outbound_cst" + of, inbound(outboundServiceTime), 0, Integer.MAX_VALUE);
            Check.notNegative("demand_sd" + of, demandDeviation == null ? 0 : demandDeviation);
            Check.notNegative("demand_bound_constant" + of, boundConstant);
        }

        private static int inbound(@Nullable Integer time) {
            return time == null ? 0 : time;
        }

        int inbound() {
            return inbound(inboundServiceTime);
        }

        int longestPromise() {
            return outboundServiceTime == null ? Integer.MAX_VALUE : outboundServiceTime;
        }
    }

    /// The answer.
    ///
    /// @param serviceTimes what each stage promises, by id
    /// @param cost of the safety stocks, per unit of time
    public record Promises(Map<String, Integer> serviceTimes, double cost) {}

    public static Promises best(List<Stage> stages) {
        return new Solver(new Links(stages)).solve();
    }

    /// What these promises cost, or infinity if one can't be kept.
    public static double cost(List<Stage> stages, Map<String, Integer> serviceTimes) {
        Links links = new Links(stages);
        double cost = 0;
        for (int stage = 0; stage < stages.size(); stage++) {
            int inbound = stages.get(stage).inbound();
            for (int before : links.before.get(stage)) {
                inbound = Math.max(
                        inbound, serviceTimes.getOrDefault(stages.get(before).id(), 0));
            }
            cost += links.cost(
                    stage, inbound, serviceTimes.getOrDefault(stages.get(stage).id(), 0));
        }
        return cost;
    }

    /// Who supplies whom, by index.
    private static final class Links {
        private final List<Stage> stages;
        private final List<List<Integer>> before = new ArrayList<>();
        private final List<List<Integer>> after = new ArrayList<>();
        private final double[] deviation;
        private final int[] longestInbound;

        Links(List<Stage> stages) {
            this.stages = List.copyOf(stages);
            this.deviation = new double[stages.size()];
            this.longestInbound = new int[stages.size()];
            link(indexes());
            int[] order = downstream();
            for (int stage : order) {
                longestInbound[stage] = stages.get(stage).inbound();
                for (int supplier : before.get(stage)) {
                    longestInbound[stage] = Math.max(
                            longestInbound[stage],
                            longestInbound[supplier] + stages.get(supplier).processingTime());
                }
                Check.between(
                        "The longest time through stage " + stages.get(stage).id(),
                        longestInbound[stage],
                        0,
                        MOST_TIME);
            }
            for (int at = order.length - 1; at >= 0; at--) {
                deviation[order[at]] = deviation(order[at]);
            }
        }

        private Map<String, Integer> indexes() {
            Map<String, Integer> indexes = new HashMap<>();
            for (Stage stage : stages) {
                if (indexes.put(stage.id(), indexes.size()) != null) {
                    throw new IllegalArgumentException("There are two stages " + stage.id() + "; give each its own id");
                }
                before.add(new ArrayList<>());
                after.add(new ArrayList<>());
            }
            return indexes;
        }

        private void link(Map<String, Integer> indexes) {
            for (int stage = 0; stage < stages.size(); stage++) {
                for (String name : stages.get(stage).successors()) {
                    Integer successor = indexes.get(name);
                    if (successor == null) {
                        throw new IllegalArgumentException(
                                "Stage " + stages.get(stage).id() + " supplies stage " + name
                                        + ", which is not there; add it or take it out of the successors");
                    }
                    if (after.get(stage).contains(successor)) {
                        throw new IllegalArgumentException(
                                "Stage " + stages.get(stage).id() + " names stage " + name
                                        + " twice among its successors; name it once");
                    }
                    after.get(stage).add(successor);
                    before.get(successor).add(stage);
                }
            }
        }

        private int[] downstream() {
            int[] waitsFor = before.stream().mapToInt(List::size).toArray();
            List<Integer> order = new ArrayList<>();
            for (int stage = 0; stage < waitsFor.length; stage++) {
                if (waitsFor[stage] == 0) {
                    order.add(stage);
                }
            }
            for (int at = 0; at < order.size(); at++) {
                for (int successor : after.get(order.get(at))) {
                    if (--waitsFor[successor] == 0) {
                        order.add(successor);
                    }
                }
            }
            if (order.size() < waitsFor.length) {
                throw new IllegalArgumentException("Stages supply each other in a circle; a tree has none");
            }
            return order.stream().mapToInt(Integer::intValue).toArray();
        }

        private double deviation(int stage) {
            @Nullable Double outside = stages.get(stage).demandDeviation();
            double variance = outside == null ? 0 : outside * outside;
            for (int successor : after.get(stage)) {
                variance += deviation[successor] * deviation[successor];
            }
            return Math.sqrt(variance);
        }

        double cost(int stage, int inbound, int promise) {
            Stage at = stages.get(stage);
            int covered = inbound + at.processingTime() - promise;
            if (covered < 0 || promise < 0 || promise > at.longestPromise()) {
                return Double.POSITIVE_INFINITY;
            }
            return at.holdingCost() * at.boundConstant() * deviation[stage] * Math.sqrt(covered);
        }

        List<Integer> neighbours(int stage) {
            List<Integer> all = new ArrayList<>(before.get(stage));
            all.addAll(after.get(stage));
            return all;
        }
    }

    /// Dynamic programming from the leaves of the undirected tree to its root, then back.
    private static final class Solver {
        private final Links links;

        /// Of the branch under a stage: the least cost by inbound service time, and by promise.
        private final double[][] byInbound;

        private final double[][] byPromise;
        private final int[] promises;
        private final int[] parent;

        Solver(Links links) {
            this.links = links;
            int count = links.stages.size();
            this.byInbound = new double[count][];
            this.byPromise = new double[count][];
            this.promises = new int[count];
            this.parent = new int[count];
        }

        Promises solve() {
            Set<Integer> seen = new HashSet<>();
            double cost = 0;
            for (int root = 0; root < promises.length; root++) {
                if (seen.contains(root)) {
                    continue;
                }
                List<Integer> order = breadthFirst(root, seen);
                for (int at = order.size() - 1; at >= 0; at--) {
                    branch(order.get(at));
                }
                cost += Arrays.stream(byInbound[root]).min().orElseThrow();
                choose(root, cheapest(byInbound[root], 0, byInbound[root].length - 1));
            }
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int stage = 0; stage < promises.length; stage++) {
                named.put(links.stages.get(stage).id(), promises[stage]);
            }
            return new Promises(named, cost);
        }

        private List<Integer> breadthFirst(int root, Set<Integer> seen) {
            List<Integer> order = new ArrayList<>(List.of(root));
            seen.add(root);
            parent[root] = -1;
            for (int at = 0; at < order.size(); at++) {
                int stage = order.get(at);
                for (int next : links.neighbours(stage)) {
                    if (next != parent[stage]) {
                        if (!seen.add(next)) {
                            throw new IllegalArgumentException("Two ways lead to stage "
                                    + links.stages.get(next).id() + "; the stages must form a tree");
                        }
                        parent[next] = stage;
                        order.add(next);
                    }
                }
            }
            return order;
        }

        private void branch(int stage) {
            int longest = links.longestInbound[stage];
            int processing = links.stages.get(stage).processingTime();
            byInbound[stage] = new double[longest + 1];
            byPromise[stage] = new double[longest + processing + 1];
            Arrays.fill(byInbound[stage], Double.POSITIVE_INFINITY);
            Arrays.fill(byPromise[stage], Double.POSITIVE_INFINITY);
            double[] suppliers = suppliers(stage);
            double[] customers = customers(stage);
            for (int inbound = links.stages.get(stage).inbound(); inbound <= longest; inbound++) {
                for (int promise = 0; promise <= inbound + processing; promise++) {
                    double cost = links.cost(stage, inbound, promise) + suppliers[inbound] + customers[promise];
                    byInbound[stage][inbound] = Math.min(byInbound[stage][inbound], cost);
                    byPromise[stage][promise] = Math.min(byPromise[stage][promise], cost);
                }
            }
        }

        /// What the suppliers under a stage cost at least, if they promise no more than its inbound service time.
        private double[] suppliers(int stage) {
            double[] sums = new double[links.longestInbound[stage] + 1];
            for (int supplier : links.before.get(stage)) {
                if (supplier != parent[stage]) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int inbound = 0; inbound < sums.length; inbound++) {
                        if (inbound < byPromise[supplier].length) {
                            least = Math.min(least, byPromise[supplier][inbound]);
                        }
                        sums[inbound] += least;
                    }
                }
            }
            return sums;
        }

        /// What the customers under a stage cost at least, if they reckon with no less than its promise.
        private double[] customers(int stage) {
            double[] sums = new double[byPromise[stage].length];
            for (int customer : links.after.get(stage)) {
                if (customer != parent[stage]) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int inbound = byInbound[customer].length - 1; inbound >= 0; inbound--) {
                        least = Math.min(least, byInbound[customer][inbound]);
                        if (inbound < sums.length) {
                            sums[inbound] += least;
                        }
                    }
                }
            }
            return sums;
        }

        private static int cheapest(double[] costs, int from, int to) {
            int best = from;
            for (int time = from; time <= Math.min(to, costs.length - 1); time++) {
                best = costs[time] < costs[best] ? time : best;
            }
            return best;
        }

        private void choose(int root, int inboundOfRoot) {
            settle(root, inboundOfRoot, promiseAt(root, inboundOfRoot));
        }

        private int promiseAt(int stage, int inbound) {
            double[] suppliers = suppliers(stage);
            double[] customers = customers(stage);
            double[] costs = new double[inbound + links.stages.get(stage).processingTime() + 1];
            for (int promise = 0; promise < costs.length; promise++) {
                costs[promise] = links.cost(stage, inbound, promise) + suppliers[inbound] + customers[promise];
            }
            return cheapest(costs, 0, costs.length - 1);
        }

        private int inboundAt(int stage, int promise) {
            double[] suppliers = suppliers(stage);
            double[] costs = new double[links.longestInbound[stage] + 1];
            for (int inbound = 0; inbound < costs.length; inbound++) {
                costs[inbound] = inbound < links.stages.get(stage).inbound()
                        ? Double.POSITIVE_INFINITY
                        : links.cost(stage, inbound, promise) + suppliers[inbound];
            }
            return cheapest(costs, 0, costs.length - 1);
        }

        private void settle(int stage, int inbound, int promise) {
            promises[stage] = promise;
            for (int supplier : links.before.get(stage)) {
                if (supplier != parent[stage]) {
                    int promised = cheapest(byPromise[supplier], 0, inbound);
                    settle(supplier, inboundAt(supplier, promised), promised);
                }
            }
            for (int customer : links.after.get(stage)) {
                if (customer != parent[stage]) {
                    int reckoned = cheapest(byInbound[customer], promise, Integer.MAX_VALUE);
                    settle(customer, reckoned, promiseAt(customer, reckoned));
                }
            }
        }
    }
}
